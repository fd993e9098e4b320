"""Why the group proposes it, and what those who think otherwise want to be read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules.decision import Decision, with_minority, with_motives
from prioritisation.sentences.dossier_changes import minority_remark, motives_remark
from prioritisation.ui.decision.ground import (
    DecisionEdit,
    DecisionPage,
    Field,
    field,
    keep_edit,
    part_heading,
)
from prioritisation.wording import t

_TALL, _SHORT = 150, 96

_Write = Callable[[Decision, tuple[str, ...], str], Decision]


@dataclass(frozen=True, slots=True)
class _Words:
    """A text about the levers proposed: its name in the decision, and how it is written."""

    name: str
    label: str
    height: int
    write: _Write
    remark: str

    def get(self, decision: Decision) -> str:
        """As it is kept."""
        return str(getattr(decision, self.name))


def reasons_form(ground: DecisionPage) -> None:
    """Both texts; below each, which levers it was written for when others are proposed."""
    part_heading(t("Why?"), "motives")
    now, labels = ground.decision, ground.case_labels
    motives, minority = t("Reasons of the group"), t("Minority view, in its own words")
    for words in (
        _Words("motives", motives, _TALL, with_motives, motives_remark(now, labels)),
        _Words("minority", minority, _SHORT, with_minority, minority_remark(now, labels)),
    ):
        put = partial(_put, words.write, now.proposed)
        field(ground, Field(words.name, words.label, words.get, put, words.height))
        if words.remark:
            _confirmation(ground, words)


def _put(write: _Write, levers: tuple[str, ...], decision: Decision, typed: str) -> Decision:
    return write(decision, levers, typed)


def _confirmation(ground: DecisionPage, words: _Words) -> None:
    with st.container(key=f"written_for_{words.name}", gap="small"):
        st.html(tag("p", text(words.remark), "warn"))
        if ground.decision.proposed:
            st.button(
                t("It holds for the new proposal"),
                key=f"{ground.name}_confirm_{words.name}",
                on_click=_confirm,
                args=(ground, words),
            )


def _confirm(ground: DecisionPage, words: _Words) -> None:
    """Of the words that were read: those written since are about what their writer saw."""
    levers, read = ground.decision.proposed, words.get(ground.decision)

    def edit(decision: Decision) -> Decision:
        same = words.get(decision) == read
        return words.write(decision, levers, read) if same else decision

    own_text = t("It holds for the new proposal")
    change = DecisionEdit(words.name, edit, edit, own_text, lambda _now: "", lambda _now: None)
    keep_edit(ground, change)
