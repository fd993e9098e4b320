"""Sentences made from an analysis, and from nothing else.

Each says what the figures say and no more: a range where there is one, what is
unknown, "undecidable" where the first place is. Thresholds are rounded inward,
so that a sentence stays true at its last digit.
"""

from prioritisation.sentences.change import changes, holds_while, next_step, settles
from prioritisation.sentences.phrases import (
    anchor_text,
    contribution_text,
    direction_label,
    names,
    points_text,
    rank_text,
    score_text,
    share_text,
)
from prioritisation.sentences.pictures import (
    assumptions,
    caveat_texts,
    caveats,
    map_alternative,
    method,
    missing_scores,
    ranking_alternative,
    why,
)
from prioritisation.sentences.verdict import Conclusion, alternate_heading, conclusion, lacking

__all__ = [
    "Conclusion",
    "alternate_heading",
    "anchor_text",
    "assumptions",
    "caveat_texts",
    "caveats",
    "changes",
    "conclusion",
    "contribution_text",
    "direction_label",
    "holds_while",
    "lacking",
    "map_alternative",
    "method",
    "missing_scores",
    "names",
    "next_step",
    "points_text",
    "rank_text",
    "ranking_alternative",
    "score_text",
    "settles",
    "share_text",
    "why",
]
