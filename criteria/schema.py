"""What the TOML files of a case hold, key by key (pydantic models)."""

import math
import tomllib
from typing import Annotated, Literal

from pydantic import Field, model_validator

from criteria import cells
from criteria.model import DEFAULT_OPTION, Option, Standing, Status
from criteria.readings import LinkRule


class ReadingModel(cells.Strict):
    """One reading of a question of ``case.toml``; ``links`` for a count of action sheets.

    Its status is written: one that was forgotten would pass for what the group agreed to.
    """

    id: cells.Ident
    label: cells.Label
    description: cells.CellText
    status: Standing
    default: cells.StrictFlag = False
    reason: cells.OptionalText = ""
    links: LinkRule | None = None


class PlainQuestionModel(cells.Strict):
    """What a room calls a question of reading, and some of its readings by their id."""

    status: Standing
    name: cells.RoomText | None = None
    question: cells.RoomText | None = None
    readings: dict[cells.Ident, cells.RoomText] = Field(default_factory=dict)


class QuestionModel(cells.Strict):
    """How to count some criteria: one question of ``case.toml`` and its readings."""

    id: cells.Ident
    name: cells.Label
    question: cells.CellText
    criteria: Annotated[list[cells.Ident], Field(min_length=1)]
    plain: PlainQuestionModel | None = None
    readings: Annotated[list[ReadingModel], Field(min_length=1)]


class AxisModel(cells.Strict):
    """Something action sheets serve that is not a candidate."""

    id: cells.Ident
    label: cells.Label


class MethodModel(cells.Strict):
    """A step of the group's method of work, quoted from a source."""

    label: cells.Label
    quote: cells.CellText
    place: cells.CellText
    source_id: cells.Ident


Timezone = Literal[
    "Europe/Paris",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "America/St_Barthelemy",
    "America/Marigot",
    "America/Miquelon",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Indian/Kerguelen",
    "Pacific/Noumea",
    "Pacific/Wallis",
    "Pacific/Tahiti",
    "Pacific/Marquesas",
    "Pacific/Gambier",
]
"""Where it may be another hour in France, by its name in the time zone database."""


class CaseWordsModel(cells.Strict):
    """``[words]`` of ``case.toml``: what people call what they compare."""

    option: Option = DEFAULT_OPTION


class CaseModel(cells.Strict):
    """``case.toml``."""

    id: cells.Ident
    title: cells.Label
    group: cells.Label
    updated: cells.Day
    choice: cells.OptionalChoice = ""
    timezone: Timezone = "Europe/Paris"
    words: CaseWordsModel = Field(default_factory=CaseWordsModel)
    axes: Annotated[list[AxisModel], Field(default_factory=list)]
    method: Annotated[list[MethodModel], Field(default_factory=list)]
    questions: Annotated[list[QuestionModel], Field(default_factory=list)]


def timezone_in(case_file: str) -> str:
    """Where the clocks are, by the text of a ``case.toml`` that was read before."""
    default: str = CaseModel.model_fields["timezone"].default
    return str(tomllib.loads(case_file).get("timezone", default))


class DirectionModel(cells.Strict):
    """Which way a criterion counts: one sentence per way that is open to discussion."""

    max: cells.OptionalText = ""
    min: cells.OptionalText = ""
    question: cells.OptionalText = ""
    status: Standing
    reason: cells.CellText


class AnchorsModel(cells.Strict):
    """The worst and the best score of a linear scale."""

    worst: cells.TomlNumber
    best: cells.TomlNumber

    @model_validator(mode="after")
    def _not_flat(self) -> "AnchorsModel":
        if self.worst == self.best:
            raise cells.validation_error("flat_scale")
        # A difference too large for a float would make every value 0.
        if not math.isfinite(self.best - self.worst):
            raise cells.validation_error("not_finite")
        return self


class ScaleModel(cells.Strict):
    """What every scale states."""

    status: Standing
    note: cells.OptionalText = ""
    unit: cells.OptionalText = ""
    units: cells.OptionalText = ""
    zero: cells.Label = "0"
    many: cells.Phrase = "{n}"


class LinearModel(ScaleModel):
    """A straight line between two anchors, the same however scores are counted."""

    kind: Literal["linear"]
    whole: cells.StrictFlag = False
    anchors: AnchorsModel


class LevelModel(cells.Strict):
    """One word level and the sentence a group can agree on."""

    id: cells.Ident
    label: cells.Label
    value: Annotated[cells.TomlNumber, Field(ge=0, le=1)]
    sentence: cells.CellText


class WordsModel(ScaleModel):
    """Word levels from the worst (0) to the best (1), and another order that is still possible."""

    kind: Literal["words"]
    other_order: list[cells.Ident] = Field(default_factory=list)
    levels: Annotated[list[LevelModel], Field(min_length=2)]

    @model_validator(mode="after")
    def _ordered(self) -> "WordsModel":
        values = [level.value for level in self.levels]
        if values != sorted(set(values)) or values[0] != 0 or values[-1] != 1:
            raise cells.validation_error("levels_not_increasing")
        order = [level.id for level in self.levels]
        if self.other_order and (
            sorted(self.other_order) != sorted(order) or self.other_order == order
        ):
            raise cells.validation_error("no_other_order")
        return self


class PointModel(cells.Strict):
    """One point of a piecewise scale: at this score, this value."""

    at: cells.TomlNumber
    value: Annotated[cells.TomlNumber, Field(ge=0, le=1)]


class PiecewiseModel(ScaleModel):
    """Points (score, value) joined by straight lines."""

    kind: Literal["piecewise"]
    points: Annotated[list[PointModel], Field(min_length=2)]

    @model_validator(mode="after")
    def _monotone(self) -> "PiecewiseModel":
        at, values = [p.at for p in self.points], [p.value for p in self.points]
        rises = values in (sorted(values), sorted(values, reverse=True))
        if at != sorted(set(at)) or not rises or {values[0], values[-1]} != {0.0, 1.0}:
            raise cells.validation_error("points_not_monotone")
        return self


class ScoredByHand(cells.Strict):
    """Scores written one by one in a file."""

    kind: Literal["scores"]
    file: Literal["scores.csv"]


class ScoredFromRows(cells.Strict):
    """Scores computed from the rows of a file: a sum of amounts or a count of sheets."""

    kind: Literal["sum", "count"]
    file: cells.FileOfRows
    status: Literal[Status.OFFICIAL, Status.OPINION, Status.INFERRED]
    source_id: cells.Ident
    date: cells.Date
    confidence: cells.Confidence
    reason: cells.CellText
    missing: cells.OptionalText = ""


class PlainSenseModel(cells.Strict):
    """What a room calls a criterion counted in one sense, and is asked of it."""

    name: cells.RoomText
    question: cells.OptionalRoomText = ""


class PlainModel(cells.Strict):
    """How a criterion is called before a room.

    ``zero`` and ``many`` go together; ``one`` is ``many`` below two, where it is another phrase.
    """

    status: Standing
    max: PlainSenseModel | None = None
    min: PlainSenseModel | None = None
    zero: cells.OptionalRoomText = ""
    one: cells.PlainPhrase | None = None
    many: cells.PlainPhrase | None = None
    per: Annotated[cells.TomlNumber, Field(gt=0)] = 1
    in_sentence: cells.RoomText | None = None
    of_sentence: cells.RoomText | None = None
    levels: dict[cells.Ident, cells.RoomText] = Field(default_factory=dict)


class CriterionModel(cells.Strict):
    """One table of ``criteria.toml``."""

    label: cells.Label
    in_sentence: cells.Label
    of_sentence: cells.Label
    question: cells.CellText
    short_source: cells.Label
    active: cells.StrictFlag = True
    essential: cells.StrictFlag = False
    caveat: cells.OptionalText = ""
    direction: DirectionModel
    plain: PlainModel | None = None
    scale: Annotated[LinearModel | WordsModel | PiecewiseModel, Field(discriminator="kind")]
    scoring: Annotated[ScoredByHand | ScoredFromRows, Field(discriminator="kind")]
