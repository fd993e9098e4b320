"""Folds: a question, and on the same line its answer; behind, what explains it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import streamlit as st

from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.explained import NumberKind, explained
from prioritisation.ui.shared.beginning import begins_with_votes
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.page import draw_html, folded_html
from prioritisation.wording import t


def answered_fold(question: str, answer: str, key: str) -> AbstractContextManager[object]:
    """A fold whose line already answers; it stays as it was when the answer changes."""
    return st.expander(_line(question, answer), type="compact", key=f"fold_{key}")


def draw_on_demand(question: str, answer: str, key: str, content: Callable[[], str]) -> None:
    """HTML, after what its function draws by itself, once its fold is open only."""
    line = _line(question, answer)
    opened = st.expander(line, type="compact", key=f"fold_{key}", on_change="rerun")
    if opened.open:
        with opened:
            draw_html(content())


def numbers_list(*kinds: NumberKind) -> str:
    """What each kind of number of a page is: the start of its fold « Comment c'est calculé »."""
    rows = (
        f"{tag('strong', text(name) + '.')} {text(words)}" for name, words in map(explained, kinds)
    )
    return items(rows, "plainlist numbers")


def page_numbers(*kinds: NumberKind) -> str:
    """The same on a page that says above of how many votes its weights are, where they are."""
    votes = (NumberKind.VOTES, NumberKind.VOTE_SHARE) if begins_with_votes() else ()
    return numbers_list(*dict.fromkeys((*kinds, *votes)))


def folded_numbers(*kinds: NumberKind) -> str:
    """The same, as the fold « How it is computed » at the end of a page; nothing for none."""
    votes = begins_with_votes()
    return folded_html(t("How it is computed"), "", page_numbers(*kinds)) if kinds or votes else ""


def _line(question: str, answer: str) -> str:
    return f"**{literal(question)}** {literal(answer)}".rstrip()
