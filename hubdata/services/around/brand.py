"""A hub's own look: the colour it chose, made readable, and its logo."""

from __future__ import annotations

from hubdata.brand.colours import INDIGO, Palette, build_palette, parse_colour
from hubdata.brand.logo import Logo, check_logo
from hubdata.services.settings import HubSettings
from hubdata.store.engine import reading, writing
from hubdata.store.hub import logos as stored
from hubdata.store.hub import settings as stored_settings

__all__ = [
    "INDIGO",
    "Logo",
    "Palette",
    "load_logo",
    "load_palette",
    "palette_of",
    "save_logo",
    "theme_of",
    "try_colour",
]


def load_palette() -> Palette:
    """The hub's palette; indigo until it chooses a colour."""
    with reading() as session:
        hub = HubSettings(**stored_settings.load_values(session))
    return palette_of(hub.colour)


def palette_of(colour: str) -> Palette:
    """The palette of a colour as the settings keep it; "" is indigo."""
    return build_palette(colour) if colour else INDIGO


def try_colour(typed: str) -> Palette | None:
    """The palette of what was typed, to be looked at; `None` where it is no colour."""
    if not typed.strip():
        return INDIGO
    colour = parse_colour(typed)
    return build_palette(colour) if colour else None


def load_logo() -> Logo | None:
    with reading() as session:
        return stored.load_logo(session)


def save_logo(content: bytes | None, *, actor: str) -> Logo | None:
    """Check a logo and keep it; `None` takes it away. Raises `UserError`."""
    logo = None if content is None else check_logo(content)
    with writing() as session:
        stored.save_logo(session, logo, actor=actor)
    return logo


def theme_of(palette: Palette) -> dict[str, object]:
    """The palette as Streamlit's theme takes it; nothing for indigo, which is in its own file."""
    if palette == INDIGO:
        return {}
    theme: dict[str, object] = {}
    for mode, colour in (("light", palette.light), ("dark", palette.dark)):
        for name in ("primaryColor", "linkColor", "blueColor", "blueTextColor"):
            theme[f"theme.{mode}.{name}"] = colour
    return theme
