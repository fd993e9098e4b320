"""Bytes that people bring, as grids of cells; and marks written back into a copy of their file."""
