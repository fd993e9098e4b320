"""What one part of a record says of another: paths that no record can have together.

Everything computed is found again; what is given is not, but much of it is said twice. A number
of ballots is that of the ballots listed.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.record.case_part import CasePart
from prioritisation.record.votes_part import Origin, RoundPart, Shown, VotesPart
from prioritisation.settings import THRESHOLDS


def input_faults(case: CasePart, votes: VotesPart, *, meeting: bool) -> Iterator[str]:
    """Paths of what a record of a meeting, or of a scenario, cannot say of its inputs."""
    voted = votes.origin is not Origin.PERSON
    if meeting is not voted:
        yield "kind"
    # A meeting keeps the files of its case and freezes its scores before a round: always.
    if voted and not case.files:
        yield "case.files"
    if voted and case.frozen is None:
        yield "case.frozen"
    yield from votes_faults(votes)


def votes_faults(votes: VotesPart) -> Iterator[str]:
    """Paths of what is said of votes against the rounds and the ballots written beside it."""
    counted = [r for r in votes.rounds if not r.void]
    # A void round keeps its number: none is missing.
    if [r.number for r in votes.rounds] != list(range(1, len(votes.rounds) + 1)):
        yield "votes.rounds"
    for k, one in enumerate(votes.rounds):
        checks = [*_round_checks(one, votes), *_withheld(one, votes)]
        names = dict.fromkeys(name for name, holds in checks if not holds)
        yield from (f"votes.rounds[{k}].{name}" for name in names)
    yield from _day_faults(votes)
    deciding = counted[-1] if counted else None
    if votes.decisive != (deciding.number if deciding else None):
        yield "votes.decisive"
    if votes.origin is not _origin(deciding):
        yield "votes.origin"
    if deciding and votes.weights:
        yield "votes.weights"
    if deciding and votes.chosen_by is not None:
        yield "votes.chosen_by"
    yield from _movement_faults(votes, counted)


def _origin(deciding: RoundPart | None) -> Origin:
    if deciding is None:
        return Origin.PERSON
    return Origin.BALLOTS if deciding.shown is Shown.ALL else Origin.NONE


def _round_checks(one: RoundPart, votes: VotesPart) -> Iterator[tuple[str, bool]]:
    """Fields of a round, and whether each goes with its ballots, listed or not."""
    listed, ballots = one.shown is Shown.ALL, one.ballots
    groups = len(votes.groups)
    yield "ballots", bool(ballots) is listed and len({b.id for b in ballots}) == len(ballots)
    yield "ballots", all(b.group is None or b.group < groups for b in ballots)
    yield "count", one.count == len(ballots) or not listed
    # Nothing but their number is told of ballots that are not listed.
    yield "paper", one.paper <= (one.count if listed else 0)
    yield "reasons", len(one.reasons) <= (one.count if listed else 0)
    yield "shares", bool(one.shares) is (one.shown is Shown.SHARES)
    yield "shares", all(s.given <= one.count for s in one.shares)
    yield "shown", not one.void or one.shown is Shown.COUNT


def _withheld(one: RoundPart, votes: VotesPart) -> Iterator[tuple[str, bool]]:
    """Fields of a round, and whether no more is told of its ballots than may be."""
    decides = one.number == votes.decisive
    allowed = (Shown.COUNT, Shown.ALL if decides else Shown.SHARES)
    yield "shown", one.shown in allowed
    yield "shares", all(may_show(s.given) for s in one.shares)
    yield "ballots", one.shown is not Shown.ALL or may_show(one.count)


def _day_faults(votes: VotesPart) -> Iterator[str]:
    """Rounds are held one after the other: none ends before it opened, nor opens before that."""
    last = dt.date.min
    for k, one in enumerate(votes.rounds):
        for name, day in (("opened", one.opened), ("closed", one.closed)):
            if day is None or day < last:
                yield f"votes.rounds[{k}].{name}"
            last = day or last


def _movement_faults(votes: VotesPart, counted: Sequence[RoundPart]) -> Iterator[str]:
    """Who moved is of those who voted in both rounds: of all who did in each."""
    change = votes.movement
    if change is None:
        return
    counts = [r.count for r in counted[-2:]]
    both, moved = change.both or 0, change.moved or 0
    if change.both is not None and counts != [both, both]:
        yield "votes.movement.both"
    if moved > both or (change.both is None) is not (change.moved is None):
        yield "votes.movement.moved"


def settings_faults(settings: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """``settings`` when a threshold is missing: it would be that of whoever reads."""
    numbered = {variable for variable, numbers in settings.items() if numbers}
    if numbered != {setting.variable for setting in THRESHOLDS}:
        yield "settings"
