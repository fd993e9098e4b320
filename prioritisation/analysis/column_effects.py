"""What a column does to the answer of the first: another one, one that is no longer sure, none."""

from enum import Enum

from prioritisation.analysis.comparison import Column


class ColumnEffect(Enum):
    """What becomes of the present first place in another ranking.

    ``OTHER``: who is first cannot be any more, or another answer is sure. ``UNSURE``: it may be
    and is not surely so. ``POSSIBLE``: only who else may be first is another. ``NONE``: nothing.
    """

    NONE, POSSIBLE, UNSURE, OTHER = range(4)


def column_effect(reference: Column, column: Column) -> ColumnEffect:
    """What a column does to the answer of the reference."""
    before, sure, possible = set(reference.firsts), set(column.firsts), column.possible_firsts
    if reference.answer == column.answer:
        return ColumnEffect.NONE
    if not before:
        # Nobody could say: whoever is surely first is an answer.
        return ColumnEffect.OTHER if sure else ColumnEffect.POSSIBLE
    if not before.issubset(possible) or (sure != before and _is_exact(column)):
        return ColumnEffect.OTHER
    if not before <= sure or (_is_exact(reference) and not _is_exact(column)):
        return ColumnEffect.UNSURE
    return ColumnEffect.POSSIBLE


def _is_exact(column: Column) -> bool:
    """Whether who is first is known, and that nobody else may be."""
    return column.firsts == column.possible_firsts
