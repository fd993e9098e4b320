"""The rest of what the group writes, from proposal to review; what results say beside it."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import partial

import streamlit as st

from prioritisation.drawing.markup import html_paragraphs, tag, text
from prioritisation.meeting.room.results import group_robustness
from prioritisation.meeting.rules.decision import Decision, Finding, Step, with_proposal
from prioritisation.sentences.decision import finding_text, reminder_text
from prioritisation.sentences.robustness import decided_word, learning_answer
from prioritisation.ui.decision.ground import (
    DecisionEdit,
    DecisionPage,
    Field,
    Unfit,
    field,
    keep_edit,
    part_heading,
)
from prioritisation.ui.decision.rows import DecisionList, RowValues, draw_list
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.page import apart_block, draw_html, while_computing
from prioritisation.ui.visit.visit import draw_refusal, refuse
from prioritisation.wording import date_text, t

_PROPOSED, _MOST_PROPOSED = "proposed", 3
_SHORT = 96


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the results say.

    Attributes
    ----------
    sentence
        Who is first, and how far it holds.
    hints
        What helps to choose levers; none is chosen for the group.
    learning
        Whether a score known better could change the first place.
    cells
        (lever, criterion) of the scores that are not known, the most useful first.
    """

    sentence: str
    hints: tuple[str, ...] = ()
    learning: str = ""
    cells: tuple[tuple[str, str], ...] = ()


def reminder(ground: DecisionPage) -> Reminder:
    """What the results of a round say; how far they hold is computed once for all."""
    results = ground.results
    with while_computing():
        analysis, robustness = results.analysis, group_robustness(results)
    if analysis is None or robustness is None:
        return Reminder(t("Too few votes to rank: nothing is said of the first place."))
    sentence = reminder_text(analysis, decided_word(analysis, robustness.word))
    cells = tuple(
        (results.case.levers[c.row].id, results.case.criteria[c.column].id)
        for c in robustness.information
    )
    none = t("No lever is chosen for you: the ranking helps, the group proposes.")
    return Reminder(sentence, (none,), learning_answer(analysis, robustness), cells)


def proposal_form(ground: DecisionPage, reminder: Reminder) -> None:
    """Which levers, to whom, under which mandate."""
    part_heading(t("What does the group propose?"), _PROPOSED)
    draw_html(html_paragraphs(reminder.hints, "thin"))
    key = f"{ground.name}_{_PROPOSED}"
    names = {v.id: v.label for v in ground.case.levers}
    widgets.pills(
        t("Levers proposed: one or two"),
        names,
        name=key,
        value=ground.decision.proposed,
        write=partial(_propose, ground),
        selection_mode="multi",
        format_func=lambda v: literal(names[v]),
    )
    with apart_block():
        draw_refusal(ground.name, _PROPOSED)
    field(ground, _line("body", t("Who validates it"), t("For example: the steering committee")))
    field(ground, _text("context", t("Context and mandate of the group"), _SHORT))
    field(ground, _text("arguments", t("Arguments of the group for one lever or two"), _SHORT))


def _propose(ground: DecisionPage, picked: list[str]) -> None:
    ids = set(picked or ())
    proposed = tuple(v.id for v in ground.case.levers if v.id in ids)
    if len(proposed) > _MOST_PROPOSED:
        refuse(
            ground.name,
            _PROPOSED,
            t("{n} levers at most are proposed together.", n=_MOST_PROPOSED),
        )
        return
    base = ground.decision.proposed

    def put(decision: Decision) -> Decision:
        return with_proposal(decision, proposed)

    def edit(decision: Decision) -> Decision | None:
        # The same choice by somebody else is no conflict.
        return put(decision) if decision.proposed in (base, proposed) else None

    def names(decision: Decision) -> str:
        return ", ".join(ground.labels(decision))

    change = DecisionEdit(
        _PROPOSED, edit, put, names(put(ground.decision)), names, lambda _now: None
    )
    keep_edit(ground, change)


def _text(name: str, label: str, height: int) -> Field:
    return Field(name, label, lambda now: str(getattr(now, name)), _putter(name), height)


def _line(name: str, label: str, placeholder: str) -> Field:
    return Field(
        name, label, lambda now: str(getattr(now, name)), _putter(name), placeholder=placeholder
    )


class _putter:  # noqa: N801 (used as a function)
    """Writes a text at a name of the decision."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, decision: Decision, value: str) -> Decision:
        return decision.model_copy(update={self._name: value})


def steps(ground: DecisionPage) -> None:
    """Action, who, when; and the day the decision is looked at again."""
    part_heading(t("What next?"), "steps")
    spec = DecisionList(
        "step",
        lambda now: now.steps,
        lambda now, rows: now.model_copy(update={"steps": rows}),
        _step_controls,
        _step,
        _step_values,
        step_text,
        lambda step: tag("p", text(step_text(step)), "wrote"),
        t("Add this step"),
        t("Write the action first."),
        lambda _step: t("Edit"),
    )
    draw_list(ground, spec)


def _step_controls(prefix: str, start: RowValues, _new: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        for label, name, width in (
            (t("Action"), "action", 420),
            (t("In charge"), "who", 220),
            (t("Due"), "when", 160),
        ):
            _typed(label, prefix, name, start, width)


def _typed(label: str, prefix: str, name: str, start: RowValues, width: int) -> None:
    widgets.text_input(label, name=prefix + name, value=str(start[name]), write=None, width=width)


def _step_values(step: Step | None) -> RowValues:
    return {name: getattr(step, name, "") for name in ("action", "who", "when")}


def _step(values: RowValues) -> Step | None:
    action, people, when = (str(values[n] or "").strip() for n in ("action", "who", "when"))
    # Not checked here: the whole is, when it is written.
    return Step.model_construct(action=action, who=people, when=when) if action else None


def step_text(step: Step) -> str:
    """What, who, when, on a line; what nobody has said is named."""
    people = step.who or t("who does it is to be said")
    return f"{step.action} · {people} · {step.when or t('when is to be said')}"


def finding_out(ground: DecisionPage, reminder: Reminder) -> None:
    """Scores of the table, or anything else, that the group wants to know first."""
    part_heading(t("What to find out first"), "to_find", reminder.learning)
    cells = {f"{lever}\n{criterion}": (lever, criterion) for lever, criterion in reminder.cells}

    def controls(prefix: str, start: RowValues, _new: bool) -> None:
        _finding_controls(ground, cells, prefix, start)

    def build(values: RowValues) -> Finding | None:
        lever, criterion = cells.get(str(values["cell"] or ""), ("", ""))
        sentence = str(values["text"] or "").strip()
        finding = Finding.model_construct(lever=lever, criterion=criterion, text=sentence)
        return finding if lever or sentence else None

    def sentence_of(finding: Finding) -> str:
        return finding_text(finding, ground.case)

    spec = DecisionList(
        "finding",
        lambda now: now.to_find,
        lambda now, rows: now.model_copy(update={"to_find": rows}),
        controls,
        build,
        lambda finding: {"cell": None, "text": finding.text if finding else ""},
        sentence_of,
        lambda finding: tag("p", text(sentence_of(finding)), "wrote"),
        t("Add to the list"),
        t("Choose a score, or write what to find out."),
    )
    draw_list(ground, spec)


def _finding_controls(
    ground: DecisionPage, cells: dict[str, tuple[str, str]], prefix: str, start: RowValues
) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        widgets.selectbox(
            t("A score of the table"),
            cells,
            name=prefix + "cell",
            value=None,
            write=None,
            format_func=lambda k: finding_text(_cell(cells[k]), ground.case),
            placeholder=t("The most useful first"),
            width=420,
        )
        _typed(t("How, or something else"), prefix, "text", start, 420)


def _cell(place: tuple[str, str]) -> Finding:
    return Finding(lever=place[0], criterion=place[1])


def review_form(ground: DecisionPage) -> None:
    """The day the decision is looked at again, as people write days."""
    part_heading(t("When is it looked at again?"), "review")
    label = t("Review date (dd/mm/yyyy)")
    field(ground, Field("review", label, review_day_text, _put_day))


def review_day_text(decision: Decision) -> str:
    """The day of the review, as people write it; empty without one."""
    return date_text(decision.review.isoformat()) if decision.review else ""


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)


def _day_of(text: str) -> dt.date | None:
    """A day as people write it, « 5/12/2026 » too; None for an empty text; raises ValueError."""
    words = text.strip()
    if not words:
        return None
    if _ISO_DAY.fullmatch(words):
        return dt.date.fromisoformat(words)
    match = _DAY.fullmatch(words)
    if match is None:
        raise ValueError(words)
    day, month, year = (int(part) for part in match.groups())
    return dt.date(year, month, day)


def _put_day(decision: Decision, value: str) -> Decision:
    try:
        day: dt.date | None = _day_of(value)
    except ValueError as error:
        place = t("Review date")
        sentence = t("{place}: « {found} » is not a date (dd/mm/yyyy).", place=place, found=value)
        raise Unfit(sentence) from error
    return decision.model_copy(update={"review": day})
