"""A whole analysis, as plain JSON for programs and as French text for a terminal."""

from prioritisation.cli.report.analysis_json import as_json
from prioritisation.cli.report.analysis_text import as_text
from prioritisation.cli.report.layout import WIDTH

__all__ = ["WIDTH", "as_json", "as_text"]
