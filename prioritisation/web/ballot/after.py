"""After the reveal: a voter's own ranking beside the group's."""

from collections.abc import Mapping
from dataclasses import dataclass

from prioritisation.ballots.ballot import whole_percents
from prioritisation.ranking import Ranking
from prioritisation.room import OwnResult, Results
from prioritisation.web.ballot.asked import asked_of
from prioritisation.web.ballot.bars import percents, slices
from prioritisation.web.ballot.pages import about, round_label
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import t, tn


@dataclass(frozen=True, slots=True)
class Row:
    """One lever: its ranks with both weights."""

    label: str
    colour: str
    own: str
    group: str


def after(found: OwnResult, results: Results) -> Page:
    """The page of a voter after the reveal."""
    criteria = asked_of(found.stage)
    ids = [c.id for c in criteria]
    weights = {c: found.weights.get(c) for c in ids} if found.group else None
    shown = found.own if found.group is None else found.group
    rankings = [found.own] if found.group is None else [found.own, found.group]
    title = t("Results of round {n}", n=results.number)
    values: dict[str, object] = {
        "round_label": round_label(results.number),
        "sentence": _sentence(found, results),
        "own": slices(criteria, percents(found.ballot, ids)),
        "group": slices(criteria, whole_percents(weights)) if weights else (),
        "group_heading": tn(
            "Weights of the group, {n} ballot",
            "Weights of the group, mean of {n} ballots",
            found.n,
        ),
        "ranks": [_row(i, found, results) for i in shown.order],
        "spans": any((r.best != r.worst).any() for r in rankings),
    }
    said = t("Results of round {n} revealed", n=results.number)
    return about(found.stage, Page("after", title, values, said=said))


def _row(row: int, found: OwnResult, results: Results) -> Row:
    lever = results.case.levers[row]
    group = ranks(found.group, row) if found.group is not None else ""
    return Row(lever.label, lever.colour, ranks(found.own, row), group)


def ranks(ranking: Ranking, row: int) -> str:
    """« 1er », « 3e à 6e » when it depends on scores that nobody knows."""
    low, high = int(ranking.best[row]), int(ranking.worst[row])
    if low == high:
        return ordinal(low)
    return t("{low} to {high}", low=ordinal(low), high=ordinal(high))


def ordinal(rank: int) -> str:
    """« 1er », « 2e »."""
    return t("1st") if rank == 1 else t("{n}th", n=rank)


def _sentence(found: OwnResult, results: Results) -> str:
    """Who is first, with the voter's weights and with the group's."""
    labels = {i: lever.label for i, lever in enumerate(results.case.levers)}
    own = _first(found.own, labels)
    if found.group is None:
        return t("With your weights, {own}.", own=own)
    group = _first(found.group, labels)
    if own == group:
        return t("With your weights as with the group’s, {own}.", own=own)
    return t("With your weights, {own}. With the group’s, {group}.", own=own, group=group)


def _first(ranking: Ranking, labels: Mapping[int, str]) -> str:
    sure = ranking.necessary_firsts
    possible = ranking.possible_firsts
    if len(sure) == 1 and len(possible) == 1:
        return t("“{lever}” is first", lever=labels[sure[0]])
    if sure and set(sure) == set(possible):
        return t("{n} levers are first, tied", n=len(sure))
    return t("the first depends on scores that nobody knows")
