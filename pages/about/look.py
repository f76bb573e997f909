"""The design system: every component in every state, from invented figures. Not a page for
leadership, but for authors.
"""

import streamlit as st

from pages.components.about import examples
from pages.components.about.look_book import (
    WORDS,
    build_limb_example,
    build_loading,
    build_scale,
    build_statuses,
    build_swatches,
)
from pages.components.about.reach_examples import show_reach_examples
from pages.components.charting.drawing import show_bars, show_trend
from pages.components.charting.multiples import build_multiples
from pages.components.charting.stave import build_stave
from pages.components.kit.forms import show_faults
from pages.components.kit.linked import show_linked
from pages.components.kit.lists import (
    build_attention,
    build_crumbs,
    build_figures,
)
from pages.components.kit.look import (
    Button,
    Count,
    Status,
    show_caption,
    show_counts_line,
    show_empty,
    show_heading,
    show_text,
    show_title,
)
from pages.components.kit.tables import show_table
from pages.components.kit.tiles import build_tiles, build_value
from pages.components.returns.issues import build_issues
from pages.components.standing.choices import choose
from pages.components.standing.commentary import build_commentary
from pages.components.standing.limbs import build_chooser
from pages.components.standing.outcomes import build_story

show_title(
    "Every page opens with a sentence that answers its question",
    above="Design system: invented figures, every component in every state.",
)
show_counts_line(
    [
        Count(Status.OFF, 6, target=examples.HERE),
        Count(Status.WATCH, 8, target=examples.HERE),
        Count(Status.ON, 29, target=examples.HERE),
        Count(Status.PROVISIONAL, 4),
        Count(Status.NO_TARGET, 4, "without a target"),
    ],
    "Spring 2024/25: 391 of 412 schools have returned",
)
show_linked(build_stave(examples.BARS, examples.LINES), "stave")
numbers, attention = st.columns([2, 1], gap="large")
with numbers:
    show_heading("Headline numbers")
    show_linked(build_tiles(examples.TILES), "tiles")
with attention:
    show_heading("Needs attention")
    show_linked(build_attention(examples.ATTENTION), "attention")
show_linked(build_crumbs(examples.CRUMBS), "crumbs")
if choose("Chart", {"trend": "Over time", "bars": "Side by side"}, key="chart") == "bars":
    show_heading("Ilderton is furthest from its target")
    show_bars(
        examples.BAR_ITEMS, message="Ilderton is furthest from its target: 31% of 70%", key="bars"
    )
else:
    show_heading(examples.MESSAGE)
    trend, figures = st.columns([3, 1], gap="large")
    with trend:
        show_trend(examples.TREND, message=examples.MESSAGE, key="trend")
        show_caption(
            "Hollow and dashed: provisional, 61% returned. Stepped line: target for the year. "
            "Gap: not comparable across it."
        )
    with figures:
        show_linked(build_value("64%", size="page") + build_figures(examples.FIGURES), "figures")
show_heading("Harrow Vale fell by 8 schools; the other two held")
show_linked(build_multiples(examples.MULTIPLES), "multiples")
show_heading("A table is read, sorted by its author, and taken away")
show_table(
    examples.COLUMNS,
    examples.GROUPS,
    caption="KPIs by function",
    key="scorecard",
    file_name="scorecard",
)
show_heading("Beacon Hill Primary School: what to put right")
show_text("28 of 32 rows can be used as they are. Nothing is counted until the return is accepted.")
show_linked(build_issues(examples.ISSUES, caption="Issues in this return"), "issues")
with st.container(horizontal=True):
    st.button("Write to the school", type="primary", key="go_write")
    st.button("Download marked copy")
    st.button("Reject", type="tertiary")
show_heading("Nothing there yet")
show_empty(
    "No school has returned for summer 2024/25",
    "Returns are due by 4 July. Upload them as schools send them.",
    Button("Upload returns", examples.HERE),
)
show_caption("Hollow means provisional or not known, in stave, chart and map alike.")
show_heading("Colours and statuses")
show_linked(build_statuses(), "statuses")
show_linked(build_swatches(), "swatches")
show_heading("Letters: serif speaks, sans measures")
show_linked(build_scale(), "scale")
show_heading("What people write beside the numbers")
show_linked(build_commentary(WORDS), "words")
show_linked(build_story(examples.STORY), "story")
show_reach_examples()
show_heading("What is asked, limb by limb")
show_linked(build_chooser("F1"), "chooser")
show_linked(build_limb_example(examples.HERE), "limbs")
show_heading("While it loads, and when something went wrong")
show_linked(build_loading(), "loading")
st.progress(0.4, text="12 of 30 files, about 20 seconds left")
show_faults(
    ["Due: “soon” is not a date. Write day, month and year, such as 05/09/2026.", examples.ALREADY]
)
st.success("The commentary is saved.")
