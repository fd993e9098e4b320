"""A paper ballot typed in: the same questions as on the phone, marked as paper."""

from collections.abc import Sequence

import streamlit as st

from criteria.model import Criterion
from prioritisation.ballots.ballot import Ballot, read_ballot
from prioritisation.ballots.errors import BallotProblem, Fault, InvalidBallot
from prioritisation.ballots.modes import (
    ABSTAINS,
    ABSTENTION,
    AS_MUCH,
    FIRST,
    FULL,
    MODE,
    NUMBER,
    RANK,
    Mode,
)
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.weighting import total_text
from prioritisation.ui.components.controls import plain
from prioritisation.ui.components.seance.here import Here
from prioritisation.ui.components.seance.trying import notice, trying
from prioritisation.wording import t

TYPED = "paper_typed"
"""Session key: receipt of the last ballot typed in, and a number that empties the form."""


def paper(here: Here) -> None:
    """The form; after a ballot it is empty again."""
    kept, turn = st.session_state.get(TYPED, ("", 0))
    if kept:
        said = t("Paper ballot recorded, receipt {code}: write it on the sheet.", code=kept)
        st.html(tag("p", text(said), "done", role="status"))
    printed = tag(
        "a", text(t("Printable ballot (PDF)")), "act", href=f"/vote/{here.code}/papier.pdf"
    )
    helping = tag("a", text(t("Help to vote (PDF)")), "act", href=f"/vote/{here.code}/aide.pdf")
    st.html(tag("p", f"{printed} {helping}"))
    mode = here.stage.setup.weighting
    with st.form(f"paper_{turn}", border=False):
        form = _places(here, turn) if mode.ordered else _fields(here, turn, mode)
        college = _college(here, turn)
        sent = st.form_submit_button(t("Record this paper ballot"))
    if sent:
        _record(here, form, college, turn)


def _fields(here: Here, turn: int, mode: Mode) -> dict[str, str]:
    """The answers, named as those of the form of the phone."""
    form = {MODE: mode.value} | (_first(here, turn) if mode is Mode.SWING else {})
    if mode is Mode.POINTS:
        st.caption(t("Points as written on the sheet: they must make 100 in all."))
    for criterion in here.stage.criteria:
        form |= _points(criterion, turn, mode)
    return form


def _first(here: Here, turn: int) -> dict[str, str]:
    first = st.radio(
        t("Which passage from lowest to highest counts most?"),
        [c.id for c in here.stage.criteria],
        index=None,
        format_func=lambda c: plain(here.stage.case.criterion(c).label),
        key=f"paper_first_{turn}",
    )
    st.caption(t("For the others: 0 to 100 beside the first, which is worth 100."))
    return {FIRST: first} if first else {}


def _points(criterion: Criterion, turn: int, mode: Mode) -> dict[str, str]:
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    points = left.number_input(
        plain(criterion.label), 0, FULL, None, step=1, key=f"paper_n_{criterion.id}_{turn}"
    )
    much = mode is Mode.SWING and middle.checkbox(
        t("as much as the first"), key=f"paper_m_{criterion.id}_{turn}"
    )
    none = right.checkbox(t("abstention"), key=f"paper_a_{criterion.id}_{turn}")
    given = {
        NUMBER + criterion.id: None if points is None else str(points),
        AS_MUCH + criterion.id: "1" if much else None,
        ABSTENTION + criterion.id: "1" if none else None,
    }
    return {k: v for k, v in given.items() if v is not None}


def _places(here: Here, turn: int) -> dict[str, str]:
    """The places, with the abstention after the last."""
    form = {MODE: here.stage.setup.weighting.value}
    options = [*(str(k + 1) for k in range(len(here.stage.criteria))), ABSTAINS]
    for criterion in here.stage.criteria:
        place = st.radio(
            plain(criterion.label),
            options,
            index=None,
            format_func=lambda o: t("abstention") if o == ABSTAINS else o,
            horizontal=True,
            key=f"paper_r_{criterion.id}_{turn}",
        )
        form |= {RANK + criterion.id: place} if place else {}
    return form


def _college(here: Here, turn: int) -> str:
    colleges = here.stage.setup.colleges
    if not colleges:
        return ""
    picked = st.selectbox(
        t("College, if it is on the sheet"), list(colleges), index=None, key=f"paper_c_{turn}"
    )
    return picked or ""


def _record(here: Here, form: dict[str, str], college: str, turn: int) -> None:
    ballot = _read(here, form)
    if ballot is None:
        return
    stored = trying(
        lambda: here.room.paper_ballot(here.code, here.secret, ballot, college=college)
    )
    if stored is not None:
        st.session_state[TYPED] = (stored.receipt, turn + 1)
        st.rerun()


def _read(here: Here, form: dict[str, str]) -> Ballot | None:
    try:
        ids = [c.id for c in here.stage.criteria]
        return read_ballot(form, ids, here.stage.setup.weighting)
    except InvalidBallot as error:
        known = {c.id: c.label for c in here.stage.criteria}
        about = dict.fromkeys(known[p.criterion] for p in error.problems if p.criterion in known)
        said = t("This ballot is not complete: nothing was recorded.")
        told = (t("To answer: {criterion}", criterion=c) for c in about)
        st.html(notice(said, *told, *_total(error.problems)))
        return None


def _total(problems: Sequence[BallotProblem]) -> tuple[str, ...]:
    """What is missing to 100 points on the sheet, or too much."""
    return tuple(total_text(int(p.found)) for p in problems if p.fault is Fault.TOTAL)
