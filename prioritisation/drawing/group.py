"""The weights of the group: bar, means, colleges, carriers, camps; who is first for how many."""

from collections.abc import Collection, Sequence

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, ballot_shares_of
from prioritisation.analysis.ballots.group import FirstCounts, GroupWeights, Spread
from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weight_map import weight_map
from prioritisation.drawing import round_sentences
from prioritisation.drawing.ballot_dots import Corner, dot_piles
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.drawing.triangle import triangle
from prioritisation.meeting.room import RoundResults
from prioritisation.meeting.rules.setup import Setup
from prioritisation.meeting.rules.state import Shown
from prioritisation.sentences.group import (
    MOST_TIES,
    camps_text,
    colleges_text,
    unlisted_text,
    whole_percents,
)
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.phrases import all_of
from prioritisation.sentences.shares import (
    FirstShare,
    first_place_shares,
    first_texts,
    rounded_note,
    weight_texts,
)
from prioritisation.wording import number, percent, t, tn
from prioritisation.wording.numbers import with_capital


def group_weights_block(results: RoundResults) -> str:
    """The bar of the mean weights and the table of the three means."""
    group = results.group
    if group is None:
        return ""
    parts = "".join(
        tag("b", "", f"c{place}", style=f"flex:{100 * w:.2f} 1 0")
        for place, w in zip(results.case.places, group.mean.tolist(), strict=True)
    )
    bar = tag("div", parts, "sharebar", aria_hidden="true")
    head = [t("Criterion"), t("Mean"), t("Geometric"), t("Middle vote")]
    others = (group.geometric, *([] if group.median is None else [group.median]))
    columns = [weight_texts(weights) for weights in (group.mean, *others)]
    if group.median is None:
        columns.append(("–",) * len(group.criteria))
    rows = [
        [_label(results, j), tag("b", text(columns[0][j])), *(text(c[j]) for c in columns[1:])]
        for j in range(len(group.criteria))
    ]
    written = table([text(h) for h in head], rows, css="means")
    written = bar + scrollable(written, t("Weights of the group"))
    return written + _rounded(group.mean, *others) + _closed(results, group)


def _rounded(*columns: Floats) -> str:
    """That the weights of a table do not add up as they are written, when they do not."""
    note = rounded_note(*columns)
    return tag("p", text(with_capital(f"{note}.")), "thin") if note else ""


def weights_legend(results: RoundResults) -> str:
    """The colour of each criterion, and its weight."""
    group = results.group
    weights = ("",) * len(results.case.criteria) if group is None else weight_texts(group.mean)
    parts = (
        tag("span", _label(results, j) + " " + tag("b", text(weight)))
        for j, weight in enumerate(weights)
    )
    rounded = rounded_note(group.mean) if group else ""
    return tag("p", "".join(parts) + (tag("span", text(rounded)) if rounded else ""), "key")


def _closed(results: RoundResults, group: GroupWeights) -> str:
    """That the medians were brought to 100 % in this table, when it shows."""
    if group.median is None:
        return ""
    parts = weight_texts(group.median)
    by_criterion = {s.criterion: s for s in results.spreads}
    above = [_median(by_criterion[c]) if c in by_criterion else "" for c in group.criteria]
    if all(a in ("", w) for a, w in zip(above, parts, strict=True)):
        return ""
    sentence = t("In this table middle votes are brought to a total of 100 %, as weights must be.")
    return tag("p", text(sentence), "thin")


def _median(spread: Spread) -> str:
    _, median, _ = whole_percents(spread.low_quartile, spread.median, spread.high_quartile)
    return percent(median / 100)


def _label(results: RoundResults, column: int) -> str:
    return (
        tag("b", "", f"sw c{results.case.places[column]}")
        + " "
        + text(results.case.criteria[column].label)
    )


def _compared(
    results: RoundResults, title: str, names: Sequence[str], columns: Sequence[Floats]
) -> str:
    """Weights side by side, in a table that scrolls by itself where it is too wide."""
    head = [text(t("Criterion")), *map(text, names)]
    written = [weight_texts(column) for column in columns]
    rows = [
        [_label(results, j), *(text(column[j]) for column in written)]
        for j in range(len(results.case.criteria))
    ]
    return scrollable(table(head, rows, css="twin"), title) + _rounded(*columns)


def colleges(results: RoundResults) -> str:
    """Weights by college, where none can be deduced."""
    split = results.colleges
    if split is None or results.group is None:
        return ""
    names = [f"{colleges_text(names)} ({weights.n})" for names, weights in split.groups.items()]
    means = [weights.mean for weights in split.groups.values()]
    equal = [] if split.equal is None else [split.equal]
    heads = [*names, t("One person, one vote"), *([t("One college, one vote")] if equal else [])]
    title, columns = t("By college"), (*means, results.group.mean, *equal)
    return tag("h2", text(title)) + _compared(results, title, heads, columns)


def carriers(results: RoundResults) -> str:
    """How many ballots come from carriers of action sheets: a number, nothing of their weights."""
    if results.carriers is None:
        return ""
    sentence = tn(
        "{n} vote out of {all} comes from somebody who carries an action sheet.",
        "{n} votes out of {all} come from people who carry an action sheet.",
        results.carriers,
        all=results.n,
    )
    return tag("p", text(sentence), "thin")


def unshown(results: RoundResults, setup: Setup) -> str:
    """What people gave and nothing is told of, and why, so that nobody believes it lost."""
    sentences = [unlisted_text()] if results.shown is Shown.FIGURES else []
    if setup.colleges and results.colleges is None:
        sentences.append(t("By college: nothing is shown, somebody could be recognised."))
    if setup.asks_carrying and results.carriers is None:
        sentences.append(t("Who carries a sheet: nothing is shown, somebody could be recognised."))
    return "".join(tag("p", text(one), "thin") for one in sentences)


def camps_block(results: RoundResults) -> str:
    """Two or three ways of weighing that the mean hides, each with its first lever."""
    camps = round_sentences.round_camps(results)
    if camps is None:
        return ""
    names = [tn("{n} vote", "{n} votes", c.firsts.n) for c in camps.camps]
    labels = [c.label for c in results.case.criteria]
    levers = [v.short_label for v in results.case.levers]
    sentence = camps_text(camps, labels, levers, _doubtful(results))
    title, columns = t("Groups of votes"), [camp.weights for camp in camps.camps]
    head = tag("h2", text(title)) + tag("p", text(sentence), "warn")
    return head + _compared(results, title, names, columns)


_TRIANGLE_CRITERIA = 3


def ballots_triangle(results: RoundResults) -> str:
    """The weight triangle with a dot per ballot; nothing without three criteria."""
    analysis = results.analysis
    chart = weight_map(analysis) if analysis and has_triangle(results) else None
    if analysis is None or chart is None:
        return ""
    return triangle(analysis, chart, ballot_corners(results))


def has_triangle(results: RoundResults) -> bool:
    """Whether the weights have exactly three corners."""
    return len(results.case.criteria) == _TRIANGLE_CRITERIA


def ballot_corners(results: RoundResults) -> tuple[Corner, ...]:
    """The ballots that weigh all three criteria, when they are enough to be shown."""
    corners = [_corner(b, results) for b in results.ballots]
    complete = tuple(c for c in corners if c is not None)
    return complete if may_show(len(complete)) else ()


def _corner(ballot: Ballot, results: RoundResults) -> Corner | None:
    shares = ballot_shares_of(ballot)
    top, right, left = (shares[c.id] for c in results.case.criteria)
    if top is None or right is None or left is None:
        return None
    return top, right, left


def firsts_legend(results: RoundResults) -> str:
    """What the marks of the triangle mean, and how many ballots are not in it."""
    dots = ballot_corners(results)
    one = t("an invented vote") if results.simulated else t("a vote")
    words = t("Circle: {one}. ", one=one) if dots else ""
    if any(pile.full for pile in dot_piles(dots)):
        words += t("A number: so many equal votes, of which some are drawn.") + " "
    words += t("Diamond: the group.")
    if scores := _doubtful(results):
        words += " " + t("Hatched: not separated yet, because of {scores}.", scores=scores)
    left = len(results.ballots) - len(dots)
    if dots and left:
        words += " " + tn(
            "{n} vote with an abstention has no place in it.",
            "{n} votes with an abstention have no place in it.",
            left,
        )
    return tag("p", text(words), "thin")


def _doubtful(results: RoundResults) -> str:
    """What the scores that are not known are called; nothing when all are known."""
    return "" if results.analysis is None else doubtful_scores(results.analysis.matrix)


def counts(results: RoundResults) -> str:
    """The table: lever, ballots for which it is first, share of all weights."""
    counts, analysis = results.firsts, results.analysis
    if counts is None or analysis is None:
        return ""
    firsts = [(one, _ballots_of(counts, one)) for one in first_place_shares(analysis.regions)]
    order = sorted(
        firsts, key=lambda f: (-f[1], -f[0].sure, analysis.ranking.order.index(f[0].rows[0]))
    )
    rows = [
        _first_row(analysis, one, n, counts.n)
        for one, n in order
        if n or any(counts.possible[i] or analysis.region(i).sure for i in one.rows)
    ]
    rows += _tie_rows(counts, analysis, {one.rows for one, _ in firsts})
    rows += _joined_rows(counts, analysis)
    undecided = first_texts(analysis).undecided
    if scores := _doubtful(results):
        hatch, depends = tag("b", "", "sw ink u"), t("not separated yet: {scores}", scores=scores)
        rows.append(_row(hatch, depends, counts.undecided, counts.n, undecided))
    head = "".join(
        tag("th", text(h), scope="col", colspan=span)
        for h, span in ((t("First"), ""), (t("Votes"), "2"), (t("Ways to share weights"), ""))
    )
    inside = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return tag("table", inside, "firsts")


def _ballots_of(counts: FirstCounts, first: FirstShare) -> int:
    """Ballots for which a lever is first alone, or equal levers together, whatever is unknown."""
    return counts.sure[first.rows[0]] if len(first.rows) == 1 else counts.ties.get(first.rows, 0)


def _first_row(analysis: Analysis, first: FirstShare, count: int, n: int) -> str:
    colour = analysis.case.levers[first.rows[0]].colour
    mark = tag("b", "", "sw lever", style=f"--c:{colour}")
    name = first.name([lever.short_label for lever in analysis.case.levers])
    return _row(mark, name, count, n, first_texts(analysis).bounds(first.rows[0]), colour)


def _tie_rows(
    counts: FirstCounts, analysis: Analysis, counted: Collection[tuple[int, ...]]
) -> list[str]:
    """Ballots for which levers that are not equal everywhere are tied: who, unless too many."""
    ties = {rows: count for rows, count in counts.ties.items() if rows not in counted}
    mark, levers = tag("b", "", "sw ink"), analysis.case.levers
    if len(ties) > MOST_TIES:
        return [_row(mark, t("several, tied"), sum(ties.values()), counts.n, "")]
    names = [t("{levers}, tied", levers=all_of([levers[i].short_label for i in r])) for r in ties]
    return [
        _row(mark, name, count, counts.n, "")
        for name, count in zip(names, ties.values(), strict=True)
    ]


def _joined_rows(counts: FirstCounts, analysis: Analysis) -> list[str]:
    """Ballots for which levers are first, and others may be tied with them."""
    mark, levers = tag("b", "", "sw ink"), analysis.case.levers
    return [
        _row(
            mark,
            t("{levers}, perhaps tied", levers=all_of([levers[i].short_label for i in rows])),
            count,
            counts.n,
            "",
        )
        for rows, count in counts.joined.items()
    ]


def _row(mark: str, name: str, count: int, n: int, share: str, colour: str = "") -> str:
    width = f"width:{100 * count / n:.1f}%"
    fill = tag("i", "", "" if colour else "u ink", style=f"{width};--c:{colour or 'var(--ink)'}")
    cells = (
        tag("th", mark + " " + text(name), scope="row")
        + tag("td", tag("span", fill, "track"), "trackcell", aria_hidden="true")
        + tag("td", tag("b", text(number(count))))
        + tag("td", text(share))
    )
    return tag("tr", cells)
