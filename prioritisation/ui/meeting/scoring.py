"""The review: every score, a form to write one, what it changed, then the freeze."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.model import Criterion, Score, Status
from criteria.scales import WordScale
from criteria.scoring import words_in_order
from prioritisation.drawing.bars import scores_table
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import Rewritten, ScoreEdit
from prioritisation.meeting.room.choices import scores_pin
from prioritisation.meeting.rules import Act, Phase
from prioritisation.sentences.phrases import anchor_in_both, score_text, status_text
from prioritisation.ui.meeting.steps import projected_criterion
from prioritisation.ui.shared import scores, widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import LONGEST_REASON, drafts, text_line, typed_text, watch
from prioritisation.ui.visit.visit import EXPECTED, Visit, is_done, notice_block, press, why_not
from prioritisation.wording import t

_BEFORE = "score_seen"
"""Session key: a cell of a meeting, and the score that it held when it was chosen."""

_SCORE, _STATUS, _SOURCE, _REASON = "score", "status", "source", "reason"


def score_form(visit: Visit) -> ScoreEdit | None:
    """Draw it; the score that was sent, once the room has kept it."""
    st.html(tag("h2", text(t("Score a lever"))))
    lever, column, kind = _cell(visit)
    criterion = visit.stage.plain_case.criterion(column)
    levers = {v.id: v.short_label for v in visit.stage.case.levers}
    which, what = st.columns(2)
    with which:
        _cell_field(visit, t("Lever"), "score_lever", lever, levers)
    with what:
        named = {c.id: c.label for c in visit.stage.criteria}
        _cell_field(visit, t("Criterion"), "score_criterion", column, named)
    _draw_showing(visit, column)
    name = f"score_kind_{visit.about}"
    scores.kind_field(name, kind, widgets.choice_writer(name))
    return _rest(visit, lever, criterion, kind)


def _draw_showing(visit: Visit, criterion: str) -> None:
    """The scores of the criterion that is written, to the room that sees those of another."""
    stage = visit.stage
    if stage.meeting.phase is not Phase.REVIEW or not visit.may(Act.PROJECT):
        return
    here, view = projected_criterion(stage), scores_pin(criterion)
    if (
        here != criterion
        and press(visit, t("Show these scores to the room"), "show_scores", also=here)
        and is_done(partial(visit.room.project, visit.code, visit.secret, view))
    ):
        st.rerun()


def _cell(visit: Visit) -> tuple[str, str, str]:
    """Lever, criterion and what is known, as chosen; the first of those that the meeting has."""
    known = (
        ("score_lever", [v.id for v in visit.stage.case.levers]),
        ("score_criterion", [c.id for c in visit.stage.criteria]),
        ("score_kind", list(scores.SCORE_KINDS)),
    )
    chosen = ((widgets.own_choice(f"{name}_{visit.about}", ""), those) for name, those in known)
    lever, criterion, kind = (one if one in those else those[0] for one, those in chosen)
    return lever, criterion, kind


def _cell_again(visit: Visit, left: Mapping[str, object]) -> None:
    """Choose the cell that an earlier session was writing; a browser may say anything."""
    match left.get("cell"):
        case [str(lever), str(criterion), str(kind)]:
            for name, one in (("lever", lever), ("criterion", criterion), ("kind", kind)):
                widgets.choice_writer(f"score_{name}_{visit.about}")(one)


def _cell_field(visit: Visit, label: str, name: str, value: str, words: Mapping[str, str]) -> None:
    name = f"{name}_{visit.about}"
    widgets.selectbox(
        label,
        words,
        name=name,
        value=value,
        write=widgets.choice_writer(name),
        format_func=words.__getitem__,
    )


def _rest(visit: Visit, lever: str, criterion: Criterion, kind: str) -> ScoreEdit | None:
    about, score = f"score_{visit.about}", _score_before(visit, lever, criterion.id)
    slots: dict[str, DeltaGenerator] = {}
    current = lambda: {"cell": list(_cell(visit))}  # noqa: E731 (one line)
    with drafts(about, current, partial(_cell_again, visit)), st.form(about, border=False):
        names = _bounds(visit, criterion, kind)
        slots[_SCORE] = st.container()
        if names:
            _status_field(visit)
        for field, label in ((_SOURCE, t("Source")), (_REASON, t("Reason"))):
            text_line(label, _name(visit, field), max_chars=LONGEST_REASON)
            slots[field] = st.container()
        sent = press(visit, t("Write this score"), "write_score", draw=st.form_submit_button)
    if not sent:
        return None
    given = [widgets.value_of(name) for name in names]
    if None in given:
        slots[_SCORE].html(notice_block(scores.missing_score()))
        return None
    # One field is both ends.
    low, high = (given[0], given[-1]) if given else (None, None)
    if low is not None and high is not None:
        low, high = words_in_order(low, high, criterion.scale)
    rests_on = widgets.value_of(_name(visit, _STATUS), Status.OPINION)
    status = Status.UNKNOWN if kind == scores.NOBODY else Status(rests_on)
    source, reason = (typed_text(_name(visit, field)) for field in (_SOURCE, _REASON))
    edit = ScoreEdit(lever, criterion.id, low, high, status, source, reason)
    return edit if _keep_score(visit, edit, score, slots, names) else None


def _status_field(visit: Visit) -> None:
    """What a score rests on: an opinion, until somebody says that it is an official figure."""
    name, known = _name(visit, _STATUS), [Status.OPINION.value, Status.OFFICIAL.value]
    widgets.radio(
        t("What it rests on"),
        known,
        name=name,
        value=known[0],
        write=None,
        horizontal=True,
        format_func=lambda one: capital(status_text(Status(one))),
    )
    watch(name, "0", widgets.key_of(name), form=True)


def _name(visit: Visit, field: str) -> str:
    return f"score_{field}_{visit.about}"


def _score_before(visit: Visit, lever: str, criterion: str) -> Score:
    """What the cell held when it was chosen: somebody else may have written there since."""
    cell = _held_by(visit, lever, criterion)
    known, score = st.session_state.get(_BEFORE, (None, None))
    if known != cell:
        score = visit.stage.case.tables[visit.stage.setup.combination].scores[lever, criterion]
        st.session_state[_BEFORE] = (cell, score)
    assert isinstance(score, Score)  # noqa: S101 (written just above, now or before)
    return score


def _held_by(visit: Visit, lever: str, criterion: str) -> tuple[str, ...]:
    """A cell of the table that is shown: under other readings it may hold another score."""
    return visit.about, visit.stage.setup.combination, lever, criterion


def _keep_score(
    visit: Visit,
    edit: ScoreEdit,
    score: Score,
    slots: Mapping[str, DeltaGenerator],
    names: Sequence[str],
) -> bool:
    """Keep it, and empty the form; or say why not at the field, and leave all that was typed."""
    try:
        visit.room.edit_score(visit.code, visit.secret, edit, score)
    except EXPECTED as error:
        if isinstance(error, Rewritten):
            # Sent once more, it replaces this one knowingly.
            st.session_state[_BEFORE] = (_held_by(visit, edit.lever, edit.criterion), error.score)
        # A fault of no field stands beside the score.
        slot = slots.get(getattr(error, "field", _SCORE), slots[_SCORE])
        slot.html(notice_block(*why_not(error)))
        return False
    st.session_state.pop(_BEFORE, None)
    widgets.renew_controls(*names, *(_name(visit, f) for f in (_STATUS, _SOURCE, _REASON)))
    return True


def _bounds(visit: Visit, criterion: Criterion, kind: str) -> list[str]:
    """The controls of the score; their names: none when nobody knows it."""
    names: list[str] = []
    labels = scores.bound_labels(kind, criterion.scale)
    if not labels:
        return names
    for k, (label, column) in enumerate(zip(labels, st.columns(2), strict=False)):
        with column:
            names.append(_bound(criterion, label, f"{k}_{visit.about}_{criterion.id}"))
    return names


def _bound(criterion: Criterion, label: str, key: str) -> str:
    if isinstance(criterion.scale, WordScale):
        name = f"word_{key}"
        scores.bound_field(criterion, label, name)
        return name
    name = f"number_{key}"
    low, high = (anchor_in_both(criterion, a) for a in criterion.anchors())
    note = literal(t("From {low} to {high}", low=low, high=high))
    scores.bound_field(criterion, label, name, note=note)
    watch(name, "", widgets.key_of(name), form=True)
    return name


_EFFECT = "effect"
"""Session key: number of the last score written here, and what it did."""

SHORT_HASH = 12


def draw_review(visit: Visit) -> None:
    """Everything about the scores; what may be written depends on the room."""
    st.html(tag("h2", text(t("Scores"))) + scores_table(visit.stage))
    if visit.may(Act.EDIT_SCORE):
        _form(visit)
    _effect(visit)
    frozen(visit)


def frozen(visit: Visit) -> None:
    """The version that the vote is about, when there is one."""
    sha = visit.stage.meeting.frozen
    if not sha:
        return
    version = visit.room.frozen_version(visit.code, visit.secret)
    sentence = t(
        "Scores fixed: version {n}, print of the scores {sha}…", n=version, sha=sha[:SHORT_HASH]
    )
    st.html(tag("p", text(sentence), "thin frozen", title=sha))


def _form(visit: Visit) -> None:
    """A score written: the room is read again, and what it changed is said."""
    edit = score_form(visit)
    if edit is not None:
        after = _again(visit)
        st.session_state[_EFFECT] = (_last(visit), _move(visit, after, edit))
        st.rerun()


def _effect(visit: Visit) -> None:
    """What the last score did, under the button that was pressed, until another is written."""
    last, sentence = st.session_state.get(_EFFECT, (None, ""))
    if sentence and last == _last(visit):
        st.html(tag("p", text(sentence), "effect", role="status"))


def _last(visit: Visit) -> tuple[str, int]:
    """The meeting, and the number of the last score that was written there.

    A meeting that is erased leaves its numbers to another one.
    """
    return visit.code, visit.room.last_score(visit.code, visit.secret)


def _again(visit: Visit) -> Visit:
    stage = visit.room.stage(visit.code, fresh=True)
    return Visit(visit.room, visit.code, visit.secret, visit.role, stage)


def _move(before: Visit, after: Visit, edit: ScoreEdit) -> str:
    """The score as it was, and as it is."""
    stage = after.stage
    criterion, combination = stage.plain_case.criterion(edit.criterion), stage.setup.combination
    was, now = (
        score_text(
            criterion, one.stage.case.tables[combination].scores[edit.lever, edit.criterion]
        )
        for one in (before, after)
    )
    cell = {"lever": stage.case.lever(edit.lever).short_label, "criterion": criterion.label}
    return t("{lever}, {criterion}: {was} → {now}.", **cell, was=was, now=now)
