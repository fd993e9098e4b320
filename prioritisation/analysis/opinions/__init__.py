"""Second opinions: other methods on the same decision matrix, compared and never averaged.

scikit-criteria and pymcdm take seconds to import: nothing here imports them before a ranking
needs them, or ``prioritisation.analysis.opinions.libraries`` is imported on purpose.
"""

from prioritisation.analysis.opinions.methods import Method, load_in_background, ready
from prioritisation.analysis.opinions.normalisation import Scaling, normalisation_effects
from prioritisation.analysis.opinions.opinion import Opinion, opinion
from prioritisation.analysis.opinions.reversal import rank_reversals

__all__ = [
    "Method",
    "Opinion",
    "Scaling",
    "load_in_background",
    "normalisation_effects",
    "opinion",
    "rank_reversals",
    "ready",
]
