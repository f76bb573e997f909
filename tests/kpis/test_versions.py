"""A definition that changes its arithmetic changes its version: `versions.txt` holds the print of
each, and is written anew by `python -m tests.kpis.test_versions`.
"""

import hashlib
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.catalogue.former import FORMER, as_defined
from hubdata.kpis.language.kpi import Kpi

KEPT = Path(__file__).with_name("versions.txt")
SAID = {"words", "name"}
"""What only says what is counted; of a field or a setting the name is what is counted."""
LATER = {"each_of"}
"""Fields that measures got later: left out where they are empty, so that older prints hold."""


def test_a_definition_that_counts_otherwise_has_another_version() -> None:
    kept = dict(line.rsplit(" ", 1) for line in KEPT.read_text("utf-8").splitlines())
    wrong = [one for one in list_prints() if kept.get(" ".join(one[:2])) != one[2]]
    assert not wrong, (
        f"{wrong}: what is counted is other than when this version was written down. Raise the "
        "version of the KPI, say in `rewritten` what is other, keep the former one in "
        "catalogue/former.py, and run python -m tests.kpis.test_versions."
    )


def test_every_version_says_what_it_counts_otherwise_and_the_one_before_is_kept() -> None:
    for kpi in CATALOGUE.values():
        versions = [str(number) for number in range(2, int(kpi.version) + 1)]
        assert [version for version, _ in kpi.rewritten] == versions
        assert all(
            as_defined(kpi, str(int(version) - 1)).version == str(int(version) - 1)
            for version in versions
        )
        assert as_defined(kpi, kpi.version) is kpi


def test_former_definitions_are_of_kpis_that_there_are() -> None:
    assert {kpi_id for kpi_id, _ in FORMER} <= set(CATALOGUE)


def list_prints() -> list[tuple[str, str, str]]:
    return [(kpi.id, kpi.version, print_of(kpi)) for kpi in (*CATALOGUE.values(), *FORMER.values())]


def print_of(kpi: Kpi) -> str:
    """A hash of all that decides what a KPI comes to, but not of words."""
    counted = (kpi.headline, [part.formula for part in kpi.parts], kpi.sheets, kpi.asked)
    whole = repr(plain((*counted, kpi.unit, kpi.yearly)))
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def plain(thing: object) -> object:
    if is_dataclass(thing):
        silent = SAID if hasattr(thing, "words") else set()
        told = [(f.name, plain(getattr(thing, f.name))) for f in fields(thing)]
        silent = silent | {name for name, value in told if name in LATER and not value}
        return [type(thing).__name__, *(one for one in told if one[0] not in silent)]
    if isinstance(thing, list | tuple):
        return [plain(one) for one in thing]
    if isinstance(thing, set | frozenset):
        return sorted(map(str, thing))
    return thing.value if isinstance(thing, Enum) else thing


if __name__ == "__main__":
    lines = sorted(" ".join(one) for one in list_prints())
    KEPT.write_text("\n".join(lines) + "\n", "utf-8")
