"""What cannot become weights.

* PrioritisationError
  x InvalidPoints (in ``prioritisation.errors``: points, whatever they were asked for)
  x InvalidOrder
  x InvalidDeck
  x InvalidJudgements
  x InvalidTold
"""

from typing import Literal

from prioritisation.errors import PrioritisationError

DeckFault = Literal["groups", "group_size", "card_count", "white_card", "ratio"]
ToldFault = Literal["criteria", "ranks", "cards", "ratio", "judgements", "too_many"]
JudgementFault = Literal["shape", "positive", "reciprocal"]


class InvalidOrder(PrioritisationError):
    """An order of importance without a criterion."""

    def __init__(self) -> None:
        super().__init__("an order of importance needs a criterion")


class InvalidDeck(PrioritisationError):
    """A deck of cards that gives no weights.

    Attributes
    ----------
    fault
        ``groups``: fewer than two; ``group_size``: one is empty; ``card_count``: not one number of
        white cards between each two; ``white_card``: a negative one; ``ratio``: z is not above 1.
    index
        Which group, or which number of white cards, from 0.
    """

    def __init__(self, fault: DeckFault, index: int = 0) -> None:
        super().__init__(f"deck of cards: {fault}, at {index}")
        self.fault = fault
        self.index = index


class InvalidJudgements(PrioritisationError):
    """A matrix of pairwise judgements that is not square, not positive or not reciprocal.

    Attributes
    ----------
    row, column
        The first cell at fault, from 0.
    """

    def __init__(self, fault: JudgementFault, row: int = 0, column: int = 0) -> None:
        super().__init__(f"pairwise judgements: {fault}, at ({row}, {column})")
        self.fault = fault
        self.row = row
        self.column = column


class InvalidTold(PrioritisationError):
    """What cannot have been told of the importance of criteria.

    Attributes
    ----------
    fault
        ``criteria``: none, or one twice; ``ranks``, ``cards``, ``judgements``: not one where there
        must be one, or out of range; ``ratio``: not above 1 and at most 100; ``too_many``: more
        criteria than can be compared two by two.
    """

    def __init__(self, fault: ToldFault) -> None:
        super().__init__(f"told of importance: {fault}")
        self.fault = fault
