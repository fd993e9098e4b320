"""Second opinions: other methods on the same decision matrix, compared and never averaged."""

from prioritisation.analysis.opinions.methods import Method
from prioritisation.analysis.opinions.normalisation import Scaling, normalisation_effects
from prioritisation.analysis.opinions.opinion import Opinion, opinion
from prioritisation.analysis.opinions.reversal import rank_reversals

__all__ = [
    "Method",
    "Opinion",
    "Scaling",
    "normalisation_effects",
    "opinion",
    "rank_reversals",
]
