"""A logo is checked, and nothing that runs, reaches elsewhere or tells of its maker stays in it."""

import struct
import zlib

import pytest

from hubdata.brand.logo import MOST_BYTES, PNG, SVG, check_logo
from hubdata.errors import UserError


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 2, height: int = 1, extra: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" + b"\xff\0\0" * 2)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + extra
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def test_a_png_keeps_its_picture_and_loses_what_programs_wrote_beside_it() -> None:
    logo = check_logo(png(extra=chunk(b"tEXt", b"Author\0A. Person")))
    assert logo.media_type == PNG
    assert logo.content == png()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (png(width=9000), "9,000 by 1 pixels"),
        (png(width=0), "0 by 1 pixels"),
        (png()[:40], "damaged or cut short"),
        (png().replace(b"IDAT", b"IDAX"), "damaged or cut short"),
        (b"GIF89a", "neither PNG nor SVG"),
        (b"", "neither PNG nor SVG"),
        (b"x" * (MOST_BYTES + 1), "300 kB"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><g>', "damaged"),
        (b"<html><svg></svg></html>", "does not begin as one"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "declares entities"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        check_logo(content)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        '<image href="https://elsewhere.example/a.png"/>',
        '<use href="https://elsewhere.example/a.svg#b"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        "<foreignObject><iframe/></foreignObject>",
        "<style>@import url(https://elsewhere.example/a.css);</style>",
        '<rect style="fill:url(https://elsewhere.example/a)"/>',
        "<rect fill=\"url( 'https://elsewhere.example/a')\"/>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
    ],
)
def test_nothing_that_runs_or_reaches_elsewhere_stays(inside: str) -> None:
    logo = check_logo(svg(inside + '<path d="M0 0h9"/>'))
    text = logo.content.decode()
    assert logo.media_type == SVG
    assert 'd="M0 0h9"' in text
    for bad in ("script", "elsewhere", "alert", "onload", "iframe", "import", "animate"):
        assert bad not in text


def test_gradients_and_inner_links_stay() -> None:
    drawn = (
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#123456"/></linearGradient>'
        '</defs><style>.b{fill:#fff}</style><rect class="b" fill="url(#a)"/><use href="#a"/>'
    )
    text = check_logo(svg(drawn, 'viewBox="0 0 9 9"')).content.decode()
    for kept in ("linearGradient", 'stop-color="#123456"', ".b{fill:#fff}", 'fill="url(#a)"'):
        assert kept in text
    assert 'href="#a"' in text
    assert 'viewBox="0 0 9 9"' in text
