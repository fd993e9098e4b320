"""Problems and errors: what is wrong with the data a group brings, as data.

A problem says where it is (file, row, column) and which kind it is; the French
sentence is written by ``prioritisation.wording.problems`` from these fields.

* CriteriaError
  x ScaleError
    + FlatScale
    + ScoreOutOfScale
    + UnknownLevel
    + UnorderedScale
  x InvalidCase
  x FolderNotEmpty

Messages are English, for developers. The French sentence a user reads is
written in ``prioritisation.wording`` from the fields carried here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

ProblemKind = Literal[
    "ambiguous_number",
    "anchor_inexact",
    "answer_in_force",
    "bad_encoding",
    "bad_form",
    "bad_list",
    "bad_quotes",
    "bad_structure",
    "bad_toml",
    "both_sides",
    "computed_score",
    "control_sign",
    "decimal_comma",
    "default_reading",
    "direction_closed",
    "direction_label_missing",
    "duplicate",
    "duplicate_column",
    "empty",
    "empty_file",
    "evidence_mismatch",
    "flat_scale",
    "future_date",
    "interval_reversed",
    "last_criterion",
    "invisible",
    "level_in_use",
    "levels_not_increasing",
    "no_other_order",
    "links_without_count",
    "line_break",
    "low_above_high",
    "missing_column",
    "missing_file",
    "missing_folder",
    "missing_key",
    "missing_reading_score",
    "missing_score",
    "not_a_number",
    "not_allowed",
    "not_an_address",
    "not_finite",
    "nothing_known",
    "one_word",
    "other_unit",
    "out_of_range",
    "points_not_monotone",
    "score_outside_anchors",
    "reading_of_criterion",
    "reason_of_before",
    "reading_without_effect",
    "score_with_unknown",
    "source_in_use",
    "sense_unused",
    "several_lines",
    "sum_needs_question",
    "sum_without_question",
    "target_mismatch",
    "too_few",
    "too_few_levers",
    "too_long",
    "too_many",
    "too_many_cells",
    "too_many_readings",
    "too_many_words",
    "turned_round",
    "no_active_criterion",
    "no_criterion",
    "no_levels",
    "unknown_column",
    "unknown_criterion",
    "unknown_evidence",
    "unknown_key",
    "unknown_level",
    "unknown_lever",
    "unknown_reading",
    "unknown_source",
    "unknown_without_reason",
    "unreadable",
    # settings brought by an address or a command line
    "meeting_named",
    "negative",
    "not_whole",
    "refused",
    "repeated",
    "setting_falling",
    "setting_malformed",
    "setting_numbers",
    "unknown_direction",
    "unknown_setting",
    "zero_weights",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct, and where.

    Attributes
    ----------
    kind
        What is wrong; the key of its French sentence.
    place
        File of the case folder, or the entry point (``address``, ``--weights``).
    row
        Row of a CSV file as a spreadsheet numbers it (header = 1); None elsewhere.
    column
        Column of a CSV file, or dotted key of a TOML file; empty when it is the whole file.
    values
        What the sentence needs: the value found, the values allowed, bounds.
    """

    kind: ProblemKind
    place: str
    row: int | None = None
    column: str = ""
    values: Mapping[str, str | float | int] = field(default_factory=dict)


class CriteriaError(Exception):
    """Base class: ``except CriteriaError`` catches every data problem."""


class ScaleError(CriteriaError):
    """A scale and a score do not fit together."""


class FlatScale(ScaleError):
    """The worst and the best level of a scale are equal."""

    def __init__(self, level: float) -> None:
        super().__init__(f"worst and best are both {level}")
        self.level = level


class UnorderedScale(ScaleError):
    """The points or levels of a scale do not run from worst (0) to best (1)."""

    def __init__(self, values: Sequence[float]) -> None:
        super().__init__(f"values do not run monotonically between 0 and 1: {list(values)}")
        self.values = tuple(values)


class ScoreOutOfScale(ScaleError):
    """A score lies outside the scale of its criterion."""

    def __init__(self, score: float | str, low: float, high: float) -> None:
        super().__init__(f"score {score} is outside [{low}, {high}]")
        self.score = score
        self.low = low
        self.high = high


class UnknownLevel(ScaleError):
    """A word is not one of the levels of the scale."""

    def __init__(self, level: float | str, levels: Sequence[str]) -> None:
        super().__init__(f"{level!r} is not one of {list(levels)}")
        self.level = level
        self.levels = tuple(levels)


class InvalidCase(CriteriaError):
    """A case folder cannot be used; carries every problem found, never only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s): " + "; ".join(map(str, problems[:3])))
        self.problems = tuple(problems)


class FolderNotEmpty(CriteriaError):
    """A case would be written over something that is there."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder
