"""What each score rests on and why, as cells beside it say; what is not clear is said."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from prioritisation.imports.cells.amounts import amount_of
from prioritisation.imports.cells.cell_readings import cut_short
from prioritisation.imports.cells.columns import ColumnReading
from prioritisation.imports.grids import CellKind
from prioritisation.imports.model import ReadScore, ReasonAside, SetAside
from prioritisation.imports.tables.beside import (
    GroundKind,
    confidence_said,
    date_said,
    status_said,
)
from prioritisation.imports.tables.joined_scores import JoinedScores, is_said
from prioritisation.imports.tables.planes import Plane, stretches

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
            return joining.asked("approximate", score, score.cell)
        return replace(score, status=status, stated=True)

    def _date(self, places: GroundPlaces) -> str:
        text = self._text("date", places)
        if not text:
            return ""
        cell = self.plane.cell(*places["date"])
        # « 03/12/2026 » is none beside « 12/25/2026 »: which is the month is not known.
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
