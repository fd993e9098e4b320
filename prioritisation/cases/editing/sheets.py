"""Action sheets of a dossier: their words, the levers that each serves; added, withdrawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from criteria.errors import Problem
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import (
    AT,
    LEVER,
    ROW_KINDS,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest

SHEET, LEVERS = "sheet", "levers"
CONFIDENCES = ("élevée", "moyenne", "faible")
_PLACE, _CATEGORY = "sheet", "category"
_NEEDED, _OPTIONAL = ("title", "contributor", "place"), ("lead", "note")


@dataclass(frozen=True, slots=True)
class SheetLinks:
    """The levers, or whole axes, that a sheet serves.

    Attributes
    ----------
    first
        Id of the one that it serves first; ``others`` are those of the rest.
    confidence
        How surely: one of ``CONFIDENCES``.
    reason
        Why: it stands beside the sheet.
    """

    first: str
    others: tuple[str, ...]
    confidence: str
    reason: str


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """A sheet: who carries it, and where it is written.

    Attributes
    ----------
    lead
        Who carries it first, where several do: it is counted with theirs. Empty for whoever
        carries it.
    note
        What else is to be known of it.
    """

    title: str
    contributor: str
    place: str
    lead: str = ""
    note: str = ""


def typed_sheet(units: CaseUnits, sheet: str) -> TypedSheet:
    """The words of a sheet as they are written: what a form opens with."""
    row = unit_content(units, unit_name(SHEET, sheet))
    lead = "" if row["contributor_lead"] == row["contributor"] else row["contributor_lead"]
    return TypedSheet(row["title"], row["contributor"], row["place"], lead, row.get("note", ""))


def sheet_change(units: CaseUnits, sheet: str, words: TypedSheet) -> UnitChange:
    """Other words of a sheet; raises InvalidRequest with everything wrong, by its field."""
    problems = [*_word_problems(words)]
    if problems:
        raise InvalidRequest(problems)
    unit = unit_name(SHEET, sheet)
    before = unit_content(units, unit)
    # Spaces that do not break are as they were written.
    columns = {
        column: was if typed.on_one_line(was := before.get(column, "")) == text else text
        for column, text in _columns(words).items()
    }
    return {unit: (units[unit], _row(before | columns))}


def links_unit(sheet: str) -> str:
    """The unit of the levers of a sheet."""
    return unit_name(SHEET, sheet, LEVERS)


def sheet_links(units: CaseUnits, sheet: str) -> SheetLinks:
    """The levers of a sheet as they are written: what a form opens with."""
    tree = unit_content(units, links_unit(sheet))
    others = tuple(one for one in tree.get("secondary_levers", "").split("|") if one)
    return SheetLinks(
        *(tree.get("primary_lever", ""), others),
        *(tree.get(name, "") for name in ("lever_confidence", "lever_reason")),
    )


def links_change(units: CaseUnits, sheet: str, links: SheetLinks) -> UnitChange:
    """Other levers of a sheet; raises InvalidRequest with everything wrong, by its field."""
    problems = [*_link_problems(units, links)]
    if problems:
        raise InvalidRequest(problems)
    unit = links_unit(sheet)
    return {unit: (units.get(unit), _content(links))}


def added_sheet(units: CaseUnits, sheet: TypedSheet, links: SheetLinks) -> UnitChange:
    """A new sheet, counted from now on; raises as ``links_change``."""
    problems = [*_word_problems(sheet), *_link_problems(units, links)]
    if problems:
        raise InvalidRequest(problems)
    others = [p for p in map(unit_parts, units) if p[0] == SHEET and len(p) == len((SHEET, ""))]
    number = 1 + len(others)
    while unit_name(SHEET, f"F{number:02}") in units:
        number += 1
    ident = f"F{number:02}"
    places = [unit_content(units, unit_name(*parts))[AT] for parts in others]
    row = {AT: max(places, default=-1) + 1, **_columns(sheet)}
    return {
        unit_name(SHEET, ident): (None, _row(row)),
        links_unit(ident): (None, _content(links)),
        unit_name(SHEET, ident, _CATEGORY): (None, canonical_json({})),
    }


def withdrawn_sheet(units: CaseUnits, sheet: str) -> UnitChange:
    """A sheet is not there any more: it is counted nowhere."""
    return {unit: (units[unit], None) for unit in units if unit_parts(unit)[:2] == (SHEET, sheet)}


def _content(links: SheetLinks) -> str:
    others = dict.fromkeys(one for one in links.others if one != links.first)
    tree = {
        "primary_lever": links.first,
        "secondary_levers": "|".join(others),
        "lever_confidence": links.confidence,
        "lever_reason": " ".join(links.reason.split()),
    }
    return canonical_json({key: value for key, value in tree.items() if value})


def _columns(sheet: TypedSheet) -> dict[str, str]:
    """The columns of a row that somebody types."""
    words = {f: typed.on_one_line(getattr(sheet, f)) for f in (*_NEEDED, *_OPTIONAL)}
    lead = words.pop("lead") or words["contributor"]
    return words | {"contributor_lead": lead}


def _row(row: Mapping[str, Any]) -> str:
    """What is written of a row: only what says something, in the order of the file."""
    order = (AT, *ROW_KINDS[SHEET].columns)
    return canonical_json({column: row[column] for column in order if row.get(column, "") != ""})


def _word_problems(sheet: TypedSheet) -> Iterator[Problem]:
    for field in (*_NEEDED, *_OPTIONAL):
        words = typed.on_one_line(getattr(sheet, field))
        yield from typed.text_problems(_PLACE, field, words, typed.QUESTION_SIGNS)
        if field in _NEEDED and not words:
            yield Problem("empty", _PLACE, None, field)


def _link_problems(units: CaseUnits, links: SheetLinks) -> Iterator[Problem]:
    parts = [unit_parts(unit) for unit in units]
    known = {p[1] for p in parts if p[0] in (LEVER, "axis")}
    if not links.first:
        yield Problem("empty", _PLACE, None, "first")
    for field, ids in (("first", (links.first,)), ("others", links.others)):
        for ident in ids:
            if ident and ident not in known:
                yield Problem("unknown_lever", _PLACE, None, field, {"found": ident[:80]})
    if links.confidence not in CONFIDENCES:
        yield Problem("empty", _PLACE, None, "confidence")
    yield from typed.text_problems(_PLACE, "reason", links.reason, typed.QUESTION_SIGNS)
    if not links.reason.strip():
        yield Problem("empty", _PLACE, None, "reason")
