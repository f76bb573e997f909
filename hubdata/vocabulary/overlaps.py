"""Words for what two sources tell of the same activity."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Repeat(IntEnum):
    """How far a row tells again what a row of another source tells, which counts instead."""

    NO = 0
    SAME = 1
    """The same thing in the same sheet: neither counted again nor its people added."""
    PEOPLE = 2
    """Its people are in another sheet: the thing itself counts, its people are not added."""


class SharedActivity(StrEnum):
    """What two sources can both have told us of."""

    WHOLE_CLASS = "whole-class teaching"
    TUITION = "tuition"
    ENSEMBLE = "ensemble"
    COURSE = "course"
    PROJECT = "project"


class Verdict(StrEnum):
    """Whose telling counts. The school is always the first."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    """They are different things."""
