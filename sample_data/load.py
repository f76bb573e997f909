"""The sample hub in the store, brought in through the doors that everybody uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hubdata.errors import HubError
from hubdata.periods import AcademicYear
from hubdata.services.intake.importing import ImportChoices, NewFile, import_files
from hubdata.services.intake.outcomes import FileStatus
from hubdata.services.registers.partners import load_partner_list
from hubdata.services.registers.register import load_register
from hubdata.services.settings import save_calendar, save_hub
from hubdata.services.standards.benchmarks import Published, save_published
from hubdata.services.standards.targets import Target, save_targets
from sample_data.build import SampleFiles, SentFile, build_sample_files
from sample_data.commentary import save_commentaries
from sample_data.hub import REGISTER_DATE, build_sample_hub
from sample_data.meetings import plan_sample_meeting
from sample_data.story import (
    AGREED,
    CALENDAR,
    PATHS,
    PUBLISHED_BEFORE,
    PUBLISHED_IN,
    TARGETS,
    TERMS,
)

REASON = "The sender was asked and says it is so."

Progress = Callable[[str], None]


def load_sample_hub(*, actor: str, progress: Progress) -> None:
    """Make the sample hub's files and take them in: settings, register, then every return.

    Raises `HubError` if a return of the sample cannot be accepted, which would be our mistake.
    """
    hub = build_sample_hub()
    settings = {
        "hub_name": hub.name,
        "lead_organisation": hub.lead_organisation,
        "contact_email": hub.contact,
        "is_sample": True,
    }
    save_hub(settings, actor=actor)
    save_calendar(dates=CALENDAR.dates, due=CALENDAR.due, actor=actor)
    _save_targets(actor=actor)
    with TemporaryDirectory(prefix="sample-hub-") as folder:
        files = build_sample_files(Path(folder), _telling(progress, "Writing returns"))
        _load_register(files, actor=actor, progress=progress)
        load_partner_list(files.partners.name, files.partners.read_bytes(), actor=actor)
        _load_returns(files, actor=actor, progress=progress)
    save_commentaries()
    plan_sample_meeting(actor=actor)
    save_hub({"is_sample_complete": True}, actor=actor)


def _save_targets(*, actor: str) -> None:
    years = sorted({term.period.year for term in TERMS})
    for place, year in enumerate(years):
        targets = {(kpi, ""): _target(kpi, levels[place], year) for kpi, levels in TARGETS.items()}
        save_targets(targets, year=year.code, actor=actor)
    save_published(
        [
            Published(kpi, AcademicYear(start), value, PUBLISHED_IN)
            for kpi, figures in PUBLISHED_BEFORE.items()
            for start, value in figures.items()
        ],
        actor=actor,
    )


def _target(kpi: str, value: float, year: AcademicYear) -> Target:
    """A target with its path, and who answers for it where the story says so."""
    owner, rationale = AGREED.get(kpi, ("", ""))
    target = Target(value, owner=owner, rationale=rationale)
    if rationale:
        target = replace(target, baseline_year=year.plus(-1).code)
    if kpi not in PATHS:
        return target
    autumn, spring = PATHS[kpi]
    return replace(target, autumn=value - autumn, spring=value - spring, summer=value)


def _load_register(files: SampleFiles, *, actor: str, progress: Progress) -> None:
    contents = [(path.name, path.read_bytes()) for path in files.register]
    for outcome in load_register(contents, as_at=REGISTER_DATE, actor=actor):
        progress(f"Loaded {outcome.name}")


def _load_returns(files: SampleFiles, *, actor: str, progress: Progress) -> None:
    tell = _telling(progress, "Taking returns in")
    choices = ImportChoices(accept=True, reason=REASON)
    outcomes = import_files(_arriving(files.returns), actor=actor, choices=choices)
    for number, outcome in enumerate(outcomes, start=1):
        if outcome.status is not FileStatus.ACCEPTED:
            raise HubError(f"{outcome.name} was {outcome.status.value}: {outcome.all_issues}")
        tell(number, len(files.returns))


def _arriving(sent: tuple[SentFile, ...]) -> Iterator[NewFile]:
    for one in sent:
        yield NewFile(one.path.name, one.path.read_bytes(), received_on=one.received_on)


def _telling(progress: Progress, what: str) -> Callable[[int, int], None]:
    """Says how far it is, every hundredth file."""

    def tell(done: int, total: int) -> None:
        if done % 100 == 0 or done == total:
            progress(f"{what}: {done:,} of {total:,}")

    return tell
