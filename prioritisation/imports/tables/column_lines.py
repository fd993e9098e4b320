"""What each column of a table is: one that counts, or why it is left out."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from prioritisation.imports.cells.amounts import amount_of
from prioritisation.imports.cells.measures import is_known_unit
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.cells.vocabulary import (
    aside_reason,
    doubtful_reason,
    is_doubtful_row,
)
from prioritisation.imports.grids import column_letters
from prioritisation.imports.model import FileQuestion
from prioritisation.imports.tables.doubts import line_question
from prioritisation.imports.tables.lines import (
    LONG_SENTENCE,
    SortedLines,
    line_answer,
    own_question,
)
from prioritisation.imports.tables.tables import SheetTable, TableLine

_NUMBERED_PLACES = frozenset({"departement", "canton", "zone", "parcelle"})
"""They have numbers that are no scores."""
GROUPS = frozenset((
    "axe", "axes", "categorie", "categories", "category", "champ", "champs", "chapitre",
    "domaine", "domaines", "famille", "familles", "group", "groupe", "groupes", "objectif",
    "objectifs", "pilier", "piliers", "programme", "programmes", "secteur", "secteurs",
    "thematique", "thematiques", "theme", "themes", "type", "types", "volet", "volets",
))  # fmt: skip


def sorted_columns(table: SheetTable) -> SortedLines:
    """What each column beside that of names is."""
    lines, questions = [], []
    for line in table.columns:
        answer = line_answer(table, column_letters(line.number))
        why, doubt = _column_reason(table, line)
        lines.append(replace(line, why=why if answer is None else answer))
        if doubt and answer is None:
            questions.append(doubt)
    return SortedLines(tuple(lines), tuple(questions))


def _column_reason(table: SheetTable, line: TableLine) -> tuple[str, FileQuestion | None]:
    plane, column = table.plane, line.number
    rows = [one.number for one in table.rows if not one.why]
    cells = [r for r in rows if plane.glance(r, column)]
    if not cells:
        empty = replace(line, why="empty")
        return "empty", own_question(table, empty, row=False) if line.name else None
    if plane.cell(*line.place).struck:
        return "", own_question(table, line, row=False)
    reason = _reason_by_cells(table, line, rows)
    if reason:
        return reason, None
    if (group := _group(table, line, rows)) is not None:
        return group
    if _is_doubtful(table, line):
        return "", line_question(table, line, ("criterion", "left_out"), row=False)
    return "", None


def _reason_by_cells(table: SheetTable, line: TableLine, rows: list[int]) -> str:
    """Why a column is none by its heading, or by what stands in it."""
    plane, column = table.plane, line.number
    if _counts_rows(table, line, rows):
        return "number"
    reason = aside_reason(line.name)
    if reason and not (reason == "weight" and _is_weighed(table, column, rows)):
        return reason
    cells = [r for r in rows if plane.glance(r, column)]
    texts = [plane.name(r, column) for r in cells if plane.glance(r, column) == "word"]
    long = sum(map(len, texts)) > LONG_SENTENCE * len(texts)
    return "text" if long and len(texts) >= 0.6 * len(cells) else ""


_RANKED = re.compile(r"(?:rangs?|classements?|rank(?:ing)?|ordre)\b.*")


def _is_ranked(table: SheetTable, line: TableLine) -> bool:
    """Whether a column that is named as one of ranks has each of them once: « Classement CA »."""
    texts = [table.plane.name(r.number, line.number) for r in table.items[0]]
    ranks = {str(k + 1) for k in range(len(texts))}
    return bool(_RANKED.fullmatch(folded_text(line.name))) and set(texts) == ranks


def _is_doubtful(table: SheetTable, line: TableLine) -> bool:
    """Whether its name may say that it is none, where it is not the only column."""
    if len(table.columns) > 1 and _is_ranked(table, line):
        return True
    reason = doubtful_reason(line.name)
    if folded_text(line.name) in _NUMBERED_PLACES and len(table.columns) > 1:
        return True
    if not reason or len(table.columns) <= 1:
        return False
    if reason in ("weight", "rank", "total", "mean", "number"):
        return True
    return any(table.plane.glance(r.number, line.number) == "word" for r in table.items[0])


def doubtful_columns(table: SheetTable) -> list[FileQuestion]:
    """What is asked of columns, where each is a lever, as it is of rows."""
    return [
        line_question(table, one, ("criterion", "left_out"), row=False)
        for one in table.items[1]
        if is_doubtful_row(one.name) and line_answer(table, column_letters(one.number)) is None
    ]


def _counts_rows(table: SheetTable, line: TableLine, rows: list[int]) -> bool:
    """Whether a column counts its rows: it stands before the names, or has no name."""
    texts = [table.plane.name(r, line.number) for r in rows]
    if len(texts) <= 1 or (line.name and (line.number > table.names or table.names_last)):
        return False
    numbers = [int(one.strip(".")) for one in texts if one.strip(".").isdecimal()]
    if len(numbers) < len(texts) or (line.number > table.names and numbers[0] > 1):
        return False
    return all(b - a == 1 for a, b in pairwise(numbers))


def _is_weighed(table: SheetTable, column: int, rows: list[int]) -> bool:
    """Whether what is called a weight is one, of things: « 1,5 t »."""
    units = [amount_of(table.plane.cell(r, column)).unit for r in rows]
    return any(one not in ("", "%") and is_known_unit(one) for one in units)


def _names_groups(head: str) -> bool:
    return folded_text(head) in GROUPS


def _group(
    table: SheetTable, line: TableLine, rows: list[int]
) -> tuple[str, FileQuestion | None] | None:
    """A column before the names that says the same of several rows: merged, or written once."""
    plane, column = table.plane, line.number
    keys = [plane.key(r, column) for r in rows if plane.glance(r, column) == "word"]
    if (
        column > table.names
        or (table.names_last and not _names_groups(line.name))
        or not keys
        or len(keys) < len([r for r in rows if plane.glance(r, column)])
    ):
        return None
    merged = any(plane.cell(r, column).rows > 1 for r in rows)
    again = max(Counter(keys).values()) > 1
    if not merged and len(keys) == len(rows) and not again:
        return None
    answer = plane.answers.choice("group", column_letters(column))
    if answer:
        return ("" if answer == "criterion" else "group"), None
    if merged or not line.name or _names_groups(line.name):
        return "group", None
    question = own_question(table, line, row=False)
    return "group", replace(question, kind="group", choices=("group", "criterion"))
