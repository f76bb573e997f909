"""The projects of hub partners: whom they reach, with what, and how good it was."""

from __future__ import annotations

from datetime import date

from sqlmodel import SQLModel

from hubdata.framework import Goal, StrategicFunction
from hubdata.returns.fields import Register, asked, choice, count, number, numbers
from hubdata.vocabulary import ActivityType, ReportedBy, VenueType, YouthVoice

FUNCTIONS = (
    "Of the hub's five functions: F1 partnership, F2 schools, F3 progression, F4 inclusion, "
    "F5 sustainability."
)
GOALS = "Of the national plan's goals: G1 schools, G2 partnership, G3 talent."
OF_KNOWN = "Of the participants whose circumstances you know."


class ProjectRow(SQLModel):
    """Projects and programmes with the hub: a row for each."""

    project_id: str | None = asked(
        "Project code",
        "The same code every term, so that terms can be joined.",
        example="P07-A",
        required=True,
        key=True,
        prefilled=True,
        synonyms=("project", "id", "code", "project ref", "project number"),
    )
    project_name: str | None = asked(
        "Name of the project",
        example="Songs from the Quay",
        required=True,
        prefilled=True,
        synonyms=("name", "title", "project title", "programme"),
    )
    function: StrategicFunction | None = choice(
        "Strategic function",
        FUNCTIONS,
        example="F3",
        prefilled=True,
        synonyms=("strategic function", "hub function"),
    )
    goal: Goal | None = choice("Goal", GOALS, example="G3", prefilled=True)
    activity_type: ActivityType | None = choice(
        "Kind of activity",
        example="songwriting or composing",
        prefilled=True,
        synonyms=("activity", "type of activity", "type"),
    )
    start_date: date | None = asked(
        "First day", example="15/09/2025", prefilled=True, synonyms=("start", "from", "starts")
    )
    end_date: date | None = asked(
        "Last day",
        "Leave blank if it goes on.",
        example="10/07/2026",
        prefilled=True,
        synonyms=("end", "to", "until", "ends"),
    )
    venue_type: VenueType | None = choice(
        "Kind of place",
        "Where most of it happens.",
        example="community",
        prefilled=True,
        synonyms=("venue", "setting", "place"),
    )
    la_codes: str | None = numbers(
        "Local authorities",
        "The three-digit codes of the authorities the young people come from.",
        register=Register.AUTHORITIES,
        example="991; 993",
        prefilled=True,
        synonyms=("la", "la code", "authority", "local authority", "authority codes"),
    )
    school_urns: str | None = numbers(
        "Schools (URNs)",
        "The six-digit numbers of the schools that take part.",
        register=Register.SCHOOLS,
        example="900123; 900124",
        synonyms=("schools", "urns", "school urn", "urn", "school numbers"),
    )
    ey_setting_ids: str | None = numbers(
        "Early-years settings (Ofsted numbers)",
        register=Register.SETTINGS,
        example="EY900301; EY900302",
        synonyms=("early years settings", "settings", "nurseries", "ofsted numbers"),
    )
    sessions_planned: int | None = count(
        "Sessions planned this term",
        example="12",
        maximum=5000,
        synonyms=("planned sessions", "planned"),
    )
    sessions_delivered: int | None = count(
        "Sessions held this term",
        example="11",
        maximum=5000,
        synonyms=("sessions", "delivered", "sessions delivered", "number of sessions"),
    )
    contact_hours: float | None = number(
        "Hours with young people",
        "Session length times sessions, added up.",
        example="22",
        maximum=100_000,
        unit="hours",
        synonyms=("hours", "hours delivered", "delivery hours"),
    )
    participants_unique: int | None = count(
        "Young people taking part",
        "Each young person once, however often they came.",
        example="34",
        synonyms=("participants", "young people", "unique participants", "number of participants"),
    )
    participants_new: int | None = count(
        "Of them, new to the project", example="9", synonyms=("new participants", "new")
    )
    attendances: int | None = count(
        "Attendances",
        "Young people at each session, added up.",
        example="290",
        maximum=1_000_000,
        synonyms=("attendance", "total attendances", "attendees"),
    )
    age_0_4: int | None = count("Aged 0 to 4", synonyms=("0-4", "under 5"))
    age_5_7: int | None = count("Aged 5 to 7", synonyms=("5-7",))
    age_8_11: int | None = count("Aged 8 to 11", example="12", synonyms=("8-11",))
    age_12_14: int | None = count("Aged 12 to 14", example="14", synonyms=("12-14",))
    age_15_16: int | None = count("Aged 15 to 16", example="8", synonyms=("15-16",))
    age_17_18: int | None = count("Aged 17 to 18", synonyms=("17-18",))
    age_19_25_send: int | None = count(
        "Aged 19 to 25 with SEND", synonyms=("19-25", "19-25 send", "19 to 25")
    )
    characteristics_known: int | None = count(
        "Young people whose circumstances you know",
        "Blank if you do not ask. The next four numbers are of these.",
        example="30",
        synonyms=("characteristics known", "known"),
    )
    pp_fsm: int | None = count(
        "With pupil premium or free school meals",
        OF_KNOWN,
        example="11",
        synonyms=("pp", "fsm", "pupil premium", "free school meals", "pp or fsm"),
    )
    ehcp: int | None = count(
        "With an EHC plan", OF_KNOWN, example="2", synonyms=("ehc plan", "ehcp participants")
    )
    sen_support: int | None = count(
        "With SEN support", OF_KNOWN, example="5", synonyms=("sen", "sen k")
    )
    looked_after: int | None = count(
        "Looked after or care experienced",
        OF_KNOWN,
        example="1",
        synonyms=("looked after", "lac", "care experienced", "looked after children"),
    )
    performances: int | None = count(
        "Performances", example="1", maximum=1000, synonyms=("concerts", "sharings")
    )
    audience: int | None = count("People who came to hear", example="120", maximum=1_000_000)
    practitioners_paid: int | None = count(
        "Musicians and leaders paid",
        example="3",
        maximum=5000,
        synonyms=("practitioners", "paid practitioners", "musicians"),
    )
    practitioner_hours: float | None = number(
        "Hours they were paid for", example="60", maximum=100_000, unit="hours"
    )
    youth_voice: int | None = asked(
        "How far young people decide",
        minimum=0,
        maximum=len(YouthVoice) - 1,
        levels=YouthVoice,
        example="2",
        synonyms=("youth voice", "young people's voice"),
    )
    quality_reflection: str | None = asked(
        "How good was it, and how do you know?",
        example="Peer observation in week 6; more time for composing next term.",
        synonyms=("quality", "reflection"),
    )
    highlights: str | None = asked("Highlights", synonyms=("successes", "what went well"))
    risks: str | None = asked("Risks and worries", synonyms=("challenges", "issues"))
    story: str | None = asked(
        "A story to tell",
        "Without names, or anything that gives a young person away.",
        synonyms=("case study",),
    )
    story_consent: bool | None = asked(
        "May the hub publish the story?", example="Yes", synonyms=("consent", "story consent")
    )
    already_reported_by: ReportedBy | None = choice(
        "Does anybody else report this to the hub?",
        "A school or another partner that counts the same young people in the same activity.",
        example="nobody",
        synonyms=("already reported", "reported by", "also reported by"),
    )
    overlap_estimate: int | None = count(
        "Young people who are in both reports", "Your best estimate.", synonyms=("overlap",)
    )
