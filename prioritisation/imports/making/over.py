"""A newer file over a case that is there: what it would change, score by score; nothing written.

Names are the same whatever their case, accents and spaces; one that is near is asked. A score
that is computed is not written over; what a file does not know leaves what is known.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from criteria.case import Case
from criteria.errors import Problem
from criteria.load import case_from_files
from criteria.model import Status
from criteria.readings import reading_on
from criteria.scales import Scale, WordScale
from criteria.scoring import check_typed, words_in_order
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange, applied, difference
from prioritisation.cases.editing.levers import added_lever
from prioritisation.cases.editing.notes import (
    NoteKind,
    TypedNote,
    note_change,
    note_units,
    scale_of,
    typed_note,
)
from prioritisation.cases.editing.sources import SOURCE, TypedSource, added_source
from prioritisation.cases.folder import files_of
from prioritisation.cases.typed import number_as_typed, on_one_line
from prioritisation.cases.units import SCORE, CaseUnits, unit_content, unit_parts
from prioritisation.errors import InvalidRequest
from prioritisation.imports.cells.number_cells import nearest_name
from prioritisation.imports.cells.signs import folded_text, name_key
from prioritisation.imports.grids import UnfinishedReading
from prioritisation.imports.making.case import ImportHead, head_problems, is_known, reason_of
from prioritisation.imports.model import FileReading, ReadCriterion, ReadLever, ReadScore
from prioritisation.wording import t


def rests_otherwise(units: CaseUnits, before: TypedNote, score: ReadScore) -> bool:
    """Whether a file says something of a score that a case says otherwise, or does not say.

    What the file does not say leaves what is known.
    """
    if score.source and source_titled(units, score.source) != (before.source or None):
        return True
    return resting(before, score) != before


def resting(note: TypedNote, score: ReadScore) -> TypedNote:
    """A note with what a file says that it rests on; its source apart."""
    if score.stated and note.kind is not NoteKind.UNKNOWN:
        note = replace(note, status=Status(score.status))
    if score.confidence and note.kind is not NoteKind.UNKNOWN:
        note = replace(note, confidence=score.confidence)
    if score.date:
        note = replace(note, date=score.date)
    if score.reason and on_one_line(score.reason) != on_one_line(note.reason):
        note = replace(note, reason=on_one_line(score.reason))
    return note


def source_titled(units: CaseUnits, title: str) -> str | None:
    """The id of the source that is called so, in full or in short; None where there is none."""
    key = on_one_line(title).casefold()
    sources = [unit for unit in units if unit_parts(unit)[0] == SOURCE]
    for key_of in ("title", "short_name"):
        for unit in sources:
            if on_one_line(str(unit_content(units, unit).get(key_of, ""))).casefold() == key:
                return unit_parts(unit)[1]
    return None


@dataclass(frozen=True, slots=True)
class StrangeName:
    """A lever or a criterion of a file that the case does not have.

    Attributes
    ----------
    near
        The id of the one that may be meant, which is asked; empty where none is near.
    """

    name: str
    cell: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class FileScore:
    """A score of the case about which a file says otherwise.

    Attributes
    ----------
    lever, criterion
        Their ids.
    unit
        Its unit; what it says before is there.
    note
        What the file says, as it would be typed: its amounts alone.
    read
        The same as it was read, with its cell and what it rests on.
    same
        Whether the amount stays: only what it rests on is another thing.
    """

    lever: str
    criterion: str
    unit: str
    note: TypedNote
    read: ReadScore
    same: bool = False


@dataclass(frozen=True, slots=True)
class FileComparison:
    """What a file says otherwise than a case, and what only one of them has.

    Attributes
    ----------
    changes
        Scores that would become another amount, or rest on something else.
    forgotten
        Scores that the case knows and the file does not: left as they are, unless chosen.
    computed
        Criteria of which the file has scores and the case computes them: not written over.
    new_levers, new_criteria
        Those of the file alone.
    missing_levers, missing_criteria
        The ids of those of the case alone: nothing happens to them.
    same
        How many scores say the same.
    problems
        What no score can be, each at its cell.
    """

    changes: tuple[FileScore, ...] = ()
    forgotten: tuple[FileScore, ...] = ()
    computed: tuple[str, ...] = ()
    new_levers: tuple[StrangeName, ...] = ()
    new_criteria: tuple[StrangeName, ...] = ()
    missing_levers: tuple[str, ...] = ()
    missing_criteria: tuple[str, ...] = ()
    same: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Sorted:
    changes: list[FileScore] = field(default_factory=list)
    forgotten: list[FileScore] = field(default_factory=list)
    computed: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    same: int = 0


def comparison(
    case: Case, units: CaseUnits, reading: FileReading, matches: Mapping[str, str] | None = None
) -> FileComparison:
    """What a file would change in a case.

    Parameters
    ----------
    matches
        Name of the file -> id of the case, as it was answered.
    """
    known = matches or {}
    lever_names, criterion_names = _lever_names(case), _criterion_names(case)
    levers = _ids(reading.levers, lever_names, known)
    criteria = _ids(reading.criteria, criterion_names, known)
    heads = {one.name: one for one in reading.criteria}
    twice = (*_twice(reading.levers, levers), *_twice(reading.criteria, criteria))
    into = _Sorted(problems=[*twice, *_other_units(case, reading, criteria)])
    wrong = {problem.place for problem in into.problems}
    for score in reading.scores:
        ids = levers.get(score.lever, ""), criteria.get(score.criterion, "")
        if all(ids) and heads[score.criterion].cell not in wrong:
            _sort(case, units, score, ids, into)
    return FileComparison(
        tuple(into.changes),
        tuple(into.forgotten),
        tuple(into.computed),
        tuple(_strangers(reading.levers, levers, lever_names)),
        tuple(_strangers(reading.criteria, criteria, criterion_names)),
        tuple(v.id for v in case.levers if v.id not in levers.values()),
        tuple(c.id for c in case.criteria if c.id not in criteria.values()),
        into.same,
        tuple(into.problems),
    )


def _lever_names(case: Case) -> list[tuple[str, str]]:
    """Name -> id, the whole names first."""
    whole = [(v.label, v.id) for v in case.levers]
    return whole + [(v.short_label, v.id) for v in case.levers]


def _criterion_names(case: Case) -> list[tuple[str, str]]:
    whole = [(c.official or c.label, c.id) for c in case.criteria]
    return whole + [(c.label, c.id) for c in case.criteria]


def _ids(
    named: Iterable[ReadLever | ReadCriterion],
    names: Sequence[tuple[str, str]],
    matches: Mapping[str, str],
) -> dict[str, str]:
    """Name of the file -> id, of those that the case has; two that only accents tell are apart."""
    exact, alike = dict(reversed(names)), dict[str, set[str]]()
    for name, ident in names:
        alike.setdefault(name_key(name), set()).add(ident)

    def known(name: str) -> str:
        same = alike.get(name_key(name), set())
        return exact.get(name) or (min(same) if len(same) == 1 else "")

    of_case = {*exact.values()}
    ids = {}
    for one in named:
        ident = matches.get(one.name) or next(filter(None, map(known, _names_of(one))), "")
        if ident in of_case:
            ids[one.name] = ident
    return ids


def _names_of(one: ReadLever | ReadCriterion) -> tuple[str, ...]:
    """What a file calls it: all that it writes there, « Coût (k€) », then its name alone."""
    return (one.heading, one.name) if isinstance(one, ReadCriterion) else (one.name,)


def _twice(
    named: Iterable[ReadLever | ReadCriterion], ids: Mapping[str, str]
) -> Iterator[Problem]:
    """Each name of what an earlier one names already."""
    seen: set[str] = set()
    for one in named:
        ident = ids.get(one.name, "")
        if ident and ident in seen:
            yield Problem("duplicate", one.cell, values={"found": one.name[:80]})
        seen.add(ident)


def _strangers(
    named: Iterable[ReadLever | ReadCriterion],
    ids: Mapping[str, str],
    names: Sequence[tuple[str, str]],
) -> Iterator[StrangeName]:
    left = {name: ident for name, ident in names if ident not in ids.values()}
    for one in named:
        if one.name not in ids:
            yield StrangeName(one.name, one.cell, left.get(nearest_name(one.name, left), ""))


def _other_units(
    case: Case, reading: FileReading, criteria: Mapping[str, str]
) -> Iterator[Problem]:
    """A unit that is not that of the case: its numbers would say something else."""
    for read in reading.criteria:
        if read.name in criteria and read.unit:
            unit = case.criterion(criteria[read.name]).unit
            own = {folded_text(one) for one in (unit.one, unit.several) if one}
            if own and folded_text(read.unit) not in own:
                values = {"found": read.unit, "allowed": unit.several or unit.one}
                yield Problem("other_unit", read.cell, values=values)


def _sort(
    case: Case, units: CaseUnits, score: ReadScore, cell: tuple[str, str], into: _Sorted
) -> None:
    """Put a score of a file among those that change, are forgotten, or are the same."""
    lever, criterion = cell
    of_cell = note_units(units, lever, criterion)
    reading = reading_on(case.questions, criterion, case.default_combination)
    unit = of_cell.get("") or of_cell.get(reading, "")
    if not unit:
        if is_known(score):
            into.computed[criterion] = None
        return
    note, wrong = _note(scale_of(case, unit), score)
    before = typed_note(units, unit)
    if wrong:
        into.problems += wrong
    elif (note.low, note.high) == (before.low, before.high):
        if rests_otherwise(units, before, score):
            into.changes.append(FileScore(lever, criterion, unit, note, score, same=True))
        else:
            into.same += 1
    elif note.kind is NoteKind.UNKNOWN:
        into.forgotten.append(FileScore(lever, criterion, unit, note, score))
    else:
        into.changes.append(FileScore(lever, criterion, unit, note, score))


def note_of_score(scale: Scale, score: ReadScore) -> TypedNote:
    """What a file says of a score, as it would be typed; a word that is no level as it is."""
    if not is_known(score):
        return TypedNote(NoteKind.UNKNOWN)
    if isinstance(scale, WordScale):
        text = score.word if score.word is not None else number_as_typed(score.value or 0.0)
        levels = {name_key(name): v.id for v in scale.levels for name in (v.id, v.label)}
        low, high = (levels.get(name_key(one), one) for one in (text, score.high_word or text))
        low, high = map(str, words_in_order(low, high, scale))
        return (
            TypedNote(NoteKind.EXACT, low) if low == high else TypedNote(NoteKind.RANGE, low, high)
        )
    if score.word is not None:
        return TypedNote(NoteKind.EXACT, score.word)
    low = number_as_typed(score.value or 0.0)
    if score.high is None or score.high == score.value:
        return TypedNote(NoteKind.EXACT, low)
    return TypedNote(NoteKind.RANGE, low, number_as_typed(score.high))


def _note(scale: Scale, score: ReadScore) -> tuple[TypedNote, list[Problem]]:
    """What a file says of a score, and what is wrong with it on its scale."""
    note = note_of_score(scale, score)
    if note.kind is NoteKind.UNKNOWN:
        return note, []
    if isinstance(scale, WordScale):
        if {note.low, note.high or note.low} <= {level.id for level in scale.levels}:
            return note, []
        allowed = ", ".join(f"« {level.label} »" for level in scale.levels)
        values = {"found": score.found[:80] or note.low[:80], "allowed": allowed}
        return note, [Problem("unknown_level", score.cell, values=values)]
    if score.word is not None:
        return note, [Problem("not_a_number", score.cell, values={"found": score.word[:80]})]
    return note, check_typed(score.value, score.high, scale, score.cell, "")


_SOURCE_SIGNS = 120


@dataclass(frozen=True, slots=True)
class OverChoices:
    """What was chosen of what a newer file would change.

    Attributes
    ----------
    matches
        Name of the file -> id of the case, where it was answered that they are the same.
    new_levers
        Names of the file that become levers.
    forget
        Units of scores that become unknown, since the file does not know them.
    """

    matches: Mapping[str, str] = field(default_factory=dict)
    new_levers: frozenset[str] = frozenset()
    forget: frozenset[str] = frozenset()


def imported_change(
    case: Case,
    units: CaseUnits,
    reading: FileReading,
    head: ImportHead,
    choices: OverChoices,
    today: dt.date,
) -> UnitChange:
    """The change that writes what a file says, each score with its cell and its source.

    Parameters
    ----------
    head
        Where its scores come from; its title, group, choice and noun are not looked at.

    Raises
    ------
    UnfinishedReading
        While something is wrong in the file, or asked without whose answer nothing is written.
    InvalidRequest
        With everything wrong: of what was typed by field, of the file by cell.
    """
    if reading.problems or reading.pending:
        raise UnfinishedReading
    whole = replace(head, title="-", group="-", choice="", option="levier")
    problems = [*head_problems(whole, today)]
    state, case = _with_levers(case, units, choices)
    compared = comparison(case, state, reading, choices.matches)
    problems += compared.problems
    if problems:
        raise InvalidRequest(problems)
    forgotten = [one for one in compared.forgotten if one.unit in choices.forget]
    for one in (*compared.changes, *forgotten):
        state = _written(case, state, one, head, today)
    return difference(units, state)


def change_of_each(change: UnitChange) -> tuple[UnitChange, ...]:
    """The same, score by score: each with its source, where that is new."""
    new = {unit_parts(u)[1]: u for u, (before, _) in change.items() if _is_new_source(u, before)}
    parts = []
    for unit, pair in change.items():
        if unit_parts(unit)[0] == SCORE:
            source = new.get(unit_content({unit: pair[1] or "{}"}, unit).get("source_id", ""))
            parts.append({**({source: change[source]} if source else {}), unit: pair})
    return tuple(parts)


def _is_new_source(unit: str, before: str | None) -> bool:
    return before is None and unit_parts(unit)[0] == SOURCE


def case_with_change(units: CaseUnits, change: UnitChange) -> Case:
    """The case as a change would leave it."""
    return case_from_files(files_of(applied(units, change)))


def import_reason(head: ImportHead) -> str:
    """Why scores were changed: that a file says so, by its name."""
    return head.source_title or t("pasted table")


def _with_levers(
    case: Case, units: CaseUnits, choices: OverChoices
) -> tuple[dict[str, str], Case]:
    """The units and the case once the levers that were chosen are there."""
    state = dict(units)
    for name in sorted(choices.new_levers):
        state = applied(state, added_lever(state, case, name))
        case = case_from_files(files_of(state))
    return state, case


def _written(
    case: Case, state: dict[str, str], one: FileScore, head: ImportHead, today: dt.date
) -> dict[str, str]:
    """The units once a score is written."""
    note = typed_note(state, one.unit) if one.same else _of_head(one, head)
    if one.read.source or (not note.source and note.kind is not NoteKind.UNKNOWN):
        state, source = _with_source(state, one.read, head, today)
        note = replace(note, source=source)
    note = resting(note, one.read)
    try:
        return applied(state, note_change(state, case, one.unit, note, today))
    except InvalidRequest as error:
        raise InvalidRequest([replace(p, place=one.read.cell) for p in error.problems]) from None


def _of_head(one: FileScore, head: ImportHead) -> TypedNote:
    """What a file says of a score, resting on what is said of the whole file."""
    note = replace(one.note, reason=reason_of(one.read))
    if note.kind is NoteKind.UNKNOWN:
        return note
    return replace(note, status=Status(head.status), date=head.date, confidence=head.confidence)


def _with_source(
    state: dict[str, str], read: ReadScore, head: ImportHead, today: dt.date
) -> tuple[dict[str, str], str]:
    """The units once the source of a score is there, and its id; as it is, where it is already."""
    own = typed.on_one_line(read.source)
    title = own or typed.on_one_line(head.source_title) or t("pasted table")
    if known := source_titled(state, title):
        return state, known
    short = "" if len(title) <= _SOURCE_SIGNS else f"{title[: _SOURCE_SIGNS - 1].rstrip()}…"
    source = TypedSource(title, short, kind=t("imported file") if not own else "")
    if not own:
        source = replace(source, date=head.date, caveat=head.caution)
    change = added_source(state, source, today)
    (unit,) = change
    return applied(state, change), unit_parts(unit)[1]
