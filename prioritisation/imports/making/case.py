"""A case, made of what a file says and of what was answered about it.

Words that the file does not have are neutral; ends and orders that nobody stated are ours, and
are said to be. Numbers are those that were read, to the last figure.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeGuard, get_args

from criteria import cells, raw
from criteria.errors import Problem
from criteria.evidence import Source
from criteria.model import Option, Status
from criteria.rows import LeverRow, ScoreRow, SourceRow
from criteria.writing import csv_text, toml_text
from prioritisation.cases import typed
from prioritisation.cases.blank import (
    FEWEST_OPTIONS,
    MOST_CRITERIA,
    MOST_OPTIONS,
    USUAL_OPTION,
    BlankCase,
    BlankCriterion,
    case_table,
    criterion_problems,
    criterion_table,
    lever_rows,
)
from prioritisation.cases.typed import number_as_typed
from prioritisation.errors import InvalidRequest
from prioritisation.imports.cells.amounts import text_amount
from prioritisation.imports.cells.number_cells import round_ends
from prioritisation.imports.grids import UnfinishedReading
from prioritisation.imports.model import FileReading, ReadCriterion, ReadScore
from prioritisation.wording import t

_HEAD = "import"


@dataclass(frozen=True, slots=True)
class ImportHead:
    """What a file does not say of the case that is made of it, as it was typed.

    Attributes
    ----------
    choice
        What is chosen, as a question; may be empty.
    option
        The noun for what is compared.
    status
        What all its scores rest on: an opinion, official figures, a deduction.
    source
        Who says so, or where; empty for the file itself.
    date, caution, confidence
        Of that source: a day, a month or a year; what must be read beside; how sure it is.
    file
        What the file is called; empty for what was pasted.
    """

    title: str
    group: str
    choice: str = ""
    option: str = USUAL_OPTION
    status: str = Status.OPINION.value
    source: str = ""
    date: str = ""
    caution: str = ""
    confidence: str = ""
    file: str = ""

    @property
    def source_title(self) -> str:
        """What the source of its scores is called; empty where there is none."""
        name = readable(self.file)
        of_file = t("file « {name} »", name=name) if name else ""
        return typed.on_one_line(self.source) or of_file


def is_file_itself(source: Source) -> bool:
    """Whether a source is a file that scores were taken from, of which nobody said whose it is."""
    if source.kind != t("imported file"):
        return False
    before, _, after = t("file « {name} »", name="\n").partition("\n")
    return source.title == t("pasted table") or (
        source.title.startswith(before) and source.title.endswith(after)
    )


def readable(text: str) -> str:
    """What a file of a case may hold of a text from elsewhere: one line, 80 signs, all seen."""
    line = typed.on_one_line(text)[:80]
    if not line.isprintable():
        line = "".join(filter(str.isprintable, line)).strip()
    return line if cells.is_seen(line) else ""


def head_problems(head: ImportHead, today: date) -> Iterator[Problem]:
    """Everything wrong with what was typed, each with its field.

    Parameters
    ----------
    today
        Nothing was said later.
    """
    for field, longest in (("title", typed.NAME_SIGNS), ("group", typed.NAME_SIGNS)):
        yield from typed.text_problems(_HEAD, field, getattr(head, field), longest)
    if head.choice.strip():
        yield from typed.text_problems(_HEAD, "choice", head.choice, typed.NAME_SIGNS)
    for field in ("source", "caution"):
        words = typed.on_one_line(getattr(head, field))
        yield from typed.text_problems(_HEAD, field, words, typed.QUESTION_SIGNS)
    known = [one.value for one in Status if one is not Status.UNKNOWN]
    yield from _among("option", head.option or USUAL_OPTION, get_args(Option))
    yield from _among("status", head.status, known)
    yield from _among("confidence", head.confidence, get_args(cells.Confidence))
    yield from typed.date_problems(_HEAD, "date", head.date, today)
    if head.status != Status.OPINION and not head.source_title:
        yield Problem("empty", _HEAD, None, "source")


def _among(field: str, value: str, allowed: tuple[str, ...] | list[str]) -> Iterator[Problem]:
    if value not in allowed:
        values = {"found": readable(value), "allowed": ", ".join(filter(None, allowed))}
        yield Problem("not_allowed", _HEAD, None, field, values)


_TWO = 2
_SENSES = "min", "max"


@dataclass(frozen=True, slots=True)
class ScaledCriterion:
    """A criterion, and the two ends of its numbers, the lower first; None for words.

    Attributes
    ----------
    stated
        Whether somebody says its ends, or the order of its words: else they are ours.
    """

    read: ReadCriterion
    ends: tuple[float, float] | None
    stated: bool

    @property
    def blank(self) -> BlankCriterion:
        """The same, as it would have been typed."""
        read = self.read
        if self.ends is None:
            # One word alone is refused before a scale is made of it.
            worst, *between, best = read.words if len(read.words) >= _TWO else (*read.words, "")
            known = self.stated and read.direction != "open"
            return BlankCriterion(
                read.name, worst, best, in_words=True, between=tuple(between), decided=known
            )
        low, high = map(number_as_typed, self.ends)
        worst, best = (high, low) if read.direction == "min" else (low, high)
        return BlankCriterion(
            read.name, worst, best, unit=read.unit, decided=read.direction in _SENSES
        )

    def table(self) -> dict[str, Any]:
        """Its table of ``criteria.toml``; nothing may be wrong with it."""
        table = criterion_table(self.blank)
        if not self.stated:
            table["scale"]["note"] = _ours(in_words=self.ends is None)
        return table


def _ours(*, in_words: bool) -> str:
    if in_words:
        return t(
            "Words as the table has them; their order and the equal gaps between them are ours. "
            "For the group to confirm."
        )
    return t("Ends rounded around what the table says: they are ours. For the group to confirm.")


def scaled_criteria(reading: FileReading) -> tuple[ScaledCriterion, ...]:
    """The criteria of a file, each with its scale."""
    proposed = {q.about: q.choices for q in reading.questions if q.kind == "ends"}
    return tuple(_scaled(one, proposed.get(one.name, ())) for one in reading.criteria)


def _scaled(read: ReadCriterion, proposed: tuple[str, ...]) -> ScaledCriterion:
    if read.words:
        return ScaledCriterion(read, None, stated=read.ordered)
    if read.ends:
        low, high = sorted(read.ends)
        return ScaledCriterion(read, (low, high), stated=True)
    if read.low is None or read.high is None:
        return ScaledCriterion(read, (0.0, 0.0), stated=False)
    ends = _numbers(proposed) or round_ends(read.low, read.high, read.unit)
    return ScaledCriterion(read, ends, stated=False)


def _numbers(proposed: tuple[str, ...]) -> tuple[float, float] | None:
    """Two ends that a question proposes, the lower first."""
    try:
        low, high = sorted(map(float, proposed))
    except ValueError:
        return None
    return low, high


def scale_problems(one: ScaledCriterion) -> Iterator[Problem]:
    """Everything wrong with a criterion, at the cell of its name."""
    read = one.read
    if not read.words and not read.ends and read.low is None:
        yield Problem("nothing_known", read.cell, values={"found": read.name[:80]})
        return
    if len(read.words) == 1:
        values = {"found": read.name[:80], "allowed": read.words[0][:80]}
        yield Problem("one_word", read.cell, values=values)
        return
    for problem in criterion_problems("", one.blank):
        yield replace(problem, place=read.cell, column="")


def score_problems(one: ScaledCriterion, score: ReadScore) -> Iterator[Problem]:
    """A score that is not on the scale of its criterion, at its cell."""
    if one.ends is None:
        for word in (score.word, score.high_word):
            if word is not None and word not in one.read.words:
                values = {"found": word[:80], "allowed": ", ".join(one.read.words)}
                yield Problem("unknown_level", score.cell, values=values)
        return
    low, high = one.ends
    for amount in (score.value, score.high):
        if amount is not None and not low <= amount <= high:
            bounds = {"found": amount, "low": low, "high": high}
            yield Problem("score_outside_anchors", score.cell, values=bounds)


_PLACE = "import"
_SHORTEST = 120
"""Signs of what a source is called in a few words."""
_CHOSEN = frozenset({"approximate", "bound", "decimal", "none", "not_applicable"})
"""Cells of which somebody said how they are read."""
_Row = dict[str, str]
_SCORE = [name for name in ScoreRow.model_fields if name != "reading"]


def too_large_for_dossier(reading: FileReading) -> bool:
    """Whether it may be ranked, and neither corrected nor voted on: more than a dossier has."""
    return len(reading.levers) > MOST_OPTIONS or len(reading.criteria) > MOST_CRITERIA


def import_problems(reading: FileReading, head: ImportHead, today: dt.date) -> tuple[Problem, ...]:
    """Everything that stands against a case: of what was typed by field, of the file by cell."""
    return (
        *head_problems(head, today),
        *_unsourced(reading, head),
        *_reading_problems(reading, today),
    )


def _unsourced(reading: FileReading, head: ImportHead) -> Iterator[Problem]:
    """Scores that the file says to be more than an opinion, and that have no source."""
    if head.source_title or head.status != Status.OPINION:
        return
    more = (s for s in reading.scores if s.stated and s.status != "avis")
    if any(not typed.on_one_line(one.source) for one in more):
        yield Problem("empty", _PLACE, None, "source")


def imported_case_files(reading: FileReading, head: ImportHead, today: dt.date) -> dict[str, str]:
    """Name -> text of the files of the case; of one that a file holds already, as it is.

    Raises
    ------
    UnfinishedReading
        While something is wrong in the file, or asked about it without whose answer none is made.
    InvalidRequest
        With all of ``import_problems``, where there are any.
    """
    if reading.files:
        return dict(reading.files)
    if reading.problems or reading.pending:
        raise UnfinishedReading
    if problems := import_problems(reading, head, today):
        raise InvalidRequest(problems)
    criteria = scaled_criteria(reading)
    names = tuple(lever.name for lever in reading.levers)
    fields = (head.choice, names, tuple(one.blank for one in criteria), head.group, head.title)
    blank = BlankCase(*fields, head.option)
    scopes = (typed.on_one_line(one.scope) for one in reading.levers)
    levers = [{**row, "scope": one} for row, one in zip(lever_rows(blank), scopes, strict=True)]
    ids = typed.unique_ids([one.read.name for one in criteria], "criterion")
    tables = {ident: one.table() for ident, one in zip(ids, criteria, strict=True)}
    sources = _sources(reading, head)
    files = {
        raw.CASE_FILE: toml_text(case_table(blank, today)),
        raw.CRITERIA_FILE: toml_text(tables),
        raw.LEVERS_FILE: csv_text(levers, LeverRow.model_fields),
        raw.SOURCES_FILE: csv_text([*sources.values()], SourceRow.model_fields),
        raw.SCORES_FILE: csv_text([*_Scores(reading, head, sources).rows(levers, tables)], _SCORE),
    }
    return files if sources else {n: text for n, text in files.items() if n != raw.SOURCES_FILE}


def _reading_problems(reading: FileReading, today: dt.date) -> Iterator[Problem]:
    yield from _of_names(reading)
    criteria = {one.read.name: one for one in scaled_criteria(reading)}
    wrong = {name: [*scale_problems(one)] for name, one in criteria.items()}
    for problems in wrong.values():
        yield from problems
    for score in reading.scores:
        # Of a criterion that is wrong, no score can be judged.
        if not wrong.get(score.criterion, True):
            yield from score_problems(criteria[score.criterion], score)
        yield from _ground_problems(score, today)


def _of_names(reading: FileReading) -> Iterator[Problem]:
    """Too few levers or criteria, and what is wrong with their names."""
    if len(reading.levers) < FEWEST_OPTIONS:
        values = {"found": len(reading.levers), "allowed": FEWEST_OPTIONS}
        yield Problem("too_few", _PLACE, None, "options", values)
    if not reading.criteria:
        yield Problem("too_few", _PLACE, None, "criteria", {"found": 0, "allowed": 1})
    for lever in reading.levers:
        yield from typed.text_problems(lever.cell, "", lever.name, typed.NAME_SIGNS)
        if lever.scope:
            yield from typed.text_problems(lever.cell, "", lever.scope, typed.QUESTION_SIGNS)
    for named in (reading.levers, reading.criteria):
        for again in typed.repeated_names(_PLACE, ((one.cell, one.name) for one in named)):
            yield Problem(again.kind, again.column, values=again.values)


def _ground_problems(score: ReadScore, today: dt.date) -> Iterator[Problem]:
    """What stands beside a score and no case may hold."""
    for text in (score.source, score.reason):
        words = typed.on_one_line(text)
        yield from typed.text_problems(score.cell, "", words, typed.QUESTION_SIGNS)
    yield from typed.date_problems(score.cell, "", score.date, today)


def _sources(reading: FileReading, head: ImportHead) -> dict[str, _Row]:
    """Title -> row of each source: that of the file first, then those of a column of the table."""
    own = [typed.on_one_line(score.source) for score in reading.scores]
    titles = [*dict.fromkeys(filter(None, (head.source_title, *own)))]
    ids = typed.unique_ids(titles, "source")
    rows = {title: _source_row(i, title) for i, title in zip(ids, titles, strict=True)}
    if of_all := rows.get(head.source_title):
        kind = t("imported file") if head.file else t("source")
        caution = typed.on_one_line(head.caution)
        of_all |= {"kind": kind, "date": head.date, "caveat": caution}
    return rows


def _source_row(ident: str, title: str) -> _Row:
    short = title if len(title) <= _SHORTEST else f"{title[: _SHORTEST - 1].rstrip()}…"
    columns = {"source_id": ident, "kind": t("source"), "title": title}
    columns |= {"publisher": short, "short_name": short}
    return {**dict.fromkeys(SourceRow.model_fields, ""), **columns}


class _Scores:
    """The rows of ``scores.csv`` that a reading makes."""

    def __init__(
        self, reading: FileReading, head: ImportHead, sources: Mapping[str, _Row]
    ) -> None:
        self.reading, self.head, self.sources = reading, head, sources
        self.source = head.source_title
        self.by_cell = {(one.lever, one.criterion): one for one in reading.scores}

    def rows(
        self, levers: list[dict[str, str]], tables: Mapping[str, Mapping[str, object]]
    ) -> Iterator[_Row]:
        """A row for each criterion and each lever, in their order."""
        for (ident, table), criterion in zip(tables.items(), self.reading.criteria, strict=True):
            levels = _level_ids(table)
            for row, lever in zip(levers, self.reading.levers, strict=True):
                score = self.by_cell.get((lever.name, criterion.name))
                cell = {"lever_id": row["lever_id"], "criterion_id": ident}
                row_of = self._known(score, levels) if is_known(score) else self._unknown(score)
                yield {**dict.fromkeys(_SCORE, ""), **cell, **row_of}

    def _known(self, score: ReadScore, levels: Mapping[str, str]) -> _Row:
        amount, high = _amounts(score, levels)
        status = score.status if score.stated else self.head.status
        row = {"score": amount, "high": high, "status": status}
        of_all = {"date": self.head.date, "confidence": self.head.confidence}
        return {**row, **of_all, "source_id": self._id(self.source), **self._own(score)}

    def _unknown(self, score: ReadScore | None) -> _Row:
        return {"status": Status.UNKNOWN.value, **self._own(score)}

    def _own(self, score: ReadScore | None) -> _Row:
        """What the file says of a score itself, and why it is that."""
        if score is None:
            return {"reason": reason_of(score)}
        own = {"date": score.date, "confidence": score.confidence}
        own["source_id"] = self._id(typed.on_one_line(score.source))
        return {**{name: one for name, one in own.items() if one}, "reason": reason_of(score)}

    def _id(self, title: str) -> str:
        return self.sources[title]["source_id"] if title else ""


def _amounts(score: ReadScore, levels: Mapping[str, str]) -> tuple[str, str]:
    """A score and the other end of its range, if it is one; of words the worse first."""
    if score.word is None:
        high = "" if score.high in (None, score.value) else as_written(score.high or 0.0)
        return as_written(score.value or 0.0), high
    words = sorted({score.word, score.high_word or score.word}, key=list(levels).index)
    return levels[words[0]], levels[words[-1]] if len(words) > 1 else ""


def _level_ids(table: Mapping[str, object]) -> dict[str, str]:
    """Word -> its level, of a criterion in words."""
    scale = table["scale"]
    levels = scale.get("levels", ()) if isinstance(scale, dict) else ()
    return {level["label"]: level["id"] for level in levels}


def as_written(value: float) -> str:
    """A number as files have it, which is read back the same.

    Examples
    --------
    >>> as_written(210.0), as_written(0.1 + 0.2), as_written(-0.0)
    ('210', '0.30000000000000004', '0')
    """
    return repr(float(value) + 0.0).removesuffix(".0")


def words_of_cell(score: ReadScore | None) -> str:
    """What a file says of a score, and where: what justifies it, or that it is not known."""
    if score is None or not score.cell:
        return t("the table says nothing of it")
    place, words = score.cell, readable(score.found)
    if words and score.typed:
        reason = t("« {words} », written when the table was taken ({at})", words=words, at=place)
    elif words:
        reason = t("« {words} » in the table ({cell})", words=words, cell=place)
    elif is_known(score):
        reason = t("cell of the table: {cell}", cell=place)
    else:
        reason = t("empty cell of the table ({cell})", cell=place)
    return reason


def reason_of(score: ReadScore | None) -> str:
    """Why a score is what it is: as the file says beside it, else where it stands in it.

    What the cell says comes along where somebody chose how it is read: « environ 40 ».
    """
    words = words_of_cell(score)
    if score is None or not score.reason:
        return words
    text = typed.on_one_line(score.reason)
    if not score.typed and text_amount(score.found).kind not in _CHOSEN:
        return text
    whole = t("{text} ({where})", text=text, where=words)
    most = typed.QUESTION_SIGNS
    return whole if len(whole) <= most else f"{whole[: most - 1].rstrip()}…"


def is_known(score: ReadScore | None) -> TypeGuard[ReadScore]:
    """Whether a file says a number or a word there."""
    return score is not None and (score.value is not None or score.word is not None)
