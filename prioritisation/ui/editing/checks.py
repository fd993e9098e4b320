"""What the scores are warned of while they are corrected, a line each."""

from collections.abc import Iterator

from criteria.case import Case
from criteria.model import Standing
from prioritisation.analysis.warnings import case_warnings
from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.phrases import direction_label
from prioritisation.sentences.warnings import case_warning_sentence, case_warning_title
from prioritisation.settings import warning_thresholds
from prioritisation.ui.editing.ground import Workbench
from prioritisation.wording import t


def checks(bench: Workbench) -> str:
    """A title, and what is to be looked at."""
    lines = [
        tag("b", text(t("{sentence}.", sentence=title))) + " " + text(rest)
        for title, rest in _lines(bench)
    ]
    none = tag("p", text(t("Nothing to look at.")), "note")
    return tag("h2", text(t("To look at"))) + (items(lines, "checks") if lines else none)


def _lines(bench: Workbench) -> Iterator[tuple[str, str]]:
    """What each is about, then what is the matter."""
    case = bench.case
    counted = case.keeping(tuple(c.id for c in case.criteria if c.active))
    yield from _directions(counted)
    for note in case_warnings(counted, bench.combination, {}, warning_thresholds()):
        sentence = case_warning_sentence(note, counted, bench.combination)
        yield case_warning_title(note, counted), sentence


def _directions(case: Case) -> Iterator[tuple[str, str]]:
    for criterion in case.criteria:
        if criterion.direction.status is Standing.TO_CONFIRM:
            label = direction_label(criterion, criterion.direction.default)
            title = t("Direction to confirm: {criterion}", criterion=criterion.label)
            yield title, t("As it is: {label}.", label=label)
