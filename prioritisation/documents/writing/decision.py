"""What people wrote: decision, context, what comes next, and what must stay in sight."""

from collections.abc import Iterator

from prioritisation.analysis.warnings import IN_THE_CASE, WarningNote
from prioritisation.documents.writing.content import Block, Bullets, Paragraph, Section, Table
from prioritisation.documents.writing.subject import Subject, voted_case
from prioritisation.meeting.rules.decision import (
    Decision,
    DecisionStatus,
    Finding,
    Objection,
    Step,
)
from prioritisation.record.model import Record
from prioritisation.sentences.decision import (
    departures_text,
    objection_state_text,
    proposal_sentence,
    state_sentence,
    vote_sentence,
)
from prioritisation.sentences.dossier_changes import (
    minority_remark,
    motives_remark,
    objection_remark,
)
from prioritisation.sentences.warnings import (
    case_warning_sentence,
    case_warning_title,
    disputed_lines,
)
from prioritisation.wording import listed, t
from prioritisation.wording.numbers import long_date


def decision_status(record: Record) -> DecisionStatus:
    """Project or decision, as the sentences take it."""
    recorded = record.status
    return DecisionStatus(recorded.state, recorded.missing, recorded.unanswered)


def proposal_line(record: Record) -> str:
    """What is proposed, in a sentence; or that nothing is yet."""
    labels = record.lever_labels
    proposed = [labels.get(lever, lever) for lever in record.decision.proposed]
    sentence = proposal_sentence(record.decision, proposed)
    return sentence or t("No lever is proposed yet.")


def proposed_line(record: Record) -> str:
    """The same, without who validates it."""
    return proposal_line(
        record.model_copy(update={"decision": record.decision.model_copy(update={"body": ""})})
    )


def departure_sentence(record: Record, subject: Subject | None) -> str:
    """Where the proposal departs from the ranking; nothing where it does not, or none is known."""
    if subject is None:
        return ""
    ids = subject.analysis.matrix.alternatives
    rows = [ids.index(lever) for lever in record.decision.proposed if lever in ids]
    return departures_text(subject.analysis.ranking, subject.levers, rows)


def departures(record: Record, subject: Subject | None) -> tuple[str, ...]:
    """The same, and where the reason is to be read."""
    text, decision = departure_sentence(record, subject), record.decision
    if not text:
        return ()
    if motives_remark(decision, record.lever_labels):
        return (text,)
    if decision.motives.strip():
        return (text, t("What the group says of it is in its reasons."))
    return (text, t("The group has not written its reasons."))


def decision_section(record: Record, subject: Subject | None) -> Section:
    """The proposal, where it departs from the ranking, what it is worth, why, and the vote."""
    decision = record.decision
    blocks: list[Block] = [Paragraph(proposal_line(record), strong=True)]
    state = state_sentence(decision_status(record), decision.body)
    texts = (" ".join(departures(record, subject)), state)
    blocks += [Paragraph(text) for text in texts if text]
    for k, line in enumerate(paragraphs(decision.motives)):
        blocks.append(Paragraph(line if k else t("Reasons: {text}", text=line)))
    remark = motives_remark(decision, record.lever_labels)
    blocks += [Paragraph(remark)] if remark else []
    sentence = vote_sentence(decision)
    blocks += [Paragraph(sentence)] if sentence else []
    if decision.review:
        day = long_date(decision.review)
        blocks.append(Paragraph(t("The decision is looked at again on {day}.", day=day)))
    return Section(t("1. Decision"), tuple(blocks))


def context_section(record: Record) -> Section:
    """What the group was asked, in which context, and the criteria it did not count."""
    blocks: list[Block] = []
    if record.meeting.question:
        blocks.append(Paragraph(t("Question: {text}", text=record.meeting.question)))
    blocks += [Paragraph(line) for line in paragraphs(record.decision.context)]
    if not record.decision.context.strip():
        blocks.append(Paragraph(t("Context: to be written by the group.")))
    aside = listed([c.label for c in record.case.set_aside])
    if aside:
        blocks.append(Paragraph(t("Criteria not counted: {criteria}.", criteria=aside)))
    return Section(t("2. Context and object"), tuple(blocks))


def steps_table(decision: Decision) -> Table | None:
    """What comes next, who does it, and when; None when nothing is written."""
    if not decision.steps:
        return None
    rows = tuple(_step(step) for step in decision.steps)
    return Table("", (t("Action"), t("In charge"), t("Due")), rows, (0.5, 0.25, 0.25))


def _step(step: Step) -> tuple[str, str, str]:
    blank = t("to be said")
    return step.action, step.who or blank, step.when or blank


def steps_section(record: Record) -> Section:
    """What comes next, and what the group wants to know first."""
    table = steps_table(record.decision)
    blocks: list[Block] = [table] if table else [Paragraph(t("No next step is written yet."))]
    unknowns = findings(record)
    if unknowns:
        blocks += [Paragraph(t("To find out first:")), Bullets(unknowns)]
    return Section(t("7. Next steps"), tuple(blocks))


def findings(record: Record) -> tuple[str, ...]:
    """What the group wants to know first, in its words."""
    return tuple(filter(None, (_finding(record, f) for f in record.decision.to_find)))


def _finding(record: Record, finding: Finding) -> str:
    criteria = {c.id: c.in_sentence for c in voted_case(record).criteria}
    if finding.lever and finding.criterion in criteria:
        lever = record.lever_labels.get(finding.lever, finding.lever)
        cell = t("{criterion} of {lever}", criterion=criteria[finding.criterion], lever=lever)
        # Not capitalize(), which would make small letters of all others.
        named = cell[:1].upper() + cell[1:]
        return t("{name}: {label}", name=named, label=finding.text) if finding.text else named
    return finding.text


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of what somebody wrote."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def dissent_section(record: Record, subject: Subject | None) -> Section:
    """Everything that tempers the decision."""
    blocks: list[Block] = []
    disputed = tuple(disputed_lines(subject.analysis)) if subject else ()
    for title, texts in (
        (t("Statements that figures contradict: both stand"), disputed),
        (t("Warnings about the vote"), tuple(warnings_of_the_vote(record))),
        (t("Warnings about the case (told in full in the annex)"), _case_titles(record)),
        (t("Objections"), objections(record)),
    ):
        if texts:
            blocks += [Paragraph(title, strong=True), Bullets(texts)]
    minority = paragraphs(record.decision.minority)
    if minority:
        blocks.append(Paragraph(t("Minority view"), strong=True))
        remark = minority_remark(record.decision, record.lever_labels)
        blocks += [Paragraph(line) for line in (*minority, remark) if line]
    return Section(t("6. Points to watch and dissenting views"), tuple(blocks))


def warnings_of_the_vote(record: Record) -> Iterator[str]:
    """What the group was warned of, found in its meeting and its ballots, with its answers."""
    yield from (_warning(*w) for w in _described(record) if w[0].kind not in IN_THE_CASE)


def warnings_of_the_case(record: Record) -> Iterator[str]:
    """The same, found in the case."""
    yield from (_warning(*w) for w in _described(record) if w[0].kind in IN_THE_CASE)


def silent_warnings(record: Record) -> Iterator[str]:
    """What each warning is about that the group did not answer."""
    yield from (title for warning, title, _ in _described(record) if not warning.answer.strip())


_Described = tuple[WarningNote, str, str]
"""A warning, what it is about, and its figures in a sentence."""


def _described(record: Record) -> Iterator[_Described]:
    case = voted_case(record)
    for part in record.warnings:
        note = WarningNote(**part.model_dump())
        sentence = case_warning_sentence(note, case, record.case.combination)
        yield note, case_warning_title(note, case), sentence


def _warning(warning: WarningNote, title: str, sentence: str) -> str:
    """A warning with what the group answered, or that it did not."""
    return f"{t('{title}.', title=title)} {sentence} {_answer(warning)}"


def _case_titles(record: Record) -> tuple[str, ...]:
    those = (w for w in _described(record) if w[0].kind in IN_THE_CASE)
    return tuple(f"{title}. {_answer(warning)}" for warning, title, _ in those)


def _answer(warning: WarningNote) -> str:
    answer = warning.answer.strip()
    return t("Answer: {text}", text=answer) if answer else t("Without an answer.")


def objections(record: Record) -> tuple[str, ...]:
    """That nobody objected, or nothing is written of it; then each objection with its answer."""
    return (*filter(None, (consent_line(record),)), *objection_lines(record))


def consent_line(record: Record) -> str:
    """That nobody objected, or that nothing is written of it; empty with objections."""
    if record.decision.current_objections:
        return ""
    if record.decision.no_objection:
        return t("The group was asked: nobody objected.")
    return t("Nothing is written of objections yet.")


def objection_lines(record: Record) -> tuple[str, ...]:
    """Each objection, which levers it was to when others are proposed, and its answer."""
    return tuple(_objection(record, objection) for objection in record.decision.objections)


def _objection(record: Record, objection: Objection) -> str:
    # The sentence that it goes into has its own full stop.
    answer = objection.answer.strip().rstrip(".") or t("no answer yet")
    sentence = t(
        "{text} {state} Answer: {answer}.",
        text=_ended(objection.text.strip()),
        state=objection_state_text(objection.outcome),
        answer=answer,
    )
    return (
        f"{sentence} {objection_remark(objection, record.decision, record.lever_labels)}".strip()
    )


def _ended(sentence: str) -> str:
    """A sentence with its full stop."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."
