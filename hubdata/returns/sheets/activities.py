"""The three activity sheets, with a row for each class, kind of tuition or ensemble.

Schools and partners answer the ensembles sheet alike.
"""

from __future__ import annotations

from sqlmodel import SQLModel

from hubdata.periods import Term
from hubdata.returns.fields import asked, choice, count
from hubdata.vocabulary import (
    INSTRUMENTS,
    EnsembleType,
    GroupSize,
    KeyStage,
    Organiser,
    ProviderType,
    YearGroup,
)

PP = (
    "Pupil premium: free meals in the last six years, looked after or previously looked after, "
    "or a service child. Not the same as free school meals now."
)
EHCP = "Pupils with an education, health and care plan. Leave blank if not known."
SEN_SUPPORT = "Pupils with SEN support but no EHC plan. Leave blank if not known."
HUB_SUPPORTED = (
    "Yes if the hub lead or a hub partner provides, pays for or supports it in any way. "
    "No if the school does it all itself."
)


class WholeClassRow(SQLModel):
    """Whole-class ensemble teaching (WCET): a row for each class and year group in it."""

    class_id: str | None = asked(
        "Class",
        "The same name every term, so that terms can be joined.",
        example="4A",
        required=True,
        key=True,
        synonyms=(
            *("class name", "class code", "group", "wcet class", "class or group", "class group"),
            *("class / group name", "group name", "form", "name of class"),
        ),
        prefilled=True,
    )
    year_group: YearGroup | None = choice(
        "Year group",
        "R, or 1 to 13.",
        example="4",
        required=True,
        key=True,
        synonyms=(
            *("year", "yr", "ncy", "school year", "yr group", "yr grp", "year grp", "nc year"),
            *("national curriculum year", "y", "years"),
        ),
        prefilled=True,
    )
    instrument: str | None = asked(
        "Instrument",
        example="ukulele",
        suggestions=INSTRUMENTS,
        prefilled=True,
        synonyms=("inst", "instruments", "instrument taught", "wcet instrument"),
    )
    provider_type: ProviderType | None = choice(
        "Taught by",
        example="hub lead",
        synonyms=("provider", "delivered by", "teacher from", "delivery", "provided by"),
        prefilled=True,
    )
    hub_supported: bool | None = asked(
        "Supported by the hub?",
        HUB_SUPPORTED,
        example="Yes",
        synonyms=("hub support", "supported by hub"),
        prefilled=True,
    )
    pupils: int | None = count(
        "Pupils in the class",
        example="28",
        required=True,
        synonyms=(
            *("pupils", "number of pupils", "no of pupils", "children", "total pupils"),
            *("no pupils", "pupil numbers", "class size", "number in class", "no in class"),
            *("pupils in class", "pupils taught", "children taught", "pupils wcet", "wcet pupils"),
            *("pupils cil", "cil pupils", "pupils in wcet", "pupils whole class ensemble teaching"),
            *("pupils whole class teaching", "children whole class teaching", "pupils in cil"),
            *("pupils in whole class", "whole class pupils", "pupils participating"),
        ),
    )
    pupils_first_time: int | None = count(
        "Of them, learning for the first time",
        example="28",
        synonyms=("first time", "new pupils", "first access", "of which first time", "new to wcet"),
    )
    pupils_continuing: int | None = count(
        "Of them, continuing", example="0", synonyms=("continuing", "of which continuing")
    )
    pp: int | None = count(
        "With pupil premium", PP, example="7", synonyms=("pupil premium", "pp pupils")
    )
    ehcp: int | None = count(
        "With an EHC plan", EHCP, example="1", synonyms=("ehc plan", "ehcp pupils")
    )
    sen_support: int | None = count(
        "With SEN support", SEN_SUPPORT, example="4", synonyms=("sen", "sen k")
    )
    start_term: Term | None = choice(
        "Term it started", example="autumn", synonyms=("start", "started"), prefilled=True
    )
    terms_planned: int | None = asked(
        "Terms planned",
        "1, 2 or 3.",
        example="3",
        minimum=1,
        maximum=3,
        synonyms=("terms", "number of terms", "no terms", "terms of wcet"),
        prefilled=True,
    )
    weeks_delivered: int | None = count(
        "Weeks taught this term",
        example="12",
        maximum=53,
        synonyms=("weeks", "weeks taught", "sessions"),
    )
    minutes_per_week: int | None = count(
        "Minutes a week", example="45", maximum=600, synonyms=("minutes", "lesson length")
    )
    charged_to_parents: bool | None = asked(
        "Do parents pay?", example="No", synonyms=("charged", "parents charged")
    )


class TuitionRow(SQLModel):
    """Tuition outside whole-class teaching: a row for each key stage, group size and provider."""

    group_size: GroupSize | None = choice(
        "Group size",
        "individual, small, or large (but not a whole class).",
        example="small",
        required=True,
        key=True,
        synonyms=(
            *("group", "size of group", "lesson type", "type of tuition", "type of lesson"),
            *("lesson size", "group type", "individual or group"),
        ),
        prefilled=True,
    )
    key_stage: KeyStage | None = choice(
        "Key stage",
        example="KS2",
        required=True,
        key=True,
        synonyms=("ks", "stage"),
        prefilled=True,
    )
    provider_type: ProviderType | None = choice(
        "Taught by",
        example="hub lead",
        required=True,
        key=True,
        synonyms=("provider", "delivered by", "teacher from", "delivery", "provided by"),
        prefilled=True,
    )
    hub_supported: bool | None = asked(
        "Supported by the hub?",
        HUB_SUPPORTED,
        example="Yes",
        synonyms=("hub support", "supported by hub"),
        prefilled=True,
    )
    pupils: int | None = count(
        "Pupils learning",
        example="14",
        required=True,
        synonyms=(
            *("pupils", "number of pupils", "no of pupils", "learners", "no pupils", "children"),
            *("pupil numbers", "pupils taught", "pupils in lessons", "pupils receiving tuition"),
        ),
    )
    pupils_new: int | None = count(
        "Of them, new this term", example="3", synonyms=("new", "new pupils", "starters")
    )
    pp: int | None = count(
        "With pupil premium", PP, example="4", synonyms=("pupil premium", "pp pupils")
    )
    ehcp: int | None = count(
        "With an EHC plan", EHCP, example="0", synonyms=("ehc plan", "ehcp pupils")
    )
    sen_support: int | None = count(
        "With SEN support", SEN_SUPPORT, example="2", synonyms=("sen", "sen k")
    )
    pp_and_send: int | None = count(
        "With both pupil premium and SEND", example="1", synonyms=("both pp and sen", "pp and sen")
    )
    pupils_charged: int | None = count(
        "Pupils whose family pays", example="10", synonyms=("charged",)
    )
    pupils_remitted: int | None = count(
        "Of them, with a reduced or no fee",
        example="3",
        synonyms=("remitted", "subsidised", "fee remission"),
    )
    standard_entry: int | None = count(
        "At entry standard", "Before grade 1.", example="8", synonyms=("entry",)
    )
    standard_foundation: int | None = count(
        "At foundation standard", "Grades 1 to 3.", example="4", synonyms=("foundation",)
    )
    standard_intermediate: int | None = count(
        "At intermediate standard", "Grades 4 and 5.", example="1", synonyms=("intermediate",)
    )
    standard_advanced: int | None = count(
        "At advanced standard", "Grade 6 and above.", example="0", synonyms=("advanced",)
    )
    standard_not_assessed: int | None = count(
        "Not assessed", example="1", synonyms=("not assessed", "unknown standard")
    )


class EnsembleRow(SQLModel):
    """Choirs, bands, orchestras and other groups: a row for each."""

    ensemble_id: str | None = asked(
        "Ensemble code",
        "The same code every term, so that terms can be joined.",
        example="CHOIR1",
        required=True,
        key=True,
        synonyms=("ensemble", "id", "code", "group code"),
        prefilled=True,
    )
    name: str | None = asked(
        "Name of the ensemble",
        example="Key Stage 2 Choir",
        synonyms=("ensemble name", "group name", "name of group", "name of ensemble"),
        prefilled=True,
    )
    type: EnsembleType | None = choice(
        "Kind of ensemble",
        example="choir or vocal",
        synonyms=("type", "ensemble type", "kind"),
        prefilled=True,
    )
    organiser: Organiser | None = choice(
        "Organised by", example="school", synonyms=("organiser", "run by", "led by"), prefilled=True
    )
    hub_supported: bool | None = asked(
        "Supported by the hub?",
        HUB_SUPPORTED,
        example="Yes",
        synonyms=("hub support", "supported by hub"),
        prefilled=True,
    )
    weeks_met: int | None = count(
        "Weeks it met this term", example="11", maximum=53, synonyms=("weeks",)
    )
    meets_weekly: bool | None = asked(
        "Does it meet every week?", example="Yes", synonyms=("weekly",), prefilled=True
    )
    members_eyfs: int | None = count(
        "Members in the early years", synonyms=("eyfs members", "members eyfs")
    )
    members_ks1: int | None = count(
        "Members in KS1", example="0", synonyms=("ks1 members", "members ks1")
    )
    members_ks2: int | None = count(
        "Members in KS2", example="32", synonyms=("ks2 members", "members ks2")
    )
    members_ks3: int | None = count("Members in KS3", synonyms=("ks3 members", "members ks3"))
    members_ks4: int | None = count("Members in KS4", synonyms=("ks4 members", "members ks4"))
    members_ks5: int | None = count("Members in KS5", synonyms=("ks5 members", "members ks5"))
    pp: int | None = count(
        "With pupil premium", PP, example="8", synonyms=("pupil premium", "pp pupils")
    )
    ehcp: int | None = count(
        "With an EHC plan", EHCP, example="1", synonyms=("ehc plan", "ehcp pupils")
    )
    sen_support: int | None = count(
        "With SEN support", SEN_SUPPORT, example="5", synonyms=("sen", "sen k")
    )
    members_from_other_schools: int | None = count(
        "Of them, from other schools", example="0", synonyms=("other schools",)
    )
    performances: int | None = count(
        "Performances this term", example="2", maximum=1000, synonyms=("concerts",)
    )
