"""Second opinions: other methods on the same decision matrix, compared and never averaged.

scikit-criteria and pymcdm take seconds to import: nothing here imports them before a ranking
needs them, or ``prioritisation.opinions.libraries`` is imported on purpose.
"""

from prioritisation.opinions.loading import load_in_background
from prioritisation.opinions.methods import Method, ranks, ready
from prioritisation.opinions.normalisation import Change, Effect, Scaling, normalisation_effects
from prioritisation.opinions.reversal import Example, Kind, Reversal, reversals
from prioritisation.opinions.span import Opinion, opinion

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
