"""One lever or several, as sections of a text for a terminal."""

from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.cli.report.layout import Row, bullets, table
from prioritisation.cli.report.sets_json import COSTS
from prioritisation.sentences.portfolio import (
    answer,
    median_text,
    method_text,
    points,
    roles_text,
    set_name,
)
from prioritisation.sentences.ranks import share_text, sure_percent
from prioritisation.sentences.sets import excluded_texts, unsaid_texts, why_texts
from prioritisation.wording import percent, span, t

Section = tuple[str, list[str]]


def sets_sections(analysis: Analysis, found: Portfolio) -> list[Section]:
    """Titles and lines; a section without lines has nothing to say."""
    levers = [lever.label for lever in analysis.case.levers]
    several = len(analysis.case.criteria) > 1
    shares = [median_text(found), roles_text(found, levers)]
    said = [
        *filter(None, shares),
        *excluded_texts(found, levers),
        *unsaid_texts(found, levers),
        *_whys(found, levers),
        method_text(),
    ]
    sides = _sides(found) if several else []
    return [
        (t("One lever or several"), bullets([str(answer(found, levers)), *said])),
        (t("Sets of levers, before dispersion"), _sets(found, levers, several=several)),
        (t("One lever alone or several, in share of all weights"), sides),
    ]


def _whys(found: Portfolio, levers: list[str]) -> list[str]:
    """What is said of each set, once."""
    sets = found.sets.members if found.sets else ()
    told = [text for rows in sets for text in why_texts(found, rows, levers)]
    return list(dict.fromkeys(told))


def _sets(found: Portfolio, levers: list[str], *, several: bool) -> list[str]:
    """Every set by size, the largest lowest value first."""
    if found.sets is None:
        return []
    sets, ranking = found.sets, found.ranking
    lows = sets.belongs @ ranking.low + sets.bonus
    highs = sets.belongs @ ranking.high + sets.bonus
    head = (t("Set"), t("Points"), *([t("Best of its size")] if several else []))
    rows: list[Row] = [head]
    for size in sets.all_sizes:
        for index in sorted(sets.of_size(size), key=lambda k: (-lows[k], -highs[k])):
            members = sets.members[index]
            value = span(100 * float(lows[index]), 100 * float(highs[index]))
            share = [_share(found, members)] if several else []
            rows.append((set_name(members, levers), value, *share))
    return table(rows, 1)


def _share(found: Portfolio, members: tuple[int, ...]) -> str:
    if found.over_weights is None:
        return ""
    robust = found.over_weights.robust[len(members)]
    one = robust.of(members)
    return share_text(one.sure, one.possible)


def _sides(found: Portfolio) -> list[str]:
    """Who is on each side of some costs of dispersion."""
    if found.over_weights is None:
        return []
    rows: list[Row] = [
        (t("Cost of dispersion"), t("One alone"), t("Several"), t("As good"), t("Undecidable"))
    ]
    for cost in COSTS:
        if sides := found.over_weights.sides(cost):
            ends = sure_percent(sides.one), sure_percent(sides.several)
            rows.append((points(100 * cost), *ends, percent(sides.tied), percent(sides.unknown)))
    told = [row for k, row in enumerate(rows) if not _between_same(rows, k)]
    return table(told, 1) if told[1:] else []


def _between_same(rows: list[Row], k: int) -> bool:
    """Whether a cost has the same shares as the one before and the one after."""
    near = rows[max(0, k - 1) : k + 2]
    return len(near) > 2 and len({row[1:] for row in near}) == 1  # noqa: PLR2004 (and itself)
