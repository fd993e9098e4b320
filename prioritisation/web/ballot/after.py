"""After the reveal: a voter's own ranking beside the group's.

A whole room asks for it at the same instant: what is the same for all is rendered once for each
version of the meeting, and what is a voter's own is put into it (``rendering.Page.frame``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from prioritisation.ballots.ballot import whole_percents
from prioritisation.ranking import Ranking
from prioritisation.room import OwnResult, Results
from prioritisation.web.ballot.asked import asked_of
from prioritisation.web.ballot.bars import Slice, percents, slices
from prioritisation.web.ballot.pages import about, round_label
from prioritisation.web.ballot.rendering import Page, mark
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
    order = (found.own if found.group is None else found.group).order
    rankings = [found.own] if found.group is None else [found.own, found.group]
    spans = any((r.best != r.worst).any() for r in rankings)
    title = t("Results of round {n}", n=results.number)
    said = t("Results of round {n} revealed", n=results.number)
    values = partial(_values, found, results, order, spans=spans)
    page = Page("after", title, values, said=said, late=_own(found, order))
    stage = found.stage
    alike = (stage.code, stage.created_at, stage.version, stage.key, results.number, order, spans)
    return about(stage, page, frame=("after", *alike))


def _own(found: OwnResult, order: Sequence[int]) -> Mapping[str, str]:
    """What is this voter's: the shares, the ranks and who is first."""
    criteria = asked_of(found.stage)
    bar = slices(criteria, percents(found.ballot, [c.id for c in criteria]))
    labels = {i: lever.label for i, lever in enumerate(found.stage.case.levers)}
    late = {"sentence": _sentence(found, labels)}
    for i, part in enumerate(bar):
        late |= {f"start{i}": part.start, f"width{i}": part.width, f"text{i}": part.text}
    return late | {f"rank{i}": ranks(found.own, i) for i in order}


def _values(
    found: OwnResult, results: Results, order: Sequence[int], *, spans: bool
) -> Mapping[str, object]:
    """What is the same for all, with marks where a voter's own goes."""
    criteria = asked_of(found.stage)
    weights = {c.id: found.weights.get(c.id) for c in criteria} if found.group else None
    return {
        "round_label": round_label(results.number),
        "sentence": mark("sentence"),
        "own": [
            Slice(c.label, mark(f"start{i}"), mark(f"width{i}"), mark(f"text{i}"))
            for i, c in enumerate(criteria)
        ],
        "group": slices(criteria, whole_percents(weights)) if weights else (),
        "group_heading": tn(
            "Weights of the group, {n} ballot",
            "Weights of the group, mean of {n} ballots",
            found.n,
        ),
        "ranks": [_row(i, found, results) for i in order],
        "spans": spans,
    }


def _row(row: int, found: OwnResult, results: Results) -> Row:
    lever = results.case.levers[row]
    group = ranks(found.group, row) if found.group is not None else ""
    return Row(lever.label, lever.colour, mark(f"rank{row}"), group)


def ranks(ranking: Ranking, row: int) -> str:
    """« 1er », « 3e à 6e » when it depends on scores that nobody knows."""
    low, high = int(ranking.best[row]), int(ranking.worst[row])
    if low == high:
        return ordinal(low)
    return t("{low} to {high}", low=ordinal(low), high=ordinal(high))


def ordinal(rank: int) -> str:
    """« 1er », « 2e »."""
    return t("1st") if rank == 1 else t("{n}th", n=rank)


def _sentence(found: OwnResult, labels: Mapping[int, str]) -> str:
    """Who is first, with the voter's weights and with the group's."""
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
