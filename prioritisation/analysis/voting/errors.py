"""Rankings that no rule can count.

* PrioritisationError
  x InvalidProfile
  x TooTangled
"""

from typing import Literal

from prioritisation.errors import PrioritisationError

ProfileFault = Literal["empty", "length", "order", "count"]


class InvalidProfile(PrioritisationError):
    """Ballots that are not rankings of the same alternatives, or are not counted.

    Attributes
    ----------
    fault
        ``empty``: no ballot, or no alternative; ``length``: not as many alternatives as the first
        ballot; ``order``: an alternative missing or twice; ``count``: fewer than one voter.
    ballot
        Which ballot, from 0.
    """

    def __init__(self, fault: ProfileFault, ballot: int = 0) -> None:
        super().__init__(f"profile: {fault}, at ballot {ballot}")
        self.fault = fault
        self.ballot = ballot


class TooTangled(PrioritisationError):
    """More alternatives beat each other in cycles than orders can be compared exactly.

    Attributes
    ----------
    size, most
        How many do, and how many could.
    """

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"{size} alternatives in cycles, at most {most}")
        self.size = size
        self.most = most
