"""Sources of a dossier: added, corrected, withdrawn once nothing rests on them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from criteria import cells
from criteria.errors import Problem
from prioritisation.cases import typed
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.units import (
    AT,
    ROW_KINDS,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.errors import InvalidRequest
from prioritisation.wording import t

SOURCE = "source"
_PLACE, _ID = "source", "source_id"
_OPTIONAL = ("short_name", "publisher", "kind")
_URL: TypeAdapter[str] = TypeAdapter(cells.Url)


@dataclass(frozen=True, slots=True)
class TypedSource:
    """A source as somebody types it.

    Attributes
    ----------
    short_name
        How pages call it; empty for its title.
    publisher
        Empty for the source itself: somebody who said so.
    kind
        What it is: official figures, a report, minutes; empty for no more than a source.
    date
        ISO, as far as it is known; empty for none.
    """

    title: str
    short_name: str = ""
    publisher: str = ""
    kind: str = ""
    date: str = ""
    url: str = ""
    caveat: str = ""


def typed_source(units: CaseUnits, ident: str) -> TypedSource:
    """A source as it would have been typed: what a form opens with."""
    row = unit_content(units, unit_name(SOURCE, ident))
    values = {field: row.get(field, "") for field in TypedSource.__dataclass_fields__}
    if values["publisher"] == values["short_name"] == values["title"]:
        values["publisher"] = ""
    if values["short_name"] == values["title"]:
        values["short_name"] = ""
    return TypedSource(**values)


def source_change(units: CaseUnits, ident: str, source: TypedSource, today: dt.date) -> UnitChange:
    """Other words of a source; raises InvalidRequest with everything wrong, by its field.

    Parameters
    ----------
    today
        The day where the case is: nothing was published later.
    """
    _check(source, today)
    unit = unit_name(SOURCE, ident)
    before = unit_content(units, unit)
    columns = {
        # Spaces that do not break are as they were written.
        column: was if typed.on_one_line(was := before.get(column, "")) == words else words
        for column, words in _columns(source).items()
    }
    return {unit: (units[unit], _content(before | columns))}


def added_source(units: CaseUnits, source: TypedSource, today: dt.date) -> UnitChange:
    """One source more; raises as ``source_change``."""
    _check(source, today)
    unit, content = _placed(units, source.title, _columns(source))[1:]
    return {unit: (None, content)}


def withdrawn_source(units: CaseUnits, ident: str) -> UnitChange:
    """A source is not there any more; raises InvalidRequest while anything rests on it."""
    unit = unit_name(SOURCE, ident)
    if source_uses(units).get(ident):
        values = {"found": unit_content(units, unit)["short_name"]}
        raise InvalidRequest([Problem("source_in_use", _PLACE, None, "", values)])
    return {unit: (units[unit], None)}


def new_source(units: CaseUnits, title: str, date: str) -> tuple[str, str, str]:
    """Id, unit and content of a source of which the title alone is known."""
    title = typed.on_one_line(title)
    source = TypedSource(title, kind=t("said to the group"), date=date)
    return _placed(units, title, _columns(source))


def title_problems(place: str, title: str) -> Iterator[Problem]:
    """What is wrong with the title of a source that is made beside what rests on it."""
    yield from typed.text_problems(place, SOURCE, title, typed.NAME_SIGNS)


def source_uses(units: CaseUnits) -> dict[str, Counter[str]]:
    """Id of each source that anything rests on -> how many units of each kind."""
    uses: dict[str, Counter[str]] = {}
    for unit in units:
        for ident in set(_named(unit_content(units, unit))):
            uses.setdefault(ident, Counter())[unit_parts(unit)[0]] += 1
    return uses


def _named(tree: Any) -> Iterator[str]:  # noqa: ANN401 (JSON)
    """The sources that the content of a unit names."""
    if not isinstance(tree, Mapping):
        return
    for key, value in tree.items():
        if key.endswith(_ID) and value:
            yield str(value)


def _placed(units: CaseUnits, title: str, columns: Mapping[str, str]) -> tuple[str, str, str]:
    """Id, unit and content of a source that comes after the others."""
    there = [p[1] for p in map(unit_parts, units) if p[0] == SOURCE]
    ident = typed.unique_ids([*there, title], SOURCE)[-1]
    places = [unit_content(units, unit_name(SOURCE, one))[AT] for one in there]
    row = {AT: max(places, default=-1) + 1, **columns}
    return ident, unit_name(SOURCE, ident), _content(row)


def _content(row: Mapping[str, Any]) -> str:
    """What is written of a row: only what says something, in the order of the file."""
    order = (AT, *ROW_KINDS[SOURCE].columns)
    return canonical_json({column: row[column] for column in order if row.get(column, "") != ""})


def _check(source: TypedSource, today: dt.date) -> None:
    problems = [*_problems(source), *typed.date_problems(_PLACE, "date", source.date, today)]
    if problems:
        raise InvalidRequest(problems)


def _problems(source: TypedSource) -> Iterator[Problem]:
    title = typed.on_one_line(source.title)
    yield from typed.text_problems(_PLACE, "title", title, typed.QUESTION_SIGNS)
    if not title:
        yield Problem("empty", _PLACE, None, "title")
    if len(title) > typed.NAME_SIGNS and not source.short_name.strip():
        yield Problem("empty", _PLACE, None, "short_name")
    for field in _OPTIONAL:
        if words := typed.on_one_line(getattr(source, field)):
            yield from typed.text_problems(_PLACE, field, words, typed.NAME_SIGNS)
    for field in ("url", "caveat"):
        words = typed.on_one_line(getattr(source, field))
        yield from typed.text_problems(_PLACE, field, words, typed.QUESTION_SIGNS)
    try:
        _URL.validate_python(_address(source.url))
    except ValidationError:
        values = {"found": typed.written(source.url.strip()[:80])}
        yield Problem("not_an_address", _PLACE, None, "url", values)


def _columns(source: TypedSource) -> dict[str, str]:
    """The columns of a row that somebody types."""
    title, short = typed.on_one_line(source.title), typed.on_one_line(source.short_name)
    return {
        "title": title,
        "short_name": short or title,
        "publisher": typed.on_one_line(source.publisher) or short or title,
        "kind": typed.on_one_line(source.kind) or t("source"),
        "date": source.date,
        "url": _address(source.url),
        "caveat": typed.on_one_line(source.caveat),
    }


def _address(typed_address: str) -> str:
    """An address as browsers open it: people leave out how it begins."""
    address = typed_address.strip()
    return f"https://{address}" if address.startswith("www.") else address
