"""The consent round: objections without names, their answers; then an indicative vote."""

from functools import partial

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules.decision import (
    Decision,
    Objection,
    Outcome,
    ShowOfHands,
    with_nobody_objecting,
    with_objections,
    with_vote,
)
from prioritisation.sentences.decision import (
    objection_outcome_text,
    objection_state_text,
    vote_sentence,
)
from prioritisation.sentences.dossier_changes import former_consent_remarks, objection_remark
from prioritisation.ui.decision.ground import DecisionEdit, DecisionPage, keep_edit, part_heading
from prioritisation.ui.decision.rows import DecisionList, RowValues, draw_list
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.page import apart_block
from prioritisation.ui.visit.visit import draw_refusal, notice_block, refuse
from prioritisation.wording import t, tn

_TEXT, _ANSWER, _OUTCOME, _RAISED_FOR = "text", "answer", "outcome", "raised_for"
_HANDS = ("favour", "against", "abstaining")
_MOST_HANDS = 10_000
_MANY = "many"
"""End of a session key: a vote of more hands than people counted, which waits for a word."""

_LAST = "last"
"""End of a session key: the vote that was last written here."""

_NOBODY, _VOTE = "no_objection", "vote"
_LINES = 96


def consent(ground: DecisionPage) -> None:
    """The round: whether somebody objects, what, what was answered."""
    decision = ground.decision
    how = t(
        "Go round the table. An objection says what would harm the work of the group; it is "
        "written without a name, then answered: lifted or kept."
    )
    part_heading(t("Does anybody object?"), "objections", how if ground.writes else "")
    with apart_block():
        _draw_consent(ground)
        for remark in former_consent_remarks(decision, ground.case_labels):
            st.html(tag("p", text(remark), "warn"))
    if ground.writes or decision.objections:
        draw_list(ground, _spec(ground))
    if any(o.outcome is Outcome.KEPT for o in decision.current_objections) or decision.vote:
        _vote(ground)


def _draw_consent(ground: DecisionPage) -> None:
    """Whether somebody objects, as long as no objection is written."""
    decision = ground.decision
    if ground.writes and (decision.no_objection or not decision.current_objections):
        _nobody(ground)
    elif decision.no_objection:
        st.html(tag("p", text(t("The group was asked: nobody objected."))))
    elif not decision.current_objections:
        sentence = t("Nothing is written of objections yet.")
        if ground.closed:
            sentence = t("Nothing was written of objections.")
        st.html(tag("p", text(sentence), "thin"))


def _nobody(ground: DecisionPage) -> None:
    """Asked, and nobody: not the same as nothing written."""
    widgets.checkbox(
        t("The group was asked: nobody objects"),
        name=f"{ground.name}_{_NOBODY}",
        value=ground.decision.no_objection,
        write=partial(_keep_nobody, ground),
    )
    draw_refusal(ground.name, _NOBODY)


def _keep_nobody(ground: DecisionPage, nobody: bool) -> None:
    levers = ground.decision.proposed

    def edit(decision: Decision) -> Decision:
        return with_nobody_objecting(decision, levers, nobody=nobody)

    sentence = t("The group was asked: nobody objects") if nobody else t("Nothing is said of it.")
    keep_edit(
        ground, DecisionEdit(_NOBODY, edit, edit, sentence, lambda _now: "", lambda _now: None)
    )


def _spec(ground: DecisionPage) -> DecisionList[Objection]:
    return DecisionList(
        "objection",
        lambda now: now.objections,
        with_objections,
        _controls,
        _build,
        partial(_values, ground.decision.proposed),
        lambda o: o.text,
        partial(_objection_html, ground),
        t("Add this objection"),
        t("Write the objection first."),
        lambda o: t("Edit") if o.answered else t("Answer it"),
    )


def _controls(prefix: str, start: RowValues, new: bool) -> None:
    _area(t("Objection, without any name"), prefix, _TEXT, start)
    if new:
        return
    _area(t("Answer of the group"), prefix, _ANSWER, start)
    widgets.radio(
        t("What became of it"),
        [o.value for o in Outcome],
        name=prefix + _OUTCOME,
        value=str(start[_OUTCOME]),
        write=None,
        format_func=lambda o: literal(capital(objection_outcome_text(Outcome(o)))),
        horizontal=True,
    )


def _area(label: str, prefix: str, name: str, start: RowValues) -> None:
    widgets.text_area(label, name=prefix + name, value=str(start[name]), write=None, height=_LINES)


def _values(proposed: tuple[str, ...], objection: Objection | None) -> RowValues:
    if objection is None:
        return {_TEXT: "", _ANSWER: "", _OUTCOME: Outcome.OPEN.value, _RAISED_FOR: proposed}
    return {
        _TEXT: objection.text,
        _ANSWER: objection.answer,
        _OUTCOME: objection.outcome.value,
        # No control is about it: what an objection is about does not change with its answer.
        _RAISED_FOR: objection.raised_for,
    }


def _build(values: RowValues) -> Objection | None:
    sentence, answer = (str(values[name] or "").strip() for name in (_TEXT, _ANSWER))
    if not sentence:
        return None
    outcome, levers = Outcome(str(values[_OUTCOME] or Outcome.OPEN.value)), values[_RAISED_FOR]
    raised_for = tuple(map(str, levers)) if isinstance(levers, tuple) else None
    # Not checked here: the whole is, when it is written.
    return Objection.model_construct(
        text=sentence, answer=answer, outcome=outcome, raised_for=raised_for
    )


def _objection_html(ground: DecisionPage, objection: Objection) -> str:
    """The objection, its answer, and what became of it as a word, never a colour alone."""
    remark = objection_remark(objection, ground.decision, ground.case_labels)
    settled = {Outcome.LIFTED: "done", Outcome.KEPT: "kept"}
    mark = settled.get(objection.outcome, "bad") if objection.answered else "bad"
    none = t("no answer") if ground.closed else t("no answer yet")
    answer = objection.answer.strip() or none
    return tag(
        "div",
        tag("p", text(objection.text), "wrote")
        + (tag("p", text(remark), "thin") if remark else "")
        + tag("p", text(objection_state_text(objection.outcome)), f"outcome {mark}")
        + tag("p", tag("b", text(t("Answer: {answer}", answer=""))) + text(answer), "wrote"),
        "objection",
    )


def _vote(ground: DecisionPage) -> None:
    """A vote, once an objection is kept: indicative; that there was none, once it is too late."""
    if ground.closed and not ground.decision.vote:
        st.html(tag("p", text(t("An objection is kept, and no vote is written.")), "thin"))
        return
    part_heading(t("Vote on the proposal: it helps to decide, it does not decide"), _VOTE)
    if ground.decision.vote:
        st.html(tag("p", text(vote_sentence(ground.decision))))
    if not ground.writes:
        if not ground.decision.vote:
            sentence = t("An objection is kept: the group may vote on the proposal.")
            st.html(tag("p", text(sentence), "thin"))
        return
    _hands(ground)
    draw_refusal(ground.name, _VOTE)


def _hands(ground: DecisionPage) -> None:
    """The three numbers: the vote is kept as soon as all are written."""
    prefix, kept = f"{ground.name}_hands_", ground.decision.vote
    people = ground.visit.room.attendance(ground.visit.stage)
    names = (t("For the proposal"), t("Against the proposal"), t("Abstaining"))
    with st.container(horizontal=True, gap="small"):
        for name, label in zip(_HANDS, names, strict=True):
            n = widgets.own_choice(prefix + name, getattr(kept, name) if kept else None)
            write = partial(_write_hand, ground, prefix + name, people)
            widgets.number_input(
                label, 0, _MOST_HANDS, name=prefix + name, value=n, write=write, step=1, width=180
            )
    left = sum(n is None for n in _written_hands(ground))
    if 0 < left < len(_HANDS):
        sentence = tn(
            "This vote is not kept yet: write the number that is missing, 0 included.",
            "This vote is not kept yet: write the {n} numbers that are missing, 0 included.",
            left,
        )
        st.html(tag("p", text(sentence), "warn"))
    if kept:
        st.button(
            t("Take the vote back"),
            key=f"{prefix}drop",
            type="tertiary",
            on_click=_put_vote,
            args=(ground, prefix, None),
        )
    _draw_many(ground, prefix, people)


def _written_hands(ground: DecisionPage) -> list[int | None]:
    """The numbers in the fields, in the order of these; None where nothing is written."""
    kept, prefix = ground.decision.vote, f"{ground.name}_hands_"
    return [
        widgets.own_choice(prefix + name, getattr(kept, name) if kept else None) for name in _HANDS
    ]


def _write_hand(ground: DecisionPage, name: str, people: int, n: int | None) -> None:
    prefix = f"{ground.name}_hands_"
    widgets.choice_writer(name)(n)
    st.session_state.pop(prefix + _MANY, None)
    favour, against, abstaining = _written_hands(ground)
    if favour is None or against is None or abstaining is None:
        return
    vote = ShowOfHands(favour=favour, against=against, abstaining=abstaining)
    if vote.hands > people:
        refuse(ground.name, "")
        st.session_state[prefix + _MANY] = vote
        return
    _put_vote(ground, prefix, vote)


def _draw_many(ground: DecisionPage, prefix: str, people: int) -> None:
    """Whether there were so many people: a button of its own, that no second click falls on."""
    vote = st.session_state.get(prefix + _MANY)
    if vote is None:
        return
    sentence = tn(
        "{hands} hands raised for {n} person counted: this vote is not kept yet.",
        "{hands} hands raised for {n} people counted: this vote is not kept yet.",
        people,
        hands=vote.hands,
    )
    st.html(
        notice_block(sentence, t("Correct the numbers, or say that so many people were there."))
    )
    st.button(
        t("{n} people were there: keep this vote", n=vote.hands),
        key=f"{prefix}many_kept",
        on_click=_put_vote,
        args=(ground, prefix, vote),
    )


def _put_vote(ground: DecisionPage, prefix: str, vote: ShowOfHands | None) -> None:
    st.session_state.pop(prefix + _MANY, None)
    # Two numbers may be changed before the page is drawn again.
    before, levers = st.session_state.get(prefix + _LAST), ground.decision.proposed
    bases = (ground.decision.vote, vote, *([before] if before else []))

    def put(decision: Decision) -> Decision:
        return with_vote(decision, levers, vote)

    def edit(decision: Decision) -> Decision | None:
        return put(decision) if decision.vote in bases else None

    def after(_decision: Decision) -> None:
        st.session_state[prefix + _LAST] = vote
        widgets.drop_choices(*(prefix + name for name in _HANDS))

    own_text = vote_sentence(Decision(vote=vote)) or t("no vote")
    keep_edit(ground, DecisionEdit(_VOTE, edit, put, own_text, vote_sentence, after))
