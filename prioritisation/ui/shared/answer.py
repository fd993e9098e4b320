"""The question of a page, small, and its answer, large."""

from prioritisation.analysis.scenario import Analysis, Scenario
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences import conclusion, next_step
from prioritisation.wording import t


def answer(question: str, loud: str, rest: str, then: str = "") -> str:
    """A question, its answer in one sentence of two sizes, and what follows."""
    sentence = tag("strong", text(loud)) + " " + text(rest)
    return (
        tag("h1", text(question))
        + tag("p", sentence, "answer", aria_live="polite")
        + (tag("p", text(then), "then") if then else "")
    )


def ranking_answer(analysis: Analysis) -> str:
    """Which lever comes first, or that nobody can say, and what could settle or change it."""
    said = conclusion(analysis)
    return answer(t("Which lever first?"), said.loud, said.rest, next_step(analysis))


def no_weights(question: str, chosen: Scenario) -> str:
    """What is said when no criterion is taken into account, or when every weight is zero."""
    if not chosen.points:
        return answer(
            question,
            t("No criterion is taken into account:"),
            t("nothing can be ranked. Choose one criterion at least, under the weights."),
        )
    return answer(
        question,
        t("No criterion has any weight:"),
        t("nothing can be ranked. Give points to one criterion at least."),
    )
