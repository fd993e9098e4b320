"""What speaks for and against: statements added to a dossier, corrected, withdrawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from criteria.errors import Problem, ProblemKind
from criteria.evidence import Stance, Target
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.sources import SOURCE, new_source, title_problems
from prioritisation.cases.units import (
    AT,
    CRITERION,
    LEVER,
    ROW_KINDS,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest

_PLACE, _EVIDENCE = "evidence", "evidence"
_TYPED = (
    *("target", "lever_id", "criterion_id", "topic", "stance"),
    *("quote", "statement", "place", "source_id"),
)
"""The columns of a row that somebody types."""


@dataclass(frozen=True, slots=True)
class TypedStatement:
    """Something that somebody says of a lever, of a criterion, or of a lever on a criterion.

    Attributes
    ----------
    lever, criterion
        Ids; both empty for what is said of the whole.
    statement
        In one's own words; ``quote`` in those of the source.
    place
        Where in the source: a page, a slide, a minute.
    source
        Id of a source of the dossier; empty for a new one.
    new_source
        Title of a source that the dossier does not have yet.
    """

    stance: Stance
    topic: str
    statement: str
    source: str
    place: str
    lever: str = ""
    criterion: str = ""
    quote: str = ""
    new_source: str = ""


def added_statement(units: CaseUnits, statement: TypedStatement) -> UnitChange:
    """A new statement; raises InvalidRequest with everything wrong, each with its field."""
    _check(units, statement)
    there = [unit for unit in units if unit_parts(unit)[0] == _EVIDENCE]
    number = 1 + len(there)
    while unit_name(_EVIDENCE, f"E{number:02}") in units:
        number += 1
    place = max((unit_content(units, unit)[AT] for unit in there), default=-1) + 1
    source, made = _source_of(units, statement)
    row = {AT: place, **_columns(statement, source)}
    return {**made, unit_name(_EVIDENCE, f"E{number:02}"): (None, canonical_json(row))}


def statement_change(units: CaseUnits, ident: str, statement: TypedStatement) -> UnitChange:
    """Another wording, side, source or subject of a statement; raises as ``added_statement``.

    Its summary and its short form are of its words, the reading of what it is about: they leave
    with these. All else of it stays.
    """
    _check(units, statement)
    source, made = _source_of(units, statement)
    unit = unit_name(_EVIDENCE, ident)
    before = unit_content(units, unit)
    after = {key: value for key, value in before.items() if key not in _TYPED}
    after |= {
        # Spaces that do not break are as they were written.
        column: before[column] if typed.on_one_line(before.get(column, "")) == words else words
        for column, words in _columns(statement, source).items()
    }
    moved = {column for column in _TYPED if before.get(column) != after.get(column)}
    if moved & {"lever_id", "criterion_id"}:
        after.pop("perimeter", None)
    else:
        after["target"] = before["target"]
    if moved & {"statement", "quote"}:
        for of_its_words in ("summary", "short"):
            after.pop(of_its_words, None)
    order = (AT, *ROW_KINDS[_EVIDENCE].columns)
    row = canonical_json({c: after[c] for c in order if c in after})
    return {**made, unit: (units[unit], row)}


def _source_of(units: CaseUnits, statement: TypedStatement) -> tuple[str, UnitChange]:
    """Id of the source of a statement, and what makes it where it is new."""
    if not statement.new_source.strip():
        return statement.source, {}
    ident, unit, content = new_source(units, statement.new_source, "")
    return ident, {unit: (None, content)}


def withdrawn_statement(units: CaseUnits, ident: str) -> UnitChange:
    """A statement is not there any more, nor the comparisons that rest on it alone."""
    unit = unit_name(_EVIDENCE, ident)
    change: dict[str, tuple[str | None, str | None]] = {unit: (units[unit], None)}
    for claim in units:
        if unit_parts(claim)[0] == "claim":
            after = _claim_without(unit_content(units, claim), ident)
            if after != units[claim]:
                change[claim] = (units[claim], after)
    return change


def _claim_without(tree: Mapping[str, str], ident: str) -> str | None:
    """A comparison of levers without one of its grounds; None when none is left."""
    after = dict(tree)
    for side in ("higher_evidence", "lower_evidence"):
        after[side] = "|".join(one for one in tree.get(side, "").split("|") if one != ident)
    if not after["higher_evidence"]:
        return None
    return canonical_json({key: value for key, value in after.items() if value != ""})


def _check(units: CaseUnits, statement: TypedStatement) -> None:
    problems: list[Problem] = []
    for field, most in (("topic", typed.NAME_SIGNS), ("place", typed.NAME_SIGNS)):
        problems += typed.text_problems(_PLACE, field, getattr(statement, field), most)
    for field in ("statement", "quote"):
        text = getattr(statement, field)
        problems += typed.text_problems(_PLACE, field, text, typed.QUESTION_SIGNS)
    if not statement.statement.strip() and not statement.quote.strip():
        problems.append(Problem("empty", _PLACE, None, "statement"))
    problems += _source_problems(units, statement)
    abouts: tuple[tuple[ProblemKind, str, str], ...] = (
        ("unknown_lever", LEVER, statement.lever),
        ("unknown_criterion", CRITERION, statement.criterion),
    )
    for kind, of, ident in abouts:
        if ident and unit_name(of, ident) not in units:
            problems.append(Problem(kind, _PLACE, None, of, {"found": ident[:80]}))
    if problems:
        raise InvalidRequest(problems)


def _source_problems(units: CaseUnits, statement: TypedStatement) -> Iterator[Problem]:
    if statement.new_source.strip():
        yield from title_problems(_PLACE, statement.new_source)
    elif unit_name(SOURCE, statement.source) not in units:
        values = {"found": statement.source[:80]}
        kind: ProblemKind = "unknown_source" if statement.source else "empty"
        yield Problem(kind, _PLACE, None, SOURCE, values)


def _columns(statement: TypedStatement, source: str) -> dict[str, str]:
    """The columns of a row that say something."""
    about = {
        (True, True): Target.CELL,
        (True, False): Target.LEVER,
        (False, True): Target.CRITERION,
    }
    target = about.get((bool(statement.lever), bool(statement.criterion)), Target.CASE)
    row = {
        "target": target.value,
        "lever_id": statement.lever,
        "criterion_id": statement.criterion,
        "topic": typed.on_one_line(statement.topic),
        "stance": statement.stance.value,
        "quote": typed.on_one_line(statement.quote),
        "statement": typed.on_one_line(statement.statement),
        "place": typed.on_one_line(statement.place),
        "source_id": source,
    }
    return {column: text for column, text in row.items() if text}
