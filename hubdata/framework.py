"""What a Music Hub is for, as data: the vision, three goals, five functions and five outcomes.

Restated in our own words from the national plan "The power of music to change lives" (DfE, 2022).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SOURCE = "The power of music to change lives: a national plan for music education (DfE, 2022)"

VISION = "Every child can sing, play and create music with others, and take it further."

HUB_PART = (
    "A lasting local partnership for music education, with progression, access and inclusion at "
    "its centre: a broad musical culture, and the expertise, instruments, technology and places "
    "children need to learn, create and share music."
)


class Goal(StrEnum):
    """The national plan's three goals (not the hubs' three aims, which are another list)."""

    SCHOOLS = "G1"
    PARTNERSHIP = "G2"
    TALENT = "G3"


class StrategicFunction(StrEnum):
    """The five strategic functions of a Music Hub."""

    PARTNERSHIP = "F1"
    SCHOOLS = "F2"
    PROGRESSION = "F3"
    INCLUSION = "F4"
    SUSTAINABILITY = "F5"


class Outcome(StrEnum):
    """The five "all children" outcomes."""

    CULTURE = "O1"
    MEANS = "O2"
    ENRICHMENT = "O3"
    ROUTES = "O4"
    WORKFORCE = "O5"


@dataclass(frozen=True)
class Described:
    """How a goal, function or outcome is named and explained."""

    name: str
    short: str
    text: str


@dataclass(frozen=True)
class Limb:
    """One thing a strategic function asks for."""

    function: StrategicFunction
    key: str
    text: str


GOALS: dict[Goal, Described] = {
    Goal.SCHOOLS: Described(
        "A high-quality music education for every child",
        "Early years and schools",
        "Every child has a high-quality music education in the early years and in schools.",
    ),
    Goal.PARTNERSHIP: Described(
        "Music educators work in partnership",
        "In partnership",
        "Music educators work together, with children's needs and interests at the heart.",
    ),
    Goal.TALENT: Described(
        "Interest and talent can go further",
        "Taking it further",
        "Children with musical interests and talents can progress, professionally too.",
    ),
}

FUNCTIONS: dict[StrategicFunction, Described] = {
    StrategicFunction.PARTNERSHIP: Described(
        "Partnership",
        "Partnership",
        "A leading role in a lasting local infrastructure, captured in a Local Plan for Music "
        "Education.",
    ),
    StrategicFunction.SCHOOLS: Described(
        "Schools",
        "Schools",
        "Every state-funded school supported through an ongoing relationship.",
    ),
    StrategicFunction.PROGRESSION: Described(
        "Progression and musical development",
        "Progression",
        "Children develop further, and reach the wider world of music.",
    ),
    StrategicFunction.INCLUSION: Described(
        "Inclusion",
        "Inclusion",
        "Broad access, whatever a child's circumstances, background, home or SEND.",
    ),
    StrategicFunction.SUSTAINABILITY: Described(
        "Sustainability",
        "Sustainability",
        "Strategic, financial and operational: workforce, investment, accountability, environment.",
    ),
}

OUTCOMES: dict[Outcome, Described] = {
    Outcome.CULTURE: Described(
        "A broad musical culture",
        "Musical culture",
        "All children experience a broad musical culture in schools and settings, leading to "
        "suitable qualifications.",
    ),
    Outcome.MEANS: Described(
        "The means to make music",
        "Expertise and instruments",
        "All children reach the expertise, instruments, technology and facilities they need.",
    ),
    Outcome.ENRICHMENT: Described(
        "A range of enrichment",
        "Playing, singing, hearing",
        "All children can play, sing, perform, create, hear live music and have theirs heard.",
    ),
    Outcome.ROUTES: Described(
        "Routes onward",
        "Progress and careers",
        "All children can progress their interests and talents, with routes into music careers.",
    ),
    Outcome.WORKFORCE: Described(
        "A skilled workforce",
        "Workforce",
        "All children are supported by a skilled and dynamic workforce.",
    ),
}

_F1, _F2, _F3, _F4, _F5 = StrategicFunction

LIMBS: tuple[Limb, ...] = (
    Limb(_F1, "infrastructure", "Local infrastructure with schools and early-years providers"),
    Limb(_F1, "partners", "Community, regional and national music organisations as partners"),
    Limb(_F1, "local plan", "The offer captured in a Local Plan for Music Education"),
    Limb(_F2, "relationship", "An ongoing relationship with every state-funded school"),
    Limb(_F2, "curriculum", "Curriculum support of quality"),
    Limb(_F2, "tuition", "Specialist tuition"),
    Limb(_F2, "instruments", "Instruments"),
    Limb(_F2, "ensembles", "Ensembles"),
    Limb(_F2, "routes", "Progression routes"),
    Limb(_F2, "experiences", "Musical experiences for all pupils"),
    Limb(_F3, "developing", "Children develop and progress with music"),
    Limb(_F3, "onward", "National and specialist opportunities, higher education, employment"),
    Limb(_F3, "live and community", "The wider world of music: live performance, community music"),
    Limb(_F4, "circumstances", "Whatever their circumstances and background"),
    Limb(_F4, "home", "Wherever they live"),
    Limb(_F4, "SEND", "Whatever their special educational needs or disability"),
    Limb(_F5, "workforce", "A dynamic, well-trained workforce"),
    Limb(_F5, "investment", "The grant draws wider investment from a range of sources"),
    Limb(_F5, "accountability", "Plans, needs analysis and impact data are published"),
    Limb(_F5, "environment", "Environmental responsibilities are considered and acted on"),
)
