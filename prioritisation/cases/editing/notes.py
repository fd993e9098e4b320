"""A score as somebody types it: a value, a range, or that nobody knows; and who says so.

A score with its status, source, date and reason is one unit: they stay true together.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Status
from criteria.scales import Amount, Scale, WordScale
from criteria.scoring import check_typed, is_reversed, words_in_order
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.sources import SOURCE, new_source, title_problems
from prioritisation.cases.units import (
    CRITERION,
    SCORE,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording import t

_PLACE = "note"


class NoteKind(StrEnum):
    """What is known of a score."""

    EXACT = "exact"
    RANGE = "range"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TypedNote:
    """A score as it was typed.

    Attributes
    ----------
    low, high
        Numbers as people write them, or ids of levels; ``high`` for a range only.
    source
        Id of a source of the dossier; empty for none, or for a new one.
    new_source
        Title of a source that the dossier does not have yet.
    date
        ISO, as far as it is known: a year, a month, a day; empty for none.
    reason
        Why; of what nobody knows, whom to ask.
    """

    kind: NoteKind
    low: str = ""
    high: str = ""
    status: Status = Status.OPINION
    source: str = ""
    new_source: str = ""
    date: str = ""
    confidence: str = ""
    reason: str = ""


def note_unit(lever: str, criterion: str, reading: str = "") -> str:
    """The unit of a score."""
    return unit_name(SCORE, lever, criterion, reading)


def computed_from(units: CaseUnits, criterion: str) -> str:
    """What a criterion is computed from: ``sum`` or ``count``; empty when scores are written."""
    kind = unit_content(units, unit_name(CRITERION, criterion, "scoring"))["kind"]
    return "" if kind == "scores" else str(kind)


def note_units(units: CaseUnits, lever: str, criterion: str) -> dict[str, str]:
    """Reading -> the unit of a score; the empty id where no reading tells scores apart."""
    units_by_reading = {}
    for unit in units:
        parts = unit_parts(unit)
        if parts[:3] == (SCORE, lever, criterion):
            units_by_reading[parts[3]] = unit
    return units_by_reading


def amount_typed(text: str, scale: Scale) -> tuple[NoteKind, str, str] | None:
    """What was typed in a cell: one value, two with « to » between them, « ? » where nobody knows.

    A part of a word of the scale is enough where no other has it; None for no word of it.
    """
    words = " ".join(text.split()).casefold()
    if words in ("?", t("unknown"), t("missing")):
        return NoteKind.UNKNOWN, "", ""
    between = t("{low} to {high}", low="", high="").split()[0]
    ends = words.split(f" {between} ", maxsplit=1)
    if isinstance(scale, WordScale):
        whole = _level(words, scale)
        ends = [whole] if whole else [_level(end, scale) for end in ends]
    if not all(ends):
        return None
    return (NoteKind.RANGE if ends[1:] else NoteKind.EXACT), ends[0], "".join(ends[1:])


def _level(word: str, scale: WordScale) -> str:
    """Id of the level of that name, or of the only one whose name has it; else empty."""
    names = {v.id: v.label.casefold() for v in scale.levels}
    found = [i for i, name in names.items() if name == word] or [
        i for i, name in names.items() if word in name
    ]
    return found[0] if len(found) == 1 else ""


def typed_note(units: CaseUnits, unit: str) -> TypedNote:
    """A score as it would have been typed: what a form opens with."""
    tree = unit_content(units, unit) if unit in units else {}
    low, high = (end_as_typed(tree.get(end, "")) for end in ("score", "high"))
    status = Status(tree.get("status", Status.UNKNOWN))
    kind = NoteKind.RANGE if high else NoteKind.EXACT if low else NoteKind.UNKNOWN
    rest = {name: tree.get(name, "") for name in ("date", "confidence", "reason")}
    known = Status.OPINION if status is Status.UNKNOWN else status
    return TypedNote(kind, low, high, known, tree.get("source_id", ""), **rest)


def end_as_typed(end: str) -> str:
    """A number of a file as people type it; a level as it is: its id begins with a letter."""
    return typed.number_as_typed(float(end)) if end and not end[0].isalpha() else end


def note_change(
    units: CaseUnits, case: Case, unit: str, note: TypedNote, today: dt.date
) -> UnitChange:
    """The change that writes a score, and its source where it is new.

    Parameters
    ----------
    today
        The day where the case is: nobody has said anything later.

    Raises
    ------
    InvalidRequest
        With everything wrong with what was typed, each with its field.
    """
    note = _in_order(case, unit, note)
    dates = typed.date_problems(_PLACE, "date", note.date, today)
    problems = (*_problems(units, case, unit, note), *dates)
    if problems:
        raise InvalidRequest(problems)
    change: dict[str, tuple[str | None, str | None]] = {}
    source = note.source
    if note.new_source.strip():
        source, new_unit, content = new_source(units, note.new_source, note.date)
        change[new_unit] = (None, content)
    tree = _tree(scale_of(case, unit), note, source)
    change[unit] = (units.get(unit), canonical_json(tree))
    return change


def reason_problems(change: UnitChange, unit: str) -> tuple[Problem, ...]:
    """A reason that was given for another value, and stands beside a new one as it was."""
    before, after = (json.loads(content or "{}") for content in change[unit])
    others = any(before.get(end) != after.get(end) for end in ("score", "high"))
    if others and before.get("score") and before.get("reason") == after.get("reason"):
        return (Problem("reason_of_before", _PLACE, None, "reason"),)
    return ()


def _in_order(case: Case, unit: str, note: TypedNote) -> TypedNote:
    """The same, the two words of a range as the scale has them."""
    criterion = unit_parts(unit)[2]
    if note.kind is not NoteKind.RANGE or criterion not in {c.id for c in case.criteria}:
        return note
    scale = case.criterion(criterion).scale
    low, high = map(str, words_in_order(note.low, note.high, scale))
    return replace(note, low=low, high=high)


def _problems(units: CaseUnits, case: Case, unit: str, note: TypedNote) -> Iterator[Problem]:
    _, lever, criterion, _ = unit_parts(unit)
    if computed_from(units, criterion):
        yield Problem("computed_score", _PLACE, None, "low", {"found": criterion})
        return
    if lever not in {v.id for v in case.levers}:
        yield Problem("unknown_lever", _PLACE, None, "low", {"found": lever})
        return
    if note.kind is not NoteKind.UNKNOWN:
        yield from _amount_problems(scale_of(case, unit), note)
        if not note.source and not note.new_source.strip():
            yield Problem("empty", _PLACE, None, SOURCE)
    if note.source and unit_name(SOURCE, note.source) not in units:
        yield Problem("unknown_source", _PLACE, None, SOURCE, {"found": note.source[:80]})
    if note.new_source.strip():
        yield from title_problems(_PLACE, note.new_source)
    yield from typed.text_problems(_PLACE, "reason", note.reason, typed.QUESTION_SIGNS)
    if not note.reason.strip():
        yield Problem("empty", _PLACE, None, "reason")


def _amount_problems(scale: Scale, note: TypedNote) -> Iterator[Problem]:
    ends: dict[str, Amount] = {}
    for field in ("low", "high") if note.kind is NoteKind.RANGE else ("low",):
        amount = _amount(scale, field, getattr(note, field))
        if isinstance(amount, Problem):
            yield amount
            continue
        wrong = check_typed(amount, None, scale, _PLACE, field)
        yield from (_in_words(problem, scale) for problem in wrong)
        if not wrong:
            ends[field] = amount
    if len(ends) == len(("low", "high")) and is_reversed(ends["low"], ends["high"], scale):
        values = {"found": note.low[:80], "allowed": note.high[:80]}
        yield Problem("low_above_high", _PLACE, None, "high", values)


def _in_words(problem: Problem, scale: Scale) -> Problem:
    """The same; of a word that the scale does not have, with its words as they are read."""
    if not isinstance(scale, WordScale) or problem.kind != "unknown_level":
        return problem
    allowed = ", ".join(f"« {level.label} »" for level in scale.levels)
    return replace(problem, values={**problem.values, "allowed": allowed})


def _amount(scale: Scale, field: str, text: str) -> Amount | Problem:
    if isinstance(scale, WordScale):
        return text or Problem("empty", _PLACE, None, field)
    return typed.typed_number(_PLACE, field, text)


def scale_of(case: Case, unit: str) -> Scale:
    """The scale of a score."""
    return case.criterion(unit_parts(unit)[2]).scale


def _tree(scale: Scale, note: TypedNote, source: str) -> dict[str, Any]:
    """What is written: only what says something."""
    if note.kind is NoteKind.UNKNOWN:
        tree = {"status": Status.UNKNOWN.value}
    else:
        ends = (note.low, note.high if note.kind is NoteKind.RANGE else "")
        low, high = (_written(scale, end) for end in ends)
        tree = {"score": low, "high": "" if high == low else high, "status": note.status.value}
        tree["confidence"] = note.confidence
    tree |= {"source_id": source, "date": note.date, "reason": " ".join(note.reason.split())}
    return {name: text for name, text in tree.items() if text}


def _written(scale: Scale, text: str) -> str:
    """A number as files write it, with every figure that was typed; a level as it is."""
    if isinstance(scale, WordScale) or not text:
        return text
    number = typed.typed_number(_PLACE, "low", text)
    return text if isinstance(number, Problem) else repr(number).removesuffix(".0")
