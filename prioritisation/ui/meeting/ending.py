"""Closing a meeting: what the group has not written is recalled first."""

import streamlit as st

from prioritisation.meeting.rules import Act, Phase
from prioritisation.meeting.rules.decision import Missing, Outcome, status
from prioritisation.sentences.decision import missing_texts
from prioritisation.ui.shared.controls import capital
from prioritisation.ui.visit import parts
from prioritisation.ui.visit.trying import is_done
from prioritisation.ui.visit.visit import Visit
from prioritisation.ui.visit.warnings import open_warnings
from prioritisation.wording import t, tn

_ENDING = "end_meeting"
"""Name of what is asked."""


def proposes_nothing(visit: Visit) -> bool:
    """Whether the group is at its decision, and no lever is proposed yet."""
    at_decision = visit.stage.meeting.phase is Phase.DECISION
    return at_decision and not visit.room.decision(visit.code).decision.proposed


def unwritten(visit: Visit) -> tuple[str, ...]:
    """What the minutes would lack if the meeting were closed now, a sentence each."""
    if visit.stage.meeting.phase is not Phase.DECISION:
        return ()
    decision = visit.room.decision(visit.code).decision
    lacks = status(decision)
    kept = any(o.outcome is Outcome.KEPT for o in decision.current_objections)
    words = [t("{sentence}.", sentence=capital(one)) for one in missing_texts(lacks)]
    if kept and decision.vote is None:
        words.append(t("An objection is kept, and no vote is written."))
    if kept and not decision.minority.strip():
        words.append(t("An objection is kept, and no minority view is written."))
    if Missing.PROPOSAL not in lacks.missing and not decision.steps:
        words.append(t("No next step is written."))
    if left := [w for w in open_warnings(visit) if not w.answer]:
        words.append(
            tn(
                "{n} thing to know before concluding has no answer.",
                "{n} things to know before concluding have no answer.",
                len(left),
            )
        )
    return tuple(words)


def ask() -> None:
    """Recall what is missing at the next run."""
    parts.ask_confirmation(_ENDING)
    st.rerun()


def ending_dialog(visit: Visit) -> None:
    """What is missing, and whether to close all the same; as long as it is asked."""
    if parts.pending_confirmation() == _ENDING:
        parts.confirmation_dialog(_question(visit))


def _question(visit: Visit) -> parts.Confirmation | None:
    lacks = unwritten(visit)
    if not lacks or not visit.may(Act.CLOSE):
        return None
    seen = visit.stage.meeting.stamp
    return parts.Confirmation(
        t("Close the meeting without this?"),
        lacks,
        t("Back to the decision"),
        t("Close all the same"),
        lambda: is_done(lambda: visit.room.act(visit.code, visit.secret, Act.CLOSE, stamp=seen)),
        final=False,
    )
