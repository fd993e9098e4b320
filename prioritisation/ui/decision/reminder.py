"""What the results say, in a sentence, beside the decision; and the scores worth knowing."""

from dataclasses import dataclass

from prioritisation.meeting.room.results import group_robustness
from prioritisation.sentences.decision import reminder_text
from prioritisation.sentences.robustness import word_text
from prioritisation.sentences.robustness_method import learning_answer
from prioritisation.ui.decision.ground import DecisionPage
from prioritisation.ui.shared.page import while_computing
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the results say.

    Attributes
    ----------
    said
        Who is first, and how far it holds.
    hints
        What helps to choose levers; none is chosen for the group.
    learning
        Whether a score known better could change the first place.
    cells
        (lever, criterion) of the scores that are not known, the most useful first.
    """

    said: str
    hints: tuple[str, ...] = ()
    learning: str = ""
    cells: tuple[tuple[str, str], ...] = ()


def reminder(ground: DecisionPage) -> Reminder:
    """What the results of a round say; how far they hold is computed once for all."""
    results = ground.results
    with while_computing():
        analysis, robustness = results.analysis, group_robustness(results)
    if analysis is None or robustness is None:
        return Reminder(t("Too few ballots to rank: nothing is said of the first place."))
    levers = [v.label for v in results.case.levers]
    sentence = reminder_text(analysis.ranking, levers, word_text(robustness.word))
    cells = tuple(
        (results.case.levers[c.row].id, results.case.criteria[c.column].id)
        for c in robustness.information
    )
    none = t("No lever is chosen for you: the ranking helps, the group proposes.")
    return Reminder(sentence, (none,), learning_answer(robustness), cells)
