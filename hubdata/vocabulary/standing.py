"""The closed lists of what people write beside the numbers: commentary and actions."""

from __future__ import annotations

from enum import StrEnum


class CommentaryStatus(StrEnum):
    """How far a commentary is, in the order it goes."""

    DRAFT = "draft"
    READY = "ready"
    APPROVED = "approved"


class ActionStatus(StrEnum):
    """What became of an action; it is carried forward while it is open."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
