"""The sentences about a revealed round, gathered from its results."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from prioritisation.ballots.ballot import Ballot
from prioritisation.ballots.firsts import backing, means_differ
from prioritisation.ballots.group import group_weights
from prioritisation.ballots.movement import Movement, movement
from prioritisation.ballots.spread import Flag, Spread, consensus, spreads
from prioritisation.room import Results
from prioritisation.sentences.group import (
    agreement_text,
    compromise_text,
    consensus_beside,
    consensus_text,
    firsts_text,
    means_text,
)
from prioritisation.sentences.movement import movement_text, unlike_text
from prioritisation.sentences.withheld import (
    abstentions_text,
    criteria_withheld_text,
    mean_withheld_text,
    withheld_text,
)


def labels(results: Results) -> Mapping[str, str]:
    """Criterion -> its label."""
    return {c.id: c.label for c in results.case.criteria}


def levers(results: Results) -> list[str]:
    """Short names of the levers, in the order of the rows."""
    return [v.short_label for v in results.case.levers]


def criteria(results: Results) -> tuple[str, ...]:
    """Ids of the criteria voted on."""
    return tuple(c.id for c in results.case.criteria)


def found_spreads(results: Results) -> tuple[Spread, ...]:
    """The spread of each criterion; none while ballots are too few to be shown."""
    return spreads(results.ballots, criteria(results)) if results.ballots else ()


def flagged(results: Results) -> tuple[str, ...]:
    """Criteria on which the group disagrees."""
    found = found_spreads(results)
    return tuple(s.criterion for s in found if s.shown and s.flag is Flag.FLAGGED)


def agreement(results: Results) -> str:
    """Where the group agrees, and where not; or why it is not said."""
    if not results.ballots:
        return withheld_text(results.n)
    return agreement_text(found_spreads(results), labels(results))


def consensus_said(results: Results) -> str:
    """How far the weights agree as a whole."""
    if not results.ballots:
        return ""
    found = consensus(results.ballots, criteria(results))
    said = consensus_text(found), consensus_beside(found, found_spreads(results))
    return " ".join(s for s in said if s)


def first_for(results: Results) -> str:
    """Who is first, for how many ballots."""
    if results.firsts is None:
        return ""
    return firsts_text(results.firsts, levers(results))


def means(results: Results) -> tuple[str, bool]:
    """What the three means answer, and whether they differ."""
    if results.leaders is None:
        return "", False
    return means_text(*results.leaders, levers(results)), means_differ(results.leaders)


def compromise(results: Results) -> str:
    """Whether the winner of the mean is the first choice of few."""
    if results.firsts is None or results.leaders is None:
        return ""
    return compromise_text(backing(results.leaders[0], results.firsts), levers(results))


def reservations(results: Results) -> tuple[str, ...]:
    """Abstentions, and what is not shown for want of ballots."""
    group, found = results.group, found_spreads(results)
    said = [
        abstentions_text(group, labels(results)) if group else "",
        mean_withheld_text(group, labels(results)) if group else "",
        criteria_withheld_text(found, labels(results)) if found else "",
        withheld_text(results.n) if results.group else "",
    ]
    return tuple(s for s in said if s)


def movement_said(results: Results, earlier: Results | None) -> str:
    """What moved since the round before, or why the two do not compare."""
    if results.unlike:
        return unlike_said(results)
    if earlier is None or not results.before:
        return ""
    ids = criteria(results)
    first, last = (dict(enumerate(side)) for side in zip(*results.before, strict=True))
    found = movement(_named(first), _named(last), ids)
    if found is None:
        return ""
    return movement_text(_whole(found, earlier.ballots, results.ballots, ids), labels(results))


def unlike_said(results: Results) -> str:
    """Why the round before does not compare; empty when it does, or there is none."""
    past = [n for n in results.others if n < results.number]
    return unlike_text(results.unlike, past[-1], results.number) if past else ""


def _named(ballots: Mapping[int, Ballot]) -> dict[str, Ballot]:
    return {str(k): b for k, b in ballots.items()}


def _whole(
    found: Movement, before: Sequence[Ballot], after: Sequence[Ballot], ids: tuple[str, ...]
) -> Movement:
    """Deviations and orders of the whole rounds, as they were shown at their reveals."""
    sides = [
        {s.criterion: s.deviation for s in spreads(b, ids) if s.shown} for b in (before, after)
    ]
    changes = tuple(
        replace(c, before=sides[0].get(c.criterion), after=sides[1].get(c.criterion))
        for c in found.changes
    )
    orders = [_order(b, ids) for b in (before, after)]
    return replace(found, changes=changes, order_before=orders[0], order_after=orders[1])


def _order(ballots: Sequence[Ballot], ids: tuple[str, ...]) -> tuple[str, ...]:
    means = group_weights(ballots, ids).by_criterion()
    return tuple(sorted(ids, key=lambda c: -round(means[c], 9)))
