"""Figures published about music hubs in England that somebody has read at their source: built in.

The 631,000 whole-class pupils printed for 2014/15 are not among them: they fit no other figure of
the series. Of 2013/14 there are two official numbers of whole-class pupils; both stand here.
"""

from __future__ import annotations

from hubdata.kpis.judging.benchmarks import ENGLAND, Benchmark
from hubdata.periods import AcademicYear

AP_SUSTAIN = "ArtsProfessional: Music education hubs strive for financial sustainability"
AP_SUSTAIN_LINK = (
    "https://www.artsprofessional.co.uk/news/music-education-hubs-strive-financial-sustainability"
)
MUSIC_MARK = "Music Mark on NFER and Arts Council England: Key Data on Music Education Hubs"
MUSIC_MARK_LINK = (
    "https://musicmark.org.uk/news/"
    "nfer-and-the-arts-council-produce-key-data-on-music-education-hubs"
)
AP_EXTEND = "ArtsProfessional: Music education hubs extend reach despite funding cuts"
AP_EXTEND_LINK = (
    "https://www.artsprofessional.co.uk/news/music-education-hubs-extend-reach-despite-funding-cuts"
)
EDUCATION_BUSINESS = "Education Business, 24 October 2018: Nine out of ten schools benefitting"
EDUCATION_BUSINESS_LINK = (
    "https://educationbusinessuk.net/news/24102018/nine-out-ten-schools-benefitting-music-hubs"
)
SCHOOLS_WEEK = "Schools Week: Music education hubs struggle to attract older pupils"
SCHOOLS_WEEK_LINK = (
    "https://schoolsweek.co.uk/music-education-hubs-struggle-to-attract-older-pupils/"
)
HL3201 = "House of Lords written answer HL3201, 2 November 2015"
HL3201_LINK = "https://www.theyworkforyou.com/wrans/?id=2015-11-02.HL3201.h"
HL11533 = "House of Lords written answer HL11533"
FIRST_SET = "Slides citing NFER on the hubs' first national indicators"
FIRST_SET_LINK = "https://slideplayer.com/slide/6172596/"
MAKING_MUSIC = "Making Music: on the government's answer to a petition about music education"
MAKING_MUSIC_LINK = (
    "https://makingmusic.org.uk/faq/petition/"
    "government-says-it-already-providing-%C2%A3300m-funding-music-education"
)
WORKFORCE = "House of Commons written answer 15232 on music education"
WORKFORCE_LINK = "https://www.parallelparliament.co.uk/question/15232/music-education"
DERBY = "Commons written answer 1724117/5115"
DERBY_LINK = "https://streetguide.co.uk/parliament/written/1724117/5115"
NORTHANTS = "Commons written answer of 24 May 2024"
NORTHANTS_LINK = (
    "https://www.parallelparliament.co.uk/writtenanswers/search?document_type=writtenanswers"
    "&order_field=datenew&page=1&search_term=Music+Education"
)
WILTSHIRE = "Wiltshire Music Connect, annual report 2018/19"
WILTSHIRE_LINK = "https://wiltshiremusicconnect.org.uk/about/annual-report/annual-report-academic-year-2018-2019/"
BIRMINGHAM = "Services For Education: whole class instrumental teaching"
BIRMINGHAM_LINK = (
    "https://dev.servicesforeducation.co.uk/our-offer/whole-class-instrumental-teaching/"
)
DFE_SEN = "DfE: Special educational needs in England (school census, January)"
DFE_SEN_LINK = (
    "https://explore-education-statistics.service.gov.uk/find-statistics/"
    "special-educational-needs-in-england"
)
HANSARD = "Hansard and Music Mark on the hub grant"

ALL_YEARS = "Of pupils in state-funded primary and secondary schools, hub-supported."
NOT_UNIQUE = "Enrolments, not pupils: a pupil may be counted more than once."
TWO_VALUES = "One of two official values for 2013/14: 583,783 and 596,820."


def _of(
    kpi: str,
    year: int | None,
    value: float,
    unit: str,
    *,
    source: tuple[str, str],
    place: str = ENGLAND,
    note: str = "",
    like: bool = False,
) -> Benchmark:
    return Benchmark(
        kpi=kpi,
        place=place,
        year=AcademicYear(year) if year else None,
        value=value,
        unit=unit,
        source=source[0],
        link=source[1],
        note=note,
        is_comparable=like,
        is_built_in=True,
    )


_AP = (AP_SUSTAIN, AP_SUSTAIN_LINK)
_MM = (MUSIC_MARK, MUSIC_MARK_LINK)
_APX = (AP_EXTEND, AP_EXTEND_LINK)
_APK = ("ArtsProfessional: Music education hubs struggle to keep up", "")
_EB = (EDUCATION_BUSINESS, EDUCATION_BUSINESS_LINK)
_SW = (SCHOOLS_WEEK, SCHOOLS_WEEK_LINK)
_LORDS15 = (HL3201, HL3201_LINK)
_LORDS = (HL11533, "")
_FIRST = (FIRST_SET, FIRST_SET_LINK)
_MAKING = (MAKING_MUSIC, MAKING_MUSIC_LINK)
_STAFF = (WORKFORCE, WORKFORCE_LINK)
_DERBY = (DERBY, DERBY_LINK)
_NORTHANTS = (NORTHANTS, NORTHANTS_LINK)
_WILTSHIRE = (WILTSHIRE, WILTSHIRE_LINK)
_BIRMINGHAM = (BIRMINGHAM, BIRMINGHAM_LINK)
_SEN = (DFE_SEN, DFE_SEN_LINK)
_GRANT = (HANSARD, "")

_DERBYSHIRE = "Derby and Derbyshire"
_NORTHAMPTON = "Northamptonshire and Rutland"
_WILTS = "Wiltshire"

BUILT_IN: tuple[Benchmark, ...] = (
    # Schools engaged with their hub
    _of("S01", 2012, 83, "%", source=_AP, place="England, primary",
        note="Primary schools only."),
    _of("S01", 2012, 76, "%", source=_AP, place="England, secondary",
        note="Secondary schools only."),
    _of("S01", 2013, 83.4, "%", source=_MM, like=True, note="Printed as 84% elsewhere."),
    _of("S01", 2014, 86, "%", source=_APX, like=True),
    _of("S01", 2016, 89, "%", source=_EB, like=True, note="State-funded schools and colleges."),
    _of("S01", 2018, 92, "%", source=_WILTSHIRE, place=_WILTS, like=True,
        note="220 of 238 schools."),
    _of("S02", 2018, 82, "%", source=_WILTSHIRE, place=_WILTS,
        note="Supported in two or more ways; 196 of 238 schools."),
    # Whole-class teaching
    _of("S04", 2022, 47.4, "%", source=_DERBY, place=_DERBYSHIRE, like=True),
    _of("S04", 2022, 59.4, "%", source=_NORTHANTS, place=_NORTHAMPTON, like=True),
    _of("S04", 2018, 58, "%", source=_WILTSHIRE, place=_WILTS, like=True,
        note="139 of 238 schools."),
    _of("S05", 2012, 10.4, "%", source=_APK, like=True, note=ALL_YEARS),
    _of("S05", 2013, 10.2, "%", source=_APK, like=True, note=ALL_YEARS),
    _of("S05", 2014, 9.2, "%", source=_APK, note="As the article has it. " + ALL_YEARS),
    _of("S05", 2016, 9.2, "%", source=_SW, like=True, note=ALL_YEARS),
    _of("S05", 2012, 531_422, "pupils", source=_LORDS),
    _of("S05", 2013, 583_783, "pupils", source=_LORDS15, note=TWO_VALUES),
    _of("S05", 2013, 596_820, "pupils", source=_SW, note=TWO_VALUES),
    _of("S05", 2016, 711_241, "pupils", source=_LORDS),
    _of("S05", 2012, 437_975, "pupils", source=_FIRST,
        note="First time only; 8.6% of Years 1 to 9."),
    _of("S05", 2012, 8.6, "% of Years 1 to 9", source=_FIRST, note="First time only."),
    _of("S05", 2018, 10_407, "pupils", source=_WILTSHIRE, place=_WILTS,
        note="7,775 the year before."),
    _of("S05", None, 11_360, "pupils", source=_BIRMINGHAM, place="Birmingham",
        note="Undated: more than 11,360 pupils weekly in 387 classes."),
    _of("S06", 2013, 39.7, "%", source=_MM, like=True, note="Year 4."),
    # Continuation
    _of("M22", 2013, 166_529, "pupils", source=_EB, note="Told as just under a third, which holds "
        "against the 531,422 taught the year before, not against those of the same year."),
    _of("M22", 2016, 182_602, "pupils", source=_EB),
    _of("M22", None, 34, "%", source=_BIRMINGHAM, place="Birmingham",
        note="Undated: over 34%, into Year 5."),
    # Standards, ensembles, tuition
    _of("M24", 2014, 77.4, "% at entry level", source=_APX,
        note="Of whole-class learners; the KPI is about intermediate and advanced."),
    _of("M25", 2018, 8_729, "pupils", source=_WILTSHIRE, place=_WILTS,
        note="7,986 the year before."),
    _of("M25", 2022, 1_577, "pupils", source=_DERBY, place=_DERBYSHIRE),
    _of("M25", 2022, 2_367, "pupils", source=_NORTHANTS, place=_NORTHAMPTON),
    _of("M26", 2015, 14_866, "ensembles", source=_SW, note="The whole country."),
    _of("M26", 2016, 16_809, "ensembles", source=_SW, note="The whole country; 32% were choirs."),
    _of("M26", 2018, 168, "hub ensembles", source=_WILTSHIRE, place=_WILTS,
        note="190 the year before."),
    _of("M26", 2018, 270, "school ensembles", source=_WILTSHIRE, place=_WILTS,
        note="243 the year before."),
    _of("M23", 2022, 13_840, "enrolments", source=_DERBY, place=_DERBYSHIRE,
        note="2,244 small group, 5,447 individual, 6,149 large group. " + NOT_UNIQUE),
    _of("M23", 2022, 9_483, "enrolments", source=_NORTHANTS, place=_NORTHAMPTON,
        note="8,205 small group, 568 individual, 710 large group. " + NOT_UNIQUE),
    _of("M23", 2018, 5_443, "enrolments", source=_WILTSHIRE, place=_WILTS,
        note="4,524 in tuition and 919 in large groups; our sum. " + NOT_UNIQUE),
    # Schools by other measures
    _of("S08", 2018, 78, "% with a plan", source=_WILTSHIRE, place=_WILTS,
        note="187 of 238 had an education plan; that is 79%, printed cut off."),
    _of("S44", 2022, 302, "schools", source=_DERBY, place=_DERBYSHIRE,
        note="Had instruments on loan."),
    _of("S44", 2022, 219, "schools", source=_NORTHANTS, place=_NORTHAMPTON,
        note="Had instruments on loan."),
    _of("I36", 2018, 86, "%", source=_WILTSHIRE, place=_WILTS,
        note="51 of 59 small schools, by the hub's own rule of small; our arithmetic."),
    _of("I34", 2012, 13, "% of ensemble members", source=_AP, note="Members who were subsidised."),
    _of("I34", 2018, 667, "pupils", source=_WILTSHIRE, place=_WILTS,
        note="Subsidised; 377 the year before: +77%, printed as +43%."),
    # Money and people
    _of("U37", 2016, 38, "%", source=_MAKING, like=True),
    _of("U37", 2012, 31, "% from schools", source=_AP),
    _of("U37", 2016, 30, "% from schools", source=_MAKING),
    _of("U37", 2012, 17, "% from parents", source=_AP),
    _of("U37", 2016, 18, "% from parents", source=_MAKING, note="£33m."),
    _of("U37", 2012, 8, "% from local authorities", source=_AP, note="£14.3m."),
    _of("U37", 2013, 187_822_222, "£ in all", source=_MM, note="Income of all hubs."),
    _of("U37", 2015, 75_000_000, "£ of grant", source=_GRANT),
    _of("U37", 2016, 75_000_000, "£ of grant", source=_GRANT),
    _of("U37", 2022, 76_100_000, "£ of grant", source=_GRANT),
    _of("U37", 2024, 79_000_000, "£ of grant", source=_GRANT),
    _of("U37", 2025, 79_000_000, "£ of grant", source=_GRANT),
    _of("U40c", 2021, 27.3, "%", source=_STAFF, like=True,
        note="3,104 self-employed of 11,357 (6,588 permanent, 1,665 contractual); our arithmetic."),
    # The circumstances of pupils, to read the indices by
    *(
        _of("I31", year, share, "% eligible for free school meals", source=_SEN,
            note="January of that year; context, not the KPI.")
        for year, share in ((2017, 13.6), (2018, 15.4), (2019, 17.3), (2021, 22.5), (2022, 23.8),
                            (2023, 24.6))
    ),
)  # fmt: skip
