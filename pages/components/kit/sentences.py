"""Counts in words, for the sentences that the pages of returns open with."""

from hubdata.wording import noun_for, number_word

MINUTE = 60


def say_count(number: int, plural: str) -> str:
    """ "one return", "12 returns"."""
    return f"{number_word(number)} {noun_for(number, plural)}"


def explain_time_left(seconds: float) -> str:
    """ "about 40 seconds left", "about 3 minutes left"."""
    if seconds < 1:
        return "nearly done"
    if seconds < 2 * MINUTE:
        return f"about {max(5, round(seconds / 5) * 5)} seconds left"
    return f"about {round(seconds / MINUTE)} minutes left"
