"""A case of any of the 18 territories of the State's simulator: its figures, and what is unknown.

Words come from ``data/sgpe/dossier``, figures from ``data/sgpe/official_rows.csv``, nothing from
another group: whatever no official row says is unknown, with whom to ask.
"""

import csv
import datetime as dt
import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from criteria import raw
from criteria.model import Status
from criteria.rows import LeverRow, ScoreRow, SourceRow, UnknownRow
from criteria.writing import csv_text, toml_text
from prioritisation.cases.typed import NAME_SIGNS, text_problems
from prioritisation.errors import InvalidRequest
from prioritisation.settings import DEFAULT_CASE

_Row = Mapping[str, str]
_Tree = dict[str, Any]
_FOLDER = DEFAULT_CASE.parent / "sgpe"
_DOOR = "region"
_SUMMED, _STATE = "ghg_impact", "sgpe"
"""The criterion that official rows are summed for, and the reading of who publishes them."""
_OTHERS = ("gt", "gt_freight")
"""Readings that are not the State's: taken where they place every row, and to be confirmed."""


@dataclass(frozen=True, slots=True)
class Territory:
    """One of the territories of the simulator.

    Attributes
    ----------
    region
        Its name in the State's file.
    name
        As people write it.
    group
        A name for the group, to start from.
    whom
        Whom to ask for what no row says, in French, after « demander ».
    rows
        How many official rows it has.
    several_readings
        Whether all of them have their place under the readings that are not the State's.
    is_open
        Whether anybody can look it up in the public simulator.
    absent
        The levers that no row of it is of: its case does not have them.
    """

    id: str
    region: str
    name: str
    group: str
    whom: str
    timezone: str
    rows: int
    several_readings: bool
    is_open: bool
    absent: tuple[str, ...]


@cache
def territories() -> tuple[Territory, ...]:
    """The territories of the State's file, overseas last, in alphabetical order."""
    return tuple(_territory(place) for place in _read("dossier/territories.csv"))


def _territory(place: _Row) -> Territory:
    rows = _rows_of(place["region"])
    return Territory(
        place["territory_id"],
        place["region"],
        place["name"],
        place["group"],
        place["whom"],
        place["timezone"],
        len(rows),
        {_key(row) for row in rows} <= _readings().keys(),
        all(row["region_open"] == "true" for row in rows),
        tuple(row["label"] for row in _without_rows(rows)),
    )


def _without_rows(rows: Sequence[_Row]) -> list[dict[str, str]]:
    """The levers of groups that none of these rows is of."""
    groups = {"", *(row["sgpe_group"] for row in rows)}
    return [row for row in _read("dossier/levers.csv") if row["sgpe_group"] not in groups]


def region_files(territory: Territory, group: str, today: dt.date) -> dict[str, str]:
    """Name -> text of the files of a territory's case.

    Raises
    ------
    InvalidRequest
        When the group cannot be called so.
    """
    if problems := tuple(text_problems(_DOOR, "group", group, NAME_SIGNS)):
        raise InvalidRequest(problems)
    rows, levers = _official(territory), _levers(territory)
    sources = [_source(row, territory) for row in _read("dossier/sources.csv")]
    unknowns = [*_unknowns(territory, rows)]
    return {
        raw.CASE_FILE: toml_text(_case(territory, group.strip(), today)),
        raw.CRITERIA_FILE: toml_text(_criteria(territory, rows)),
        raw.LEVERS_FILE: csv_text(levers, LeverRow.model_fields),
        raw.SOURCES_FILE: csv_text(sources, SourceRow.model_fields),
        raw.SCORES_FILE: csv_text([*_scores(territory, levers)], _SCORE),
        raw.ROWS_FILE: csv_text(rows),
        raw.UNKNOWNS_FILE: csv_text(unknowns, UnknownRow.model_fields),
    }


_SCORE = [name for name in ScoreRow.model_fields if name != "reading"]


@cache
def _rows_by_region() -> dict[str, list[_Row]]:
    by_region: dict[str, list[_Row]] = {}
    for row in _read("official_rows.csv"):
        by_region.setdefault(row["region"], []).append(row)
    return by_region


def _rows_of(region: str) -> list[_Row]:
    return _rows_by_region()[region]


def _read(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _key(row: _Row) -> tuple[str, str]:
    return row["fine_lever"], row["sector"]


@cache
def _readings() -> dict[tuple[str, str], _Row]:
    return {_key(row): row for row in _read("dossier/readings.csv")}


def _reading_ids(territory: Territory) -> tuple[str, ...]:
    return (_STATE, *(_OTHERS if territory.several_readings else ()))


def _official(territory: Territory) -> list[dict[str, str]]:
    """The official rows, and the lever that each counts for under each reading."""
    levers = {row["sgpe_group"]: row["lever_id"] for row in _read("dossier/levers.csv")}
    notes = {_key(row): row["note"] for row in _read("dossier/notes.csv")}
    rows = []
    for row in _rows_of(territory.region):
        columns = {name: row[name] for name in ("fine_lever", "sector", "sgpe_group")}
        columns |= {"objective_ktco2e": row["objective_ktco2e"], "national_share_pct": ""}
        columns[f"lever_{_STATE}"] = levers[row["sgpe_group"]]
        for reading in _reading_ids(territory)[1:]:
            columns[f"lever_{reading}"] = _readings()[_key(row)][f"lever_{reading}"]
        rows.append(columns | {"allocation_key": "", "note": notes.get(_key(row), "")})
    return rows


def _levers(territory: Territory) -> list[dict[str, str]]:
    """The levers of the groups that the territory has rows of, and the one of no group."""
    groups = {"", *(row["sgpe_group"] for row in _rows_of(territory.region))}
    return [
        {name: row.get(name, "") for name in LeverRow.model_fields}
        for row in _read("dossier/levers.csv")
        if row["sgpe_group"] in groups
    ]


def _case(territory: Territory, group: str, today: dt.date) -> _Tree:
    tree = _template("case.toml", territory)
    readings = _reading_ids(territory)
    for question in tree["questions"]:
        question["readings"] = [r for r in question["readings"] if r["id"] in readings]
        if not territory.several_readings:  # plain words tell readings apart: there is one
            del question["plain"]["readings"]
    head = {"id": territory.id, "title": tree.pop("title"), "group": group, "updated": today}
    return {**head, "timezone": territory.timezone, **tree}


def _criteria(territory: Territory, rows: Sequence[_Row]) -> _Tree:
    tree = _template("criteria.toml", territory)
    amounts = [n for reading in _reading_ids(territory) for n in _sums(rows, reading)]
    tree[_SUMMED]["scale"]["anchors"] = {"worst": 0, "best": _above(max(amounts))}
    if any(amount < _SMALL for amount in amounts):
        tree[_SUMMED]["plain"] |= _template("small.toml", territory)
    return tree


_SMALL = 50
"""Amount, in thousands of tonnes, that a tenth of a million does not tell."""


def _sums(rows: Sequence[_Row], reading: str) -> list[float]:
    """The amount of each lever that has rows under a reading."""
    sums: dict[str, float] = {}
    for row in rows:
        lever = row[f"lever_{reading}"]
        sums[lever] = sums.get(lever, 0) + float(row["objective_ktco2e"])
    return [*sums.values()]


def _above(strongest: float) -> int:
    """A round number just above the strongest lever: 4200 above 4157, 11000 above 10490."""
    tens = int(10 ** math.floor(math.log10(strongest) - 1))
    few = next(s for most, s in ((20, 1), (50, 2), (100, 5)) if strongest < most * tens)
    return (math.floor(strongest / (few * tens)) + 1) * few * tens


def _template(name: str, territory: Territory) -> _Tree:
    text = (_FOLDER / "dossier" / name).read_text("utf-8")
    return tomllib.loads(_filled(text, {"name": territory.name, "whom": territory.whom}))


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A text with the values that we have; other braces stay."""
    return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], m[0]), text)


def _source(row: _Row, territory: Territory) -> dict[str, str]:
    """The source, whose caveat also says that the public simulator does not have the territory."""
    caveats = [row["caveat"], *([] if territory.is_open else [row["caveat_closed"]])]
    return {name: row[name] for name in SourceRow.model_fields} | {"caveat": " ".join(caveats)}


def _scores(territory: Territory, levers: Sequence[_Row]) -> Iterator[dict[str, str]]:
    """What no row says: unknown, with whom to ask."""
    for row in _read("dossier/scores.csv"):
        for lever in levers:
            columns = dict.fromkeys(_SCORE, "") | {"lever_id": lever["lever_id"]}
            columns |= {"criterion_id": row["criterion_id"], "status": Status.UNKNOWN.value}
            yield columns | {"reason": _filled(row["reason"], {"whom": territory.whom})}


def _unknowns(territory: Territory, rows: Sequence[_Row]) -> Iterator[dict[str, str]]:
    """What the sources do not say of this territory, numbered."""
    number = 0
    for row in _read("dossier/unknowns.csv"):
        for values in _occasions(territory, rows, row):
            number += 1
            words = {"whom": territory.whom, **values}
            yield {
                "unknown_id": f"U{number:02}",
                "subject": _filled(row["subject"], words),
                "statement": _filled(row["statement"], words),
            }


def _occasions(territory: Territory, rows: Sequence[_Row], unknown: _Row) -> list[dict[str, str]]:
    """What a statement is made of, each time that it is true here."""
    zeros = [row["fine_lever"] for row in rows if float(row["objective_ktco2e"]) == 0]
    named = any(row["fine_lever"] == unknown["about"] for row in rows)
    occasions: dict[str, list[dict[str, str]]] = {
        "always": [{}],
        "lever_missing": [{"lever": row["label"]} for row in _without_rows(rows)],
        "row": [{}] if named else [],
        "zero": [{"row": fine_lever} for fine_lever in zeros],
        "several_readings": [{}] if territory.several_readings else [],
        "one_reading": [] if territory.several_readings else [{}],
        "closed": [] if territory.is_open else [{}],
    }
    return occasions[unknown["when"]]
