"""Robustness: for which weights, scores and gaps the first place holds."""
