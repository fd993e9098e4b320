"""Evidence: what was said or measured, where it stands, and what it is about."""

from dataclasses import dataclass
from enum import StrEnum

from criteria.model import Sense

HIGH_CONFIDENCE = "élevée"
"""Word of the data for what is sure."""


class Target(StrEnum):
    """What a piece of evidence is about."""

    CELL = "cell"
    LEVER = "lever"
    CRITERION = "criterion"
    PORTFOLIO = "portfolio"
    CASE = "case"


class Stance(StrEnum):
    """Which way it argues; the values are the words of the data files.

    ``MORE`` and ``LESS`` are of the direction of a criterion, and of nothing else: the more of
    it, or the less, the more of a priority.
    """

    FOR = "pour"
    AGAINST = "contre"
    UNDECIDED = "à trancher"
    CONTEXT = "contexte"
    MORE = "plus"
    LESS = "moins"

    @property
    def sense(self) -> Sense | None:
        """The direction that it argues for; None when it argues for none."""
        return {Stance.MORE: Sense.MAX, Stance.LESS: Sense.MIN}.get(self)


ARGUED = (Stance.FOR, Stance.AGAINST, Stance.UNDECIDED, Stance.CONTEXT)
"""What may be argued of anything but a criterion: a cell, a lever, one lever or two, the case."""
ARGUED_OF_CRITERIA = (Stance.MORE, Stance.LESS, Stance.UNDECIDED, Stance.CONTEXT)
"""What may be argued of a criterion: its direction; ``CONTEXT`` is why there is one."""


class CensusSection(StrEnum):
    """What a note of the census is about; the values are the words of the data files."""

    CONTRIBUTORS = "contributeurs"
    AXES = "axes"
    CATEGORIES = "catégories"
    FIELDS = "champs"
    AUDIENCES = "publics"
    BUDGETS = "budgets"
    ACTIONS = "actions 2026"
    LOST_IMAGES = "images perdues"


@dataclass(frozen=True, slots=True)
class Source:
    """A document or a data set; ``caveat`` is shown wherever its figures are."""

    id: str
    kind: str
    title: str
    publisher: str
    short_name: str
    date: str
    url: str = ""
    licence: str = ""
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sourced statement on a score, a lever, a criterion, the one-or-two question or the case.

    Attributes
    ----------
    lever, criterion, reading
        Ids; empty when the target does not need them (an empty reading means all).
    quote
        Verbatim from the source; ``statement`` when the words are ours.
    place
        Where it stands in the source (a slide, a table).
    short
        Its words cut down to a few for a projected screen; empty when nobody did.
    """

    id: str
    target: Target
    lever: str
    criterion: str
    reading: str
    topic: str
    stance: Stance
    summary: str
    quote: str
    statement: str
    place: str
    source: str
    confidence: str
    note: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class MethodStep:
    """A step of the group's method of work, in the order in which they follow each other.

    Attributes
    ----------
    label
        Its short name: the words are ours.
    quote
        Verbatim from the source.
    place, source
        Where it stands there (a slide), and the id of the source.
    """

    label: str
    quote: str
    place: str
    source: str


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """One of the census forms, with the levers it serves (inferred) and how surely.

    ``levers`` starts with the primary lever, empty when nobody has said which; the others are
    secondary. ``category`` and
    ``secondary_category`` are inferred too, for the reason ``category_reason``.
    """

    id: str
    title: str
    contributor: str
    contributor_lead: str
    place: str
    levers: tuple[str, ...]
    confidence: str
    reason: str
    category: str
    category_confidence: str
    note: str
    secondary_category: str = ""
    category_reason: str = ""

    @property
    def sure(self) -> bool:
        """Whether the levers it serves are known with high confidence."""
        return self.confidence == HIGH_CONFIDENCE

    @property
    def primary(self) -> str:
        """The lever (or axis) it serves first; empty when nobody has said which."""
        return self.levers[0]


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One official figure and the lever it is counted in under each reading.

    ``amount`` is in the unit of the criterion that sums it (here ktCO2e, 2019 to 2030).
    """

    label: str
    sector: str
    group: str
    amount: float
    share_pct: float | None
    levers: tuple[tuple[str, str], ...]
    allocation_key: str
    note: str

    def counted_under(self, reading: str) -> bool:
        """Whether a reading says where it is counted, be it in no lever."""
        return reading in dict(self.levers)

    def lever(self, reading: str) -> str:
        """The lever it is counted in under a reading; empty when in none."""
        return dict(self.levers).get(reading, "")


@dataclass(frozen=True, slots=True)
class KnownUnknown:
    """Something no source says; shown as such, never filled in."""

    id: str
    subject: str
    statement: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement read as an order: some levers score higher on a criterion than others.

    Attributes
    ----------
    higher_levers, lower_levers
        Each of the first is said to have a larger score than each of the second, whichever way
        the criterion counts.
    higher_evidence, lower_evidence
        Ids of the evidence it rests on, on each side; the second may be empty.
    reading
        How the statement is read as an order: the words are ours.
    """

    id: str
    criterion: str
    higher_levers: tuple[str, ...]
    lower_levers: tuple[str, ...]
    higher_evidence: tuple[str, ...]
    lower_evidence: tuple[str, ...]
    reading: str
    note: str


@dataclass(frozen=True, slots=True)
class CensusNote:
    """Something collected besides the action sheets: an audience, a budget, a planned action.

    Attributes
    ----------
    lever
        Id of a lever or of an axis; empty when it is of none.
    code, quote, detail, lead, standing
        Verbatim from the source: number, title, what is printed with it, who leads, new or not.
    statement
        When the words are ours.
    place
        Where it stands in the source (a slide).
    """

    id: str
    section: CensusSection
    lever: str
    code: str
    quote: str
    statement: str
    detail: str
    lead: str
    standing: str
    place: str
    source: str
    confidence: str
    note: str
