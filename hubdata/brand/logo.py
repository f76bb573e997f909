"""A logo as it may be shown: PNG without anything but its picture, SVG without anything that runs
or reaches elsewhere."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from xml.etree import ElementTree

from hubdata.errors import UserError

MOST_BYTES = 300_000
MOST_PIXELS = 3_000
"""Of each side of a PNG: it is shown at most 200 pixels wide."""
PNG, SVG = "image/png", "image/svg+xml"
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"IDAT", b"IEND")
"""What makes the picture; texts, times and places that cameras and programs write go."""

SPACE = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "title", "desc", "symbol",
    "use", "text", "tspan", "style",
})  # fmt: skip
ATTRIBUTES = frozenset({
    "id", "class", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx",
    "fy", "width", "height", "viewBox", "points", "transform", "fill", "fill-rule",
    "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-opacity", "stroke-dasharray", "stroke-miterlimit", "opacity", "offset",
    "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod",
    "clip-path", "clip-rule", "clipPathUnits", "mask", "maskUnits", "style",
    "preserveAspectRatio", "version", "font-family", "font-size", "font-weight",
    "text-anchor",
})  # fmt: skip
REACHING = re.compile(r"url\s*\(\s*['\"]?(?!#)|@|\\|expression|javascript:|data:", re.IGNORECASE)
"""Styles that load something from elsewhere, or hide that they do."""


@dataclass(frozen=True)
class Logo:
    """A logo that was checked: its bytes as they are kept, and their type."""

    content: bytes
    media_type: str


def check_logo(content: bytes) -> Logo:
    """The logo as it may be shown. Raises `UserError`, saying what to do."""
    if len(content) > MOST_BYTES:
        raise UserError(
            f"The logo has {len(content) // 1000:,} kB. Save it smaller: at most "
            f"{MOST_BYTES // 1000} kB, about 400 pixels wide."
        )
    if content.startswith(PNG_START):
        return Logo(_clean_png(content), PNG)
    if b"<svg" in content[:4096].lower():
        return Logo(_clean_svg(content), SVG)
    raise UserError(
        "This is neither PNG nor SVG. Save the logo as one of them and choose it again."
    )


def _clean_png(content: bytes) -> bytes:
    kept, at, seen = [PNG_START], len(PNG_START), set()
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        name = content[at + 4 : at + 8]
        end = at + 12 + length
        if (
            end > len(content)
            or zlib.crc32(content[at + 4 : end - 4])
            != struct.unpack_from(">I", content, end - 4)[0]
        ):
            break
        if name == b"IHDR":
            _check_sides(*struct.unpack_from(">II", content, at + 8))
        if name in PNG_KEPT:
            kept.append(content[at:end])
            seen.add(name)
        at = end
        if name == b"IEND":
            break
    if not {b"IHDR", b"IDAT", b"IEND"} <= seen:
        raise UserError("The PNG is damaged or cut short. Save it again and choose it anew.")
    return b"".join(kept)


def _check_sides(width: int, height: int) -> None:
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise UserError(
            f"The logo is {width:,} by {height:,} pixels. Save it smaller: at most "
            f"{MOST_PIXELS:,} each way, and 400 wide are enough."
        )


def _clean_svg(content: bytes) -> bytes:
    if re.search(rb"<!(DOCTYPE[^>]*\[|ENTITY)", content, re.IGNORECASE):
        raise UserError("The SVG declares entities. Save it as plain SVG and choose it again.")
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError):
        raise UserError("The SVG is damaged. Save it again, or as PNG.") from None
    if root.tag != f"{{{SPACE}}}svg":
        raise UserError("The SVG does not begin as one. Save it again, or as PNG.")
    _clean(root)
    ElementTree.register_namespace("", SPACE)
    cleaned: bytes = ElementTree.tostring(root, encoding="utf-8")
    return cleaned


def _clean(element: ElementTree.Element) -> None:
    """Take out of an element what may not stay, and go on inside it."""
    for name in list(element.attrib):
        value = element.attrib[name]
        is_link = name in (LINK, "href")
        if is_link and value.startswith("#"):
            continue
        if is_link or name not in ATTRIBUTES or REACHING.search(value):
            del element.attrib[name]
    for child in list(element):
        tag = child.tag.removeprefix(f"{{{SPACE}}}") if isinstance(child.tag, str) else ""
        is_bad_style = tag == "style" and REACHING.search(child.text or "")
        if tag not in ELEMENTS or is_bad_style:
            element.remove(child)
        else:
            _clean(child)
