"""The weights of the group: one bar, a table of the three means, colleges, carriers, camps."""

from collections.abc import Iterable, Sequence

from prioritisation.analysis.ballots.ballot import whole_percents
from prioritisation.analysis.ballots.camps import Camps, camps
from prioritisation.analysis.ballots.group import GroupWeights
from prioritisation.analysis.ballots.spread import spreads
from prioritisation.analysis.matrix import Floats
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.meeting.room import Results
from prioritisation.meeting.room.setup import Setup
from prioritisation.sentences.group import camps_text
from prioritisation.wording import listed, percent, t, tn


def weights(results: Results) -> str:
    """The bar of the mean weights and the table of the three means."""
    group = results.group
    if group is None:
        return ""
    parts = "".join(
        tag("b", "", f"c{place}", style=f"flex:{100 * w:.2f} 1 0")
        for place, w in zip(results.case.places, group.mean.tolist(), strict=True)
    )
    bar = tag("div", parts, "sharebar", aria_hidden="true")
    head = [t("Criterion"), t("Mean"), t("Geometric"), t("Median")]
    columns = [_whole(group.mean), _whole(group.geometric), _medians(group)]
    rows = [
        [_label(results, j), tag("b", text(columns[0][j])), *(text(c[j]) for c in columns[1:])]
        for j in range(len(group.criteria))
    ]
    written = table([text(h) for h in head], rows, css="means")
    written = bar + scrollable(written, t("Weights of the group"))
    return written + _closed(results, group, columns[2])


def key(results: Results) -> str:
    """The colour of each criterion, and its weight."""
    group = results.group
    said = ["" for _ in results.case.criteria] if group is None else _whole(group.mean)
    parts = (
        tag("span", _label(results, j) + " " + tag("b", text(weight)))
        for j, weight in enumerate(said)
    )
    return tag("p", "".join(parts), "key")


def _whole(shares: Floats) -> list[str]:
    """Shares as the picture above writes them: whole percents that sum to 100."""
    found = whole_percents({str(j): w for j, w in enumerate(shares.tolist())})
    return [percent((w or 0) / 100) for w in found.values()]


def _medians(group: GroupWeights) -> list[str]:
    return ["–"] * len(group.criteria) if group.median is None else _whole(group.median)


def _closed(results: Results, group: GroupWeights, written: Sequence[str]) -> str:
    """That the medians were brought to 100 % in this table, when it shows."""
    found = {s.criterion: s for s in spreads(results.ballots, group.criteria) if s.shown}
    above = [percent(found[c].median) if c in found else "" for c in group.criteria]
    if group.median is None or all(a in ("", w) for a, w in zip(above, written, strict=True)):
        return ""
    said = t("In this table medians are brought to a total of 100 %, as weights must be.")
    return tag("p", text(said), "thin")


def _label(results: Results, column: int) -> str:
    return (
        tag("b", "", f"sw c{results.case.places[column]}")
        + " "
        + text(results.case.criteria[column].label)
    )


def _compared(results: Results, columns: Sequence[tuple[str, Floats]], css: str) -> str:
    head = [text(t("Criterion")), *(text(name) for name, _ in columns)]
    written = [_whole(shares) for _, shares in columns]
    rows = [
        [_label(results, j), *(text(whole[j]) for whole in written)]
        for j in range(len(results.case.criteria))
    ]
    return table(head, rows, css=css)


def colleges(results: Results) -> str:
    """Weights by college, where none can be deduced."""
    found = results.colleges
    if found is None or results.group is None:
        return ""
    columns = [
        (f"{_college(names)} ({weights.n})", weights.mean)
        for names, weights in found.groups.items()
    ]
    columns.append((t("One person, one vote"), results.group.mean))
    if found.equal is not None:
        columns.append((t("One college, one vote"), found.equal))
    return _titled(t("By college"), _compared(results, columns, "twin"))


def _titled(title: str, table: str) -> str:
    """A table under its title, that scrolls by itself where it is wider than the screen."""
    return tag("h2", text(title)) + scrollable(table, title)


def _college(names: Iterable[str]) -> str:
    return listed([n or t("no college given") for n in names])


def carriers(results: Results) -> str:
    """How many ballots come from carriers of action sheets: a number, nothing of their weights."""
    if results.carriers is None:
        return ""
    said = tn(
        "{n} ballot out of {all} comes from somebody who carries an action sheet.",
        "{n} ballots out of {all} come from people who carry an action sheet.",
        results.carriers,
        all=results.n,
    )
    return tag("p", text(said), "thin")


def unshown(results: Results, setup: Setup) -> str:
    """What people were asked and nothing is told of, so that nobody believes it lost."""
    told = []
    if setup.colleges and results.colleges is None:
        told.append(t("By college: nothing is shown, somebody could be recognised."))
    if setup.asks_carrying and results.carriers is None:
        told.append(t("Who carries a sheet: nothing is shown, somebody could be recognised."))
    return "".join(tag("p", text(one), "thin") for one in told)


def found_camps(results: Results) -> Camps | None:
    """Camps of the ballots, when there are."""
    if results.analysis is None or not results.ballots:
        return None
    return camps(results.analysis.matrix, results.ballots)


def camps_block(results: Results) -> str:
    """Two or three ways of weighing that the mean hides, each with its first lever."""
    found = found_camps(results)
    if found is None:
        return ""
    columns = [(tn("{n} ballot", "{n} ballots", c.size), c.weights) for c in found.camps]
    labels = {c.id: c.label for c in results.case.criteria}
    levers = [v.short_label for v in results.case.levers]
    said = camps_text(found, labels, levers)
    return (
        tag("h2", text(t("Camps")))
        + tag("p", text(said), "warn")
        + scrollable(_compared(results, columns, "twin"), t("Camps"))
    )
