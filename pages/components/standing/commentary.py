"""Commentary beside a KPI's number: what is written for the period, by whom, how far it is, and
what it said before. It is written on the page itself, once "Write" is pressed.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.services.actor import current_actor
from hubdata.services.reports.commentary import (
    Commentary,
    load_earlier_commentary,
    load_history,
    save_commentary,
)
from hubdata.services.results.scorecards import ScorecardLine
from hubdata.vocabulary import CommentaryStatus
from pages.components.kit.forms import Form, show_said
from pages.components.kit.linked import build_link, go, show_linked, to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import KPI

SAID = "commentary"
WRITING, VERSIONS = "write", "versions"
BLANK = "new"
OWNER = "Owner (name or role)"
EXAMPLE = (
    "Such as: three schools in Harrow Vale ended their classes when their teacher left; a "
    "replacement begins in September."
)
MOST_VERSIONS = 8


def show_commentary(line: ScorecardLine) -> None:
    """What is written on the KPI for the period, or how to begin; it is the whole hub's."""
    kpi_id, period = line.kpi.id, line.now.period
    history = load_history(kpi_id, period)
    stands = next((one for one in history[:1] if one.text), None)
    show_heading(f"Commentary, {wording.explain_period(period)}")
    show_said(SAID)
    if st.query_params.get(WRITING):
        show_form(line, history, seen=read_seen(history))
        return
    if stands:
        show_linked(build_commentary(stands) + build_acts(line, history), "commentary")
    else:
        show_nothing_written(line, history)
    if st.query_params.get(VERSIONS) and len(history) > 1:
        show_versions(line, history)


def show_nothing_written(line: ScorecardLine, history: Sequence[Commentary]) -> None:
    """What to do, and what was said of the period before."""
    earlier = load_earlier_commentary(line.kpi.id, line.now.period)
    before = ""
    if earlier:
        before = f"<p>In {escape(wording.explain_period(earlier.period))}:</p>"
        before = f'<div class="hub-soft">{before}{build_text(earlier.text)}</div>'
    words = "Nobody has written yet why the number is what it is, and what follows from it."
    show_linked(
        f'<p class="hub-prose">{words}</p>{before}{build_acts(line, history)}', "commentary"
    )


def build_commentary(one: Commentary) -> str:
    """The text, then how far it is, who owns it, who wrote it and when."""
    return f'<div class="hub-words">{build_text(one.text)}</div>{build_signature(one)}'


def build_signature(one: Commentary) -> str:
    owner = f"owned by {one.owner}" if one.owner else "nobody owns it"
    day = wording.explain_day(one.written_at.date())
    told = f"{one.status.capitalize()} · {owner} · written by {one.author}, {day}"
    return f'<p class="hub-caption">{escape(told)}</p>'


def build_text(text: str) -> str:
    """Paragraphs where a line was left blank, lines where one was begun."""
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)


def build_acts(line: ScorecardLine, history: Sequence[Commentary]) -> str:
    """Links: write or change it, and look at what it was."""
    stands = bool(history and history[0].text)
    links = [build_link("Change it" if stands else "Write the commentary", page_of(line, WRITING))]
    if len(history) > 1:
        before = wording.count_of(len(history) - 1, "earlier versions")
        links.append(build_link(before, page_of(line, VERSIONS)))
    return f'<p class="hub-acts">{" ".join(links)}</p>'


def page_of(line: ScorecardLine, act: str = "") -> str:
    """This KPI's page, with the act that was asked for."""
    more: dict[str, str | None] = {act: "true"} if act else {}
    return to(KPI, kpi=line.kpi.id, **more)


def read_seen(history: Sequence[Commentary]) -> Commentary | None:
    """The version that the writer began from, kept in the address: what somebody else writes
    meanwhile is then found when it is saved.
    """
    asked = st.query_params[WRITING]
    known = {str(one.id): one for one in history}
    if asked not in (*known, BLANK):
        asked = str(history[0].id) if history else BLANK
        st.query_params[WRITING] = asked
    return known.get(asked)


def show_form(
    line: ScorecardLine, history: Sequence[Commentary], *, seen: Commentary | None
) -> None:
    """The words, how far they are, and who owns them. Its keys hold what is typed, whatever becomes
    of the commentary meanwhile.
    """
    owner = seen.owner if seen and seen.owner else line.kpi.owner_role
    statuses, form = list(CommentaryStatus), Form(SAID)
    key = f"{line.kpi.id}_{line.now.period.slot}_{seen.id if seen else BLANK}"
    with st.form("commentary", border=False):
        text = st.text_area(
            "What is behind the number, and what follows from it",
            seen.text if seen else "",
            height=160,
            placeholder=EXAMPLE,
            key=f"words_{key}",
        )
        status_room, owner_room = st.columns(2)
        with status_room:
            status = st.selectbox(
                "Status",
                statuses,
                index=statuses.index(seen.status) if seen else 0,
                format_func=str.capitalize,
                key=f"status_{key}",
            )
        with owner_room:
            owner = st.text_input(OWNER, owner, autocomplete="off", key=f"owner_{key}")
        with st.container(horizontal=True, gap="small"):
            is_saved = st.form_submit_button(
                "Save the commentary", type="primary", key="go_commentary"
            )
            is_left = st.form_submit_button("Leave it as it was", key="leave_commentary")
    if is_left:
        go(page_of(line))
    if is_saved:
        form.save(lambda: write(line, text, status, owner, seen=seen))
    if history and (seen is None or history[0].id != seen.id) and history[0].text:
        show_linked(build_commentary(history[0]), "written_meanwhile")


def write(
    line: ScorecardLine,
    text: str,
    status: CommentaryStatus,
    owner: str,
    *,
    seen: Commentary | None,
) -> list[str]:
    """Saves it, and goes back to reading."""
    saved = save_commentary(
        line.kpi.id,
        line.now.period,
        text=text,
        status=status,
        owner=owner,
        actor=current_actor(),
        seen=seen.id if seen else None,
    )
    st.query_params.pop(WRITING, None)
    return ["The commentary is saved." if saved else "The commentary is taken away."]


def show_versions(line: ScorecardLine, history: Sequence[Commentary]) -> None:
    """What it said before, the newest first; each can be brought back."""
    st.subheader("Earlier versions", anchor=False)
    for one in history[1 : MOST_VERSIONS + 1]:
        told = build_commentary(one) if one.text else f"<p>Taken away.</p>{build_signature(one)}"
        show_linked(told, f"version_{one.id}")
        if one.text and st.button("Bring this back", key=f"bring_back_{one.id}"):
            bring_back(line, one, seen=history[0])
    if len(history) > MOST_VERSIONS + 1:
        show_caption(f"The last {MOST_VERSIONS} of {len(history) - 1}.")


def bring_back(line: ScorecardLine, one: Commentary, *, seen: Commentary) -> None:
    Form(SAID).save(lambda: write(line, one.text, one.status, one.owner, seen=seen))
