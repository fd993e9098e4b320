"""A meeting takes up the last version of its dossier: what moved since, and what that costs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from prioritisation.cases.changes import UnitChange, difference
from prioritisation.cases.shelf import shelf_of
from prioritisation.cases.units import ANCHORS, CRITERION, DAY, QUESTION, SCORE, unit_parts
from prioritisation.meeting.room import MeetingCase, MovedUnits, Room, ScoreEdit
from prioritisation.meeting.rules.versions import DossierVersion

_COUNTED = ("direction", "scale", ANCHORS)
"""Parts of a criterion that say how it is counted."""


@dataclass(frozen=True, slots=True)
class LaterVersion:
    """The last version of the dossier of a meeting, beside the one that it has.

    Attributes
    ----------
    version
        The one that the meeting has.
    change
        What is not the same.
    about
        What the meeting would take.
    """

    version: DossierVersion
    change: UnitChange
    about: MeetingCase

    @property
    def seq(self) -> int:
        """The number of the last version."""
        return self.about.dossier.seq if self.about.dossier else self.version.seq


def later_version(room: Room, code: str, dossier_secret: str) -> LaterVersion | None:
    """The last version, for whoever may open meetings on the dossier; None when there is none.

    Raises
    ------
    DossierRefused, UnknownDossier
        When the secret does not give the right, or the dossier is erased.
    """
    version = room.dossier_of(code)
    if version is None:
        return None
    shelf = shelf_of(room)
    about = shelf.for_meeting(version.key, dossier_secret)
    last = about.dossier.seq if about.dossier else 0
    if last <= version.seq:
        return None
    changes = room.store.dossiers.changes(version.key, until=last)
    before = shelf.at_version({n: one for n, one in changes.items() if n <= version.seq})
    change = difference(before, shelf.at_version(changes))
    return LaterVersion(version, {u: c for u, c in change.items() if u != DAY}, about)


def lost_scores(room: Room, code: str, secret: str, later: LaterVersion) -> tuple[ScoreEdit, ...]:
    """The scores written in the meeting that taking it would lose: the dossier moved there."""
    return room.lost_by(code, secret, later.about, moved_by(later.change))


def take_later(room: Room, code: str, secret: str, later: LaterVersion) -> tuple[ScoreEdit, ...]:
    """Have the meeting take it; the scores written there that it loses."""
    moved = moved_by(later.change)
    return room.take_up(code, secret, later.about, later.version.seq, moved)


def moved_by(change: UnitChange) -> MovedUnits:
    """Which scores, directions and ways of counting a change is about."""
    parts = [unit_parts(unit) for unit in change]
    return MovedUnits(
        frozenset(_cells(parts)),
        frozenset(p[1] for p in parts if p[0] == CRITERION and p[2:3] and p[2] in _COUNTED),
        frozenset(p[1] for p in parts if p[0] == QUESTION),
    )


def _cells(parts: list[tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    for kind, *ids in parts:
        if kind == SCORE:
            lever, criterion, reading = (*ids, "", "")[:3]
            yield lever, criterion, reading
