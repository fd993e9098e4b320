"""The weights of the group: one bar, a table of the three means, colleges, carriers, camps."""

from collections.abc import Iterable, Sequence

from prioritisation.ballots.camps import Camps, camps
from prioritisation.ballots.group import GroupWeights
from prioritisation.matrix import Floats
from prioritisation.room import Results
from prioritisation.sentences.group import camps_text
from prioritisation.ui.components.markup import table, tag, text
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
    alone = results.leaders is None
    head = [t("Criterion"), t("Mean")] + ([] if alone else [t("Geometric"), t("Median")])
    rows = [_row(results, group, j, alone=alone) for j in range(len(group.criteria))]
    return bar + table([text(h) for h in head], rows, css="means")


def _row(results: Results, group: GroupWeights, column: int, *, alone: bool) -> list[str]:
    label = _label(results, column)
    mean = tag("b", text(percent(float(group.mean[column]))))
    if alone:
        return [label, mean]
    middle = "–" if group.median is None else percent(float(group.median[column]))
    return [label, mean, text(percent(float(group.geometric[column]))), text(middle)]


def _label(results: Results, column: int) -> str:
    return (
        tag("b", "", f"sw c{results.case.places[column]}")
        + " "
        + text(results.case.criteria[column].label)
    )


def _compared(results: Results, columns: Sequence[tuple[str, Floats]], css: str) -> str:
    head = [text(t("Criterion")), *(text(name) for name, _ in columns)]
    rows = [
        [_label(results, j), *(text(percent(float(w[j]))) for _, w in columns)]
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
    return tag("h2", text(t("By college"))) + tag(
        "div",
        _compared(results, columns, "twin"),
        "wide",
        tabindex="0",
        role="region",
        aria_label=t("By college"),
    )


def _college(names: Iterable[str]) -> str:
    return listed([n or t("no college given") for n in names])


def carriers(results: Results) -> str:
    """Weights of those who carry an action sheet and of the others."""
    if results.carrying is None:
        return ""
    carrying, others = results.carrying
    columns = [
        (t("Carry a sheet ({n})", n=carrying.n), carrying.mean),
        (t("Others ({n})", n=others.n), others.mean),
    ]
    return tag("h2", text(t("Those who carry an action sheet, and the others"))) + _compared(
        results, columns, "twin"
    )


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
        + _compared(results, columns, "twin")
    )
