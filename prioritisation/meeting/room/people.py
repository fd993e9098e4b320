"""What voters said of themselves, their college and whether they carry a sheet: what may be told.

Somebody who comes or leaves between two rounds would be told by the difference of two counts, or
because one of the two may be told and the other not. After a round with ballots enough for two
groups, whether it told of people or not, a later one does only if the same people voted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prioritisation.analysis.ballots.anonymity import may_show, may_split, same_people
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import group_weights, shown_groups
from prioritisation.meeting.store import StoredBallot

_Groups = Mapping[tuple[str, ...], Sequence[Ballot]]


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """What may be told of the voters of one round.

    Attributes
    ----------
    groups
        Colleges, alone or merged because they are small -> their ballots; none when colleges may
        not be told. The one partition of a round: nothing else is told by college.
    carriers
        How many ballots come from carriers of action sheets; None when it may not be told.
    """

    groups: _Groups = field(default_factory=dict)
    carriers: int | None = None


_NO_PEOPLE = People()
_TWO = 2


def unread_ballots(cast: Sequence[StoredBallot]) -> Sequence[StoredBallot]:
    """The ballots that hide each other, as ``hidden_together`` counts them."""
    return [one for one in cast if not one.typed] or list(cast)


def may_tell(cast: Sequence[StoredBallot], criteria: Sequence[str]) -> bool:
    """Whether anything but the number of these ballots may be told."""
    enough = may_show(len(unread_ballots(cast)))
    return enough and group_weights([one.ballot for one in cast], criteria).shown


def people_of(rounds: Sequence[Sequence[StoredBallot]]) -> People:
    """What may be told of the voters of the last of these rounds.

    Parameters
    ----------
    rounds
        The ballots of every round that was ever revealed, in order, those declared void since
        included: people have seen them.
    """
    *earlier, last = rounds
    voters = _voters(last)
    others = (_voters(cast) for cast in earlier if may_show(len(cast) // _TWO))
    return _alone(last) if all(same_people(voters, before) for before in others) else _NO_PEOPLE


def ballots_by_college(cast: Sequence[StoredBallot]) -> Mapping[str, Sequence[Ballot]]:
    """College -> its ballots, in the order given; empty for who named none."""
    colleges: dict[str, list[Ballot]] = {}
    for one in cast:
        colleges.setdefault(one.college or "", []).append(one.ballot)
    return colleges


def _voters(cast: Sequence[StoredBallot]) -> frozenset[str]:
    return frozenset(one.token_hash for one in cast)


def _alone(cast: Sequence[StoredBallot]) -> People:
    """The same of a round without any before it."""
    hidden = unread_ballots(cast)
    if not may_show(len(hidden)):
        return _NO_PEOPLE
    carriers = sum(bool(one.carries) for one in hidden)
    return People(
        shown_groups(
            ballots_by_college(cast), tuple(cast[0].ballot.points), len(cast) - len(hidden)
        ),
        carriers if may_split(carriers, len(hidden) - carriers) else None,
    )
