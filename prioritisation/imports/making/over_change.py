"""What a newer file changes in a case, written as one change that one undo takes back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from criteria.case import Case
from criteria.load import case_from_files
from criteria.model import Status
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange, applied, difference
from prioritisation.cases.editing.levers import added_lever
from prioritisation.cases.editing.notes import NoteKind, TypedNote, note_change, typed_note
from prioritisation.cases.editing.sources import SOURCE, TypedSource, added_source
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import SCORE, CaseUnits, unit_content, unit_parts
from prioritisation.errors import InvalidRequest
from prioritisation.imports.errors import UnfinishedReading
from prioritisation.imports.making.case import reason_of
from prioritisation.imports.making.heads import ImportHead, head_problems
from prioritisation.imports.making.over import FileScore, comparison, resting, source_titled
from prioritisation.imports.model import FileReading, ReadScore
from prioritisation.wording import t

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
    leave
        Units of scores that stay as they are, whatever the file says.
    combination
        The ways of counting whose scores are written.
    """

    matches: Mapping[str, str] = field(default_factory=dict)
    new_levers: frozenset[str] = frozenset()
    forget: frozenset[str] = frozenset()
    leave: frozenset[str] = frozenset()
    combination: str = ""


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
    compared = comparison(case, state, reading, choices.combination, choices.matches)
    problems += compared.problems
    if problems:
        raise InvalidRequest(problems)
    forgotten = [one for one in compared.forgotten if one.unit in choices.forget]
    for one in (*compared.changes, *forgotten):
        if one.unit not in choices.leave:
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
