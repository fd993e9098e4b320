"""One lever or two: how surely each is among the first two, and the arguments in two columns."""

from collections.abc import Sequence

from criteria.case import Case
from criteria.evidence import Evidence, Stance
from criteria.model import Lever
from prioritisation.analysis.one_or_two import OneOrTwo
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import items, tag, text
from prioritisation.drawing.projected.frame import Foot, framed_picture, lever_name
from prioritisation.sentences.crossing import in_force_text
from prioritisation.sentences.one_or_two import arguments, in_two_texts, two_headline
from prioritisation.wording import t, tn

_MOST_ROWS = 3

_LINES, _LINE = 3, 37
"""Lines of arguments in a column, and characters of one."""


def pair_picture(analysis: Analysis, both: OneOrTwo, right: str) -> str:
    """The picture.

    Parameters
    ----------
    right
        HTML at the right of the foot.
    """
    case, headline = analysis.case, two_headline(analysis, both)
    rows = both.over_weights.order[:_MOST_ROWS] if len(case.criteria) > 1 else ()
    body = "".join(_row(case.levers[i], both, i) for i in rows)
    body = tag("div", body, "p-sets") * bool(body)
    told = " ".join(filter(None, (headline.reservation, in_force_text(analysis))))
    if told:
        body += tag("p", tag("span", text(told), "p-clamp"), "p-departs p-notes")
    said = arguments(case)
    columns = (
        _column(t("For a second lever"), [e for e in said if e.stance is Stance.FOR]),
        _column(t("Against a second lever"), [e for e in said if e.stance is Stance.AGAINST]),
    )
    if said:
        body += tag("div", "".join(columns), "p-sides")
    foot = Foot(text(_source(case, said)), right)
    return framed_picture("pair", headline.question, headline.answer, body, foot)


def _row(lever: Lever, both: OneOrTwo, row: int) -> str:
    """A lever, the share for which it is surely in the first two; hatched, what may be."""
    sure, possible = both.over_weights.sure[row], both.over_weights.possible[row]
    width = f"left:0;width:{100 * sure:.2f}%;--c:{lever.colour}"
    bar = tag("i", "", "p-sure p-lever", style=width)
    style = f"left:{100 * sure:.2f}%;width:{100 * (possible - sure):.2f}%"
    bar += tag("i", "", "p-hatch", style=style)
    figure = tag("b", text(in_two_texts(both)[row]), "p-points")
    return tag(
        "div", tag("b", text(lever_name(lever))) + tag("span", bar, "p-set") + figure, "p-set-row"
    )


def _column(title: str, said: Sequence[Evidence]) -> str:
    """What is said for an answer, as much as there is room for."""
    picked = _fitting(said)
    rows = [tag("span", text(_words(e)), "p-clamp") for e in picked]
    if more := len(said) - len(picked):
        rows.append(text(tn("and {n} other argument", "and {n} other arguments", more)))
    return tag("div", tag("h2", text(title)) + items(rows), "p-side")


def _fitting(said: Sequence[Evidence]) -> Sequence[Evidence]:
    """Arguments from the first, as many as there are lines; one is left for those without."""
    for count in range(len(said), 1, -1):
        lines = sum(1 if len(_words(e)) <= _LINE else 2 for e in said[:count])
        if lines + (count < len(said)) <= _LINES:
            return said[:count]
    return said[:1]


def _words(e: Evidence) -> str:
    return e.short or e.quote or e.statement


def _source(case: Case, said: Sequence[Evidence]) -> str:
    """Where the arguments come from."""
    places = dict.fromkeys(f"{case.sources[e.source].short_name}, {e.place}" for e in said)
    if len(places) != 1:
        return ""
    source = t("Arguments: {place}", place=next(iter(places)))
    short = any(_words(e) != (e.quote or e.statement) for e in said)
    return t("{source}, shortened.", source=source) if short else f"{source}."
