"""What a file says, as data: levers, criteria, scores; what is asked, left out, wrong, and where.

Nothing in it is a guess that is not asked: a file is understood, or what is missing is a question.
Names are as the file writes them, on one line. Cells are as a spreadsheet names them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from prioritisation.imports.grids import FileKind

Lying = Literal["rows", "columns", "long"]
"""Where levers are: one a row, one a column, or one a row with each of its scores."""

QuestionKind = Literal[
    "cell", "direction", "ends", "header", "order", "orientation", "role", "sheet"
]
"""What is asked.

* of the table: ``sheet`` (which has it), ``header`` (the number of its row; 0 for none),
  ``orientation`` (``rows`` or ``columns``: where levers are; ``long``: a row for each score),
  ``role`` (what a row or a column is, ``about`` its letter or number);
* of a ``cell``, ``about`` its name: what is to be read there (« environ 40 », « au moins 3 »,
  « 1.234 », « néant », « s.o. », what is struck out);
* of a criterion, ``about`` its name: ``direction`` (``min``, ``max``), ``ends`` (of its scale),
  ``order`` (of its words, from the worst to the best).
"""

ANSWERED_LATER: frozenset[QuestionKind] = frozenset({"direction", "ends", "order"})
"""What a group may still answer once the case is made: it stands there « à confirmer »."""

ReasonAside = Literal[
    "copy", "cut", "direction", "empty", "ends", "group", "hidden", "hidden_sheet",
    "mean", "no_confidence", "no_date", "no_status", "number", "other_sheet", "other_table",
    "rank", "remark", "source", "struck", "text", "title", "total", "unit", "weight",
    "by_choice",
]  # fmt: skip
"""Why something of a file is no lever, criterion or score, nor said of one.

``no_confidence``, ``no_date``, ``no_status``: what stands there is none; ``cut``: only its
beginning is taken.
"""

Confident = Literal["", "élevée", "moyenne", "faible"]
"""How sure a score is, in the words of the data files."""

ProblemOfCell = Literal[
    "date",
    "duplicate_criterion",
    "duplicate_lever",
    "duplicate_score",
    "error_value",
    "no_value",
    "not_a_number",
    "not_a_word",
    "not_finite",
    "other_unit",
    "reversed",
    "too_long",
    "unnamed_criterion",
    "unnamed_lever",
    "control_sign",
]
"""``no_value``: a formula whose result was not kept; ``reversed``: « 8 à 3 »."""


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """What a file does not say, and what may be answered.

    Attributes
    ----------
    about
        The name of a criterion or of a lever, of a cell, or the letter or number of a line.
    choices
        What may be answered, the likeliest first; empty where anything may.
    found
        What stands there.
    """

    kind: QuestionKind
    about: str = ""
    cells: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    found: str = ""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What somebody says of a file.

    ``kind`` and ``about`` are a question's, or those of what was understood without one:
    ``sheet``, ``header``, ``names`` (letter of the column, or number of the row, that has the
    names of levers), ``orientation``, ``role``, ``unit``; ``cell`` says what stands in a cell
    instead, as it would be typed there (« ? » for unknown).
    """

    kind: str
    about: str = ""
    choice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong at a place: nothing is made of the file until it is mended, or answered.

    Attributes
    ----------
    cell, found
        Its name, or a range's; what stands there, cut short.
    values
        What its sentences say besides: ``name`` of the criterion, ``unit``.
    """

    kind: ProblemOfCell
    cell: str
    found: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetAside:
    """What was seen and is no lever, criterion or score: what heads it, or it says, cut short."""

    cells: str
    why: ReasonAside
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadLever:
    """A lever: its name, where that stands first, and what it covers, where a column says so."""

    name: str
    cell: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class ReadCriterion:
    """A criterion, as the file has it and as it was answered since.

    Attributes
    ----------
    words
        Of a scale of words, from the worst to the best as proposed or answered; else empty.
    ordered
        Whether somebody says so: the file, or an answer; else the order is to be confirmed.
    low, high
        The least and the greatest of what is read; None where no number is.
    direction
        ``min``, ``max``: the better, as the file or an answer says; ``open``: answered « à voir »;
        empty where nothing says.
    ends
        From the worst to the best, as the file or an answer says.
    heading
        All that the file writes as its name, « Coût (k€) », on one line; empty where it is that.
    """

    name: str
    cell: str
    unit: str = ""
    words: tuple[str, ...] = ()
    ordered: bool = False
    low: float | None = None
    high: float | None = None
    direction: Literal["", "min", "max", "open"] = ""
    ends: tuple[float, float] | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class ReadScore:
    """A score, in the cell where it stands; in none where a long table says nothing of it.

    Attributes
    ----------
    value, high
        A number, in the unit of the criterion; ``high`` where it is a range. None where unknown,
        where a word, and where a question about the cell is open.
    word, high_word
        A word of the scale; both where it is a range (« faible à moyen »), as the file has them.
    status
        ``avis`` until somebody says otherwise, ``inconnu`` where nothing is known; ``stated``
        where the file says it itself.
    found
        What the cell says, as it is written there.
    typed
        Whether somebody said what stands there instead: ``found`` is that.
    source, date, confidence, reason
        As the file says them of this score, beside it; ``date`` as files have it (ISO).
    """

    lever: str
    criterion: str
    cell: str
    value: float | None = None
    high: float | None = None
    status: Literal["inconnu", "avis", "officiel", "inféré"] = "inconnu"
    word: str | None = None
    found: str = ""
    source: str = ""
    high_word: str | None = None
    typed: bool = False
    stated: bool = False
    date: str = ""
    confidence: Confident = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table is.

    Attributes
    ----------
    sheet
        Its name; ``sheets`` has those of all that may have one.
    header
        Rows of the header, counted from 0; empty where there is none.
    names
        The column of the names of levers; the row, where levers are in columns.
    rows, columns
        What each row and column is: ``title``, ``header``, ``lever``, ``criterion``, ``names``, or
        why it is left out.
    excerpt
        What the first cells say, as ``excerpt.excerpt_of`` has them.
    """

    sheet: str
    sheets: tuple[str, ...]
    lying: Lying
    header: tuple[int, ...]
    names: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    excerpt: tuple[tuple[float | str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file says, and what it does not.

    Attributes
    ----------
    layout
        None of a file that is a case already.
    notes
        Of ``grids.Book``.
    files
        Of a case or a record: the files of the case that it holds; else empty.
    title
        What stands above the table, if it looks like a title.
    """

    kind: FileKind
    layout: Layout | None
    levers: tuple[ReadLever, ...]
    criteria: tuple[ReadCriterion, ...]
    scores: tuple[ReadScore, ...]
    questions: tuple[FileQuestion, ...] = ()
    left_out: tuple[SetAside, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    title: str = ""

    @property
    def pending(self) -> tuple[FileQuestion, ...]:
        """The questions without whose answers no case can be made."""
        return tuple(q for q in self.questions if q.kind not in ANSWERED_LATER)

    @property
    def unstated(self) -> tuple[FileQuestion, ...]:
        """Which way criteria count, and how words are ordered, where nobody has said it."""
        return tuple(q for q in self.questions if q.kind in ("direction", "order"))


class FileAnswers:
    """FileAnswers about one file; of two about the same thing the last one counts."""

    def __init__(self, answers: Iterable[GivenAnswer] = ()) -> None:
        self.given = tuple(answers)

    @cached_property
    def _by_subject(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {(one.kind, one.about): one.choice for one in self.given}

    def choices(self, kind: str, about: str = "") -> tuple[str, ...]:
        """What was answered; empty where nothing was."""
        return self._by_subject.get((kind, about), ())

    def choice(self, kind: str, about: str = "") -> str:
        """The one thing that was answered; empty where nothing was."""
        return next(iter(self.choices(kind, about)), "")
