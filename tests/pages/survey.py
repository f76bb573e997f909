"""A hub's own survey of its schools, as a forms program exports it: one row for each school."""

import io

import xlsxwriter

QUESTIONS = {
    "ID": "",
    "Completion time": "",
    "Which school are you completing this survey for?": "school_front.school_name",
    "What is your role in school?": "school_front.contact_role",
    "How many minutes of curriculum music do pupils have each week in Key Stage 2?": (
        "curriculum.minutes_ks2"
    ),
    "Which year group took part in whole class ensemble teaching (WCET)?": "whole_class.year_group",
    "How many pupils took part in WCET?": "whole_class.pupils",
    "Who delivered the WCET?": "whole_class.provider_type",
    "How many of these pupils are eligible for Pupil Premium?": "whole_class.pp",
    "Does your school have a choir?": "curriculum.feature_choir",
    "Name": "",
}
"""Each question, and the field that it is taken to mean."""

ANSWERS = (
    (1, "1/7/2026 9:08", "School 1 Primary", "Lead", 45, "Year 4;", 30, "Music hub", 4, "Yes", ""),
    (2, "2/7/2026 9:12", "School 2 Primary", "Head", "1 hour", 4, 27, "Our own staff", 0, "No", ""),
)


def survey() -> bytes:
    """An xlsx file of two schools' answers."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Form1")
        for number, row in enumerate((tuple(QUESTIONS), *ANSWERS)):
            sheet.write_row(number, 0, row)
    return file.getvalue()
