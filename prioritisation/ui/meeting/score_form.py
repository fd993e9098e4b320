"""The form of a score: which, how known, from where; what is typed outlives a reload."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion, Score, Status
from criteria.scales import Amount, LinearScale, WordScale
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Rewritten, ScoreEdit
from prioritisation.sentences import anchor_text
from prioritisation.ui.shared import held, state
from prioritisation.ui.shared.controls import capital, plain
from prioritisation.ui.shared.drafts import drafts, line, said, watch
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import EXPECTED, notice, press, why_not
from prioritisation.wording import t

CELL = "note"
"""Key of the address: lever, criterion and what is known of the score being written."""

WRITTEN = "score_cell_written"
"""Session key: of which meeting, what its address said of the cell before, and says now."""

SEEN = "score_seen"
"""Session key: a cell of a meeting, and the score that it held when it was chosen."""

ONE, BETWEEN, NOBODY = "one", "between", "nobody"
SCORE, SOURCE, REASON = "score", "source", "reason"
LONGEST = 300


def form(here: Here) -> ScoreEdit | None:
    """Draw it; the score that was sent, once the room has kept it."""
    st.html(tag("h2", text(t("Write a score"))))
    lever, found, kind = _cell(here)
    criterion = here.stage.case.criterion(found)
    levers = {v.id: v.short_label for v in here.stage.case.levers}
    which, what = st.columns(2)
    with which:
        _chosen(here, t("Lever"), "score_lever", 0, levers)
    with what:
        _chosen(
            here,
            t("Criterion"),
            "score_criterion",
            1,
            {c.id: c.label for c in here.stage.criteria},
        )
    words = {ONE: t("One score"), BETWEEN: t("Between two scores"), NOBODY: t("Unknown")}
    held.segmented_control(
        t("What is known"),
        words,
        name=f"score_kind_{here.about}",
        value=kind,
        write=_writer(here, 2),
        required=True,
        format_func=words.__getitem__,
    )
    return _rest(here, lever, criterion, kind)


def _cell(here: Here) -> tuple[str, str, str]:
    """What the address says is being written, as far as the meeting has it; else the first."""
    asked = _asked(here).split(".")
    known = (
        [v.id for v in here.stage.case.levers],
        [c.id for c in here.stage.criteria],
        [ONE, BETWEEN, NOBODY],
    )
    given = (*asked, "", "", "")
    lever, criterion, kind = (
        one if one in those else those[0] for one, those in zip(given, known, strict=False)
    )
    return lever, criterion, kind


def _asked(here: Here) -> str:
    """The cell of the address; as it was written, as long as the browser may not have heard of it.

    Two choices in a row, or a choice and a part that is drawn again by itself: the second one
    still comes with the address of before the first.
    """
    asked = st.query_params.get(CELL, "")
    about, before, written = st.session_state.get(WRITTEN, ("", frozenset(), ""))
    if about != here.about or state.goes_back() or asked not in {*before, written}:
        st.session_state.pop(WRITTEN, None)
        return asked
    if asked != written:
        st.query_params[CELL] = written
    return str(written)


def _chosen(here: Here, label: str, name: str, place: int, words: Mapping[str, str]) -> None:
    held.selectbox(
        label,
        words,
        name=f"{name}_{here.about}",
        value=_cell(here)[place],
        write=_writer(here, place),
        format_func=words.__getitem__,
    )


class _writer:  # noqa: N801 (used as a function)
    """Writes a part of the cell in the address."""

    def __init__(self, here: Here, place: int) -> None:
        self._here, self._place = here, place

    def __call__(self, value: str) -> None:
        parts, about = list(_cell(self._here)), self._here.about
        asked = st.query_params.get(CELL, "")
        parts[self._place] = value
        written = st.query_params[CELL] = ".".join(parts)
        whose, before, _ = st.session_state.get(WRITTEN, ("", frozenset(), ""))
        before = {asked, *(before if whose == about else ())} - {written}
        st.session_state[WRITTEN] = (about, frozenset(before), written)


def _rest(here: Here, lever: str, criterion: Criterion, kind: str) -> ScoreEdit | None:
    about, seen = f"score_{here.about}", _seen(here, lever, criterion.id)
    slots: dict[str, DeltaGenerator] = {}
    with drafts(about), st.form(about, border=False):
        names = _bounds(here, criterion, kind)
        slots[SCORE] = st.container()
        for field, label in ((SOURCE, t("Source")), (REASON, t("Reason"))):
            line(label, _name(here, field), max_chars=LONGEST)
            slots[field] = st.container()
        sent = press(here, t("Write this score"), "write_score", draw=st.form_submit_button)
    if not sent:
        return None
    given = [held.value_of(name) for name in names]
    if None in given:
        slots[SCORE].html(notice(t("Give the score, or choose « Unknown ».")))
        return None
    low, high = (given[0], given[-1]) if given else (None, None)
    status = Status.UNKNOWN if kind == NOBODY else Status.OPINION
    source, reason = (said(_name(here, field)) for field in (SOURCE, REASON))
    edit = ScoreEdit(lever, criterion.id, low, high, status, source, reason)
    return edit if _kept(here, edit, seen, slots, names) else None


def _name(here: Here, field: str) -> str:
    return f"score_{field}_{here.about}"


def _seen(here: Here, lever: str, criterion: str) -> Score:
    """What the cell held when it was chosen: somebody else may have written there since."""
    cell = _held_by(here, lever, criterion)
    known, score = st.session_state.get(SEEN, (None, None))
    if known != cell:
        score = here.stage.case.tables[here.stage.setup.perimeter].scores[lever, criterion]
        st.session_state[SEEN] = (cell, score)
    assert isinstance(score, Score)  # noqa: S101 (written just above, now or before)
    return score


def _held_by(here: Here, lever: str, criterion: str) -> tuple[str, ...]:
    """A cell of the table that is shown: under another perimeter it may hold another score."""
    return here.about, here.stage.setup.perimeter, lever, criterion


def _kept(
    here: Here,
    edit: ScoreEdit,
    seen: Score,
    slots: Mapping[str, DeltaGenerator],
    names: Sequence[str],
) -> bool:
    """Keep it, and empty the form; or say why not at the field, and leave all that was typed."""
    try:
        here.room.edit_score(here.code, here.secret, edit, seen)
    except EXPECTED as error:
        if isinstance(error, Rewritten):
            st.session_state[SEEN] = (_held_by(here, edit.lever, edit.criterion), error.score)
        slot = slots.get(getattr(error, "field", SCORE), slots[SCORE])
        slot.html(notice(*why_not(error)))
        return False
    st.session_state.pop(SEEN, None)
    held.renew(*names, _name(here, SOURCE), _name(here, REASON))
    return True


def _bounds(here: Here, criterion: Criterion, kind: str) -> list[str]:
    """The controls of the score; their names: none when nobody knows it."""
    if kind == NOBODY:
        return []
    labels = (t("At least"), t("At most")) if kind == BETWEEN else (t("Score"),)
    names = []
    for k, (label, column) in enumerate(zip(labels, st.columns(2), strict=False)):
        with column:
            names.append(_bound(here, criterion, label, f"{k}_{here.about}_{criterion.id}"))
    return names


def _bound(here: Here, criterion: Criterion, label: str, key: str) -> str:
    perimeter = here.stage.setup.perimeter
    scale = criterion.scale(perimeter)
    nothing: Amount | None = None
    if isinstance(scale, WordScale):
        held.selectbox(
            label,
            [v.id for v in scale.levels],
            name=f"word_{key}",
            value=nothing,
            write=None,
            format_func=lambda v: capital(scale.level(v).label),
            placeholder=t("Choose a word"),
        )
        return f"word_{key}"
    ends = (anchor_text(criterion, a, perimeter) for a in criterion.anchors(perimeter))
    name = f"number_{key}"
    held.number_input(
        label,
        name=name,
        value=None,
        write=None,
        step=1 if isinstance(scale, LinearScale) and scale.whole else None,
        help=plain(t("From {low} to {high}", low=next(ends), high=next(ends))),
    )
    watch(name, "", held.key_of(name), form=True)
    return name
