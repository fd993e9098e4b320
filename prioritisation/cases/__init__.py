"""Dossiers: cases of one's own, where they come from, who corrects them, and their history."""
