"""The termly (or annual) school return: nine sheets, each declared once, in the order asked."""

from __future__ import annotations

from datetime import date

from sqlmodel import SQLModel

from hubdata.periods import Term
from hubdata.returns.fields import asked, choice, count
from hubdata.returns.sheets.activities import PP
from hubdata.returns.sheets.front import (
    ask_comment,
    ask_data_basis,
    ask_estimate,
    ask_nil_return,
    ask_role,
    ask_term,
    ask_year,
)
from hubdata.vocabulary import Barrier, DataBasis, PlanStatus


class ReturnRow(SQLModel):
    """Who is answering, for which period, and how the counts are to be taken."""

    time_period: int | None = ask_year()
    term: Term | None = ask_term()
    school_urn: int | None = asked(
        "School URN",
        "Six digits, as on Get Information about Schools.",
        example="900123",
        required=True,
        prefilled=True,
        minimum=100000,
        maximum=999999,
        synonyms=("urn", "school number", "dfe urn", "unique reference number"),
    )
    school_name: str | None = asked(
        "School name",
        example="Beacon Hill Primary School",
        prefilled=True,
        synonyms=("school", "name of school", "establishment name", "establishment"),
    )
    la_code: int | None = asked(
        "Local authority code",
        "The three-digit code.",
        example="878",
        prefilled=True,
        minimum=100,
        maximum=999,
        synonyms=(
            *("la", "lea", "la number", "la no", "la num", "la ref", "lea number", "lea no"),
            *("lea code", "authority code", "authority number", "local authority number"),
        ),
    )
    contact_role: str | None = ask_role(example="Music lead")
    contact_email: str | None = asked(
        "School mailbox",
        "A shared mailbox such as office@…, not a person's.",
        example="office@school.example",
        synonyms=("email", "e-mail", "contact email", "email address"),
    )
    submitted_on: date | None = asked(
        "Date completed",
        example="12/12/2025",
        synonyms=("date", "date submitted", "submission date"),
    )
    nil_return: bool | None = ask_nil_return(
        "Yes if there was no music activity to tell us about. Then leave the other sheets empty."
    )
    estimate: bool | None = ask_estimate()
    data_basis: DataBasis | None = ask_data_basis()
    definition_version: str | None = asked(
        "Version of the questions", "Filled in by the template.", example="1", prefilled=True
    )
    consent_share_named: bool | None = asked(
        "May the hub name the school when it shares results?",
        "No means your school appears only inside totals.",
        example="Yes",
        synonyms=("consent", "consent to share"),
    )
    comment: str | None = ask_comment("Anything that helps us read your numbers. No pupils' names.")


class ContextRow(SQLModel):
    """The school's roll, prefilled from the register; correct it where it is out of date."""

    roll_total: int | None = count(
        "Pupils on roll",
        "All pupils on roll this term.",
        example="210",
        prefilled=True,
        synonyms=("roll", "number on roll", "nor", "total pupils", "pupils on roll total"),
    )
    roll_eyfs: int | None = count(
        "Pupils in the early years",
        "Nursery and Reception.",
        example="45",
        prefilled=True,
        synonyms=("eyfs roll",),
    )
    roll_ks1: int | None = count(
        "Pupils in KS1", example="60", prefilled=True, synonyms=("ks1 roll",)
    )
    roll_ks2: int | None = count(
        "Pupils in KS2", example="105", prefilled=True, synonyms=("ks2 roll",)
    )
    roll_ks3: int | None = count("Pupils in KS3", prefilled=True, synonyms=("ks3 roll",))
    roll_ks4: int | None = count("Pupils in KS4", prefilled=True, synonyms=("ks4 roll",))
    roll_ks5: int | None = count("Pupils in KS5", prefilled=True, synonyms=("ks5 roll",))
    pp_roll: int | None = count(
        "Pupils with pupil premium",
        PP,
        example="52",
        prefilled=True,
        synonyms=("pp on roll", "pupil premium roll", "total pp"),
    )
    fsm_roll: int | None = count(
        "Pupils eligible for free school meals",
        "Eligible now; not the universal infant meals.",
        example="44",
        prefilled=True,
        synonyms=("fsm on roll", "fsm"),
    )
    ehcp_roll: int | None = count(
        "Pupils with an EHC plan", example="6", prefilled=True, synonyms=("ehcp on roll",)
    )
    sen_support_roll: int | None = count(
        "Pupils with SEN support", example="31", prefilled=True, synonyms=("sen support on roll",)
    )
    trust_name: str | None = asked(
        "Academy trust",
        "Leave blank if the school is in none.",
        example="Wendale Learning Trust",
        prefilled=True,
        synonyms=("trust", "mat", "multi academy trust"),
    )


class CurriculumRow(SQLModel):
    """Music in the school's own curriculum."""

    music_development_plan_status: PlanStatus | None = choice(
        "Music development plan",
        "Published means a summary is on the school's website.",
        example="published",
        synonyms=(
            "music development plan status",
            "school music development plan",
            "mdp",
            "smdp",
            "smep",
            "plan status",
            "smdp status",
        ),
    )
    music_development_plan_url: str | None = asked(
        "Web address of the plan",
        example="https://school.example/music",
        synonyms=("plan url", "mdp url"),
    )
    music_development_plan_date: date | None = asked(
        "Date of the plan",
        "When it was published or last reviewed.",
        example="01/10/2025",
        synonyms=("plan date", "mdp date"),
    )
    minutes_ks1: int | None = count(
        "Minutes of music a week, KS1",
        "For a typical class, over the year.",
        example="60",
        maximum=600,
    )
    minutes_ks2: int | None = count("Minutes of music a week, KS2", example="60", maximum=600)
    minutes_ks3: int | None = count("Minutes of music a week, KS3", maximum=600)
    ks4_music_offered: bool | None = asked("Is a KS4 music course offered?")
    ks4_music_entries: int | None = count(
        "Pupils entered for a KS4 music course", "This year's final-year pupils."
    )
    ks4_cohort: int | None = count("Pupils in the KS4 final year")
    ks5_music_entries: int | None = count("Pupils entered for a KS5 music course")
    has_music_lead: bool | None = asked("Does a member of staff lead on music?", example="Yes")
    feature_hour_a_week: bool | None = asked(
        "At least an hour of music a week in KS1 to KS3", example="Yes"
    )
    feature_lessons: bool | None = asked(
        "Lessons offered across instruments and voice", example="Yes"
    )
    feature_choir: bool | None = asked("A school choir or vocal ensemble", example="Yes")
    feature_ensemble: bool | None = asked("A school ensemble or band", example="No")
    feature_space: bool | None = asked("Space for rehearsal and practice", example="Yes")
    feature_termly_performance: bool | None = asked("A performance every term", example="Yes")
    feature_live_performance: bool | None = asked(
        "A live performance heard at least once a year", example="Yes"
    )


class SupportRow(SQLModel):
    """The support the hub gave the school."""

    strand_whole_class: bool | None = asked(
        "Whole-class teaching",
        "Support from the hub lead or a hub partner this term.",
        example="Yes",
        synonyms=(
            *("whole class", "whole class ensemble teaching", "wcet", "cil", "wider opportunities"),
            *("core role a", "core role 1", "core role a: wcet", "first access"),
        ),
    )
    strand_tuition: bool | None = asked(
        "Instrumental or vocal tuition",
        example="Yes",
        synonyms=(
            "tuition",
            "lessons",
            "instrumental lessons",
            "instrumental tuition",
        ),
    )
    strand_ensembles: bool | None = asked(
        "Ensembles",
        example="No",
        synonyms=(
            "core role b",
            "core role 2",
            "core role b: ensembles",
        ),
    )
    strand_singing: bool | None = asked(
        "Singing",
        example="Yes",
        synonyms=(
            "singing strategy",
            "singing support",
            "core role d",
            "core role 4",
        ),
    )
    strand_plan: bool | None = asked(
        "Help with the music development plan",
        example="Yes",
        synonyms=(
            "smep support",
            "music development plan support",
            "music plan support",
        ),
    )
    strand_cpd: bool | None = asked(
        "Training for staff (CPD)",
        example="No",
        synonyms=(
            "cpd",
            "staff training",
            "teacher training",
        ),
    )
    strand_instruments: bool | None = asked(
        "Instruments lent",
        example="Yes",
        synonyms=(
            "instrument loan",
            "instrument loans",
            "instruments",
            "instrument hire",
        ),
    )
    strand_live: bool | None = asked(
        "Live music and events",
        example="No",
        synonyms=(
            "live music",
            "events",
            "concerts",
        ),
    )
    strand_technology: bool | None = asked(
        "Music technology",
        example="No",
        synonyms=("technology",),
    )
    strand_inclusion: bool | None = asked(
        "Help with inclusion",
        example="No",
        synonyms=(
            "inclusion",
            "inclusion support",
        ),
    )
    strand_early_years: bool | None = asked("Early years music", example="No")
    strand_other: bool | None = asked("Other support", example="No")
    first_contact_on: date | None = asked("First contact with the hub", example="10/09/2025")
    barriers: str | None = asked(
        "What gets in the way?",
        "Choose any that apply, separated by semicolons.",
        example="cost; transport",
        several=Barrier,
    )
    support_wanted: str | None = asked(
        "What would help most?", example="A brass teacher on Tuesdays"
    )


class PerformanceRow(SQLModel):
    """Performing, and hearing live music."""

    termly_performance: bool | None = asked("Did pupils perform this term?", example="Yes")
    performances: int | None = count(
        "Performances this term", example="3", maximum=1000, synonyms=("concerts",)
    )
    performers: int | None = count(
        "Pupils who performed", "Count a pupil once for each performance.", example="140"
    )
    live_events: int | None = count("Live music events heard", example="1", maximum=1000)
    live_attendances: int | None = count(
        "Pupils who heard live music", "Count a pupil once for each event.", example="60"
    )


class ContinuationRow(SQLModel):
    """Who carried on after last year's whole-class teaching, and instruments on loan."""

    prior_whole_class_pupils: int | None = count(
        "Pupils in whole-class teaching last year",
        "Of pupils still at the school.",
        example="56",
        synonyms=("last year wcet pupils",),
    )
    prior_still_learning: int | None = count(
        "Of them, still learning an instrument or voice",
        example="19",
        synonyms=("still learning", "continuing"),
    )
    route_whole_class: int | None = count("Carrying on in whole-class teaching", example="0")
    route_large: int | None = count("Carrying on in large groups", example="0")
    route_small: int | None = count("Carrying on in small groups", example="14")
    route_individual: int | None = count("Carrying on one to one", example="5")
    instruments_on_loan: int | None = count("Instruments on loan from the hub", example="30")
    pupils_with_loan: int | None = count("Pupils with an instrument on loan", example="30")
    tuition_pupils_with_loan: int | None = count(
        "Of pupils in tuition, with an instrument on loan", example="9"
    )
