"""What the pages of a case begin with."""

from dataclasses import dataclass

from prioritisation.analysis.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the pages of a case begin with.

    Attributes
    ----------
    code
        Of the meeting whose case it is; empty for the case of the folder.
    named
        Whether the address says so.
    whose
        Whose weights these are, in a few words.
    ours
        Whether its weights are those of the group that reads it.
    vote
        The last vote whose results may be seen there, ``meeting:number``; empty without one.
    """

    scenario: Scenario
    code: str = ""
    named: bool = False
    whose: str = ""
    ours: bool = False
    vote: str = ""
