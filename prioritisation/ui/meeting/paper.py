"""Paper: the sheets to print, then ballots typed in, with the same questions as on the phone."""

from collections.abc import Mapping, Sequence

import streamlit as st

from prioritisation.analysis.ballots.ballot import (
    ABSTAINS,
    ABSTENTION_FIELD,
    AS_MUCH_FIELD,
    FIRST_FIELD,
    FULL,
    MODE_FIELD,
    NUMBER_FIELD,
    RANK_FIELD,
    Ballot,
    BallotFault,
    BallotProblem,
    InvalidBallot,
    Mode,
    read_ballot,
)
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules import Act, Phase, Reason, refusal
from prioritisation.sentences.ballot import BallotCriterion, ballot_criteria
from prioritisation.sentences.weight_limits import total_text
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.visit.visit import Visit, attempt, notice_block, press
from prioritisation.wording import t

_TYPED = "paper_typed"
"""Session key: receipt of the last ballot typed in, of which round, and what empties the form."""
_NONE_TYPED = "", "", 0


def is_offered(visit: Visit) -> bool:
    """Whether the visitor is one of those who type paper in: it is printed before the meeting."""
    meeting = visit.stage.meeting
    refused = refusal(meeting, visit.role, Act.ENTER_PAPER)
    if refused is None:
        return True
    return refused.reason is not Reason.ROLE and meeting.phase is not Phase.CLOSED


def draw_paper_ballots(visit: Visit) -> None:
    """The sheets to print and, while a round is open, the form."""
    _sheets(visit)
    if visit.may(Act.ENTER_PAPER):
        _typing(visit)
        return
    _draw_receipt(visit)
    sentence = t(
        "They ask what people vote on as it is chosen now: print them again if it "
        "changes. While a vote is open, they are typed in here."
    )
    st.html(tag("p", text(sentence), "thin"))


def _sheets(visit: Visit) -> None:
    printed = tag(
        "a", text(t("Printable ballot (PDF)")), "act", href=f"/vote/{visit.code}/papier.pdf"
    )
    helping = tag("a", text(t("Help to vote (PDF)")), "act", href=f"/vote/{visit.code}/aide.pdf")
    st.html(tag("p", f"{printed} {helping}"))


def _typing(visit: Visit) -> None:
    """The form; after a ballot it is empty again, with its receipt beside the button."""
    _, _, turn = st.session_state.get(_TYPED, _NONE_TYPED)
    mode = visit.stage.setup.weighting
    with st.form(f"paper_{turn}", border=False):
        if mode.ordered:
            _places(visit, turn)
        else:
            _fields(visit, turn, mode)
        _college(visit, turn)
        sent = press(
            visit, t("Record this paper vote"), "record", also=turn, draw=st.form_submit_button
        )
    if sent:
        st.session_state[_TYPED] = ("", "", turn)
        _record(visit, _answers(visit, turn, mode), turn)
    _draw_receipt(visit)


def _round(visit: Visit) -> str:
    return f"{visit.about} {len(visit.stage.meeting.rounds)}"


def _draw_receipt(visit: Visit) -> None:
    """That of the last ballot typed in, until another one is, or another round opens."""
    receipt, of_round, _ = st.session_state.get(_TYPED, _NONE_TYPED)
    if receipt and of_round == _round(visit):
        sentence = t("Paper vote recorded, receipt {code}: write it on the sheet.", code=receipt)
        st.html(tag("p", text(sentence), "done", role="status"))


def _fields(visit: Visit, turn: int, mode: Mode) -> None:
    if mode is Mode.SWING:
        _first(visit, turn)
    if mode is Mode.POINTS:
        st.caption(t("Points as written on the sheet: they must make 100 in all."))
    for criterion in ballot_criteria(visit.stage):
        _points(criterion, turn, mode)


def _answers(visit: Visit, turn: int, mode: Mode) -> dict[str, str]:
    """The answers, named as those of the form of the phone."""
    form = {MODE_FIELD: mode.value, FIRST_FIELD: widgets.value_of(f"paper_first_{turn}")}
    for c in (c.id for c in visit.stage.criteria):
        points = widgets.value_of(f"paper_n_{c}_{turn}")
        form |= {
            NUMBER_FIELD + c: None if points is None else str(points),
            AS_MUCH_FIELD + c: "1" if widgets.value_of(f"paper_m_{c}_{turn}") else None,
            ABSTENTION_FIELD + c: "1" if widgets.value_of(f"paper_a_{c}_{turn}") else None,
            RANK_FIELD + c: widgets.value_of(f"paper_r_{c}_{turn}"),
        }
    # As a browser sends a form: what has no answer is not in it.
    return {name: value for name, value in form.items() if value}


def _first(visit: Visit, turn: int) -> None:
    widgets.radio(
        t("Which difference should weigh most?"),
        [c.id for c in visit.stage.criteria],
        name=f"paper_first_{turn}",
        value=None,
        write=None,
        format_func=lambda c: literal(_labels(visit)[c]),
    )
    st.caption(t("For the others: 0 to 100 beside the first, which is worth 100."))


def _labels(visit: Visit) -> Mapping[str, str]:
    """Criterion -> its name, as the sheet has it."""
    return {c.id: c.label for c in ballot_criteria(visit.stage)}


def _points(criterion: BallotCriterion, turn: int, mode: Mode) -> None:
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    place = f"{criterion.id}_{turn}"
    with left:
        widgets.number_input(
            literal(criterion.label),
            0,
            FULL,
            name=f"paper_n_{place}",
            value=None,
            write=None,
            step=1,
        )
    if mode is Mode.SWING:
        with middle:
            much = t("As much")
            widgets.checkbox(much, name=f"paper_m_{place}", value=False, write=None)
    with right:
        widgets.checkbox(t("abstention"), name=f"paper_a_{place}", value=False, write=None)


def _places(visit: Visit, turn: int) -> None:
    """The places, with the abstention after the last."""
    options = [*(str(k + 1) for k in range(len(visit.stage.criteria))), ABSTAINS]
    for criterion in ballot_criteria(visit.stage):
        widgets.radio(
            literal(criterion.label),
            options,
            name=f"paper_r_{criterion.id}_{turn}",
            value=None,
            write=None,
            format_func=lambda o: t("abstention") if o == ABSTAINS else o,
            horizontal=True,
        )


def _college(visit: Visit, turn: int) -> None:
    colleges = visit.stage.setup.colleges
    if colleges:
        label = t("College, if it is on the sheet")
        widgets.selectbox(label, colleges, name=f"paper_c_{turn}", value=None, write=None)


def _record(visit: Visit, form: dict[str, str], turn: int) -> None:
    ballot, college = _read(visit, form), widgets.value_of(f"paper_c_{turn}") or ""
    if ballot is None:
        return
    seen = visit.stage.meeting.stamp
    stored = attempt(
        lambda: visit.room.paper_ballot(
            visit.code, visit.secret, ballot, college=college, stamp=seen
        )
    )
    if stored is not None:
        st.session_state[_TYPED] = (stored.receipt, _round(visit), turn + 1)
        st.rerun()


def _read(visit: Visit, form: dict[str, str]) -> Ballot | None:
    try:
        ids = [c.id for c in visit.stage.criteria]
        return read_ballot(form, ids, visit.stage.setup.weighting)
    except InvalidBallot as error:
        known = _labels(visit)
        about = dict.fromkeys(known[p.criterion] for p in error.problems if p.criterion in known)
        sentence = t("This vote is not complete: nothing was recorded.")
        lines = (t("To answer: {criterion}", criterion=c) for c in about)
        st.html(notice_block(sentence, *lines, *_total(error.problems)))
        return None


def _total(problems: Sequence[BallotProblem]) -> tuple[str, ...]:
    """What is missing to 100 points on the sheet, or too much."""
    return tuple(total_text(int(p.found)) for p in problems if p.fault is BallotFault.TOTAL)
