"""Second opinions: other methods on the same decision matrix, compared and never averaged.

scikit-criteria and pymcdm take seconds to import: nothing here imports them before a ranking
needs them, or ``prioritisation.analysis.opinions.libraries`` is imported on purpose.
"""

from prioritisation.analysis.opinions.methods import Method, load_in_background, ranks, ready
from prioritisation.analysis.opinions.normalisation import (
    Change,
    Effect,
    Scaling,
    normalisation_effects,
)
from prioritisation.analysis.opinions.opinion import Opinion, opinion
from prioritisation.analysis.opinions.reversal import Example, Kind, Reversal, reversals

__all__ = [
    "Change",
    "Effect",
    "Example",
    "Kind",
    "Method",
    "Opinion",
    "Reversal",
    "Scaling",
    "load_in_background",
    "normalisation_effects",
    "opinion",
    "ranks",
    "ready",
    "reversals",
]
