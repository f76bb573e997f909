"""Makes our PowerPoint template: four layouts with named placeholders, our colours and fonts.

Run it again only to change the look: `python -m deploy.make_board_template`.
"""

from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

TEMPLATE = Path(__file__).parent.parent / "hubdata" / "reports" / "board" / "board.pptx"
WIDTH, HEIGHT = 13.333, 7.5
INK, SOFT, HUB = "1B2127", "555C62", "3B4A8C"
COLOURS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": SOFT,
    "lt2": "FBFAF7",
    "accent1": HUB,
    "accent2": "5D96BE",
    "accent3": "8E3517",
    "accent4": "7E9427",
    "accent5": "49323F",
    "accent6": "A67076",
    "hlink": "2F3C78",
    "folHlink": "49323F",
}

# name, kind, idx, (left, top, width, height) in inches, size in points, colour, bold
TITLE = ("Title", "title", 0, (0.6, 0.45, 12.13, 1.15), 30, INK, False)
SOURCE = ("Source", "body", 17, (0.6, 6.83, 7.6, 0.42), 11, SOFT, False)
FOOTER = ("Meeting", "ftr", 11, (8.3, 6.83, 3.75, 0.42), 11, SOFT, False)
NUMBER = ("Slide number", "sldNum", 12, (12.13, 6.83, 0.6, 0.42), 11, SOFT, False)
LAYOUTS = {
    "Hub title": (
        ("Title", "ctrTitle", 0, (0.6, 2.35, 11.0, 1.7), 48, INK, False),
        ("Hub", "body", 13, (0.6, 1.6, 11.0, 0.6), 20, SOFT, False),
        ("Text", "body", 16, (0.6, 4.2, 11.0, 1.6), 20, INK, False),
        SOURCE,
        FOOTER,
        NUMBER,
    ),
    "Hub chart": (
        TITLE,
        ("Chart", "chart", 13, (0.6, 1.75, 8.0, 4.85), 12, SOFT, False),
        ("Figure", "body", 14, (9.0, 1.65, 3.75, 1.0), 54, INK, True),
        ("Status", "body", 15, (9.0, 2.65, 3.75, 0.45), 18, INK, True),
        ("Text", "body", 16, (9.0, 3.2, 3.75, 3.4), 18, INK, False),
        SOURCE,
        FOOTER,
        NUMBER,
    ),
    "Hub table": (
        TITLE,
        ("Table", "tbl", 13, (0.6, 1.75, 12.13, 4.2), 14, INK, False),
        ("Text", "body", 16, (0.6, 6.0, 12.13, 0.75), 14, INK, False),
        SOURCE,
        FOOTER,
        NUMBER,
    ),
    "Hub text": (
        TITLE,
        ("Text", "body", 16, (0.6, 1.75, 11.0, 4.85), 22, INK, False),
        SOURCE,
        FOOTER,
        NUMBER,
    ),
}


def make_template(path: Path) -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(deck.slide_layouts)[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    for layout, (name, places) in zip(deck.slide_layouts, LAYOUTS.items(), strict=True):
        layout._element.cSld.set("name", name)
        layout._element.attrib.pop("type", None)
        fill_tree(layout._element, places)
    fill_tree(deck.slide_master._element, (TITLE, LAYOUTS["Hub text"][1], FOOTER, NUMBER))
    set_theme(deck)
    deck.core_properties.title = "Board pack"
    deck.core_properties.author = ""
    deck.save(path)


def fill_tree(element, places) -> None:
    """Put the placeholders in, in the order in which they are read; a rule above the footer."""
    tree = element.cSld.spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for number, place in enumerate(places, start=2):
        tree.append(build_placeholder(number, place))
    tree.append(build_rule(len(places) + 2))


def build_placeholder(number, place):
    name, kind, idx, (left, top, width, height), size, colour, bold = place
    anchor = "b" if name in ("Title", "Hub") and kind == "ctrTitle" else "t"
    align = f' algn="{"r" if kind in ("ftr", "sldNum") else "l"}"'
    words = {"sldNum": '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'}
    open_field, close_field = (words[kind], "</a:fld>") if kind in words else ("<a:r>", "</a:r>")
    font = "+mj-lt" if kind in ("title", "ctrTitle") else "+mn-lt"
    index = f' idx="{idx}"' if idx else ""
    spacing = 0 if kind in ("title", "ctrTitle", "ftr", "sldNum") else 600
    levels = "".join(
        f'<a:lvl{level}pPr marL="0" indent="0"{align}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{spacing}"/></a:spcAft>'
        f'<a:buNone/><a:defRPr lang="en-GB" sz="{size * 100}" b="{int(bold)}">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="{font}"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 6)
    )
    return etree.fromstring(
        f"<p:sp {nsdecls('p', 'a', 'r')}><p:nvSpPr>"
        f'<p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{Inches(left)}" y="{Inches(top)}"/>'
        f'<a:ext cx="{Inches(width)}" cy="{Inches(height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{levels}</a:lstStyle><a:p>{open_field}"
        f'<a:rPr lang="en-GB"/><a:t>{name}</a:t>{close_field}</a:p></p:txBody></p:sp>'
    )


def build_rule(number):
    return etree.fromstring(
        f"<p:cxnSp {nsdecls('p', 'a')}><p:nvCxnSpPr>"
        f'<p:cNvPr id="{number}" name="Rule" descr=""/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{Inches(0.6)}" y="{Inches(6.75)}"/>'
        f'<a:ext cx="{Inches(12.13)}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/>'
        '</a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="DCD8CE"/></a:solidFill></a:ln>'
        "</p:spPr></p:cxnSp>"
    )


def set_theme(deck) -> None:
    part = next(
        rel.target_part for rel in deck.slide_master.part.rels.values() if "theme" in rel.reltype
    )
    theme = etree.fromstring(part.blob)
    theme.set("name", "Music Hub")
    for name, colour in COLOURS.items():
        place = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(place):
            place.remove(child)
        etree.SubElement(place, qn("a:srgbClr")).set("val", colour)
    for kind, face in (("majorFont", "Georgia"), ("minorFont", "Arial")):
        theme.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", face)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


if __name__ == "__main__":
    make_template(TEMPLATE)
