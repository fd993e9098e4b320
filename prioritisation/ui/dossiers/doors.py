"""Doors by which a dossier is made: a region, a copy, last time, a blank page."""
