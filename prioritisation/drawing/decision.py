"""What a group decides: in two parts for a page, large for a room."""

from collections.abc import Sequence

from criteria.case import Case
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.room import RoundResults
from prioritisation.meeting.rules.decision import Decision, DecisionStatus, State
from prioritisation.sentences.decision import departures_text, proposal_sentence
from prioritisation.wording import t


def proposed_names(case: Case, decision: Decision) -> list[str]:
    """Names of the levers proposed; an id that the case does not have stays as it is."""
    names = {v.id: v.label for v in case.levers}
    return [names.get(v, v) for v in decision.proposed]


def proposal_block(decision: Decision, labels: Sequence[str]) -> str:
    """What is proposed, or that nothing is yet."""
    return proposal_sentence(decision, list(labels)) or t("No lever is proposed yet.")


def badge(status: DecisionStatus) -> str:
    """Whether it is a project, or what the group proposes to whoever validates it."""
    if status.state is State.DECISION:
        return tag("span", text(t("Proposal")), "badge done")
    return tag("span", text(t("A project still")), "badge")


def lines(words: str) -> str:
    """What somebody wrote, a paragraph for each line."""
    return "".join(tag("p", text(line), "wrote") for line in words.splitlines() if line.strip())


def departs_text(results: RoundResults, now: Decision) -> str:
    """Where what is proposed departs from the ranking, as the note has it; empty when nowhere."""
    if results.analysis is None:
        return ""
    ids = results.analysis.matrix.alternatives
    rows = [ids.index(lever) for lever in now.proposed if lever in ids]
    labels = [lever.label for lever in results.case.levers]
    return departures_text(results.analysis.ranking, labels, rows)
