"""The workbook: change a weight or a value, and the ranking follows, with its shared ranks."""

from prioritisation.documents.writing.workbook.book import xlsx

__all__ = ["xlsx"]
