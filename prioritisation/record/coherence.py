"""What one part of a record says of another: paths that no record can have together.

Everything computed is found again; what is given is not, but much of it is said twice. A number
of ballots is that of the ballots listed.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.meeting.rules.rounds import Shown
from prioritisation.record.case_part import CasePart
from prioritisation.record.votes import origin_of
from prioritisation.record.votes_part import Origin, RoundPart, VotesPart
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
        names = dict.fromkeys(name for name, holds in _round_checks(one, votes) if not holds)
        yield from (f"votes.rounds[{k}].{name}" for name in names)
    yield from _shown_faults(votes)
    yield from _day_faults(votes)
    deciding = counted[-1] if counted else None
    if votes.decisive != (deciding.number if deciding else None):
        yield "votes.decisive"
    if votes.origin is not origin_of(deciding):
        yield "votes.origin"
    if votes.groups and votes.origin is not Origin.BALLOTS:
        yield "votes.groups"
    if deciding and votes.weights:
        yield "votes.weights"
    if deciding and votes.chosen_by is not None:
        yield "votes.chosen_by"


def _round_checks(one: RoundPart, votes: VotesPart) -> Iterator[tuple[str, bool]]:
    """Fields of a round, and whether each goes with what was shown of it, and no more is told."""
    told = one.shown is not Shown.COUNT
    listed = one.shown is Shown.ALL and one.number == votes.decisive
    reasoned = one.shown is Shown.ALL and not one.void
    groups, ballots = len(votes.groups), one.ballots
    yield "criteria", len({c.id for c in one.criteria}) == len(one.criteria)
    yield "back", not one.back or one.number > 1
    yield "ballots", bool(ballots) is listed and len({b.id for b in ballots}) == len(ballots)
    yield "ballots", all(b.group is None or b.group < groups for b in ballots)
    yield "count", one.count == len(ballots) or not listed
    yield "paper", one.paper <= (one.count if told else 0)
    yield "reasons", len(one.reasons) <= (one.count if reasoned else 0)
    yield "shares", bool(one.shares) is (told and not listed and not one.void)
    yield "shares", all(may_show(s.given) and s.given <= one.count for s in one.shares)
    yield "shown", not told or may_show(one.count)


def _shown_faults(votes: VotesPart) -> Iterator[str]:
    """Rounds shown one by one are of the same people: as many, and none of them on paper."""
    told = [r for r in votes.rounds if r.shown is not Shown.COUNT]
    listed = [r for r in told if r.shown is Shown.ALL]
    alike = len({r.count for r in listed}) == 1 and not any(r.paper for r in listed)
    # Nothing was shown before the first of them, that its ballots could be compared with.
    if told and (told[0].shown is not Shown.ALL or (listed[1:] and not alike)):
        yield "votes.rounds"


def _day_faults(votes: VotesPart) -> Iterator[str]:
    """Rounds are held one after the other: none ends before it opened, nor opens before that."""
    last = dt.date.min
    for k, one in enumerate(votes.rounds):
        for name, day in (("opened", one.opened), ("closed", one.closed)):
            if day is None or day < last:
                yield f"votes.rounds[{k}].{name}"
            last = day or last


def settings_faults(settings: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """``settings`` when a threshold is missing: it would be that of whoever reads."""
    numbered = {variable for variable, numbers in settings.items() if numbers}
    if numbered != {setting.variable for setting in THRESHOLDS}:
        yield "settings"
