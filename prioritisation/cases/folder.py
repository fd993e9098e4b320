"""The files of a case, made of its units."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from criteria import raw
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
