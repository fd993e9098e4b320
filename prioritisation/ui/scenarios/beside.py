"""Scenarios side by side: in ranks, as a picture, then in ranks and points, as a table."""

from collections.abc import Sequence

from criteria.model import Lever
from prioritisation.analysis.whatif import Trial
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.sentences import points_text
from prioritisation.sentences.forks import fork_first, sampled_note
from prioritisation.ui.shared.lanes import Lane, Stop, lanes_chart
from prioritisation.wording import span, t


def ranks_beside(trials: Sequence[Trial]) -> str:
    """The picture of the ranks."""
    lanes = [
        Lane(lever.short_label, lever.colour, tuple(_stop(x, lever.id) for x in trials))
        for lever in levers_of(trials)
    ]
    heads = [x.fork.name for x in trials]
    rows = max(len(x.opinion.alternatives) for x in trials)
    return lanes_chart(lanes, heads, rows, _alternative(trials), [sampled_note(tuple(trials))])


def levers_of(trials: Sequence[Trial]) -> list[Lever]:
    """The levers of all scenarios: in the order of the first, then those it does not have."""
    found: dict[str, Lever] = {}
    for one in trials:
        levers = one.analysis.case.levers
        found |= {levers[i].id: levers[i] for i in one.analysis.ranking.order} | found
    return list(found.values())


def _row(one: Trial, lever: str) -> int | None:
    names = one.opinion.alternatives
    return names.index(lever) if lever in names else None


def _stop(one: Trial, lever: str) -> Stop | None:
    row = _row(one, lever)
    if row is None:
        return None
    found = one.opinion
    tied = bool(found.tied[row].sum() > 1)
    return Stop(int(found.best[row]), int(found.worst[row]), tied)


def _alternative(trials: Sequence[Trial]) -> str:
    told = (t("{column}: {first}", column=x.fork.name, first=fork_first(x)) for x in trials)
    return t("Ranks of each lever in {n} scenarios. {told}.", n=len(trials), told=" ; ".join(told))


def values_beside(trials: Sequence[Trial]) -> str:
    """Each lever's rank and points in each scenario."""
    head = [text(t("Lever")), *(text(x.fork.name) for x in trials)]
    rows = [[text(lever.label), *(_cell(x, lever) for x in trials)] for lever in levers_of(trials)]
    caption = t(
        "Rank, then points out of 100 (the additive value, whatever the method), from the lowest "
        "to the highest possible."
    )
    written = table(head, rows, caption, "twin left labtable")
    wide = tag("div", written, style=f"--cols:{len(trials)}")
    return scrollable(wide, t("Ranks and points of each lever"))


def _cell(one: Trial, lever: Lever) -> str:
    row, stop = _row(one, lever.id), _stop(one, lever.id)
    if row is None or stop is None:
        return tag("span", text(t("not in it")), "st")
    ranking = one.analysis.ranking
    low, high = (100 * float(bound[row]) for bound in (ranking.low, ranking.high))
    ranks = span(stop.best, stop.worst)
    rank = t("{rank} (tied)", rank=ranks) if stop.tied else ranks
    solid = tag("b", "", style=f"width:{low:.2f}%") if low else ""
    spread = tag("b", "", "u", style=f"width:{high - low:.2f}%") if high > low else ""
    style = f"--c:{lever.colour};--edge:{lever.colour}"
    bar = tag("span", solid + spread, "bar thin", style=style, aria_hidden="true")
    points = t("{points} points", points=points_text(ranking, row))
    return tag("span", text(rank), "val") + bar + tag("span", text(points), "st")
