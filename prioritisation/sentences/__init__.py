"""Sentences made from an analysis, and from nothing else.

Each says what the figures say and no more: a range where there is one, what is unknown, how many
may still be first where scores do not tell, that another may come ahead with other weights.
Thresholds are rounded inward, so that a sentence stays true at its last digit. What is said of a
first place carries its assertions as data (``assertions``).
"""

from prioritisation.sentences.change import changes, holds_while
from prioritisation.sentences.phrases import (
    anchor_text,
    contribution_texts,
    direction_label,
    lever_labels,
    points_text,
    rank_text,
    score_text,
    word_limits,
)
from prioritisation.sentences.ranking import (
    assumption_lines,
    caveat_texts,
    caveats,
    map_alternative,
    method,
    missing_scores,
    rank_reason,
    ranking_alternative,
)
from prioritisation.sentences.settling import settles
from prioritisation.sentences.verdict import alternate_heading, conclusion

__all__ = [
    "alternate_heading",
    "anchor_text",
    "assumption_lines",
    "caveat_texts",
    "caveats",
    "changes",
    "conclusion",
    "contribution_texts",
    "direction_label",
    "holds_while",
    "lever_labels",
    "map_alternative",
    "method",
    "missing_scores",
    "points_text",
    "rank_reason",
    "rank_text",
    "ranking_alternative",
    "score_text",
    "settles",
    "word_limits",
]
