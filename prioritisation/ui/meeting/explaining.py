"""What each kind of number of a meeting's page is: one tap away at each of its steps."""

from collections.abc import Iterable

import streamlit as st

from prioritisation.drawing.projector import RANKED
from prioritisation.meeting.room import RoundResults
from prioritisation.sentences.explained import NumberKind
from prioritisation.ui.shared.folds import numbers_list
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import t

PREPARED = (NumberKind.AMOUNT, NumberKind.SCORES, NumberKind.VOTE_SHARE)
GATHERED = (NumberKind.PRESENT, NumberKind.VOTES)
OF_LOG = (NumberKind.AMOUNT, NumberKind.VOTES, NumberKind.PRINT)

_VOTED = (NumberKind.VOTES, NumberKind.VOTE_SHARE)
_RANKED = (
    NumberKind.WAYS,
    NumberKind.PLACE,
    NumberKind.POINTS,
    NumberKind.WEIGHT,
    NumberKind.SCALE,
    NumberKind.SCORES,
    NumberKind.AMOUNT,
    NumberKind.SHARE,
    NumberKind.LIMIT,
    NumberKind.TRIALS,
)
_CONCLUDED = (NumberKind.HANDS,)


def conducted(visit: Visit, results: RoundResults | None) -> tuple[NumberKind, ...]:
    """The kinds of numbers of *Conduire* where the meeting stands now."""
    if results is None:
        return (*GATHERED, *PREPARED, NumberKind.PRINT)
    kinds: tuple[NumberKind, ...] = (NumberKind.PRESENT, *_VOTED)
    if results.analysis is not None:
        kinds += _RANKED
    if visit.stage.meeting.phase in RANKED:
        kinds += _CONCLUDED
    return kinds


def draw_numbers(kinds: Iterable[NumberKind]) -> None:
    """What each kind is, folded at the end of a page."""
    with st.expander(t("How it is computed"), type="compact", key="fold_numbers"):
        st.html(numbers_list(*kinds))
