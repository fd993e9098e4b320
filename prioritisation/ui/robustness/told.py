"""What *Robustesse* says under its picture: three uncertainties, what changes, what to learn."""

from collections.abc import Sequence

from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.drawing.markup import details, items, tag, text
from prioritisation.sentences.solidity import Part, driver_sentence, near, uncertainty_parts
from prioritisation.sentences.solidity_changes import leaving_lines, reversal_lines
from prioritisation.sentences.solidity_learning import learning_answer, learning_lines
from prioritisation.wording import t

MOST_SHOWN = 6
"""Sentences of a section; the others are one click away."""


def told(analysis: Analysis, found: Robustness) -> str:
    """The sections, each a question and its answer."""
    learned = learning_lines(analysis, found)
    return (
        three(found)
        + section(t("What would change the result?"), "", reversal_lines(analysis, found))
        + section(t("Without one lever, or one criterion?"), "", leaving_lines(analysis, found))
        + section(t("What should be known first?"), learning_answer(found), learned)
    )


def three(found: Robustness) -> str:
    """The three uncertainties side by side, and which one drives the result."""
    blocks = "".join(_part(part) for part in uncertainty_parts(found))
    return tag(
        "section",
        tag("h2", text(t("Where does the uncertainty come from?")))
        + tag("p", text(driver_sentence(found.uncertainties)))
        + tag("div", blocks, "three"),
        "trial",
    )


def _part(part: Part) -> str:
    """How often the first place changes when one thing alone varies."""
    bar = tag("b", "", style=f"width:{100 * part.changed:.2f}%") if part.changed else ""
    said = tag("span", text(t("of the draws change the first place")), "st")
    return tag(
        "div",
        tag("h3", text(part.title) + (tag("span", text(t("the largest")), "flag") * part.drives))
        + tag("div", bar, "threebar")
        + tag("p", tag("strong", text(near(part.changed))) + " " + said)
        + tag("p", text(part.said), "st"),
    )


def section(question: str, answer: str, lines: Sequence[str]) -> str:
    """A question, its answer, the first lines, and the rest on demand."""
    first, left = lines[:MOST_SHOWN], lines[MOST_SHOWN:]
    said = tag("p", text(answer)) if answer else ""
    more = details(text(t("Details ({n})", n=len(left))), _list(left), "ev") if left else ""
    return tag("section", tag("h2", text(question)) + said + _list(first) + more, "trial")


def _list(lines: Sequence[str]) -> str:
    return items((text(line) for line in lines), "plainlist") if lines else ""
