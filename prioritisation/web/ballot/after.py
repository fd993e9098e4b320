"""After the reveal: the group's result, a voter's own beside it, then the decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from prioritisation.ballots.anonymity import MEAN_SHOWN
from prioritisation.ballots.ballot import whole_percents
from prioritisation.ranking import Ranking
from prioritisation.room import OwnResult, Results, Stage
from prioritisation.web.ballot.bars import percents, slices
from prioritisation.web.ballot.pages import about, round_label
from prioritisation.web.ballot.published import Published
from prioritisation.web.ballot.rendering import Page
from prioritisation.wording import t, tn


@dataclass(frozen=True, slots=True)
class Row:
    """One lever: its ranks with both weights; empty where there are none."""

    label: str
    colour: str
    own: str
    group: str


@dataclass(frozen=True, slots=True)
class _Group:
    """What may be shown of the group: nothing below ``MEAN_SHOWN`` ballots."""

    ranking: Ranking | None
    weights: Mapping[str, float] | None


def after(
    stage: Stage, found: OwnResult | None, results: Results, decided: Published | None = None
) -> Page:
    """The page of a phone after the reveal.

    Parameters
    ----------
    found
        What the voter's own ballot gives; None without one.
    """
    group = _group(results)
    criteria = results.case.criteria
    ids = [c.id for c in criteria]
    rankings = [r for r in (found.own if found else None, group.ranking) if r is not None]
    order = rankings[-1] if rankings else None
    title = t("Results of round {n}", n=results.number)
    values: dict[str, object] = {
        "round_label": round_label(results.number),
        "sentence": _sentence(found, group, results),
        "not_voted": found is None,
        "own": slices(criteria, percents(found.ballot, ids)) if found else (),
        "group": slices(criteria, _shares(group, ids)) if group.weights else (),
        "few": group.ranking is None,
        "group_heading": tn(
            "Weights of the group, {n} ballot",
            "Weights of the group, mean of {n} ballots",
            results.n,
        ),
        "ranks": [_row(i, found, group, results) for i in order.order] if order else [],
        "spans": any((r.best != r.worst).any() for r in rankings),
        "decided": decided,
    }
    said = decided.heading if decided else t("Results of round {n} revealed", n=results.number)
    return about(stage, Page("after", title, values, said=said))


def _group(results: Results) -> _Group:
    if results.n < MEAN_SHOWN or results.analysis is None or results.group is None:
        return _Group(None, None)
    return _Group(results.analysis.ranking, results.group.by_criterion())


def _shares(group: _Group, ids: list[str]) -> Mapping[str, int | None]:
    weights = group.weights or {}
    return whole_percents({c: weights.get(c) for c in ids})


def _row(row: int, found: OwnResult | None, group: _Group, results: Results) -> Row:
    lever = results.case.levers[row]
    own = ranks(found.own, row) if found is not None else ""
    shown = ranks(group.ranking, row) if group.ranking is not None else ""
    return Row(lever.label, lever.colour, own, shown)


def ranks(ranking: Ranking, row: int) -> str:
    """« 1er », « 3e à 6e » when it depends on scores that nobody knows."""
    low, high = int(ranking.best[row]), int(ranking.worst[row])
    if low == high:
        return ordinal(low)
    return t("{low} to {high}", low=ordinal(low), high=ordinal(high))


def ordinal(rank: int) -> str:
    """« 1er », « 2e »."""
    return t("1st") if rank == 1 else t("{n}th", n=rank)


def _sentence(found: OwnResult | None, group: _Group, results: Results) -> str:
    """Who is first, with the voter's weights and with the group's."""
    labels = {i: lever.label for i, lever in enumerate(results.case.levers)}
    own = _first(found.own, labels) if found else ""
    shown = _first(group.ranking, labels) if group.ranking is not None else ""
    if not own and not shown:
        return t("The vote is over.")
    if not shown:
        return t("With your weights, {own}.", own=own)
    if not own:
        return t("With the group’s weights, {group}.", group=shown)
    if own == shown:
        return t("With your weights as with the group’s, {own}.", own=own)
    return t("With your weights, {own}. With the group’s, {group}.", own=own, group=shown)


def _first(ranking: Ranking, labels: Mapping[int, str]) -> str:
    sure = ranking.necessary_firsts
    possible = ranking.possible_firsts
    if len(sure) == 1 and len(possible) == 1:
        return t("“{lever}” is first", lever=labels[sure[0]])
    if sure and set(sure) == set(possible):
        return t("{n} levers are first, tied", n=len(sure))
    return t("the first depends on scores that nobody knows")
