"""A page run as Streamlit runs it, without a browser, and all the text it shows."""

import json
import re
from html import unescape

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element, Node

from pages.components.kit.linked import split_target
from pages.components.kit.places import KPI
from tests.pages.register import ROOT

PATIENCE = 60
"""Seconds a run may take: what hangs fails, and what is slow because much else runs does not."""


def dashboard() -> AppTest:
    """The dashboard over the store of `hub_store`, not run yet."""
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE)


def open_page(script: str) -> AppTest:
    """The dashboard at one of its pages."""
    app = dashboard().run()
    app.switch_page(script).run()
    assert not app.exception
    return app


def open_kpi(kpi_id: str, **query: str) -> AppTest:
    """The page of a KPI, with what else its address says."""
    app = open_page(KPI)
    app.query_params["kpi"] = kpi_id
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def text_of(app: AppTest) -> str:
    """Everything that is written in the page itself, tags taken out, one element a line."""
    return "\n".join(texts_of(app.main))


def title_of(app: AppTest) -> str:
    """The sentence that the page opens with."""
    return plain_text(app.title[0].value)


def texts_of(node: Node) -> list[str]:
    if isinstance(node, Block):
        return [text for child in node.children.values() for text in texts_of(child)]
    return [plain_text(read_element(node))] if isinstance(node, Element) else []


def read_element(element: Element) -> str:
    """What an element says: its HTML, its Markdown, or its label and value."""
    if element.type == "bidi_component":  # our own HTML, as `linked` hands it over
        return str(json.loads(element.proto.json))
    body = getattr(element.proto, "body", "")
    label, value = getattr(element, "label", ""), getattr(element, "value", "")
    said = "" if value is None or value is False else value
    return str(body or f"{label} {said}")


def find_links(app: AppTest) -> list[tuple[str, str, dict[str, str]]]:
    """The words, the script and the query of every link in the page."""
    return links_in("".join(htmls_of(app.main)))


def links_in(html: str) -> list[tuple[str, str, dict[str, str]]]:
    """The same of a piece of a page."""
    found = re.findall(r'<a [^>]*data-go="([^"]*)"[^>]*>(.*?)</a>', html)
    return [(plain_text(words), *split_target(unescape(target))) for target, words in found]


def htmls_of(node: Node) -> list[str]:
    if isinstance(node, Block):
        return [html for child in node.children.values() for html in htmls_of(child)]
    return [read_element(node)] if isinstance(node, Element) else []


def plain_text(html: str) -> str:
    spaced = re.sub(r"<[^>]+>", " ", html)
    return " ".join(re.sub(r"\\(?=[^A-Za-z0-9])", "", unescape(spaced)).split())
