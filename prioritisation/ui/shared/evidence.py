"""Pieces of evidence: which way each argues, what was said, where it stands."""

from criteria.case import Case
from criteria.evidence import Evidence, Source, Stance, Target
from criteria.model import Criterion
from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.criteria import plea_text
from prioritisation.wording import t


def pleas(case: Case, criterion: Criterion) -> str:
    """What was said of the direction of a criterion, each with the way that it argues for.

    Empty when nothing was, and for evidence that only says why there is such a criterion.
    """
    about = case.evidence_for(Target.CRITERION, criterion.id)
    if all(e.stance is Stance.CONTEXT for e in about):
        return ""
    lead = tag("p", text(t("What was said, and which way it argues:")), "note")
    return lead + statements(case, about)


def statements(case: Case, evidence: tuple[Evidence, ...]) -> str:
    """Pieces of evidence, each with where it stands."""
    return items((statement(case, e) for e in evidence), "evidence")


def statement(case: Case, e: Evidence) -> str:
    """One piece of evidence: which way it argues, what was said, where it stands."""
    source = case.sources[e.source]
    ours = t("{name}: {label}", name=e.statement, label=e.summary) if e.summary else e.statement
    sentence = t("« {quote} »", quote=e.quote) if e.quote else ours
    stands = (
        text(e.place) + " · " + (source_link(source) if source.url else text(source.short_name))
    )
    parts = [tag("strong", text(_way(case, e))), text(sentence), tag("span", stands, "st")]
    if e.note:
        parts.append(tag("span", text(e.note), "st"))
    return " ".join(parts)


def _way(case: Case, e: Evidence) -> str:
    """Which way a piece of evidence argues; a figure argues by itself."""
    if e.target is Target.CRITERION:
        return plea_text(case.criterion(e.criterion), e.stance)
    return _stance_text(e.stance) if e.quote else t("Figure.")


def _stance_text(stance: Stance) -> str:
    """Which way it argues, when it is not about a criterion."""
    return {
        Stance.FOR: t("For."),
        Stance.AGAINST: t("Against."),
        Stance.UNDECIDED: t("To decide."),
        Stance.CONTEXT: t("Context."),
    }[stance]


def source_link(source: Source) -> str:
    """The address of a source; opened elsewhere, so that the screen stays."""
    return tag(
        "a", text(source.short_name), href=source.url, target="_blank", rel="noopener noreferrer"
    )
