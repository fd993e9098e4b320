"""What may be shown of the ballots of a round, given the rounds revealed before.

Second ballots come filled in with the first: where somebody comes or leaves, one list of ballots
less the other is theirs. So single ballots, and whatever joins ballots to people, are shown of the
same people only.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from prioritisation.analysis.ballots.anonymity import may_show, may_split
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.group import group_weights, shown_groups
from prioritisation.meeting.rules.rounds import Shown
from prioritisation.meeting.store import StoredBallot


def unread_ballots(cast: Sequence[StoredBallot]) -> Sequence[StoredBallot]:
    """The ballots that hide each other, as ``hidden_together`` counts them."""
    return [one for one in cast if not one.typed] or list(cast)


def shown_of(rounds: Sequence[Sequence[StoredBallot]]) -> tuple[Shown, ...]:
    """What is shown of each of these rounds.

    Parameters
    ----------
    rounds
        The ballots of every round that was ever revealed, in order, those declared void since
        included: people have seen them. A ballot typed in is another voter in each.
    """
    listed: AbstractSet[str] | None = None
    shown = []
    for cast in rounds:
        voters = voters_of(cast)
        if not _enough(cast):
            shown.append(Shown.COUNT)
        elif listed in (None, voters):
            listed = voters
            shown.append(Shown.ALL)
        else:
            shown.append(Shown.FIGURES)
    return tuple(shown)


def voters_of(cast: Sequence[StoredBallot]) -> AbstractSet[str]:
    """The people of a round, as far as it can be known."""
    return {one.token_hash for one in cast}


def _enough(cast: Sequence[StoredBallot]) -> bool:
    if not may_show(len(unread_ballots(cast))):
        return False
    return group_weights([one.ballot for one in cast], tuple(cast[0].ballot.points)).shown


def college_ballots(cast: Sequence[StoredBallot]) -> Mapping[tuple[str, ...], Sequence[Ballot]]:
    """Colleges, alone or merged because they are small -> their ballots.

    Of a round whose single ballots are shown; none when colleges may not be told. The one
    partition of a round: nothing else is told by college.
    """
    typed = len(cast) - len(unread_ballots(cast))
    return shown_groups(ballots_by_college(cast), tuple(cast[0].ballot.points), typed)


def carriers_of(cast: Sequence[StoredBallot]) -> int | None:
    """How many come from carriers of action sheets; None when it may not be told."""
    hidden = unread_ballots(cast)
    carriers = sum(bool(one.carries) for one in hidden)
    return carriers if may_split(carriers, len(hidden) - carriers) else None


def ballots_by_college(cast: Sequence[StoredBallot]) -> Mapping[str, Sequence[Ballot]]:
    """College -> its ballots, in the order given; empty for who named none."""
    colleges: dict[str, list[Ballot]] = {}
    for one in cast:
        colleges.setdefault(one.college or "", []).append(one.ballot)
    return colleges
