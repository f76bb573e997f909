"""An amount, reached by links: what it is made of, side by side, down to the cells of the returns;
and the answers that are not counted, with the reason.
"""

import streamlit as st

from hubdata.errors import UnknownThing
from hubdata.services.takes.amounts import read_amount
from pages.components.around.filters import chosen_period
from pages.components.kit.beginnings import is_without_schools
from pages.components.kit.cached import read_frame
from pages.components.kit.look import Button, show_caption, show_empty, show_title
from pages.components.kit.places import MONEY
from pages.components.takes.amount import (
    asked_year,
    explain_who_told,
    show_file,
    show_not_counted,
    show_side,
    show_way_back,
    title_of_amount,
)
from pages.components.takes.cached_takes import read_amount_behind

hub = read_frame()
if is_without_schools(hub):
    st.stop()
period = chosen_period() or hub.default
asked = {name: st.query_params.get(name, "") for name in ("of", "how", "other")}
try:
    amount = read_amount(asked["of"], how=asked["how"], other=asked["other"])
except UnknownThing as error:
    show_title("This amount is not known here")
    show_empty(
        f"{str(error).split('. ')[0]}." if asked["of"] else "No amount is chosen.",
        "Amounts are reached from the pages they stand on, such as Money: choose one there.",
        Button("Money", MONEY),
    )
    st.stop()

explained = read_amount_behind(amount, period, financial_year=asked_year())
show_way_back(explained)
show_title(title_of_amount(explained))
show_caption(f"{explained.formula} {explain_who_told(explained)}")
for at in range(len(explained.figures)):
    show_side(explained, at)
show_not_counted(explained)
show_file(explained)
