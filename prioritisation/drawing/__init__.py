"""Pieces of HTML that say and draw what is known: no framework, the same for every page."""

from pathlib import Path

STYLE_FOLDER = Path(__file__).parent
"""Where the styles of these pieces are."""
