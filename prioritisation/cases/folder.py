"""The files of a case, made of its units."""

import csv
import datetime as dt
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from criteria import raw
from criteria.errors import Problem
from criteria.writing import csv_text, toml_text
from prioritisation.cases.units import (
    ANCHORS,
    AT,
    CASE,
    COLUMN,
    CRITERION,
    CRITERION_PARTS,
    LEVER,
    ROW_KINDS,
    SCORE,
    TABLES,
    UPDATED,
    CaseUnits,
    RowKind,
    keys_in_order,
    unit_name,
    unit_parts,
)

_Tree = dict[str, Any]


def files_of(state: CaseUnits) -> dict[str, str]:
    """Name -> text of the files of a case; those with nothing in them are left out."""
    trees = {unit_parts(name): json.loads(content) for name, content in state.items()}
    files = {
        raw.CASE_FILE: toml_text(keys_in_order(_case_tree(trees))),
        raw.CRITERIA_FILE: toml_text(_criteria_tree(trees)),
    }
    order = _places(trees)
    for kind, spec in ROW_KINDS.items():
        if table := _table(kind, spec, trees, order):
            extra = [c for row in table for c in row if c not in spec.columns]
            columns = [*spec.columns[:5], *dict.fromkeys(sorted(extra)), *spec.columns[5:]]
            files[spec.file] = csv_text(table, columns)
    return files


_Trees = Mapping[tuple[str, ...], Any]


def _case_tree(trees: _Trees) -> _Tree:
    tree: _Tree = {**trees[(CASE,)], UPDATED: dt.date.fromisoformat(trees[CASE, UPDATED])}
    for kind, (key, _) in TABLES.items():
        if tables := _by_place((p, t) for p, t in trees.items() if p[0] == kind):
            tree[key] = [_without_place(table) for _, table in tables]
    return tree


def _criteria_tree(trees: _Trees) -> _Tree:
    """Criteria in their order, each with what is a unit of its own."""
    criteria = _by_place((p, t) for p, t in trees.items() if p[0] == CRITERION and len(p) == 2)  # noqa: PLR2004 (kind and id)
    return {p[1]: keys_in_order(_criterion_tree(p[1], t, trees)) for p, t in criteria}


def _criterion_tree(ident: str, table: _Tree, trees: _Trees) -> _Tree:
    tree = _without_place(table)
    for part in CRITERION_PARTS:
        if (CRITERION, ident, part) in trees:
            tree[part] = dict(trees[CRITERION, ident, part])
    if (CRITERION, ident, ANCHORS) in trees:
        tree["scale"][ANCHORS] = trees[CRITERION, ident, ANCHORS]
    return tree


def _places(trees: _Trees) -> dict[tuple[str, str], int]:
    """Kind and id of levers and criteria -> their place."""
    return {
        (kind, parts[1]): k
        for kind in (LEVER, CRITERION)
        for k, (parts, _) in enumerate(
            _by_place((p, t) for p, t in trees.items() if p[0] == kind and len(p) == 2)  # noqa: PLR2004 (kind and id)
        )
    }


def _table(
    kind: str, spec: RowKind, trees: _Trees, order: Mapping[tuple[str, str], int]
) -> list[dict[str, str]]:
    """The rows of a file, in their order, with what is a unit of its own put back."""
    depth = 1 + len(spec.keys)
    heads = [(p, t) for p, t in trees.items() if p[0] == kind and len(p) == depth]
    table = {p: dict(zip(spec.keys, p[1:], strict=True)) for p, _ in _sorted(heads, order)}
    for parts, tree in trees.items():
        if parts[0] == kind and parts[:depth] in table:
            row = tree if isinstance(tree, dict) else {f"{COLUMN}{parts[depth]}": tree}
            table[parts[:depth]] |= {c: str(v) for c, v in row.items() if c != AT}
    return [
        {c: row.get(c, "") for c in dict.fromkeys((*spec.columns, *row))} for row in table.values()
    ]


def _sorted(
    heads: Iterable[tuple[tuple[str, ...], _Tree]], order: Mapping[tuple[str, str], int]
) -> list[tuple[tuple[str, ...], _Tree]]:
    """By their own place; scores by those of their lever and criterion."""

    def place(head: tuple[tuple[str, ...], _Tree]) -> tuple[float, ...]:
        parts, tree = head
        if parts[0] != SCORE:
            return (tree.get(AT, 0),)
        last = len(order)
        return order.get((LEVER, parts[1]), last), order.get((CRITERION, parts[2]), last)

    return sorted(sorted(heads, key=lambda head: head[0]), key=place)


def _by_place(
    heads: Iterable[tuple[tuple[str, ...], _Tree]],
) -> list[tuple[tuple[str, ...], _Tree]]:
    return _sorted(heads, {})


def _without_place(tree: _Tree) -> _Tree:
    return {key: value for key, value in tree.items() if key != AT}


_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an archive knows: files are the same whenever they are taken along."""
_READABLE = 0o644 << 16
_LONGEST_STEM = 60


def packed_files(files: Mapping[str, str]) -> bytes:
    """An archive of files, by name; a folder that it is unpacked to is the case again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.external_attr, info.create_system = _READABLE, 3
            archive.writestr(info, files[name].encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def archive_name(title: str, seq: int) -> str:
    """The name of the archive of a version: letters and figures that every system takes.

    Examples
    --------
    >>> archive_name("Priorisation : « été » ../x", 3)
    'dossier-priorisation-ete-x-version-3.zip'
    >>> archive_name("🚲", 1)
    'dossier-version-1.zip'
    """
    letters = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    stem = re.sub("[^a-z0-9]+", "-", plain)[:_LONGEST_STEM].strip("-")
    return "-".join(filter(None, ("dossier", stem, "version", str(seq)))) + ".zip"


_KIND_OF = {spec.file: kind for kind, spec in ROW_KINDS.items()}


def unit_of(units: CaseUnits, problem: Problem) -> tuple[str, str]:
    """The unit that a problem is in, and its field there; empty where there is none.

    Parameters
    ----------
    units
        Those whose files ``case_from_files`` has refused.

    Examples
    --------
    >>> unit_of({}, Problem("flat_scale", "criteria.toml", None, "cost.scale.anchors.worst"))
    ('criterion/cost/anchors', 'worst')
    """
    if problem.place == raw.CRITERIA_FILE:
        return _of_criterion(problem.column.split("."))
    if problem.place == raw.CASE_FILE:
        return CASE, problem.column
    kind = _KIND_OF.get(problem.place)
    if kind is None or problem.row is None:
        return "", problem.column
    rows = list(csv.DictReader(io.StringIO(files_of(units)[problem.place], newline="")))
    if not 2 <= problem.row < len(rows) + 2:  # noqa: PLR2004 (the header is row 1)
        return "", problem.column
    row = rows[problem.row - 2]
    return unit_name(kind, *(row[key] for key in ROW_KINDS[kind].keys)), problem.column


def _of_criterion(path: list[str]) -> tuple[str, str]:
    """By the keys of a TOML file, from the id of the criterion."""
    ident, *keys = path
    if keys[:2] == ["scale", ANCHORS]:
        return unit_name(CRITERION, ident, ANCHORS), keys[-1]
    if keys and keys[0] in CRITERION_PARTS:
        return unit_name(CRITERION, ident, keys[0]), ".".join(keys[1:])
    return unit_name(CRITERION, ident), ".".join(keys)
