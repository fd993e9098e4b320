"""Everything that a record is made from, gathered by whoever knows it: a meeting or a lead.

Plain values only: nothing here reads a store, and no token, receipt or time of day comes in, nor
the name of a person unless somebody typed it into a text. ``record_of`` decides what of the
ballots may be written.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from criteria.case import Case
from prioritisation.analysis.ballots.group import Unlike
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.thresholds import Thresholds
from prioritisation.analysis.warnings import WarningNote
from prioritisation.meeting.rules import Form, Role
from prioritisation.meeting.rules.decision import Decision
from prioritisation.meeting.rules.state import DossierVersion, RoundFacts
from prioritisation.settings import thresholds


class Admission(StrEnum):
    """How voters came in: by an open code, or each with a one-time invitation."""

    OPEN = "open"
    INVITED = "invited"


@dataclass(frozen=True, slots=True, eq=False)
class MeetingFacts:
    """A meeting as far as it went, or a scenario of one person (no round).

    Attributes
    ----------
    case
        As voted on: its criteria only, the scores written in the room, confirmed directions said
        so.
    scenario
        Readings and directions. Its points count only when no round gives weights.
    title, question, date
        Of the meeting: its name, what it was asked, its day.
    settings
        Thresholds of the words: name of the setting -> its numbers.
    files
        Name -> text of the files of the case as kept with the meeting (all its criteria and
        readings, before anything was written in the room); empty when there are none.
    matrix_content
        The text that was frozen (``StoredMatrix.content``) for the last round; empty for none.
    confirmed_by
        Criterion -> role that confirmed its direction in the meeting.
    chosen_by
        Role of who chose the weights, when no vote gives them.
    present
        How many people had joined; None when not known.
    rounds
        In order of number; the last one that is not void decides.
    wording
        The weighting question as voters read it.
    moved
        How many moved between the last two revealed rounds; None when it may not be told.
    unlike
        Why these two rounds do not compare; none when they do.
    warnings
        With the answers of the group.
    opinions
        Whether the second opinions (TOPSIS and others) were looked at.
    simulated
        A rehearsal, with simulated ballots: never a decision.
    fictitious
        An example: nothing in it happened.
    dossier
        The version of a dossier that its case was taken from; None for that of a folder.
    """

    case: Case
    scenario: Scenario
    title: str
    question: str
    date: dt.date
    settings: Mapping[str, tuple[float, ...]]
    files: Mapping[str, str] = field(default_factory=dict)
    matrix_content: str = ""
    confirmed_by: Mapping[str, Role] = field(default_factory=dict)
    chosen_by: Role | None = None
    present: int | None = None
    rounds: tuple[RoundFacts, ...] = ()
    wording: str = ""
    mode: Admission = Admission.OPEN
    form: Form = Form.FULL
    moved: int | None = None
    unlike: tuple[Unlike, ...] = ()
    warnings: tuple[WarningNote, ...] = ()
    opinions: bool = False
    decision: Decision = field(default_factory=Decision)
    simulated: bool = False
    fictitious: bool = False
    dossier: DossierVersion | None = None

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds of the words."""
        return thresholds(lambda setting: self.settings[setting.variable])
