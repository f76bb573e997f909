"""What partners write in their own words, by project: highlights, worries and stories of a summer.

Each story says whether the hub may publish it.
"""

from __future__ import annotations

HIGHLIGHTS = {
    "P02-B": "Two schools now run a string group of their own on Fridays.",
    "P04-A": "Six songs were recorded and played at the harbour festival.",
    "P07-A": "Every school asked us back.",
    "P10-A": "Nursery staff lead the morning song without us.",
    "P20-A": "The first concert with players from three special schools on one stage.",
    "P22-A": "Attendance was better on music days than on any other.",
}
RISKS = {
    "P04-A": "The room at the quay is let from January; we look for another.",
    "P06-A": "Buses to the villages stop at four o'clock.",
    "P17-A": "One tutor carries all of it; illness would stop the project.",
    "P21-A": "The waiting list is longer than the project.",
}
STORIES: dict[str, tuple[str, bool]] = {
    "P01-A": (
        "A cellist who began in a whole class in Year 4 now leads the section, and teaches the "
        "beginners before rehearsal.",
        True,
    ),
    "P04-A": (
        "A group who had never written anything finished a song about the ferry, and sang it to "
        "the people who work on it.",
        True,
    ),
    "P08-A": (
        "Parents who came to sit and watch now start the songs, and some have begun a group of "
        "their own at the library.",
        True,
    ),
    "P18-A": (
        "A young person who would not speak in the studio mixed a whole track, then asked to show "
        "the next one how it is done.",
        False,
    ),
    "P20-A": (
        "A player who uses eye gaze had the last note of the concert, and held it.",
        True,
    ),
    "P22-A": (
        "Two young people went on to a college course in music production together.",
        False,
    ),
}
