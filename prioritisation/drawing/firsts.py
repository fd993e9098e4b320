"""Who is first for how many ballots, and for which share of all weights."""

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.ballot import Ballot, shares
from prioritisation.analysis.ballots.firsts import FirstCounts
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.weight_map import weight_map
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.triangle import Corner, triangle
from prioritisation.meeting.room import Results
from prioritisation.sentences import share_text
from prioritisation.wording import number, percent, t, tn

TRIANGLE_CRITERIA = 3


def picture(results: Results) -> str:
    """The weight triangle with a dot per ballot; nothing without three criteria."""
    analysis = results.analysis
    shown = weight_map(analysis) if analysis and has_triangle(results) else None
    if analysis is None or shown is None:
        return ""
    return triangle(analysis, shown, ballots(results))


def has_triangle(results: Results) -> bool:
    """Whether the weights have exactly three corners."""
    return len(results.case.criteria) == TRIANGLE_CRITERIA


def ballots(results: Results) -> tuple[Corner, ...]:
    """The ballots that weigh all three criteria, when they are enough to be shown."""
    found = [_corner(b, results) for b in results.ballots]
    complete = tuple(c for c in found if c is not None)
    return complete if may_show(len(complete)) else ()


def _corner(ballot: Ballot, results: Results) -> Corner | None:
    found = shares(ballot)
    top, right, left = (found[c.id] for c in results.case.criteria)
    if top is None or right is None or left is None:
        return None
    return top, right, left


def key(results: Results) -> str:
    """What the marks of the triangle mean, and how many ballots are not in it."""
    dots = ballots(results)
    one = t("a simulated ballot") if results.simulated else t("a ballot")
    said = t("Circle: {one}. ", one=one) if dots else ""
    said += t("Diamond: the group. Hatched: the first place depends on unknown scores.")
    left = len(results.ballots) - len(dots)
    if dots and left:
        said += " " + tn(
            "{n} ballot with an abstention has no place in it.",
            "{n} ballots with an abstention have no place in it.",
            left,
        )
    return tag("p", text(said), "thin")


def counts(results: Results) -> str:
    """The table: lever, ballots for which it is first, share of all weights."""
    found, analysis = results.firsts, results.analysis
    if found is None or analysis is None:
        return ""
    given = found, analysis
    order = sorted(
        range(len(found.sure)),
        key=lambda i: (
            -found.sure[i],
            -analysis.region(i).sure_share,
            analysis.ranking.order.index(i),
        ),
    )
    rows = [
        _lever_row(given, i)
        for i in order
        if found.sure[i] or found.possible[i] or analysis.region(i).sure
    ]
    if found.tied:
        rows.append(_row(tag("b", "", "sw ink"), t("several, tied"), found.tied, found.n, ""))
    undecided = percent(analysis.regions.undecided_share)
    hatch = tag("b", "", "sw ink u")
    rows.append(_row(hatch, t("depends on unknown scores"), found.open, found.n, undecided))
    head = "".join(
        tag("th", text(h), scope="col", colspan=span)
        for h, span in ((t("First"), ""), (t("Ballots"), "2"), (t("Weightings"), ""))
    )
    inside = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return tag("table", inside, "firsts")


def _lever_row(given: tuple[FirstCounts, Analysis], row: int) -> str:
    found, analysis = given
    lever, region = analysis.case.levers[row], analysis.region(row)
    mark = tag("b", "", "sw lever", style=f"--c:{lever.colour}")
    share = share_text(region.sure_share, region.possible_share, analysis.regions.error)
    return _row(mark, lever.short_label, found.sure[row], found.n, share, lever.colour)


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
