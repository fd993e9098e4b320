"""What people wrote: the decision, its context, what comes next. Nothing of it is generated."""

from prioritisation.documents.writing.content import Block, Bullets, Paragraph, Section, Table
from prioritisation.documents.writing.dates import long_date
from prioritisation.meeting.rules.decision import Decision, DecisionStatus, Finding, Step
from prioritisation.record.model import Record
from prioritisation.sentences.decision import proposal_sentence, state_sentence, vote_sentence
from prioritisation.wording import t


def state_of(record: Record) -> DecisionStatus:
    """Project or decision, as the sentences take it."""
    found = record.status
    return DecisionStatus(found.state, found.missing, found.unanswered)


def proposal(record: Record) -> str:
    """What is proposed, in a sentence; or that nothing is yet."""
    labels = record.lever_labels
    proposed = [labels.get(lever, lever) for lever in record.decision.proposed]
    said = proposal_sentence(record.decision, proposed)
    return said or t("No lever is proposed yet.")


def decision_section(record: Record) -> Section:
    """The proposal, what it is worth, why, and the vote if there was one."""
    decision = record.decision
    blocks: list[Block] = [Paragraph(proposal(record), strong=True)]
    blocks += [Paragraph(text) for text in (state_sentence(state_of(record)),)]
    blocks += [Paragraph(t("Reasons: {text}", text=line)) for line in _first(decision.motives)]
    blocks += [Paragraph(line) for line in _rest(decision.motives)]
    said = vote_sentence(decision)
    blocks += [Paragraph(said)] if said else []
    if decision.review:
        day = long_date(decision.review)
        blocks.append(Paragraph(t("The decision is looked at again on {day}.", day=day)))
    return Section(t("1. Decision"), tuple(blocks))


def context_section(record: Record) -> Section:
    """What the group was asked, in which context, and what it set aside from the start."""
    blocks: list[Block] = []
    if record.meeting.question:
        blocks.append(Paragraph(t("Question: {text}", text=record.meeting.question)))
    blocks += [Paragraph(line) for line in paragraphs(record.decision.context)]
    if not record.decision.context.strip():
        blocks.append(Paragraph(t("Context: to be written by the group.")))
    aside = tuple(t("{name}: {label}", name=d.label, label=d.why) for d in record.case.discarded)
    if aside:
        blocks += [Paragraph(t("Levers considered and left out:")), Bullets(aside)]
    return Section(t("2. Context and object"), tuple(blocks))


def steps_table(decision: Decision) -> Table | None:
    """What comes next, who does it, and when; None when nothing is written."""
    if not decision.steps:
        return None
    rows = tuple(_step(step) for step in decision.steps)
    return Table("", (t("Action"), t("In charge"), t("Due")), rows, (0.6, 0.22, 0.18))


def _step(step: Step) -> tuple[str, str, str]:
    blank = t("to be said")
    return step.action, step.who or blank, step.when or blank


def steps_section(record: Record) -> Section:
    """What comes next, and what the group wants to know first."""
    table = steps_table(record.decision)
    blocks: list[Block] = [table] if table else [Paragraph(t("No next step is written yet."))]
    found = findings(record)
    if found:
        blocks += [Paragraph(t("To find out first:")), Bullets(found)]
    return Section(t("7. Next steps"), tuple(blocks))


def findings(record: Record) -> tuple[str, ...]:
    """What the group wants to know first, in its words."""
    return tuple(filter(None, (_finding(record, f) for f in record.decision.to_find)))


def _finding(record: Record, found: Finding) -> str:
    criteria = {c.id: c.in_sentence for c in record.case.criteria}
    if found.lever and found.criterion in criteria:
        lever = record.lever_labels.get(found.lever, found.lever)
        cell = t("{criterion} of {lever}", criterion=criteria[found.criterion], lever=lever)
        named = cell[:1].upper() + cell[1:]
        return t("{name}: {label}", name=named, label=found.text) if found.text else named
    return found.text


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of what somebody wrote."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _first(text: str) -> tuple[str, ...]:
    return paragraphs(text)[:1]


def _rest(text: str) -> tuple[str, ...]:
    return paragraphs(text)[1:]
