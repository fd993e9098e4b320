"""What the pages of a case show: whose case it is, and what is said of it."""

from dataclasses import dataclass

from criteria.case import Case
from prioritisation.analysis.address import to_address
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.sentences.dossiers import dossier_version, meeting_version, read_version
from prioritisation.ui.shared.state import Beginning
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text


@dataclass(frozen=True, slots=True)
class Outlook:
    """A case, and the scenario that its pages begin with.

    Attributes
    ----------
    code
        Of the meeting; empty for any other case.
    votes
        Ballots that the weights of the start are the mean of; 0 when they are equal.
    vote
        Number of the last vote whose results may be seen; 0 without one.
    voting, rehearsal
        Whether people vote there now, and whether it is a rehearsal.
    named
        Whether the address says so.
    lost
        Why what the address names cannot be shown, a sentence each.
    dossier
        The version of a dossier; None for the case of the folder, or of a meeting.
    archived
        Whether that dossier is put away.
    made, last
        When that version was made, and the number of the last one, where the address names one;
        empty and 0 where it shows the last one, whatever it is.
    taken
        The version of its dossier that a meeting has; 0 for one of the folder, or for no meeting.
    """

    case: Case
    start: Scenario
    code: str = ""
    votes: int = 0
    vote: int = 0
    voting: bool = False
    rehearsal: bool = False
    named: bool = False
    lost: tuple[str, ...] = ()
    dossier: DossierVersion | None = None
    archived: bool = False
    made: str = ""
    last: int = 0
    taken: int = 0

    @property
    def name(self) -> str:
        """What is looked at."""
        if self.dossier:
            # Its title stands on top of each page.
            if self.last:
                moment = moment_text(self.made, self.case.timezone)
                return read_version(self.dossier.seq, moment, self.last)
            return dossier_version(self.dossier.seq, archived=self.archived)
        name = t("Meeting {code}", code=self.code) if self.code else t("Starting case")
        if self.taken:
            name = meeting_version(self.code, self.taken)
        return f"{name} {t('(rehearsal)')}" if self.rehearsal else name

    @property
    def key(self) -> str:
        """What names the dossier; empty without one."""
        return self.dossier.key if self.dossier else ""

    @property
    def start_text(self) -> str:
        """Which weights its pages begin with."""
        if not self.votes:
            return t("equal weights")
        return tn(
            "weights of the group ({n} vote)", "weights of the group ({n} votes)", self.votes
        )

    @property
    def beginning(self) -> Beginning:
        """What its pages begin with."""
        # What is made in a rehearsal stays in it.
        meeting = f"{self.code}_r" if self.rehearsal else self.code
        return Beginning(
            self.start,
            self.code,
            self.named,
            whose=f"{self.name}, {self.start_text}",
            ours=self.votes > 0,
            vote=f"{meeting}:{self.vote}" if self.vote else "",
            dossier=self.dossier,
            fixed=self.last > 0,
        )

    @property
    def start_address(self) -> dict[str, str]:
        """The address of its pages as they begin."""
        return self.beginning.place or to_address(self.case, self.start)


def folder_outlook(folder: Case) -> Outlook:
    """The case of the folder, as it starts."""
    return Outlook(folder, starting_scenario(folder))


def report_outlook(folder: Case, look: Outlook) -> Outlook:
    """What a report that is no meeting's is about."""
    return folder_outlook(folder) if look.code else look
