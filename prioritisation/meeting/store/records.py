"""What goes into the store and comes out of it: plain values, times in ISO, UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from prioritisation.analysis.ballots.ballot import Ballot, from_json
from prioritisation.meeting.store.errors import Unstorable
from prioritisation.meeting.store.schema import PAPER_BALLOT


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit: who did what; never who voted what."""

    role: str
    act: str
    detail: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting to be created.

    Attributes
    ----------
    files
        Name -> content of the files of its case, kept as they are now.
    purge_after
        ISO date from which it should be purged, if any.
    dossier
        Key, number and fingerprint of the version of a dossier that the files are, if of any.
    """

    code: str
    title: str
    case_id: str
    state: str
    extra: str
    audit: Entry
    files: Mapping[str, str] = field(default_factory=dict)
    purge_after: str | None = None
    dossier: tuple[str, int, str] | None = None


@dataclass(frozen=True, slots=True)
class StoredMeeting:
    """A meeting as it is.

    Attributes
    ----------
    state
        JSON of ``prioritisation.meeting.rules.Meeting``.
    extra
        JSON of whatever else its pages keep.
    version
        Grows with each write of the meeting, ballots included: the only order there is.
    """

    id: int
    code: str
    title: str
    case_id: str
    state: str
    extra: str
    version: int
    created_at: str
    purge_after: str | None


@dataclass(frozen=True)
class StoredBallot:
    """A ballot of the log, or on its way into it.

    Attributes
    ----------
    round, version, at
        Set by the store once it takes the ballot; round 0 is the trial.
    college, carries
        What its voter said of themselves, where the ballots of a round are read together.
    nonce
        On the way in only: drawn for each form shown. The same nonce with the same content is the
        same ballot, sent again; with another content (a form seen again with the back button) it
        is another one.
    """

    code: str
    token_hash: str
    points_json: str
    reason: str
    receipt: str
    kind: str
    round: int = 0
    version: int = 0
    at: str = ""
    college: str | None = None
    carries: int | None = None
    nonce: str = ""

    @cached_property
    def ballot(self) -> Ballot:
        """What its voter answered; read once, as a round that is revealed asks many times."""
        return from_json(self.points_json)

    @property
    def typed(self) -> bool:
        """Whether it was typed in from paper, by somebody who has read it."""
        return self.kind == PAPER_BALLOT


@dataclass(frozen=True, slots=True)
class Probe:
    """A write that says nothing but its moment, in the queue of ballots."""


@dataclass(frozen=True, slots=True)
class NewVoter:
    """Somebody who joins a meeting.

    Attributes
    ----------
    invitation_hash
        Of the invitation this voter uses up, if any.
    most
        How many voters the meeting may have, this one included.
    """

    code: str
    token_hash: str
    college: str | None = None
    carries: int | None = None
    kind: str = "device"
    invitation_hash: str | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class StoredVoter:
    """Somebody who may vote, or could before (``schema.LOST``)."""

    token_hash: str
    college: str | None
    carries: int | None
    joined_at: str
    kind: str


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A secret link: the role that it gives in a meeting."""

    id: int
    code: str
    role: str
    created_at: str
    revoked_at: str | None


@dataclass(frozen=True, slots=True)
class StoredMatrix:
    """A frozen matrix; numbers start from 1 in each meeting."""

    number: int
    sha256: str
    content: str
    created_at: str


@dataclass(frozen=True, slots=True)
class StoredEdit:
    """A score that somebody proposed, as JSON."""

    id: int
    content: str
    role: str
    at: str


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the group answered to a warning; the last answer to a warning counts."""

    warning: str
    answer: str
    at: str


@dataclass(frozen=True, slots=True)
class NewText:
    """A new version of a text, on its way in.

    Attributes
    ----------
    name
        What the text is: ``portfolio``, ``decision``...
    content
        JSON text.
    expected
        The version that its writer had read; 0 for a text nobody wrote yet.
    """

    name: str
    content: str
    role: str
    expected: int


@dataclass(frozen=True, slots=True)
class StoredText:
    """A version of a text: numbers start from 1 in each meeting and for each name.

    A text that nobody wrote is version 0, with an empty content.
    """

    name: str
    version: int
    content: str
    role: str
    at: str


def check_storable(*texts: str | None) -> None:
    """Refuse what some database would not take, before it spoils the transaction of others.

    Raises
    ------
    Unstorable
        For a zero character or half of a pair.

    Examples
    --------
    >>> check_storable("Île-de-France", None)
    """
    for text in texts:
        if text is None:
            continue
        if "\0" in text:
            raise Unstorable
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise Unstorable from error


Changes = Mapping[str, tuple[str | None, str | None]]
"""Name of a unit -> its content before and after; None where it is not there."""


@dataclass(frozen=True, slots=True)
class StoredDossier:
    """A dossier as it is, without its units.

    Attributes
    ----------
    key
        What names it in an address; it opens nothing.
    origin
        JSON: the door it came by.
    seq, sha256
        Number of its last version, and the fingerprint of its units.
    """

    id: int
    key: str
    origin: str
    seq: int
    sha256: str
    created_at: str
    changed_at: str
    archived_at: str | None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A change about to be written.

    Attributes
    ----------
    base
        Version that its author read.
    undoes
        Number of the change it undoes, if any.
    sha256
        Of the units once it is made.
    """

    changes: Changes
    base: int
    kind: str
    role: str
    reason: str
    sha256: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """A change as it was written: who, when, why; its units are read apart."""

    seq: int
    base: int
    kind: str
    role: str
    reason: str
    undoes: int | None
    sha256: str
    at: str


@dataclass(frozen=True, slots=True)
class StoredDossierLink:
    """The link of a role, without its secret."""

    key: str
    role: str
    created_at: str


@dataclass(frozen=True, slots=True)
class DossierUse:
    """A meeting that took its case from a version of a dossier.

    Attributes
    ----------
    voted
        Whether somebody has voted there.
    """

    code: str
    title: str
    seq: int
    voted: bool


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A change that somebody proposes, and whoever corrects the dossier is to answer.

    Attributes
    ----------
    base
        Version that its author read.
    """

    changes: Changes
    base: int
    kind: str
    role: str
    reason: str


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal as it stands.

    Attributes
    ----------
    answer
        ``accepted``, ``refused``, ``withdrawn``; None as long as it waits.
    word
        What was answered.
    seq
        Number of the change that it became, if any.
    """

    id: int
    base: int
    changes: Changes
    kind: str
    role: str
    reason: str
    at: str
    answer: str | None
    word: str | None
    answered_by: str | None
    answered_at: str | None
    seq: int | None
