"""What one part of a record says of another: paths that no record can have together.

Everything computed is found again; what is given is not, but much of it is said twice. A number
of ballots is that of the ballots listed, a field is of the version that tells it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from prioritisation.analysis.ballots.abstention import Abstention
from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.record.boundary import AS_NOW
from prioritisation.record.case_part import CasePart
from prioritisation.record.votes_part import Origin, RoundPart, Shown, VotesPart
from prioritisation.settings import THRESHOLDS

_Tree = Mapping[str, object]


def input_faults(
    case: CasePart, votes: VotesPart, version: int, *, meeting: bool
) -> Iterator[str]:
    """Paths of what a record of a meeting, or of a scenario, cannot say of its inputs."""
    voted = votes.origin is not Origin.PERSON
    if meeting is not voted:
        yield "kind"
    # A meeting keeps the files of its case and freezes its scores before a round: always.
    if voted and not case.files:
        yield "case.files"
    if voted and case.frozen is None:
        yield "case.frozen"
    yield from votes_faults(votes, version)


def votes_faults(votes: VotesPart, version: int) -> Iterator[str]:
    """Paths of what is said of votes against the rounds and the ballots written beside it."""
    counted = [r for r in votes.rounds if not r.void]
    # A void round keeps its number: none is missing.
    if [r.number for r in votes.rounds] != list(range(1, len(votes.rounds) + 1)):
        yield "votes.rounds"
    for k, one in enumerate(votes.rounds):
        checks = [*_round_checks(one, votes), *(_withheld(one, votes) if version > 1 else ())]
        names = dict.fromkeys(name for name, holds in checks if not holds)
        yield from (f"votes.rounds[{k}].{name}" for name in names)
    yield from _day_faults(votes)
    deciding = counted[-1] if counted else None
    if votes.decisive != (deciding.number if deciding else None):
        yield "votes.decisive"
    if votes.origin is not _origin(deciding):
        yield "votes.origin"
    # The mean of few ballots was given once, as weights.
    if deciding and votes.weights and votes.origin is not Origin.MEAN:
        yield "votes.weights"
    if deciding and votes.chosen_by is not None:
        yield "votes.chosen_by"
    if (votes.rule is Abstention.MEAN) is not (version < AS_NOW):
        yield "votes.rule"
    yield from _movement_faults(votes, counted, version)


def _origin(deciding: RoundPart | None) -> Origin:
    if deciding is None:
        return Origin.PERSON
    origins = {Shown.ALL: Origin.BALLOTS, Shown.MEAN: Origin.MEAN}
    return origins.get(deciding.shown, Origin.NONE)


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


def _movement_faults(
    votes: VotesPart, counted: Sequence[RoundPart], version: int
) -> Iterator[str]:
    """Who moved is of those who voted in both rounds: since version 2, of all who did in each."""
    change = votes.movement
    if change is None:
        return
    counts = [r.count for r in counted[-2:]]
    both, moved = change.both or 0, change.moved or 0
    same = version == 1 or change.both is None or counts == [both, both]
    if not same or both > min(counts, default=0):
        yield "votes.movement.both"
    if moved > both or (version > 1 and (change.both is None) is not (change.moved is None)):
        yield "votes.movement.moved"


def settings_faults(settings: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """``settings`` when a threshold is missing: it would be that of whoever reads."""
    numbered = {variable for variable, numbers in settings.items() if numbers}
    if numbered != {setting.variable for setting in THRESHOLDS}:
        yield "settings"


_EARLIER_ONLY: Mapping[int, Sequence[str]] = {
    1: ("votes.carrying", "votes.attendance.colleges[]"),
    2: (
        "case.perimeter_name",
        "case.perimeter_question",
        "case.perimeters",
        "case.perimeter",
        "case.written[].perimeter",
    ),
    3: ("results.group.consensus.word",),
}
"""Version -> fields that it was the last to write."""

_ADDED: Mapping[int, Sequence[str]] = {
    2: ("votes.rounds[].shares",),
    3: (
        "case.questions",
        "case.otherwise",
        "case.method",
        "case.criteria[].evidence",
        "case.written[].reading",
        "portfolio.dilution",
        "results.crossing",
        "results.portfolio.loss",
        "results.portfolio.losses_over_weights",
        "results.portfolio.losses_over_voters",
    ),
    4: (
        "decision.heading",
        "decision.motives_for",
        "decision.minority_for",
        "decision.objections[].raised_for",
        "results.group.consensus.chance",
        "results.robustness.information[].settling_share",
    ),
}
"""Version -> fields that it was the first to write."""

_IN_NO_RECORD = ("decision.former_consent",)
"""What a meeting keeps of its texts, and no record: answers that are in force no more."""

_LAST_OF_PERIMETERS = 2
_ALWAYS_IN_2 = ("case.perimeter_name", "case.perimeter_question", "case.perimeter")


def foreign_fields(tree: _Tree, version: int) -> Iterator[str]:
    """Paths of fields that say something and that no program of this version wrote.

    So nothing can be taken away by giving a record the number of an earlier version.
    """
    later = [path for v, paths in _ADDED.items() if v > version for path in paths]
    earlier = [path for v, paths in _EARLIER_ONLY.items() if v < version for path in paths]
    for path in (*later, *earlier, *_IN_NO_RECORD):
        if any(value is not None for value in _values(tree, path.split("."))):
            yield path.replace("[]", "[*]")
    if version <= _LAST_OF_PERIMETERS:
        for path in _ALWAYS_IN_2:
            if not any(isinstance(value, str) for value in _values(tree, path.split("."))):
                yield path


def _values(tree: object, steps: Sequence[str]) -> Iterator[object]:
    """What a tree has at a path, in each thing of the lists on the way."""
    if not steps:
        yield tree
        return
    name, listed = steps[0].removesuffix("[]"), steps[0].endswith("[]")
    if isinstance(tree, Mapping) and name in tree:
        inside = tree[name]
        for one in inside if listed and isinstance(inside, list) else [inside]:
            yield from _values(one, steps[1:])


def without_later(tree: object, path: str, version: int) -> object:
    """A part that is found again, as a version told it: later fields are left out of it.

    Parameters
    ----------
    path
        Where the part is in a record: ``results.portfolio``, ``case.criteria[]``.
    """
    if isinstance(tree, list):
        return [without_later(one, f"{path}[]", version) for one in tree]
    if not isinstance(tree, Mapping):
        return tree
    later = {at for v, paths in _ADDED.items() if v > version for at in paths}
    return {
        key: _word_then(without_later(value, f"{path}.{key}", version), f"{path}.{key}", version)
        for key, value in tree.items()
        if f"{path}.{key}" not in later
    }


_SOLIDITY = ("results.ranking.verdict.solidity", "results.robustness.word")


def _word_then(value: object, path: str, version: int) -> object:
    if version < AS_NOW and path in _SOLIDITY and value in ("open", "none"):
        return "undecidable"
    return value
