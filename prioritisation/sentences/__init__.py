"""Sentences made from an analysis, and from nothing else.

Each says what the figures say and no more: a range where there is one, what is unknown, how many
may still be first where scores do not tell, that another may come ahead with other weights.
Thresholds are rounded inward, so that a sentence stays true at its last digit.
"""
