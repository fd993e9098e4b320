"""What ``import`` says of a file: JSON for a program, or a report to be read."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from prioritisation.cli import TERMINAL_COLUMNS
from prioritisation.imports.errors import FileRefused
from prioritisation.imports.model import (
    ANSWERED_LATER,
    CellProblem,
    FileQuestion,
    FileReading,
    ReadCriterion,
    ReadScore,
    SetAside,
)
from prioritisation.sentences.import_problems import (
    cell_problem_line,
    expected_text,
    note_text,
    remedy_text,
)
from prioritisation.sentences.import_refusals import file_refusal_remedy, file_refusal_sentence
from prioritisation.sentences.imports import (
    aside_text,
    file_question_line,
    file_question_text,
    reading_summary,
    scores_unknown,
)
from prioritisation.wording import t, tn
from prioritisation.wording.numbers import plain

_MOST_LINES = 40
"""Of each part of a report; JSON has all of them."""
_WHOLE = 2**53
"""Up to here a whole number is one, whatever reads it."""

_Tree = dict[str, Any]


def reading_tree_json(name: str, reading: FileReading) -> str:
    """All of a reading, for a program."""
    layout = reading.layout
    named = {criterion.name: _written(criterion) for criterion in reading.criteria}
    tree: _Tree = {
        "file": name,
        "kind": reading.kind.value,
        "sheet": layout.sheet if layout else None,
        "title": reading.title,
        "levers": [lever.name for lever in reading.levers],
        "criteria": [_written(criterion) for criterion in reading.criteria],
        "scales": [_scale(criterion) for criterion in reading.criteria],
        "scores": [_score(score, named) for score in reading.scores],
        "questions": [_question(question, named) for question in reading.questions],
        "left_out": [_aside(aside) for aside in reading.left_out],
        "problems": [_problem(problem) for problem in reading.problems],
        "notes": list(reading.notes),
        "refused": None,
    }
    return _dumped(tree)


def refusal_tree_json(name: str, refused: FileRefused) -> str:
    """The same of a file that is not read."""
    lists = ("levers", "criteria", "scales", "scores", "questions", "left_out")
    sentence, remedy = file_refusal_sentence(refused), file_refusal_remedy(refused)
    whole = {
        "cell": "",
        "kind": refused.kind,
        "expected": t("a table of levers and criteria"),
        "found": sentence,
        "remedy": remedy,
    }
    why = {"kind": refused.kind, "sentence": sentence, "remedy": remedy}
    tree: _Tree = {"file": name, **{key: [] for key in lists}, "problems": [whole], "notes": []}
    return _dumped({**tree, "refused": why})


def _dumped(tree: _Tree) -> str:
    text = json.dumps(tree, ensure_ascii=False, allow_nan=False, indent=1)
    # The others are escaped already.
    return re.sub("[\x7f-\x9f]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _written(criterion: ReadCriterion) -> str:
    """Its name as the file writes it."""
    return criterion.heading or criterion.name


def _scale(criterion: ReadCriterion) -> _Tree:
    ends = criterion.ends
    return {
        "criterion": _written(criterion),
        "cell": criterion.cell,
        "unit": criterion.unit,
        "direction": criterion.direction or None,
        "ends": [_number(end) for end in ends] if ends else None,
        "low": _number(criterion.low),
        "high": _number(criterion.high),
        "words": list(criterion.words),
        "ordered": criterion.ordered,
    }


def _score(score: ReadScore, named: Mapping[str, str]) -> _Tree:
    return {
        "lever": score.lever,
        "criterion": named.get(score.criterion, score.criterion),
        "cell": score.cell,
        "value": _number(score.value),
        "high": _number(score.high),
        "status": score.status,
        "word": score.word,
        "high_word": score.high_word,
        "found": score.found,
        "source": score.source,
        "date": score.date,
        "confidence": score.confidence,
        "reason": score.reason,
    }


def _question(question: FileQuestion, named: Mapping[str, str]) -> _Tree:
    about = question.about
    return {
        "kind": question.kind,
        "about": named.get(about, about) if question.kind in ANSWERED_LATER else about,
        "cells": list(question.cells),
        "choices": list(question.choices),
        "found": question.found,
        "text": file_question_text(question),
    }


def _aside(aside: SetAside) -> _Tree:
    return {"cells": aside.cells, "why": aside.why, "text": aside.text}


def _problem(problem: CellProblem) -> _Tree:
    return {
        "cell": problem.cell,
        "kind": problem.kind,
        "expected": expected_text(problem),
        "found": problem.found,
        "remedy": remedy_text(problem),
    }


def _number(value: float | None) -> float | int | None:
    """A whole number without its « .0 »."""
    if value is None or not float(value).is_integer() or abs(value) > _WHOLE:
        return value
    return int(value)


def reading_report(name: str, reading: FileReading) -> tuple[str, ...]:
    """What was understood, what is not known, left out, asked and wrong, in lines."""
    layout = reading.layout
    where = t("{file}, sheet « {sheet} »", file=name, sheet=layout.sheet) if layout else name
    lines = [t("{where}: {summary}", where=where, summary=reading_summary(reading))]
    lines += filter(None, map(note_text, reading.notes))
    parts = (
        (t("Levers"), [lever.name for lever in reading.levers]),
        (t("Criteria"), map(_criterion_line, reading.criteria)),
        (t("Not known"), _unknown_lines(scores_unknown(reading))),
        (t("Left out"), map(_aside_line, reading.left_out)),
        (t("To be mended in the file"), map(cell_problem_line, reading.problems)),
        (t("Asked"), map(file_question_line, reading.questions)),
    )
    for title, items in parts:
        lines += _part(title, [*items])
    if reading.questions:
        how = t(
            "To answer: run this with --json, keep its questions in a file, add « answer » to "
            "each of them, and run this again with --answers and the name of that file."
        )
        lines += ["", *wrap(how, TERMINAL_COLUMNS)]
    return tuple(lines)


def refusal_report(name: str, refused: FileRefused) -> tuple[str, ...]:
    """Why a file is not read, and what to do about it."""
    sentence = t("{file}: {text}", file=name, text=file_refusal_sentence(refused))
    return sentence, file_refusal_remedy(refused)


def _part(title: str, items: Sequence[str]) -> Iterator[str]:
    """A title, then a line for each; many are cut short, and that is said."""
    if not items:
        return
    yield ""
    yield t("{title} ({n})", title=title, n=len(items))
    for item in items[:_MOST_LINES]:
        first, *others = wrap(item, TERMINAL_COLUMNS - 4) or [""]
        yield f"  {first}"
        yield from (f"    {line}" for line in others)
    left = len(items) - _MOST_LINES
    if left > 0:
        yield "  " + tn(
            "and {n} more: --json has them all", "and {n} more: --json has them all", left
        )


def _criterion_line(criterion: ReadCriterion) -> str:
    unit = f" ({criterion.unit})" if criterion.unit else ""
    return t("{name}{unit}: {facts}", name=criterion.name, unit=unit, facts=_facts(criterion))


def _facts(criterion: ReadCriterion) -> str:
    ways = {
        "min": t("less is better"),
        "max": t("more is better"),
        "open": t("the group will say which way"),
        "": t("which way is not said"),
    }
    if criterion.words:
        return " < ".join(criterion.words) if criterion.ordered else ", ".join(criterion.words)
    if criterion.low is None or criterion.high is None:
        return ways[criterion.direction]
    low, high = plain(criterion.low), plain(criterion.high)
    return t("{low} to {high}, {way}", low=low, high=high, way=ways[criterion.direction])


def _unknown_lines(scores: Iterable[ReadScore]) -> Iterator[str]:
    for score in scores:
        place = t("{lever}, {criterion}", lever=score.lever, criterion=score.criterion)
        line = place + (f" ({score.cell})" if score.cell else "")
        yield t("{line}: « {found} »", line=line, found=score.found) if score.found else line


def _aside_line(aside: SetAside) -> str:
    line = t("{cells}: {why}", cells=aside.cells, why=aside_text(aside.why))
    return t("{line} (« {text} »)", line=line, text=aside.text) if aside.text else line
