"""What was ranked, as a record tells it: levers, criteria, scores, and the frame of the choice."""

import datetime as dt
from operator import not_
from typing import Annotated, Literal

from pydantic import Field

from criteria.model import DEFAULT_OPTION, Option, Sense, Standing, Status
from criteria.readings import LinkRule, combination_of
from prioritisation.analysis.parts import Figure, Line, Part, Text, is_empty
from prioritisation.meeting.rules import Role
from prioritisation.record.evidence_parts import MethodPart, PleaPart

RecordedAmount = Figure | Text
"""A score: a number in the unit of its criterion, or the id of a word level."""

_FileName = Annotated[str, Field(pattern=r"^[a-z_]{1,40}\.(csv|toml)$")]
"""The name of a file of a case: never a path."""


def is_default_option(option: object) -> bool:
    """Whether what is compared is called as in the catalogue: it is then not written."""
    return option == DEFAULT_OPTION


class LeverPart(Part):
    """One lever."""

    id: Line
    label: Line
    short_label: Line
    colour: Line
    scope: Text = ""
    scope_source: Line = ""


class SetAsidePart(Part):
    """A criterion of the case that was not counted, and why; empty where that is not told."""

    label: Line
    why: Text


class ReadingPart(Part):
    """One way to count, why it may be right, and for a count which links count."""

    id: Line
    label: Line
    description: Text
    status: Standing
    reason: Text = ""
    links: LinkRule | None = None


class ReadingQuestionPart(Part):
    """How to count some criteria: the question, its readings, the default one first, the answer.

    Attributes
    ----------
    criteria
        Ids of the criteria whose scores depend on the answer, whether they are taken or not.
    answer
        Id of the reading taken.
    """

    id: Line
    name: Line
    question: Text
    criteria: tuple[Line, ...]
    readings: Annotated[tuple[ReadingPart, ...], Field(min_length=1)]
    answer: Line


class SourcePart(Part):
    """A source that a score or a lever names."""

    id: Line
    kind: Line
    title: Text
    publisher: Line
    short_name: Line
    date: Line
    url: Text = ""
    licence: Text = ""
    caveat: Text = ""


class LinearPart(Part):
    """A straight line from the worst score (0) to the best (1)."""

    kind: Literal["linear"] = "linear"
    worst: Figure
    best: Figure
    whole: bool


class LevelPart(Part):
    """One word, its value, and the sentence that anchors it."""

    id: Line
    label: Line
    value: Figure
    sentence: Text = ""


class WordsPart(Part):
    """Words from the worst (0) to the best (1), or the reverse; another order still open."""

    kind: Literal["words"] = "words"
    levels: tuple[LevelPart, ...]
    other_order: Annotated[tuple[Line, ...], Field(exclude_if=is_empty)] = ()


class PiecewisePart(Part):
    """Points (score, value) joined by straight lines."""

    kind: Literal["piecewise"] = "piecewise"
    cutoffs: tuple[Figure, ...]
    values: tuple[Figure, ...]


_ScalePart = Annotated[LinearPart | WordsPart | PiecewisePart, Field(discriminator="kind")]


class DirectionPart(Part):
    """Which way a criterion counts.

    Attributes
    ----------
    labels
        Way -> sentence, for the ways open to discussion.
    default, sense
        The way of the data, and the way taken here.
    status, confirmed_by
        Whether the group agreed to it, and the role that confirmed it in the meeting; None when
        it was so from the start, or is still to be confirmed.
    """

    labels: dict[Sense, Text]
    default: Sense
    sense: Sense
    status: Standing
    reason: Text
    question: Text = ""
    confirmed_by: Role | None = None


class UnitPart(Part):
    """How a number of the criterion is written."""

    one: Text
    several: Text
    zero: Text
    many: Text


class CriterionPart(Part):
    """One criterion, with its scale.

    Attributes
    ----------
    scale
        In the way of the data; read the other way when ``direction.sense`` is not the default.
    scale_status, scale_note
        Whether the group agreed to the anchors.
    essential
        Whether a lever at the worst anchor there must be told apart.
    evidence
        What was said of the criterion itself; not written when nothing was.
    """

    id: Line
    label: Line
    in_sentence: Line
    of_sentence: Line
    question: Text
    short_source: Line
    active: bool
    caveat: Text
    unit: UnitPart
    scale: _ScalePart
    scale_status: Standing
    scale_note: Text
    essential: bool
    direction: DirectionPart
    evidence: Annotated[tuple[PleaPart, ...], Field(exclude_if=is_empty)] = ()


class ScorePart(Part):
    """What is known of a lever on a criterion; both bounds are null when it is unknown."""

    lever: Line
    criterion: Line
    low: RecordedAmount | None
    high: RecordedAmount | None
    status: Status
    source: Text = ""
    date: Line = ""
    confidence: Line = ""
    reason: Text = ""


class WrittenPart(ScorePart):
    """A score that is not the one the files give: written in the room, or by a lead.

    Attributes
    ----------
    reading
        Id of the reading it is under; null when the criterion depends on none.
    """

    reading: Annotated[Line | None, Field(exclude_if=is_empty)] = None


class OtherwisePart(Part):
    """A criterion counted under a reading that is not the one taken: its scores there.

    Attributes
    ----------
    scores
        One per lever, in their order.
    """

    reading: Line
    criterion: Line
    scores: tuple[ScorePart, ...]


class FrozenPart(Part):
    """The matrix as it was frozen: the text that was hashed, and its SHA-256."""

    content: Annotated[str, Field(max_length=500_000)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class CasePart(Part):
    """The case, under the readings taken, with the criteria taken into account.

    Attributes
    ----------
    scores
        The whole matrix: one per lever and criterion, in their order.
    otherwise
        The criteria taken into account under the readings that were not taken.
    frozen
        None when nothing was frozen (a scenario).
    files
        Name -> text of the files of the whole case, as kept with the meeting, before anything
        was written; empty when there were none.
    written
        Under every reading, what was written since on the criteria taken into account.
    method
        Steps of the group's method of work, in their order; not written when the case tells none.
    arguments
        What the case says for one lever or two; not written when it says nothing.
    option, choice
        The noun of what is compared, the question; not written for « levier », for none.
    """

    id: Line
    title: Line
    group: Line
    updated: dt.date
    questions: Annotated[tuple[ReadingQuestionPart, ...], Field(exclude_if=is_empty)] = ()
    levers: Annotated[tuple[LeverPart, ...], Field(min_length=1, max_length=1_000)]
    set_aside: tuple[SetAsidePart, ...]
    criteria: Annotated[tuple[CriterionPart, ...], Field(min_length=1, max_length=100)]
    scores: tuple[ScorePart, ...]
    otherwise: Annotated[tuple[OtherwisePart, ...], Field(exclude_if=is_empty)] = ()
    sources: tuple[SourcePart, ...]
    frozen: FrozenPart | None
    files: dict[_FileName, Annotated[str, Field(max_length=2_000_000)]]
    written: tuple[WrittenPart, ...]
    method: Annotated[tuple[MethodPart, ...], Field(exclude_if=is_empty)] = ()
    arguments: Annotated[tuple[PleaPart, ...], Field(exclude_if=is_empty)] = ()
    option: Annotated[Option, Field(exclude_if=is_default_option)] = DEFAULT_OPTION
    choice: Annotated[Text, Field(exclude_if=not_)] = ""

    @property
    def combination(self) -> str:
        """The combination of the readings taken."""
        return combination_of(question.answer for question in self.questions)
