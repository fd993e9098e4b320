"""Pieces of pages: HTML pictures and tables of an analysis, and the controls beside them."""
