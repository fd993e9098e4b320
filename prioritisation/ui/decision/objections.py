"""The consent round: objections without names, their answers; then an indicative vote."""

from functools import partial

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules.decision import Decision, Objection, Outcome, ShowOfHands
from prioritisation.sentences.decision import outcome_text, vote_sentence
from prioritisation.ui.decision.ground import Change, Ground, heading, make, refuse, refused
from prioritisation.ui.decision.rows import Rows, Values, rows
from prioritisation.ui.shared import held
from prioritisation.ui.shared.controls import capital, plain
from prioritisation.ui.shared.page import apart
from prioritisation.wording import t

TEXT, ANSWER, OUTCOME = "text", "answer", "outcome"
HANDS = ("favour", "against", "abstaining")
MOST_HANDS = 10_000
NOBODY, VOTE = "no_objection", "vote"
LINES = 96


def consent(ground: Ground) -> None:
    """The round: whether somebody objects, what, what was answered."""
    decision = ground.decision
    how = t(
        "Go round the table. An objection says what would harm the work of the group; it is "
        "written without a name, then answered: lifted or kept."
    )
    heading(t("Does anybody object?"), "objections", how if ground.writes else "")
    with apart():
        _asked(ground)
    if ground.writes or decision.objections:
        rows(ground, _spec())
    if any(o.outcome is Outcome.KEPT for o in decision.objections) or decision.vote:
        _vote(ground)


def _asked(ground: Ground) -> None:
    """Whether somebody objects, as long as no objection is written."""
    decision = ground.decision
    if ground.writes and (decision.no_objection or not decision.objections):
        _nobody(ground)
    elif decision.no_objection:
        st.html(tag("p", text(t("The group was asked: nobody objected."))))
    elif not decision.objections:
        st.html(tag("p", text(t("Nothing is written of objections yet.")), "thin"))


def _nobody(ground: Ground) -> None:
    """Asked, and nobody: not the same as nothing written."""
    held.checkbox(
        t("The group was asked: nobody objects"),
        name=f"{ground.name}_{NOBODY}",
        value=ground.decision.no_objection,
        write=partial(_keep_nobody, ground),
    )
    refused(ground, NOBODY)


def _keep_nobody(ground: Ground, mine: bool) -> None:
    def edit(now: Decision) -> Decision:
        return now.model_copy(update={"no_objection": mine})

    said = t("The group was asked: nobody objects") if mine else t("Nothing is said of it.")
    make(ground, Change(NOBODY, edit, edit, said, lambda _now: "", lambda _now: None))


def _put(now: Decision, found: tuple[Objection, ...]) -> Decision:
    """An objection that is written takes back that there is none."""
    more = len(found) > len(now.objections)
    nobody = now.no_objection and not more
    return now.model_copy(update={"objections": found, "no_objection": nobody})


def _spec() -> Rows[Objection]:
    return Rows(
        "objection",
        lambda now: now.objections,
        _put,
        _controls,
        _build,
        _values,
        lambda o: o.text,
        _drawn,
        t("Add this objection"),
        t("Write the objection first."),
        lambda o: t("Edit") if o.answered else t("Answer it"),
    )


def _controls(prefix: str, start: Values, new: bool) -> None:
    _area(t("Objection, without any name"), prefix, TEXT, start)
    if new:
        return
    _area(t("Answer of the group"), prefix, ANSWER, start)
    held.radio(
        t("What became of it"),
        [o.value for o in Outcome],
        name=prefix + OUTCOME,
        value=str(start[OUTCOME]),
        write=None,
        format_func=lambda o: plain(capital(outcome_text(Outcome(o)))),
        horizontal=True,
    )


def _area(label: str, prefix: str, name: str, start: Values) -> None:
    held.text_area(label, name=prefix + name, value=str(start[name]), write=None, height=LINES)


def _values(found: Objection | None) -> Values:
    if found is None:
        return {TEXT: "", ANSWER: "", OUTCOME: Outcome.OPEN.value}
    return {TEXT: found.text, ANSWER: found.answer, OUTCOME: found.outcome.value}


def _build(values: Values) -> Objection | None:
    said, answer = (str(values[name] or "").strip() for name in (TEXT, ANSWER))
    outcome = Outcome(str(values[OUTCOME] or Outcome.OPEN.value))
    return Objection.model_construct(text=said, answer=answer, outcome=outcome) if said else None


def _drawn(found: Objection) -> str:
    """The objection, its answer, and what became of it as a word, never a colour alone."""
    settled = {Outcome.LIFTED: "done", Outcome.KEPT: "kept"}
    mark = settled.get(found.outcome, "bad") if found.answered else "bad"
    answer = found.answer.strip() or t("no answer yet")
    return tag(
        "div",
        tag("p", text(found.text), "wrote")
        + tag("p", tag("b", text(t("Answer: {answer}", answer=""))) + text(answer), "wrote")
        + tag("p", text(capital(outcome_text(found.outcome))), f"outcome {mark}"),
        "objection",
    )


def _vote(ground: Ground) -> None:
    """A vote, once an objection is kept: indicative."""
    heading(t("Indicative vote on the proposal"), VOTE)
    if ground.decision.vote:
        st.html(tag("p", text(vote_sentence(ground.decision))))
    if not ground.writes:
        if not ground.decision.vote:
            said = t("An objection is kept: the group may vote on the proposal.")
            st.html(tag("p", text(said), "thin"))
        return
    _hands(ground)
    refused(ground, VOTE)


def _hands(ground: Ground) -> None:
    prefix, kept = f"{ground.name}_hands_", ground.decision.vote
    names = (t("For the proposal"), t("Against the proposal"), t("Abstaining"))
    with st.form(f"form_{prefix}", border=False, enter_to_submit=False):
        with st.container(horizontal=True, gap="small"):
            for name, label in zip(HANDS, names, strict=True):
                _hand(label, prefix + name, getattr(kept, name) if kept else None)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                t("Keep this vote"),
                key=f"{prefix}send",
                on_click=_keep_vote,
                args=(ground, prefix),
            )
            if kept:
                st.form_submit_button(
                    t("Take the vote back"),
                    key=f"{prefix}drop",
                    type="tertiary",
                    on_click=_put_vote,
                    args=(ground, prefix, None),
                )


def _hand(label: str, name: str, n: int | None) -> None:
    held.number_input(label, 0, MOST_HANDS, name=name, value=n, write=None, step=1, width=180)


def _keep_vote(ground: Ground, prefix: str) -> None:
    given = [held.value_of(prefix + name) for name in HANDS]
    if any(n is None for n in given):
        refuse(ground, VOTE, t("Write the three numbers, 0 included."))
        return
    favour, against, abstaining = (int(n or 0) for n in given)
    found = ShowOfHands(favour=favour, against=against, abstaining=abstaining)
    _put_vote(ground, prefix, found)


def _put_vote(ground: Ground, prefix: str, vote: ShowOfHands | None) -> None:
    base = ground.decision.vote

    def put(now: Decision) -> Decision:
        return now.model_copy(update={"vote": vote})

    def edit(now: Decision) -> Decision | None:
        return put(now) if now.vote in (base, vote) else None

    def after(_now: Decision) -> None:
        held.renew(*(prefix + name for name in HANDS))

    mine = vote_sentence(Decision(vote=vote)) or t("no vote")
    make(ground, Change(VOTE, edit, put, mine, vote_sentence, after))
