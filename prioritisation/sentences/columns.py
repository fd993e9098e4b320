"""Rankings side by side: what each column is, who is first in it, how far it agrees."""

import numpy as np

from criteria.case import Case
from criteria.model import Sense
from prioritisation.analysis.comparison import Agreement, Change, Column
from prioritisation.analysis.crossing import OpenChoice, crossing_of
from prioritisation.analysis.opinions import Method, Opinion
from prioritisation.analysis.scenario import Scenario
from prioritisation.sentences.assertions import First
from prioritisation.sentences.counted import counted_first, other_method_first
from prioritisation.sentences.firsts import first_text, same_answer
from prioritisation.sentences.methods import method_name
from prioritisation.sentences.phrases import direction_label
from prioritisation.sentences.shares import weight_texts
from prioritisation.wording import number, t, tn
from prioritisation.wording.asserted import joined_by, with_capital


def _change_parts(case: Case, scenario: Scenario, change: Change) -> list[str]:
    """What a column changes of the ranking of the screen; empty for that ranking itself."""
    parts = [t("equal weights")] if change.equal else []
    parts += [t("other weights")] if change.points else []
    parts += [method_name(change.method)] if change.method is not Method.ADDITIVE else []
    parts += [case.readings[r].label for r in change.readings]
    parts += [
        direction_label(case.criterion(c), _sense(case, scenario, c).opposite)
        for c in sorted(change.reversed)
    ]
    return parts + ([t("other scores")] if change.scores else [])


def change_label(case: Case, scenario: Scenario, change: Change) -> str:
    """The heading of a column."""
    if change.name:
        return change.name
    parts = _change_parts(case, scenario, change)
    label = joined_by(" + ", parts) if parts else t("present ranking")
    return label[:1].upper() + label[1:]


def column_told(column: Column, reference: Column) -> str:
    """The weights of a column, under its heading; empty where they are those of the reference."""
    analysis, first = column.analysis, reference.analysis
    same = analysis.matrix.criteria == first.matrix.criteria
    if column is not reference and same and np.allclose(analysis.weights, first.weights):
        return ""
    if analysis.scenario.equal:
        return t("equal weights")
    written = zip(analysis.case.criteria, weight_texts(analysis.weights), strict=True)
    return ", ".join(t("{criterion} {share}", criterion=c.label, share=w) for c, w in written)


def _sense(case: Case, scenario: Scenario, criterion: str) -> Sense:
    return scenario.senses.get(criterion, case.criterion(criterion).direction.default)


def column_first(column: Column) -> str:
    """Who is first in a column, or that nobody can say.

    Over the cases examined, and said so, when they are not all there are: but that any lever may
    be first is proved by those that were.
    """
    analysis = column.analysis
    first = First(
        _placed(column, column.firsts), _placed(column, column.possible_firsts), ("column",)
    )
    if column.change.method is Method.ADDITIVE and column.opinion.exhaustive:
        return counted_first(analysis, first, _supposed(column))
    sentence = first_text([lever.label for lever in analysis.case.levers], first)
    anybody = not column.firsts and len(column.possible_firsts) == len(analysis.case.levers)
    if not column.opinion.exhaustive and not anybody:
        sentence = t(
            "{told} in the {n} cases examined", told=sentence, n=number(column.opinion.completions)
        )
    return other_method_first(analysis, sentence, _supposed(column))


def _supposed(column: Column) -> dict[OpenChoice, str] | None:
    """The choices still open that a column answers otherwise; None for the others."""
    change, crossing = column.change, crossing_of(column.analysis)
    if not change.reversed and not change.readings:
        return None
    answers = (*change.reversed, *change.readings)
    return {
        choice: choice.options[0]
        for choice in (crossing.choices if crossing else ())
        if choice.about in answers or choice.options[0] in answers
    }


def _placed(column: Column, rows: tuple[int, ...]) -> tuple[int, ...]:
    """Rows, the best ranked in the column first."""
    middles = column.best + column.worst
    return tuple(sorted(rows, key=lambda i: (int(middles[i]), i)))


def what_changes(reference: Column, column: Column) -> str:
    """What a column does to the first place."""
    here = column_first(column)
    if reference.answer == column.answer:
        return same_answer(here)
    return t("{first}.", first=with_capital(here))


def columns_agreement_text(agreement: Agreement, other: Opinion) -> str:
    """How far two rankings agree: the pairs counted.

    Parameters
    ----------
    other
        The second ranking: what is found over part of its cases is said to be so.
    """
    parts = [tn("{n} pair in the same order", "{n} pairs in the same order", agreement.same)]
    parts += [tn("{n} in the opposite order", "{n} in the opposite order", agreement.opposite)]
    parts += [tn("{n} tied", "{n} tied", agreement.tied)] if agreement.tied else []
    parts += (
        [tn("{n} not separated yet", "{n} not separated yet", agreement.open)]
        if agreement.open
        else []
    )
    examined = (
        "" if other.exhaustive else t(", in the {n} cases examined", n=number(other.completions))
    )
    return tn(
        "Out of {n} pair of levers{examined}: {parts}.",
        "Out of {n} pairs of levers{examined}: {parts}.",
        agreement.same + agreement.opposite + agreement.tied + agreement.open,
        examined=examined,
        parts=", ".join(parts),
    )


def tau_text(agreement: Agreement) -> str:
    """Kendall's tau, or its bounds: 1 is the same order, -1 the opposite one."""
    if agreement.low is None or agreement.high is None:
        return t("Kendall's tau cannot be computed: all levers are tied")
    low, high = (number(end, 2) for end in (agreement.low, agreement.high))
    if low == high:
        return t("Kendall's tau {tau}", tau=low)
    return t("Kendall's tau between {low} and {high}", low=low, high=high)
