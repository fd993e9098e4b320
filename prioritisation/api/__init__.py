"""For analysts, from Python: cases, analyses as tables and charts, matrices of scikit-criteria.

Nothing is computed here: each figure is that of the product, whose calls these are.
"""

from prioritisation.api.matrices import InexactScores, decision_matrix
from prioritisation.api.results import AnalysisResult, analyse, load_case

__all__ = [
    "AnalysisResult",
    "InexactScores",
    "analyse",
    "decision_matrix",
    "load_case",
]
