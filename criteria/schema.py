"""What the TOML files of a case hold, key by key (pydantic models)."""

import math
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from criteria.cells import (
    CellText,
    Confidence,
    Date,
    Day,
    FileOfRows,
    Ident,
    Label,
    OptionalText,
    Phrase,
    Strict,
    StrictFlag,
    TomlNumber,
    validation_error,
)
from criteria.model import Standing, Status


class PerimeterModel(Strict):
    """One perimeter of ``case.toml``."""

    id: Ident
    label: Label
    description: CellText
    status: Standing = Standing.CONFIRMED
    default: StrictFlag = False


class AxisModel(Strict):
    """Something action sheets serve that is not a candidate."""

    id: Ident
    label: Label


class CaseModel(Strict):
    """``case.toml``."""

    id: Ident
    title: Label
    group: Label
    updated: Day
    perimeter_name: Label
    perimeter_question: CellText
    perimeters: Annotated[list[PerimeterModel], Field(min_length=1)]
    axes: Annotated[list[AxisModel], Field(default_factory=list)]


class DirectionModel(Strict):
    """Which way a criterion counts: one sentence per way that is open to discussion."""

    max: OptionalText = ""
    min: OptionalText = ""
    question: OptionalText = ""
    status: Standing
    reason: CellText


class AnchorsModel(Strict):
    """The worst and the best score of a linear scale."""

    worst: TomlNumber
    best: TomlNumber

    @model_validator(mode="after")
    def _not_flat(self) -> "AnchorsModel":
        if self.worst == self.best:
            raise validation_error("flat_scale")
        # A difference too large for a float would make every value 0.
        if not math.isfinite(self.best - self.worst):
            raise validation_error("not_finite")
        return self


class ScaleModel(Strict):
    """What every scale states."""

    status: Standing
    note: OptionalText = ""
    unit: OptionalText = ""
    units: OptionalText = ""
    zero: Label = "0"
    many: Phrase = "{n}"


def _by_perimeter(anchors: object) -> object:
    """One pair of anchors, for all perimeters, is written under the empty id."""
    pair = isinstance(anchors, dict) and not any(isinstance(v, dict) for v in anchors.values())
    return {"": anchors} if pair else anchors


class LinearModel(ScaleModel):
    """Anchors, one pair for all perimeters or one per perimeter id."""

    kind: Literal["linear"]
    whole: StrictFlag = False
    anchors: Annotated[
        dict[str, AnchorsModel], BeforeValidator(_by_perimeter), Field(min_length=1)
    ]


class LevelModel(Strict):
    """One word level and the sentence a group can agree on."""

    id: Ident
    label: Label
    value: Annotated[TomlNumber, Field(ge=0, le=1)]
    sentence: CellText


class WordsModel(ScaleModel):
    """Word levels from the worst (0) to the best (1)."""

    kind: Literal["words"]
    levels: Annotated[list[LevelModel], Field(min_length=2)]

    @model_validator(mode="after")
    def _ordered(self) -> "WordsModel":
        values = [level.value for level in self.levels]
        if values != sorted(set(values)) or values[0] != 0 or values[-1] != 1:
            raise validation_error("levels_not_increasing")
        return self


class PointModel(Strict):
    """One point of a piecewise scale: at this score, this value."""

    at: TomlNumber
    value: Annotated[TomlNumber, Field(ge=0, le=1)]


class PiecewiseModel(ScaleModel):
    """Points (score, value) joined by straight lines."""

    kind: Literal["piecewise"]
    points: Annotated[list[PointModel], Field(min_length=2)]

    @model_validator(mode="after")
    def _monotone(self) -> "PiecewiseModel":
        at, values = [p.at for p in self.points], [p.value for p in self.points]
        rises = values in (sorted(values), sorted(values, reverse=True))
        if at != sorted(set(at)) or not rises or {values[0], values[-1]} != {0.0, 1.0}:
            raise validation_error("points_not_monotone")
        return self


class ScoredByHand(Strict):
    """Scores written one by one in a file."""

    kind: Literal["scores"]
    file: Literal["scores.csv"]


class ScoredFromRows(Strict):
    """Scores computed from the rows of a file: a sum of amounts or a count of sheets."""

    kind: Literal["sum", "count"]
    file: FileOfRows
    status: Literal[Status.OFFICIAL, Status.OPINION, Status.INFERRED]
    source_id: Ident
    date: Date
    confidence: Confidence
    reason: CellText
    missing: OptionalText = ""


class CriterionModel(Strict):
    """One table of ``criteria.toml``."""

    label: Label
    in_sentence: Label
    of_sentence: Label
    question: CellText
    short_source: Label
    active: StrictFlag = True
    essential: StrictFlag = False
    caveat: OptionalText = ""
    direction: DirectionModel
    scale: Annotated[LinearModel | WordsModel | PiecewiseModel, Field(discriminator="kind")]
    scoring: Annotated[ScoredByHand | ScoredFromRows, Field(discriminator="kind")]
