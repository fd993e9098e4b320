"""The fields of a score: what is known of it, who says so, since when, how surely, and why."""

from dataclasses import dataclass
from typing import Any, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.cells import Confidence
from criteria.model import Criterion, Status
from criteria.scales import WordScale
from prioritisation.cases.editing.notes import NoteKind, TypedNote
from prioritisation.cases.editing.sources import SOURCE
from prioritisation.sentences.phrases import anchor_text, status_text
from prioritisation.ui.editing.ground import (
    OTHER,
    LastSource,
    OpenForm,
    Workbench,
    iso_date,
    last_source,
    note_last_source,
    source_choices,
    typed_date,
    typed_source_of,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import capital, literal
from prioritisation.ui.shared.drafts import watch
from prioritisation.ui.shared.scores import BETWEEN, NOBODY, ONE_VALUE, bound_labels, kind_field
from prioritisation.wording import t

FIELDS = ("kind", "low", "high", "status", "source", "new", "date", "confidence", "reason")
_OF_WHAT_IS_KNOWN = ("source", "date", "reason")
"""What says why a score is missing says nothing of a score, nor the other way round."""

_KINDS = {ONE_VALUE: NoteKind.EXACT, BETWEEN: NoteKind.RANGE, NOBODY: NoteKind.UNKNOWN}


@dataclass(frozen=True, slots=True)
class NoteFields:
    """The fields of the score of a cell.

    Attributes
    ----------
    start
        What they show before anything is typed.
    """

    bench: Workbench
    form: OpenForm
    criterion: Criterion
    start: TypedNote

    def value(self, field: str) -> Any:  # noqa: ANN401 (a text, or a choice)
        """What stands in a field now."""
        return widgets.own_choice(self.name(field), self._starts()[field])

    def name(self, field: str) -> str:
        """The name of the control of a field."""
        return f"{self.form.name}_{field}"

    def _starts(self) -> dict[str, Any]:
        # Whoever opens the form of a missing score has one to write.
        start_kind = NoteKind.EXACT if self.start.kind is NoteKind.UNKNOWN else self.start.kind
        kind = next(word for word, kind in _KINDS.items() if kind is start_kind)
        start = {field: getattr(self.start, field, "") for field in FIELDS}
        start |= {"kind": kind, "date": typed_date(self.start.date)}
        now = _KINDS[widgets.own_choice(self.name("kind"), kind)]
        if (now is NoteKind.UNKNOWN) is not (self.start.kind is NoteKind.UNKNOWN):
            start |= dict.fromkeys(_OF_WHAT_IS_KNOWN, "")
        # Whoever gives an opinion is seldom in the list: the field for them is at hand.
        opinion = widgets.own_choice(self.name("status"), start["status"]) == Status.OPINION
        unlisted = opinion and now is not NoteKind.UNKNOWN
        # What was typed there stays in sight; a list of nothing is no choice.
        new = bool(widgets.own_choice(self.name("new"), ""))
        unlisted |= new or not source_choices(self.bench)
        other = OTHER if unlisted else None
        start["source"] = start["source"] or other
        # What a level is when nothing is chosen.
        words = isinstance(self.scale, WordScale)
        return start | ({f: start[f] or None for f in ("low", "high")} if words else {})

    @property
    def scale(self) -> Any:  # noqa: ANN401 (the scale of a criterion)
        """The scale of the criterion in the way of counting that is looked at."""
        return self.criterion.scale

    def keywords(self, field: str) -> dict[str, Any]:
        """Those of the control of a field."""
        return widgets.own_keywords(self.name(field), self._starts()[field])

    def typed(self) -> TypedNote:
        """The score as it stands in the fields."""
        text = {field: str(self.value(field) or "") for field in FIELDS}
        kind = _KINDS[self.value("kind")]
        source, new_source = typed_source_of(self.bench, text["source"], text["new"])
        return TypedNote(
            kind,
            text["low"],
            text["high"] if kind is NoteKind.RANGE else "",
            Status(text["status"]),
            source,
            new_source,
            iso_date(text["date"]),
            text["confidence"] if kind is not NoteKind.UNKNOWN else "",
            " ".join(text["reason"].split()),
        )


def draw_fields(fields: NoteFields) -> dict[str, DeltaGenerator]:
    """Draw them; name of each field of ``TypedNote`` -> the place beside it."""
    name = fields.name("kind")
    kind_field(name, fields.value("kind"), widgets.choice_writer(name))
    slots: dict[str, DeltaGenerator] = {}
    kind = _KINDS[fields.value("kind")]
    if kind is not NoteKind.UNKNOWN:
        _draw_amounts(fields, kind, slots)
        _draw_status(fields)
    _draw_source(fields, kind, slots)
    if kind is not NoteKind.UNKNOWN:
        _draw_confidence(fields)
    label = t("Why, in a sentence")
    if kind is NoteKind.UNKNOWN:
        label = t("Why it is missing, and whom to ask")
    _draw_reason(fields, label)
    slots["reason"] = st.container()
    return slots


def _draw_reason(fields: NoteFields, label: str) -> None:
    """A sentence, in sight whole: a field of one line cut what is read there."""
    name = fields.name("reason")
    looks: dict[str, Any] = {"height": "content"}
    widgets.text_area(label, **fields.keywords("reason"), **looks)
    watch(name, str(fields.value("reason")), widgets.key_of(name))


def _line(fields: NoteFields, field: str, label: str) -> None:
    widgets.text_input(label, **fields.keywords(field))
    watch(fields.name(field), str(fields.value(field)), widgets.key_of(fields.name(field)))


def _draw_amounts(fields: NoteFields, kind: NoteKind, slots: dict[str, DeltaGenerator]) -> None:
    labels = bound_labels(fields.value("kind"), fields.scale)
    for field, label in zip(("low", "high"), labels, strict=False):
        if isinstance(fields.scale, WordScale):
            _draw_levels(fields, field, label, alone=kind is NoteKind.EXACT)
        else:
            _line(fields, field, _with_unit(fields, label))
        slots[field] = st.container()


def _with_unit(fields: NoteFields, label: str) -> str:
    """The label of an amount: its unit, and the two ends of its scale."""
    criterion, _combination = fields.criterion, fields.bench.combination
    worst, best = (anchor_text(criterion, end) for end in criterion.anchors())
    return literal(
        t("{label}, from {worst} (worst) to {best} (best)", label=label, worst=worst, best=best)
    )


def _draw_levels(fields: NoteFields, field: str, label: str, *, alone: bool) -> None:
    levels = {level.id: level for level in fields.scale.levels}
    looks: dict[str, Any] = {"format_func": lambda v: literal(capital(levels[v].label))}
    if alone:
        # A word that nobody explained has itself for a sentence: it is there once.
        sentences = [v.sentence if v.sentence != v.label else "" for v in levels.values()]
        captions = [literal(one) for one in sentences]
        looks |= {"captions": captions} if any(captions) else {}
        widgets.radio(label, list(levels), **fields.keywords(field), **looks)
    else:
        widgets.selectbox(
            label,
            list(levels),
            format_func=lambda v: capital(levels[str(v)].label),
            **fields.keywords(field),
        )


def _draw_status(fields: NoteFields) -> None:
    draw_status_choice(t("What it rests on"), fields.keywords("status"))


def draw_status_choice(label: str, keywords: dict[str, Any]) -> None:
    """What scores that are known rest on: an official figure, an opinion, a deduction."""
    known = [Status.OFFICIAL.value, Status.OPINION.value, Status.INFERRED.value]
    widgets.segmented_control(
        label,
        known,
        required=True,
        format_func=lambda one: capital(status_text(Status(one))),
        **keywords,
    )


def note_source_of(fields: NoteFields) -> None:
    """What is written now has this source: it is offered to the next score."""
    typed = fields.typed()
    last = LastSource(typed.source, typed.new_source, str(fields.value("date") or ""))
    note_last_source(fields.bench, last)


def _draw_last_source(fields: NoteFields) -> None:
    """One tap for the source of the score that was written before, where none is named yet."""
    last = last_source(fields.bench)
    empty = fields.value("source") in ("", None, OTHER) and not fields.value("new")
    if last is None or not empty or fields.value("date"):
        return
    st.button(
        literal(t("Same source as the last one: {name}", name=last.name(fields.bench))),
        key=f"same_source_{fields.form.name}",
        type="tertiary",
        on_click=_take_source,
        args=(fields, last),
    )


def _take_source(fields: NoteFields, last: LastSource) -> None:
    values = {"source": last.source or OTHER, "new": last.title, "date": last.date}
    for field, value in values.items():
        widgets.choice_writer(fields.name(field))(value)


def _draw_source(fields: NoteFields, kind: NoteKind, slots: dict[str, DeltaGenerator]) -> None:
    if kind is not NoteKind.UNKNOWN:
        _draw_last_source(fields)
    names = source_choices(fields.bench)
    if names:
        label = t("Source") if kind is not NoteKind.UNKNOWN else t("Source (optional)")
        widgets.selectbox(
            label,
            list(names),
            format_func=lambda one: names[str(one)],
            **fields.keywords("source"),
        )
    if fields.value("source") == OTHER:
        opinion = kind is not NoteKind.UNKNOWN and fields.value("status") == Status.OPINION
        label = t("Who says so?") if opinion else t("Its title, or who said so")
        if not names and not opinion:
            label = t("Source: its title, or who said so")
        if not names and kind is NoteKind.UNKNOWN:
            label = t("Source: its title, or who said so (optional)")
        _line(fields, "new", label)
    slots[SOURCE] = st.container()
    _line(fields, "date", t("Date, such as 2026, 02/2026 or 03/02/2026 (optional)"))
    slots["date"] = st.container()


def _draw_confidence(fields: NoteFields) -> None:
    levels = [one for one in get_args(Confidence) if one]
    widgets.segmented_control(
        t("Confidence (optional)"),
        levels,
        format_func=capital,
        **fields.keywords("confidence"),
    )
