"""What must stay in sight: warnings and their answers, objections, minority, arguments."""

from collections.abc import Iterator

from criteria.case import Case
from criteria.evidence import Stance
from prioritisation.analysis.warnings import WarningKind, WarningNote
from prioritisation.documents.writing.content import Block, Bullets, Paragraph, Section
from prioritisation.documents.writing.decided import paragraphs
from prioritisation.documents.writing.parts import part_of_record
from prioritisation.meeting.rules.decision import Objection
from prioritisation.record.model import Record, WarningPart
from prioritisation.record.rebuilding import case_of
from prioritisation.sentences.decision import outcome_text
from prioritisation.sentences.warnings import warning_sentence, warning_title
from prioritisation.wording import t


def dissent_section(record: Record) -> Section:
    """Everything that tempers the decision."""
    blocks: list[Block] = []
    for title, found in (
        (t("Warnings"), tuple(warnings(record))),
        (t("Objections"), objections(record)),
    ):
        if found:
            blocks += [Paragraph(title, strong=True), Bullets(found)]
    minority = paragraphs(record.decision.minority)
    if minority:
        blocks.append(Paragraph(t("Minority view"), strong=True))
        blocks += [Paragraph(line) for line in minority]
    return Section(t("6. Points to watch and dissenting views"), tuple(blocks))


def warnings(record: Record) -> Iterator[str]:
    """Each warning with what the group answered, or that it did not."""
    with part_of_record("case"):
        case = case_of(record.case)
    for k, part in enumerate(record.warnings):
        with part_of_record(f"warnings[{k}]"):
            told = _warning(_note(part), case, record.case.perimeter)
        yield told


def _warning(found: WarningNote, case: Case, perimeter: str) -> str:
    what = warning_sentence(found, case, perimeter)
    answer = found.answer.strip()
    said = t("Answer: {text}", text=answer) if answer else t("Without an answer.")
    return t("{name}: {label}", name=warning_title(found, case), label=f"{what} {said}")


def _note(part: WarningPart) -> WarningNote:
    told = part.model_dump()
    return WarningNote(**(told | {"kind": WarningKind(part.kind)}))


def objections(record: Record) -> tuple[str, ...]:
    """Each objection, its answer and what became of it; or that nobody objected."""
    found = record.decision.objections
    if found:
        return tuple(map(_objection, found))
    if record.decision.no_objection:
        return (t("The group was asked: nobody objected."),)
    return (t("Nothing is written of objections yet."),)


def _objection(found: Objection) -> str:
    answer = found.answer.strip().rstrip(".") or t("no answer yet")
    return t(
        "{text} Answer: {answer} ({outcome}).",
        text=_ended(found.text.strip()),
        answer=answer,
        outcome=outcome_text(found.outcome),
    )


def _ended(said: str) -> str:
    """A sentence with its full stop."""
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def arguments(record: Record) -> Iterator[str]:
    """The arguments on one lever or two, with their source when they have one."""
    sides = {
        Stance.FOR.value: t("For a second lever: {text}"),
        Stance.AGAINST.value: t("Against a second lever: {text}"),
    }
    sources = {source.id: source.short_name for source in record.case.sources}
    for card in record.cards:
        told = sides.get(card.side, t("To decide: {text}")).format(text=card.text)
        source = sources.get(card.source, card.source)
        if source:
            edited = t(", changed") if card.edited else ""
            told += f" ({', '.join(filter(None, (source, card.place)))}{edited})"
        yield told
