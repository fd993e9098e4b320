"""Weights: how much each criterion counts, as shares that sum to 1; and ways to ask for them."""

from prioritisation.analysis.weights.shares import moved, shares

__all__ = ["moved", "shares"]
