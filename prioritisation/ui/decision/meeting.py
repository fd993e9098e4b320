"""The decision on the page of a meeting: read by all, written by those who may, then locked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from prioritisation.drawing.decision import badge, departs_text, lines, proposal_block
from prioritisation.drawing.markup import items, plain_list, tag, text
from prioritisation.meeting.room import DECIDING, RoundResults
from prioritisation.meeting.rules import Act, Details, Phase, Role
from prioritisation.meeting.rules.decision import (
    Decision,
    DecisionStatus,
    MinutesHeading,
    Missing,
    Objection,
    Outcome,
    ShowOfHands,
    status,
    with_minority,
    with_motives,
    with_nobody_objecting,
    with_objections,
    with_vote,
)
from prioritisation.sentences.decision import (
    finding_text,
    heading_names,
    missing_texts,
    objection_outcome_text,
    objection_state_text,
    vote_sentence,
)
from prioritisation.sentences.dossier_changes import (
    former_consent_remarks,
    minority_remark,
    motives_remark,
    objection_remark,
)
from prioritisation.ui.decision import writing
from prioritisation.ui.decision.ground import (
    DecisionEdit,
    DecisionPage,
    Field,
    conflict,
    field,
    keep_edit,
    part_heading,
)
from prioritisation.ui.decision.writing import (
    DecisionList,
    Reminder,
    RowValues,
    draw_list,
    edit_again,
    edited_now,
    reminder,
    review_day_text,
    step_text,
)
from prioritisation.ui.note.number import draw_locked_number
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import drafts, why
from prioritisation.ui.shared.page import apart_block, draw_html
from prioritisation.ui.shared.scripts import place_id
from prioritisation.ui.visit.visit import (
    Visit,
    attempt,
    draw_refusal,
    follow_results,
    is_done,
    part,
    press,
)
from prioritisation.wording import t, tn

_TEXT, _ANSWER, _OUTCOME, _RAISED_FOR = "text", "answer", "outcome", "raised_for"
_HANDS = ("favour", "against", "abstaining")
_MOST_HANDS = 10_000
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
            write = partial(_write_hand, ground, prefix + name)
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
    if kept and kept.hands > people:
        sentence = tn(
            "{hands} hands raised for {n} person counted: correct the numbers if need be.",
            "{hands} hands raised for {n} people counted: correct the numbers if need be.",
            people,
            hands=kept.hands,
        )
        st.html(tag("p", text(sentence), "warn"))


def _written_hands(ground: DecisionPage) -> list[int | None]:
    """The numbers in the fields, in the order of these; None where nothing is written."""
    kept, prefix = ground.decision.vote, f"{ground.name}_hands_"
    return [
        widgets.own_choice(prefix + name, getattr(kept, name) if kept else None) for name in _HANDS
    ]


def _write_hand(ground: DecisionPage, name: str, n: int | None) -> None:
    prefix = f"{ground.name}_hands_"
    widgets.choice_writer(name)(n)
    favour, against, abstaining = _written_hands(ground)
    if favour is None or against is None or abstaining is None:
        return
    vote = ShowOfHands(favour=favour, against=against, abstaining=abstaining)
    _put_vote(ground, prefix, vote)


def _put_vote(ground: DecisionPage, prefix: str, vote: ShowOfHands | None) -> None:
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


def heading_form(ground: DecisionPage) -> None:
    """A fold with a line for each thing; what stays empty is left to a pen."""
    with st.expander(t("Head of the minutes (optional)"), type="compact", key="minutes_heading"):
        sentence = t(
            "Nothing here is asked for: a line left empty is to be filled in by hand on "
            "the minutes. What you type goes into the minutes and into the file that "
            "proves them, which others will read."
        )
        st.html(tag("p", text(sentence), "thin"))
        for name, label in heading_names().items():
            get, put = partial(_line, name), partial(_with_line, name)
            field(ground, Field(f"heading_{name}", label, get, put))


def heading_text(decision: Decision) -> str:
    """What is typed, a line each; empty when nothing is."""
    named = ((label, _line(name, decision)) for name, label in heading_names().items())
    return "\n".join(t("{name}: {label}", name=label, label=line) for label, line in named if line)


def _line(name: str, decision: Decision) -> str:
    return str(getattr(decision.heading or MinutesHeading(), name))


def _with_line(name: str, decision: Decision, value: str) -> Decision:
    """With a line typed; without any heading once all its lines are empty."""
    heading = (decision.heading or MinutesHeading()).model_copy(update={name: value})
    return decision.model_copy(
        update={"heading": heading if any(heading.model_dump().values()) else None}
    )


def headline(ground: DecisionPage, status: DecisionStatus) -> str:
    """What is proposed, in large type, and whether it is a project or a decision."""
    sentence = text(proposal_block(ground.decision, ground.labels()))
    return tag("p", badge(status) + " " + sentence, "say proposal", aria_live="polite")


def missing_texts_block(status: DecisionStatus, *, linked: bool) -> str:
    """What keeps it a project, each with a link to its field where there is one."""
    if not status.missing:
        return ""
    worded = zip(status.missing, missing_texts(status), strict=True)
    rows = items(
        (_missing(missing, words, linked=linked) for missing, words in worded), "plainlist"
    )
    return tag("p", text(t("It stays a project as long as:")), "thin") + rows


def _missing(missing: Missing, words: str, *, linked: bool) -> str:
    inside = text(capital(words))
    if not linked or not missing.place:
        return inside
    return tag("a", inside, "act", href=f"#{place_id(missing.place)}")


def texts(ground: DecisionPage) -> str:
    """Everything but the objections, for those who only read."""
    now, labels = ground.decision, ground.case_labels
    return (
        _part(t("Context and mandate of the group"), lines(now.context))
        + _part(t("Arguments of the group for one lever or two"), lines(now.arguments))
        + _part(t("Reasons of the group"), _written(now.motives, motives_remark(now, labels)))
        + _part(t("Minority view"), _written(now.minority, minority_remark(now, labels)))
        + _part(t("What next?"), plain_list(step_text(s) for s in now.steps))
        + _part(
            t("What to find out first"),
            plain_list(finding_text(f, ground.case) for f in now.to_find),
        )
        + _part(t("Review date"), lines(review_day_text(now)))
        + _part(t("Head of the minutes"), lines(heading_text(now)))
    )


def _written(words: str, remark: str) -> str:
    return lines(words) + (tag("p", text(remark), "warn") if remark else "")


def _part(title: str, inside: str) -> str:
    return tag("h2", text(title)) + inside if inside else ""


def draw_locked(visit: Visit) -> None:
    """Say that it is, and how it is changed, to those who wrote it."""
    if visit.stage.meeting.phase is not Phase.CLOSED:
        return
    if visit.role is Role.RECORDER:
        sentence = t(
            "The meeting is closed, its decision is locked. Only the facilitator can reopen it, "
            "with a reason that goes into the log."
        )
        st.html(tag("p", text(sentence), "note"))
    elif visit.may(Act.REOPEN):
        st.html(tag("p", text(t("The meeting is closed: its decision is locked.")), "note"))
        _reopening(visit)


def _reopening(visit: Visit) -> None:
    with st.popover(t("Change the decision…"), key="unlock"):
        st.caption(
            t(
                "The meeting goes back to the decision, everybody sees it change, and "
                "minutes already sent stay as they are. Your reason stays in the log: this "
                "cannot be undone. Close the meeting again afterwards."
            )
        )
        name = f"unlock_reason_{visit.about}"
        reason = why(name)
        if not press(visit, t("Reopen the decision"), "unlock_now"):
            return
        details = Details(reason=reason, target=Phase.DECISION)
        seen = visit.stage.meeting.stamp
        done = is_done(
            lambda: visit.room.act(visit.code, visit.secret, Act.REOPEN, details, stamp=seen)
        )
    if done:
        widgets.drop_choices(name)
        st.rerun()


def draw_decision(visit: Visit) -> None:
    """The part of the page where the decision is; nothing in the other phases."""
    if visit.stage.meeting.phase in DECIDING:
        _live(visit.code)


@part
def _live(code: str) -> None:
    """Drawn again when somebody has written."""
    followed = follow_results(code, "decision_push")
    if followed is None:
        return
    visit, results = followed
    ground = attempt(lambda: _ground(visit, results))
    if ground is not None:
        _page(ground)


def _ground(visit: Visit, results: RoundResults) -> DecisionPage:
    kept = visit.room.decision(visit.code)
    return DecisionPage(visit, results, kept.decision, kept.version)


def _status(ground: DecisionPage) -> DecisionStatus:
    return status(ground.decision, rehearsal=ground.visit.stage.meeting.rehearsal)


def _page(ground: DecisionPage) -> None:
    remark, status = reminder(ground), _status(ground)
    with st.container(key="decision", gap="medium"):
        # In this phase the question is the title of the page.
        titled = ground.visit.stage.meeting.phase is Phase.DECISION
        title = "" if titled else tag("h2", text(t("What does the group decide?")))
        st.html(
            title + headline(ground, status) + missing_texts_block(status, linked=ground.writes)
        )
        with apart_block("medium"):
            conflict(ground)
        st.html(_departs(ground) + tag("p", text(remark.sentence)))
        if ground.writes:
            _forms(ground, remark)
        else:
            draw_locked(ground.visit)
            draw_locked_number(ground.visit)
            _read(ground)


def _departs(ground: DecisionPage) -> str:
    """Where the proposal departs from the ranking: said before it is in the note."""
    sentence = departs_text(ground.results, ground.decision)
    return tag("p", text(sentence), aria_live="polite") if sentence else ""


def _forms(ground: DecisionPage, reminder: Reminder) -> None:
    kept = t(
        "Each text and number is kept as soon as its field is left, an objection or a next step "
        "once it is added; everybody sees it at once."
    )
    version = t("Version {n} is kept.", n=ground.version) if ground.version else ""
    st.html(tag("p", text(f"{kept} {version}".strip()), "note"))
    remembered = drafts(ground.name, partial(edited_now, ground), partial(edit_again, ground))
    with remembered, st.container(key="decision_parts"):
        with st.container(key="decision_left", gap="small"):
            writing.proposal_form(ground, reminder)
            consent(ground)
        with st.container(key="decision_right", gap="small"):
            reasons_form(ground)
            writing.steps(ground)
            writing.finding_out(ground, reminder)
            writing.review_form(ground)
            heading_form(ground)


def _read(ground: DecisionPage) -> None:
    consent(ground)
    draw_html(texts(ground))
