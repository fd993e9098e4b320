"""The ways from a page to the forms of the scores that are missing."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from criteria.case import Case
from criteria.model import Score
from prioritisation.analysis.address import cell_query
from prioritisation.drawing.markup import items, tag, text
from prioritisation.ui.shared.pages import CASES, page_at
from prioritisation.wording import t


def draw_ways_to_fill(case: Case, unknowns: Sequence[Score], label: str, key: str) -> None:
    """One tap to the form of the first that is missing; beside it, the way to each of them.

    Parameters
    ----------
    key
        Key of the dossier that they are corrected in.
    """
    queries = [cell_query(key, one.lever, one.criterion) for one in unknowns]
    # The hyphen: no criterion is called so, and its own key is of the same form.
    with st.container(
        key="plain_-missing",
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        width="content",
    ):
        st.page_link(page_at(CASES), label=label, query_params=queries[0])
        if len(queries) == 1:
            return
        with st.popover(t("Which ones?"), type="tertiary", wrap=True):
            links = [
                tag("a", text(_name(case, one)), href=f"/{CASES}?{urlencode(q)}", target="_self")
                for one, q in zip(unknowns, queries, strict=True)
            ]
            st.html(items(links, "plainlist tofill"))


def _name(case: Case, score: Score) -> str:
    words = case.in_plain_words({})
    return t(
        "{lever}: {criterion}",
        lever=words.lever(score.lever).short_label,
        criterion=words.criterion(score.criterion).label,
    )
