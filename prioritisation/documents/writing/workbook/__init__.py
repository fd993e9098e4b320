"""The workbook: change a weight or a value, and the ranking follows, with its shared ranks."""

from prioritisation.export.workbook.book import xlsx

__all__ = ["xlsx"]
