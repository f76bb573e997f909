"""Boundaries of local authorities or districts, as GeoJSON in degrees (WGS84).

Source: geoportal.statistics.gov.uk. Property names carry their year (`UTLA23CD`, `LAD24NM`), so
the code and name are found by how they end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from hubdata.errors import UnreadableFile
from hubdata.register.files import (
    RegisterFile,
    RegisterIssue,
    UnknownRegisterFile,
    is_geojson,
    parse_encoding,
    read_plain_bytes,
)
from hubdata.register.kinds import RegisterKind, explain_accepted

CODE_PROPERTY = re.compile(r"([A-Z_]+\d{2,4})CD", re.IGNORECASE)
PLAIN_PROPERTIES = (("code", "name"), ("gss_code", "name"), ("la_code", "la_name"))
AREA_TYPES = ("Polygon", "MultiPolygon")
DEGREES = 180


@dataclass(frozen=True, slots=True)
class Boundary:
    """An area to draw: its ONS code, its name, and its GeoJSON geometry."""

    code: str
    name: str
    geometry: Mapping[str, Any]


def read_boundaries(
    name: str, content: bytes, *, wanted: Collection[str] | None = None
) -> RegisterFile[Boundary]:
    """The areas whose code or name is wanted (names in any case), or all of them."""
    features = _read_features(name, content)
    keys = _find_properties(name, features)
    asked = None if wanted is None else {each.strip().casefold() for each in wanted}
    records: list[Boundary] = []
    issues: list[RegisterIssue] = []
    for number, feature in enumerate(features, start=1):
        area = _build_boundary(feature, keys)
        if area is None:
            what = "the area has no code, name or outline. It is left out."
            issues.append(RegisterIssue(name, number, what))
        elif asked is None or {area.code.casefold(), area.name.casefold()} & asked:
            records.append(area)
    _check_degrees(name, records)
    return RegisterFile(
        name=name,
        kind=RegisterKind.BOUNDARIES,
        layout=f"areas by {keys[0]}",
        fields=frozenset({"code", "name", "geometry"}),
        records=tuple(records),
        issues=tuple(issues),
        rows=len(features),
    )


def _read_features(name: str, content: bytes) -> list[dict[str, Any]]:
    if not is_geojson(content):
        raise UnknownRegisterFile(f"{name}: this holds no boundaries. {explain_accepted()}")
    try:
        found = json.loads(parse_encoding(read_plain_bytes(name, content)))
    except (ValueError, RecursionError):
        raise UnreadableFile(
            f"{name}: the GeoJSON is damaged or cut short. Download it again."
        ) from None
    features = found.get("features") if isinstance(found, dict) else None
    usable = [each for each in features or () if isinstance(each, dict)]
    if not usable:
        raise UnreadableFile(f"{name}: there is no area in this file. Download it again.")
    return usable


def _find_properties(name: str, features: list[dict[str, Any]]) -> tuple[str, str]:
    """The properties that hold code and name: the first `…CD` that has its `…NM`."""
    properties = features[0].get("properties") or {}
    spelt = {str(each).casefold(): str(each) for each in properties}
    for each in properties:
        matched = CODE_PROPERTY.fullmatch(str(each))
        if matched and f"{matched[1]}nm".casefold() in spelt:
            return each, spelt[f"{matched[1]}nm".casefold()]
    for code, title in PLAIN_PROPERTIES:
        if code in spelt and title in spelt:
            return spelt[code], spelt[title]
    raise UnknownRegisterFile(
        f"{name}: the areas have no code and name (such as LAD24CD and LAD24NM). "
        "Download local authority boundaries from the ONS Open Geography portal."
    )


def _build_boundary(feature: Mapping[str, Any], keys: tuple[str, str]) -> Boundary | None:
    properties, geometry = feature.get("properties") or {}, feature.get("geometry") or {}
    code, name = (str(properties.get(key) or "").strip() for key in keys)
    if not (code and name and geometry.get("type") in AREA_TYPES and geometry.get("coordinates")):
        return None
    return Boundary(code=code, name=name, geometry=geometry)


def _check_degrees(name: str, areas: list[Boundary]) -> None:
    if any(abs(number) > DEGREES for area in areas for number in _first_point(area.geometry)):
        raise UnreadableFile(
            f"{name}: the outlines are in metres of the National Grid. "
            "Download the file again and choose WGS84 (latitude and longitude)."
        )


def _first_point(geometry: Mapping[str, Any]) -> tuple[float, ...]:
    point: Any = geometry["coordinates"]
    while isinstance(point, list) and point and isinstance(point[0], list):
        point = point[0]
    return tuple(each for each in point if isinstance(each, int | float))
