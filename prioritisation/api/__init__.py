"""For analysts, from Python: cases, analyses as tables and charts, matrices of scikit-criteria.

Nothing is computed here: each figure is that of the product, whose calls these are.
"""

from prioritisation.api.files import ImportedFile, case_from_matrix, import_file
from prioritisation.api.matrices import InexactScores, decision_matrix
from prioritisation.api.results import AnalysisResult, analyse, load_case
from prioritisation.imports.making.case import ImportHead

__all__ = [
    "AnalysisResult",
    "ImportHead",
    "ImportedFile",
    "InexactScores",
    "analyse",
    "case_from_matrix",
    "decision_matrix",
    "import_file",
    "load_case",
]
