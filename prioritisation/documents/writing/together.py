"""What was said of levers worked on together: what the figures on several of them rest on."""

from collections.abc import Iterator

from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.question import Synergy
from prioritisation.documents.writing.subject import Subject
from prioritisation.sentences.second_lever import judged_loss_text
from prioritisation.sentences.set_comparison import Labels
from prioritisation.sentences.sets import (
    capacity_text,
    excluded_texts,
    load_text,
    synergy_text,
    unsaid_texts,
    values_text,
)
from prioritisation.wording import listed, t, tn


def counted_text(comparison: SetComparison) -> str:
    """How much of what was said the figures count, in a sentence."""
    synergies, loads = _counted(comparison)
    parts = [tn("{n} synergy", "{n} synergies", synergies)] if synergies else []
    parts += [tn("{n} workload", "{n} workloads", loads)] if loads else []
    if not parts:
        return t("These figures count no synergy and no workload: the annex says why.")
    sentence = listed(parts)
    return t("What these figures count of what was said is in the annex: {list}.", list=sentence)


def _counted(comparison: SetComparison) -> tuple[int, int]:
    """How many synergies, and workloads, the figures count: those of levers left to choose."""
    question, terms = comparison.question, comparison.terms
    there = {comparison.matrix.alternatives[i] for i in terms.candidates}
    synergies = [s for s in question.synergies if s.word is not Synergy.NONE]
    loads = [load for load in question.loads if load.lever in there]
    borne = question.capacity is not None and not terms.unsaid
    return sum({s.first, s.second} <= there for s in synergies), len(loads) if borne else 0


def together_lines(subject: Subject) -> tuple[str, ...]:
    """Each synergy, workload and date said, what its word is worth, and what nobody said."""
    comparison = subject.sets
    return () if comparison is None else tuple(filter(None, _lines(comparison, subject.levers)))


def _lines(comparison: SetComparison, levers: Labels) -> Iterator[str]:
    question = comparison.question
    names = dict(zip(comparison.matrix.alternatives, levers, strict=True))
    yield from (synergy_text(s, names, question.values) for s in question.synergies)
    yield from (load_text(load, names) for load in question.loads)
    yield capacity_text(question)
    yield judged_loss_text(question.dilution)
    yield from excluded_texts(comparison, levers)
    yield from unsaid_texts(comparison, levers)
    if question.synergies or question.loads:
        yield values_text(question.values)
