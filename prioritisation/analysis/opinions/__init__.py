"""Second opinions: other methods on the same decision matrix, compared and never averaged."""

from prioritisation.analysis.opinions.opinion import Method, Opinion, opinion

__all__ = [
    "Method",
    "Opinion",
    "opinion",
]
