"""Long tables: one row for each score, with what it is of, its other end and what it rests on."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, get_args

from prioritisation.imports.cells.amounts import amount_of, cell_in_unit, unit_key
from prioritisation.imports.cells.columns import (
    ColumnReading,
    CriterionHead,
    PlacedCell,
    column_reading,
)
from prioritisation.imports.cells.headings import (
    aside_reason,
    corner_side,
    direction_in,
    heading_of,
)
from prioritisation.imports.cells.number_cells import UNKNOWN_ANSWER, cut_short, written_amount
from prioritisation.imports.cells.signs import folded_text
from prioritisation.imports.cells.word_cells import proposed_order
from prioritisation.imports.grids import EMPTY, CellKind, column_letters
from prioritisation.imports.model import (
    CellProblem,
    Confident,
    FileAnswers,
    FileQuestion,
    ReadScore,
    ReasonAside,
    SetAside,
)
from prioritisation.imports.tables.planes import Plane, TableBlock, stretches
from prioritisation.imports.tables.scoring import Named, apart_by_unit, refuse_merged, same_name
from prioritisation.imports.tables.tables import DEEPEST_HEADER, Header

GroundKind = Literal["source", "status", "date", "confidence", "reason"]
"""What a file may say of a score beside it: what it rests on, and why it is that."""
Statused = Literal["officiel", "avis", "inféré", "inconnu"]

_OF = r"(?:(?:note|valeur|score|borne) )?"
_ENDS: dict[Literal["low", "high"], re.Pattern[str]] = {
    "low": re.compile(_OF + r"(?:bas(?:se)?|min(?:imum)?|inferieure?|low)"),
    "high": re.compile(_OF + r"(?:haute?|max(?:imum)?|superieure?|high)"),
}
_RAW = re.compile(r"(?:note brute|raw score), (au plus (?:bas|haut)|(?:low|high)est)")
_IDENTIFYING = re.compile(r".+ \((?:id|identifiant|code|ref)\)")
_STAMPS = frozenset({"numero de controle (sha-256)", "control number (sha-256)"})
_OF_SCORE = (
    r"(?: (?:d[eu]s? )?(?:la |l')?"
    r"(?:notes?|valeurs?|scores?|donnees?|chiffres?|releve|evaluation))?"
)
_GROUNDS: Mapping[GroundKind, re.Pattern[str]] = {
    "status": re.compile(rf"(?:statuts?|status){_OF_SCORE}"),
    "date": re.compile(rf"dates?{_OF_SCORE}|date de la source|millesime"),
    "confidence": re.compile(
        rf"(?:(?:niveau|degre|indice) de )?confiance{_OF_SCORE}|confidence(?: level)?"
    ),
    "reason": re.compile(
        r"(?:commentaires?|remarques?|observations?|justifications?|justificatifs?|explications?"
        r"|precisions?|motifs?|motivations?|raisons?|argumentaires?|arguments?|comments?|remarks?"
        rf"|rationale|reasons?){_OF_SCORE}"
    ),
}
_CONFIDENCES: Mapping[str, Confident] = {
    **dict.fromkeys(("elevee", "eleve", "high"), "élevée"),
    **dict.fromkeys(("moyenne", "moyen", "medium"), "moyenne"),
    **dict.fromkeys(("faible", "low"), "faible"),
}
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_FIGURES = re.compile(r"(?:(?:([0-9]{1,2})[/. -])?([0-9]{1,2})[/. -])?([0-9]{4})", re.ASCII)
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:[t ][0-9:.]+z?)?", re.ASCII)
_IN_LETTERS = re.compile(rf"(?:([0-9]{{1,2}})(?:er)? )?({'|'.join(_MONTHS)}) ([0-9]{{4}})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_STATUSES: Mapping[str, Statused] = {
    **dict.fromkeys(("officiel", "officielle", "official"), "officiel"),
    **dict.fromkeys(("avis", "opinion"), "avis"),
    **dict.fromkeys(
        ("infere", "inferee", "deduit, a verifier", "deduite, a verifier", "deduced, to check"),
        "inféré",
    ),
    **dict.fromkeys(("deduit", "deduite", "inferred"), "inféré"),
    **dict.fromkeys(("inconnu", "inconnue", "manquant", "manquante", "missing"), "inconnu"),
    "unknown": "inconnu",
}


def end_named(head: str) -> Literal["low", "high", ""]:
    """Which end of a score a column has, in a table that was written here.

    Examples
    --------
    >>> end_named("note brute, au plus bas"), end_named("raw score, highest"), end_named("Haut")
    ('low', 'high', '')
    """
    match = _RAW.fullmatch(folded_text(head))
    if match is None:
        return ""
    return "low" if match[1] in ("au plus bas", "lowest") else "high"


def is_identifying(head: str) -> bool:
    """Whether a column identifies what another one names: « Levier (identifiant) »."""
    return aside_reason(head) == "number" or bool(_IDENTIFYING.fullmatch(folded_text(head)))


def is_stamp(head: str) -> bool:
    """Whether a column has the control number of a proof file, as tables given back have."""
    return folded_text(head) in _STAMPS


@lru_cache(maxsize=2_000)
def ground_named(head: str) -> GroundKind | Literal[""]:
    """What a column says of each score beside it.

    Examples
    --------
    >>> ground_named("Commentaires"), ground_named("Date du relevé"), ground_named("Date de fin")
    ('reason', 'date', '')
    """
    if aside_reason(head) == "source":
        return "source"
    folded = folded_text(head)
    return next((kind for kind, one in _GROUNDS.items() if one.fullmatch(folded)), "")


def confidence_said(text: str) -> Confident:
    """How sure a score is; empty for other words than those of the data files.

    Examples
    --------
    >>> confidence_said("Élevée"), confidence_said("faible"), confidence_said("plutôt bonne")
    ('élevée', 'faible', '')
    """
    return _CONFIDENCES.get(folded_text(text), "")


def date_said(text: str) -> str:
    """A day, a month or a year as files have it, the day before the month; empty for no date.

    Examples
    --------
    >>> [date_said(one) for one in ("12/03/2026", "03/2026", "1er mars 2026", "2026-03-12")]
    ['2026-03-12', '2026-03', '2026-03-01', '2026-03-12']
    >>> [date_said(one) for one in ("2025", "31/02/2026", "12/03/26", "début 2026")]
    ['2025', '', '', '']
    """
    folded = folded_text(text)
    day: str | None
    if iso := _ISO.fullmatch(folded):
        year, month, day = iso.groups()
    elif letters := _IN_LETTERS.fullmatch(folded):
        day, name, year = letters.groups()
        month = str(_MONTHS.index(name) + 1)
    elif figures := _FIGURES.fullmatch(folded):
        day, month, year = figures.groups()
    else:
        return ""
    try:
        real = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    if not _FIRST_YEAR <= real.year <= _LAST_YEAR:
        return ""
    return real.isoformat()[: 10 if day else 7 if month else 4]


def status_said(text: str) -> Statused | None:
    """What a score rests on, in the words of the data files or of the screens.

    Examples
    --------
    >>> status_said("Officiel"), status_said("déduite, à vérifier"), status_said("validé")
    ('officiel', 'inféré', None)
    """
    return _STATUSES.get(folded_text(text))


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table of scores, one a row.

    Attributes
    ----------
    lever, criterion, score
        The columns that say what a row is of, and the score.
    beside
        What other columns are: ``unit``, ``direction``, what each score rests on
        (``beside.GroundKind``), or why they are left out.
    high
        The column of the other end of each score, where it may be a range.
    whole
        Whether it is one that was given back: it says of itself what each column is.
    sums
        Rows among the others that are left out, and why: totals, means, ranks, weights.
    """

    plane: Plane
    header: Header
    rows: tuple[int, ...]
    lever: int
    criterion: int
    score: int
    beside: Mapping[int, str]
    high: int | None = None
    whole: bool = False
    sums: Mapping[int, str] = field(default_factory=dict)

    def lever_at(self, row: int) -> tuple[int, int]:
        """Where the lever of a row is named: on it, or above where cells are merged."""
        return self.plane.top(row, self.lever)

    def criterion_at(self, row: int) -> tuple[int, int]:
        """Where the criterion of a row is named."""
        return self.plane.top(row, self.criterion)

    def beside_of(self, why: str) -> int | None:
        """The column that says something of each score, if there is one."""
        return next((c for c, reason in self.beside.items() if reason == why), None)

    def grounds_at(self, row: int) -> dict[GroundKind, tuple[int, int]]:
        """The cells that say what the score of a row rests on, and why it is that."""
        columns = ((kind, self.beside_of(kind)) for kind in get_args(GroundKind))
        return {kind: self.plane.top(row, c) for kind, c in columns if c is not None}


def long_table(plane: Plane, block: TableBlock, header: Header) -> LongTable | None:
    """A row for each score, as somebody says: of a lever, then of a criterion."""
    rows = [r for r in block.rows if r >= header.first and len(plane.filled(r)) > 1]
    if not rows or not header.rows:
        return None
    heads = headed_columns(plane, block, header.rows[-1])
    naming = [
        c
        for c in block.columns
        if not aside_reason(heads[c]) and not is_identifying(heads[c])
        if _names_things(plane, rows, c)
    ]
    said = {plane.answers.choice("role", column_letters(c)): c for c in heads}
    lever = _named_by(plane, heads, naming, "lever", (said.get("criterion"),))
    criterion = _named_by(plane, heads, naming, "criterion", (lever,))
    if lever is None or criterion is None:
        return None
    others = [c for c in heads if c not in (lever, criterion)]
    named = [c for c in others if corner_side(heads[c]) == "score"]
    numbers = [c for c in others if any(plane.glance(r, c) == "value" for r in rows)]
    ends = {
        end: c
        for c in others
        for end, pattern in _ENDS.items()
        if pattern.fullmatch(folded_text(heads[c]))
    }
    low, high = ends.get("low"), ends.get("high")
    score = next((c for c in (*named, low, *numbers) if c is not None), None)
    if score is None:
        return None
    if score == high or low not in (None, score):
        high = None
    beside = columns_beside(plane, rows, heads, (lever, criterion, score, high))
    sums = {r: why for r in rows if (why := _reason_of_row(plane, r, (lever, criterion)))}
    kept = tuple(r for r in rows if r not in sums)
    if not kept:
        return None
    return LongTable(plane, header, kept, lever, criterion, score, beside, high=high, sums=sums)


def _named_by(
    plane: Plane,
    heads: Mapping[int, str],
    naming: Sequence[int],
    side: Literal["lever", "criterion"],
    taken: tuple[int | None, ...],
) -> int | None:
    """The column of levers or of criteria: as somebody says, as it is headed, or the next."""
    said = [c for c in heads if plane.answers.choice("role", column_letters(c)) == side]
    headed = [c for c in naming if corner_side(heads[c]) == side]
    return next((c for c in (*said, *headed, *naming) if c not in taken), None)


def headed_columns(plane: Plane, block: TableBlock, row: int) -> dict[int, str]:
    """What heads each column of a block, and those of remarks after one that has but a heading."""
    heads = {c: plane.name(row, c) for c in block.columns}
    for c in range(max(block.columns) + 1, plane.width):
        if not ground_named(plane.name(row, c)):
            break
        if c in plane.columns:
            heads[c] = plane.name(row, c)
    return heads


def _reason_of_row(plane: Plane, row: int, pair: tuple[int, int]) -> str:
    """Why a row is no score, as its lever or its criterion says, unless somebody says it is."""
    if plane.answers.choice("role", str(row + 1)) == "lever":
        return ""
    reasons = (aside_reason(plane.name(*plane.top(row, c))) for c in pair)
    return next((one for one in reasons if one in ("total", "mean", "rank", "weight")), "")


def columns_beside(
    plane: Plane, rows: list[int], heads: dict[int, str], used: tuple[int | None, ...]
) -> dict[int, str]:
    """What the other columns of a long table are; of two that say the same, the first."""
    reasons: dict[int, str] = {}
    for c, head in heads.items():
        if c in used:
            continue
        ground = ground_named(head)
        if is_identifying(head):
            reasons[c] = "number"
        elif plane.answers.choice("role", column_letters(c)) == "left_out":
            reasons[c] = "by_choice"
        elif ground and ground not in reasons.values() and _says(plane, rows, c, ground):
            reasons[c] = ground
        else:
            reasons[c] = "remark" if ground else aside_reason(head) or "remark"
    return reasons


def _says(plane: Plane, rows: list[int], column: int, kind: GroundKind) -> bool:
    """Whether anything of a column is what its heading says: a status, a date, how sure."""
    saying = {"status": status_said, "date": date_said, "confidence": confidence_said}.get(kind)
    texts = [plane.name(r, column) for r in rows if plane.glance(r, column)]
    return saying is None or any(map(saying, texts))


def _names_things(plane: Plane, rows: list[int], column: int) -> bool:
    """Whether a column has words on nearly all rows."""
    glances = [plane.glance(*plane.top(r, column)) for r in rows]
    return glances.count("word") >= 0.9 * len(rows)


def given_back_table(plane: Plane, block: TableBlock) -> LongTable | None:
    """A table of scores that was written here, if it is one: it names both ends of each."""
    for row in block.rows[:DEEPEST_HEADER]:
        heads = {c: plane.name(row, c) for c in block.columns}
        raw = {end: c for c, head in heads.items() if (end := end_named(head))}
        if raw.keys() == _ENDS.keys():
            return _table(plane, block, row, raw["low"], raw["high"])
    return None


def _table(plane: Plane, block: TableBlock, top: int, low: int, high: int) -> LongTable | None:
    rows = [r for r in block.rows if r > top and len(plane.filled(r)) > 1]
    heads = headed_columns(plane, block, top)
    names = [c for c, head in heads.items() if head and not is_identifying(head)]
    criterion = next((c for c in names if corner_side(heads[c]) == "criterion"), None)
    before = [c for c in names if criterion is not None and c < criterion]
    if criterion is None or not before or not rows:
        return None
    beside = columns_beside(plane, rows, heads, (before[-1], criterion, low, high))
    # What people read: « 3 fiches ».
    beside |= {c: "copy" for c in beside if criterion < c < low and beside[c] == "remark"}
    header = Header((top,), rows[0])
    pair = before[-1], criterion
    return LongTable(plane, header, tuple(rows), *pair, low, beside, high=high, whole=True)


def is_other_table(plane: Plane, block: TableBlock) -> bool:
    """Whether a table says that it was written here, and is none of scores: ranks, ballots."""
    return any(is_stamp(plane.name(block.rows[0], c)) for c in block.columns)


@dataclass
class JoinedScores:
    """What becomes of the scores of a criterion as more is known of each."""

    reading: ColumnReading
    answers: FileAnswers
    scores: list[ReadScore] = field(default_factory=list)
    questions: list[FileQuestion] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    def asked(self, score: ReadScore, cell: str) -> ReadScore:
        """A score that counts once somebody says so: until then it is unknown."""
        if self.answers.choice("cell", cell):
            return score
        choices = (score.word or written_amount(score.value or 0.0, score.high), UNKNOWN_ANSWER)
        self.questions.append(FileQuestion("cell", cell, (cell,), choices, cut_short(score.found)))
        return unknown_score(score)

    def done(self) -> ColumnReading:
        """The reading, with what is asked and wrong besides."""
        return replace(
            self.reading,
            scores=tuple(self.scores),
            questions=(*self.questions, *self.reading.questions),
            problems=(*self.reading.problems, *self.problems),
        )


def unknown_score(score: ReadScore) -> ReadScore:
    """The same place, of which nothing is known."""
    return replace(score, value=None, high=None, word=None, high_word=None, status="inconnu")


def is_said(score: ReadScore) -> bool:
    """Whether a file says a number or a word there."""
    return score.value is not None or score.word is not None


def with_high_ends(
    reading: ColumnReading, answers: FileAnswers, pairs: Mapping[str, str]
) -> ColumnReading:
    """Each score with its other end.

    Parameters
    ----------
    pairs
        The cell of each score -> that of its other end.
    """
    joining = JoinedScores(reading, answers)
    by_cell = {one.cell: one for one in reading.scores}
    wrong = {one.cell for one in reading.problems}
    open_cells = {one.about for one in reading.questions}
    others = {*pairs.values()}
    for score in reading.scores:
        other = by_cell.get(pairs.get(score.cell, ""))
        if score.cell in others or pairs.get(score.cell) in wrong:
            continue
        if other is None or (not is_said(score) and not is_said(other)):
            joining.scores.append(score)
        elif {score.cell, other.cell} & open_cells:
            joining.scores.append(unknown_score(score))
        else:
            _join(joining, score, other)
    return joining.done()


def _join(joining: JoinedScores, score: ReadScore, other: ReadScore) -> None:
    """One score of two ends; of one end alone, nobody says that it is all."""
    if not is_said(other):
        joining.scores.append(joining.asked(score, score.cell))
        return
    if not is_said(score):
        one = replace(other, cell=score.cell)
        joining.scores.append(joining.asked(one, other.cell))
        return
    high, word = other.value if other.high is None else other.high, other.high_word or other.word
    text = score.found if score.found == other.found else f"{score.found} – {other.found}"
    if score.value is not None and high is not None and high < score.value:
        joining.problems.append(CellProblem("reversed", other.cell, cut_short(text)))
        return
    high = None if high == score.value else high
    word = None if word == score.word else word
    joining.scores.append(replace(score, high=high, high_word=word, found=text))


LONGEST_REMARK = 500
"""Signs of what may be said of a score, or of a lever, in a case that is corrected."""
_MOST_SAID = 12
_UNCLEAR: Mapping[GroundKind, ReasonAside] = {
    "status": "no_status",
    "date": "no_date",
    "confidence": "no_confidence",
    "source": "source",
    "reason": "remark",
}
GroundPlaces = Mapping[GroundKind, tuple[int, int]]
"""What is said -> the cell that says it."""


def seen_text(text: str) -> str:
    """A text without the signs that nobody sees, or that turn what is read."""
    return text if text.isprintable() else "".join(filter(str.isprintable, text)).strip()


class RestingScores:
    """Scores of a table, each with what its cells beside say.

    Parameters
    ----------
    grounds
        Cell of each score -> where what it rests on is said.
    whole
        Whether the table was given back: each cell says what it says, « ? » included.
    """

    def __init__(
        self, plane: Plane, grounds: Mapping[str, GroundPlaces], *, whole: bool = False
    ) -> None:
        self.plane, self.grounds, self.whole = plane, grounds, whole
        places = {p["date"] for p in grounds.values() if "date" in p}
        self._month_first = any(_is_month_first(plane.name(*one)) for one in places)
        self._unclear: dict[tuple[int, ReasonAside], dict[int, str]] = defaultdict(dict)

    def with_grounds(self, reading: ColumnReading) -> ColumnReading:
        """The scores of a criterion, each with what is said of it; what is asked, asked."""
        joining = JoinedScores(reading, self.plane.answers)
        for score in reading.scores:
            joining.scores.append(self._rested(joining, score, self.grounds.get(score.cell, {})))
        return joining.done()

    @property
    def left_out(self) -> list[SetAside]:
        """What is not what its heading says: neighbours that say the same together."""
        return [
            one
            for (column, why), texts in self._unclear.items()
            for one in self._aside(column, why, texts)
        ]

    def _aside(self, column: int, why: ReasonAside, texts: Mapping[int, str]) -> list[SetAside]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, text in sorted(texts.items()):
            rows[text].append(row)
        parts = [(ends, text) for text, own in rows.items() for ends in stretches(own)]
        if len(parts) > _MOST_SAID:
            parts = [((min(texts), max(texts)), parts[0][1])]
        name = self.plane.sheet.range_name
        return [SetAside(name(ends, (column, column)), why, text) for ends, text in parts]

    def _rested(self, joining: JoinedScores, score: ReadScore, places: GroundPlaces) -> ReadScore:
        score = replace(
            score,
            source=self._words("source", places),
            date=self._date(places),
            confidence=confidence_said(text := self._text("confidence", places)),
            reason=self._words("reason", places),
        )
        if text and not score.confidence:
            self._say("confidence", places)
        return self._with_status(joining, score, places)

    def _with_status(
        self, joining: JoinedScores, score: ReadScore, places: GroundPlaces
    ) -> ReadScore:
        """A known score with what it rests on; one that is said to be unknown is asked about."""
        text = self._text("status", places)
        status = status_said(text)
        if status is None and text and self.plane.glance(*places["status"]) != "unknown":
            self._say("status", places)
        if status is None or not is_said(score):
            return score
        if status == "inconnu":
            return joining.asked(score, score.cell)
        return replace(score, status=status, stated=True)

    def _date(self, places: GroundPlaces) -> str:
        text = self._text("date", places)
        if not text:
            return ""
        cell = self.plane.cell(*places["date"])
        turned = self._month_first and cell.kind is CellKind.TEXT and not text.isdecimal()
        date = "" if turned else date_said(text)
        if not date:
            self._say("date", places)
        return date

    def _words(self, kind: GroundKind, places: GroundPlaces) -> str:
        text = seen_text(self._text(kind, places))
        if len(text) <= LONGEST_REMARK:
            return text
        self._say(kind, places, "cut")
        return text[: LONGEST_REMARK - 1].rstrip() + "…"

    def _text(self, kind: GroundKind, places: GroundPlaces) -> str:
        """What a cell says; nothing where it says that it does not know."""
        if kind not in places:
            return ""
        row, column = places[kind]
        glance, text = self.plane.glance(row, column), self.plane.name(row, column)
        if self.whole or glance != "unknown" or kind == "status":
            return "" if glance == "error" else text
        if amount_of(self.plane.cell(row, column)).kind == "ditto":
            self._say(kind, places)
        return ""

    def _say(self, kind: GroundKind, places: GroundPlaces, why: ReasonAside | None = None) -> None:
        row, column = places[kind]
        text = cut_short(self.plane.name(row, column))
        self._unclear[column, why or _UNCLEAR[kind]][row] = text


def _is_month_first(text: str) -> bool:
    """Whether a date can only be read with its month first: « 12/25/2026 »."""
    parts = text.split("/")
    turned = "/".join([*parts[1::-1], *parts[2:]])
    return not date_said(text) and bool(date_said(turned))


def long_columns(
    table: LongTable, levers: Sequence[Named], criteria: Sequence[Named]
) -> tuple[list[ColumnReading], list[SetAside]]:
    """Each criterion of a long table; what stands beside scores and is not what its heading says.

    A lever that has no row for a criterion has a score nowhere.
    """
    plane = table.plane
    rows = {
        (plane.key(*table.lever_at(r)), plane.key(*table.criterion_at(r))): r
        for r in reversed(table.rows)
    }
    alike = apart_by_unit(one.name for one in criteria)
    columns = [table.score, *([] if table.high is None else [table.high])]
    refuse_merged(plane, ((r, c) for r in table.rows for c in columns))
    read = []
    for one in criteria:
        key = plane.key(one.row, one.column)
        placed = [(v.name, rows.get((plane.key(v.row, v.column), key))) for v in levers]
        of_it = [row for _, row in placed if row is not None]
        head = _long_head(table, one, of_it, columns)
        if same_name(heading_of(one.name).name) in alike:
            head = replace(head, whole=True)
        read.append(_long_reading(table, head, placed))
    grounds = {cell: places for _, by_cell in read for cell, places in by_cell.items()}
    rested = RestingScores(plane, grounds, whole=table.whole)
    readings = [rested.with_grounds(reading) for reading, _ in read]
    return readings, rested.left_out


def _long_head(
    table: LongTable, name: Named, rows: Sequence[int], columns: Sequence[int]
) -> CriterionHead:
    """What the rows of a criterion say of all of it: the first one does."""
    unit = _unit_beside(table, rows[0])
    return CriterionHead(
        name.name,
        table.plane.sheet.cell_name(name.row, name.column),
        unit,
        direction_in(_said_beside(table, rows[0], "direction")),
        beside=bool(unit),
        levels=_words_beside(table, rows, columns),
    )


def _long_reading(
    table: LongTable, head: CriterionHead, placed: Sequence[tuple[str, int | None]]
) -> tuple[ColumnReading, dict[str, GroundPlaces]]:
    """Both ends of all scores read together; the cells that say what each of them rests on."""
    cells = [
        PlacedCell(lever, "", EMPTY)
        if row is None
        else _long_cell(table, lever, (row, table.score), head.unit)
        for lever, row in placed
    ]
    named = {_cell_at(table, row, table.score): row for _, row in placed if row is not None}
    high = table.high
    if high is None:
        reading = column_reading(head, cells, table.plane.answers)
    else:
        rows = [(lever, row) for lever, row in placed if row is not None]
        cells += [_long_cell(table, v, (row, high), head.unit) for v, row in rows]
        pairs = {cell: _cell_at(table, row, high) for cell, row in named.items()}
        reading = column_reading(head, cells, table.plane.answers)
        reading = with_high_ends(reading, table.plane.answers, pairs)
    return reading, {cell: table.grounds_at(row) for cell, row in named.items()}


def _cell_at(table: LongTable, row: int, column: int) -> str:
    return table.plane.sheet.cell_name(row, column)


def _long_cell(table: LongTable, lever: str, place: tuple[int, int], unit: str) -> PlacedCell:
    """A score; with the unit of its row, where that is another one than its criterion has."""
    cell = table.plane.cell(*place)
    own = _unit_beside(table, place[0])
    if own and unit_key(own) != unit_key(unit):
        cell = cell_in_unit(cell, own)
    return PlacedCell(lever, _cell_at(table, *place), cell)


def _said_beside(table: LongTable, row: int, why: str) -> str:
    column = table.beside_of(why)
    return "" if column is None else table.plane.name(*table.plane.top(row, column))


_IN_WORDS = frozenset({"en mots", "mots", "in words"})
"""What stands in the place of the unit of scores that are words, even « 2 »."""


def _unit_beside(table: LongTable, row: int) -> str:
    unit = _said_beside(table, row, "unit").strip("()[] ")
    return "" if folded_text(unit) in _IN_WORDS else unit


def _words_beside(
    table: LongTable, rows: Sequence[int], columns: Sequence[int]
) -> tuple[str, ...]:
    """The words of a criterion, where each of its rows says that it has some."""
    if not all(folded_text(_said_beside(table, row, "unit")) in _IN_WORDS for row in rows):
        return ()
    # What was written here has an empty cell where nobody knows: « n.d. » is a word of theirs.
    blank = ("",) if table.whole else ("", "unknown")
    places = [(row, c) for row in rows for c in columns]
    known = [one for one in places if table.plane.glance(*one) not in blank]
    return proposed_order([*dict.fromkeys(table.plane.name(*place) for place in known)])
