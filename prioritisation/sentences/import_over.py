"""What a file or what is pasted says against a case: counted, and name by name."""

from collections.abc import Iterable, Iterator

from criteria.case import Case
from prioritisation.imports.making.over import FileComparison, StrangeName
from prioritisation.sentences.import_refusals import MOST_NAME_SHOWN
from prioritisation.wording import listed, t, tn


def comparison_summary(compared: FileComparison) -> str:
    """What would change, counted: scores that become others, then what only one side has."""
    changed, forgotten = len(compared.changes), len(compared.forgotten)
    levers, criteria = len(compared.new_levers), len(compared.new_criteria)
    wrong = len(compared.problems)
    counted = {
        tn("{n} score changes", "{n} scores change", changed): changed,
        tn(
            "{n} score that the file does not know",
            "{n} scores that the file does not know",
            forgotten,
        ): forgotten,
        tn(
            "{n} lever that the case does not have",
            "{n} levers that the case does not have",
            levers,
        ): levers,
        tn(
            "{n} criterion that the case does not have",
            "{n} criteria that the case does not have",
            criteria,
        ): criteria,
        tn("{n} cell to mend", "{n} cells to mend", wrong): wrong,
    }
    parts = [words for words, count in counted.items() if count]
    return ", ".join(parts) if parts else t("this file says nothing else than the case")


def untouched_sentences(case: Case, compared: FileComparison) -> list[str]:
    """What stays as it is though the file, or the case, says something of it: a sentence each."""
    labels = {c.id: c.label for c in case.criteria} | {v.id: v.label for v in case.levers}
    computed = [labels[one] for one in compared.computed]
    missing = [labels[one] for one in (*compared.missing_levers, *compared.missing_criteria)]
    sentences = []
    if computed:
        sentences.append(t("Computed, hence not written over: {names}.", names=listed(computed)))
    if missing:
        sentences.append(t("Not in the file, hence as before: {names}.", names=listed(missing)))
    return sentences


def file_proposed(new: int, changed: int) -> str:
    """How many scores of a file were proposed, of all that it would change.

    Parameters
    ----------
    new
        Those that did not wait already.
    """
    words = tn("{n} score is proposed.", "{n} scores are proposed.", new)
    rest = changed - new
    if not new:
        words = t("All of it waits for its answer already.")
    elif rest:
        more = tn(
            "{n} other waits already, or finds no room yet: bring the file again once some have "
            "their answer.",
            "{n} others wait already, or find no room yet: bring the file again once some have "
            "their answer.",
            rest,
        )
        words = f"{words} {more}"
    return words


def strange_sentences(case: Case, compared: FileComparison) -> Iterator[str]:
    """Names that the case does not have, and what is computed in it."""
    labels = {v.id: v.label for v in case.levers} | {
        c.id: c.official or c.label for c in case.criteria
    }
    for one in _named(compared.new_criteria):
        words = t("« {name} » is no criterion of this case.", name=one.name[:MOST_NAME_SHOWN])
        yield words + _nearest(labels.get(one.near, ""))
    for one in _named(compared.new_levers):
        words = t("« {name} » is no lever of this case.", name=one.name[:MOST_NAME_SHOWN])
        yield words + _nearest(labels.get(one.near, ""))
    for criterion in compared.computed:
        yield t("{criterion} is computed, not written.", criterion=case.criterion(criterion).label)


def _named(strangers: Iterable[StrangeName]) -> list[StrangeName]:
    """What stands under no name at all is said with what stands there."""
    return [one for one in strangers if one.name]


def _nearest(name: str) -> str:
    """A sentence on the name that may be meant, a space before it; empty where none is near."""
    return f" {t('The nearest name is « {name} ».', name=name)}" if name else ""
