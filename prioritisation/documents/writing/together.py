"""What was said of levers worked on together: what the figures on several of them rest on."""

from collections.abc import Iterator

from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.question import Synergy
from prioritisation.documents.writing.subject import Subject
from prioritisation.sentences.second_lever import judged_loss_text
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
    question = comparison.question
    synergies, loads = _synergies(comparison), len(question.loads)
    parts = [tn("{n} synergy", "{n} synergies", synergies)] if synergies else []
    parts += [tn("{n} workload", "{n} workloads", loads)] if loads else []
    if not parts:
        return t("These figures count no synergy and no workload: nothing was said of them.")
    sentence = listed(parts)
    return t("What these figures count of what was said is in the annex: {list}.", list=sentence)


def _synergies(comparison: SetComparison) -> int:
    return sum(s.word is not Synergy.NONE for s in comparison.question.synergies)


def together_lines(subject: Subject) -> Iterator[str]:
    """Each synergy, workload and date said, what its word is worth, and what nobody said."""
    comparison = subject.sets
    if comparison is None:
        return
    question = comparison.question
    names = dict(zip(comparison.matrix.alternatives, subject.levers, strict=True))
    yield from (synergy_text(s, names, question.values) for s in question.synergies)
    yield from (load_text(load, names) for load in question.loads)
    yield capacity_text(question)
    yield judged_loss_text(question.dilution)
    yield from excluded_texts(comparison, subject.levers)
    yield from unsaid_texts(comparison, subject.levers)
    if question.synergies or question.loads:
        yield values_text(question.values)
