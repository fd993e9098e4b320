"""The content of every document: one object, made from the decision record, with several writers.

Texts are what people read, in French; no writer makes a sentence or computes a figure.
Figures of the workbook are those of the record.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from criteria.model import DEFAULT_OPTION
from prioritisation.wording import t

HALF_LINE = 45
"""Characters of a line of the heading that half the width of a page holds."""

_Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``strong`` when it is what the section says first."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short texts in a list."""

    items: _Cells


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row.

    Attributes
    ----------
    widths
        Share of the width of each column; they sum to 1.
    figures
        Columns of figures, set at the right.
    """

    caption: str
    header: _Cells
    rows: tuple[_Cells, ...]
    widths: tuple[float, ...]
    figures: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a row or widths that do not fit the header."""
        wrong = [row for row in self.rows if len(row) != len(self.header)]
        if wrong or len(self.widths) != len(self.header):
            message = (
                f"{self.caption}: {len(self.header)} columns expected, {wrong or self.widths}"
            )
            raise ValueError(message)


@dataclass(frozen=True)
class Picture:
    """The picture of the ranking, with its text for those who do not see it.

    Attributes
    ----------
    drawing
        Makes its Vega-Lite specification; not called by documents that do not show it.
    caveats
        Of the sources: what is said where the picture goes alone.
    """

    caption: str
    alt: str
    drawing: Callable[[], str]
    caveats: tuple[str, ...] = ()

    @cached_property
    def specification(self) -> str:
        """The Vega-Lite specification, made once."""
        return self.drawing()


Block = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the note, of its annex, or of its page."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the note.

    Attributes
    ----------
    lines
        Label and text of each line of the heading: body, date, author, participants...
    day
        The day of the meeting; documents are dated by it, never by the clock.
    mark
        What must be said of the whole document (« repetition », « fictitious data »); or nothing.
    number
        The control number, to be read out; empty without a record.
    """

    title: str
    status: str
    lines: tuple[tuple[str, str], ...]
    day: dt.date
    organisation: str = ""
    mark: str = ""
    number: str = ""

    @property
    def wide(self) -> tuple[tuple[str, str], ...]:
        """The lines that half a page does not hold; they come first."""
        return tuple(line for line in self.lines if len(line[1]) > HALF_LINE)

    @property
    def narrow(self) -> tuple[tuple[str, str], ...]:
        """The other lines, two side by side."""
        return tuple(line for line in self.lines if len(line[1]) <= HALF_LINE)

    @property
    def numbered(self) -> str:
        """The control number, named; empty without one."""
        return t("Control number: {number}", number=self.number) if self.number else ""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A criterion, as the workbook weighs it.

    Attributes
    ----------
    points
        What the weight is made of; weights are shares of their sum.
    rule
        Its direction and its two anchors, in a sentence.
    unit
        Of its raw scores; empty where these are words, or have none.
    official, whole_name
        What the case calls it; what the ballot and the case call it.
    """

    id: str
    label: str
    points: float
    weight: float
    rule: str
    colour: str
    unit: str = ""
    official: str = ""
    whole_name: str = ""


@dataclass(frozen=True, slots=True)
class BoardCell:
    """A score: what people read, the values it may have (0 to 1), and what it rests on.

    Attributes
    ----------
    date
        As precise as it is known (ISO 8601).
    lowest, highest
        The raw score, smallest and largest possible, in the unit or the words of the criterion;
        None when it is unknown.
    """

    text: str
    low: float
    high: float
    status: str
    source: str = ""
    date: str = ""
    confidence: str = ""
    reason: str = ""
    lowest: float | str | None = None
    highest: float | str | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A lever: its scores, its points (0 to 1) and its ranks, smallest and largest possible.

    ``parts`` are what each criterion surely brings; they sum to ``low``.
    """

    id: str
    label: str
    short: str
    colour: str
    cells: tuple[BoardCell, ...]
    parts: tuple[float, ...]
    low: float
    high: float
    best: int
    worst: int


BallotPoints = tuple[float | None, ...]
"""Points of a ballot by criterion, None where its voter abstained.

Where voters gave places, the points are a hundred shared as the rule of the meeting does.
"""


@dataclass(frozen=True, slots=True)
class Board:
    """The figures: criteria, levers in the order of the ranking, ballots if they may be shown.

    Of a ballot, its identifier and its points.

    Attributes
    ----------
    weight_digits, point_digits
        Decimals of weights in percent, and of the points of a lever, as the note writes them.
    """

    columns: tuple[BoardColumn, ...]
    rows: tuple[BoardRow, ...]
    ballots: tuple[tuple[str, BallotPoints], ...] = ()
    weight_digits: int = 1
    point_digits: int = 1


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: its message is its title."""

    message: str
    blocks: tuple[Block, ...]
    notes: str


@dataclass(frozen=True, slots=True)
class Note:
    """The note.

    Attributes
    ----------
    first
        What must be known first, before the decision.
    sections, annex
        The sections, the decision first; then the annex, on its own page.
    slides
        The first shows the ranking as a chart that can be edited.
    record, sha256
        The decision record as text, and its fingerprint.
    minutes
        What is copied into the minutes and into the mail.
    option
        What is compared, by its noun, in what the documents say of their own.
    page
        What the page *Compte rendu* shows of it.
    """

    heading: Heading
    first: tuple[str, ...]
    sections: tuple[Section, ...]
    annex: tuple[Section, ...]
    trace: tuple[tuple[str, str], ...]
    slides: tuple[Slide, ...]
    board: Board
    picture: Picture | None
    record: str = ""
    sha256: str = ""
    minutes: str = ""
    option: str = DEFAULT_OPTION
    page: tuple[Section, ...] = ()
