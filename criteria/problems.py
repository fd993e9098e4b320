"""Problems: what is wrong with the data a group brings, as data.

A problem says where it is (file, row, column) and which kind it is; the French
sentence is written by ``prioritisation.wording.problems`` from these fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "anchors_missing",
    "bad_encoding",
    "bad_form",
    "bad_quotes",
    "bad_structure",
    "bad_toml",
    "both_sides",
    "decimal_comma",
    "default_perimeter",
    "direction_label_missing",
    "duplicate",
    "duplicate_column",
    "empty",
    "empty_file",
    "evidence_mismatch",
    "flat_scale",
    "interval_reversed",
    "levels_not_increasing",
    "line_break",
    "missing_column",
    "missing_file",
    "missing_folder",
    "missing_key",
    "missing_score",
    "not_a_number",
    "not_allowed",
    "not_finite",
    "out_of_range",
    "points_not_monotone",
    "score_outside_anchors",
    "score_with_unknown",
    "target_mismatch",
    "too_few_levers",
    "too_long",
    "too_many_cells",
    "no_active_criterion",
    "no_criterion",
    "unknown_column",
    "unknown_criterion",
    "unknown_evidence",
    "unknown_key",
    "unknown_level",
    "unknown_lever",
    "unknown_perimeter",
    "unknown_source",
    "unknown_without_reason",
    "unreadable",
    # settings brought by an address or a command line
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

    kind: Kind
    place: str
    row: int | None = None
    column: str = ""
    values: Mapping[str, str | float | int] = field(default_factory=dict)
