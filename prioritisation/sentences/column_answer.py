"""Whether the answer resists what is changed beside it: in how many rankings it does not."""

from collections import Counter
from collections.abc import Mapping, Sequence

from prioritisation.analysis.column_effects import ColumnEffect, column_effect
from prioritisation.analysis.comparison import Column
from prioritisation.analysis.solidity import choices_matter
from prioritisation.sentences.columns import column_first
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.lacking import nothing_known
from prioritisation.sentences.methods import comparing_question, method_name
from prioritisation.sentences.phrases import all_of, lever_labels
from prioritisation.wording import listed, number, span, t, tn
from prioritisation.wording.asserted import joined_by, with_capital


def comparison_answer(columns: tuple[Column, ...], every: int = 0) -> Headline:
    """Whether the answer resists what the columns change.

    Parameters
    ----------
    every
        How many other rankings there may be; said when not all of them are shown.
    """
    question = comparing_question()
    reference, *others = columns
    if not others:
        return Headline(question, t("Nothing is compared yet."), t("Choose one below."))
    if nothing_known(reference.analysis.matrix, reference.analysis.weights):
        return Headline(question, t("Nothing to compare: no score is known yet."), "")
    differing = [c for c in others if c.answer != reference.answer]
    first, examined = column_first(reference), _examined(columns)
    among = _among(len(others), every)
    if not differing:
        same = with_capital(t("{first}{examined}.", first=first, examined=examined))
        loud = _unchanged(len(others), counted=any(choices_matter(c.analysis) for c in columns))
        return Headline(question, loud, joined_by(" ", [same, *among]))
    effects = Counter(column_effect(reference, column) for column in others)
    counted = effects[ColumnEffect.OTHER] + effects[ColumnEffect.UNSURE]
    besides = effects[ColumnEffect.POSSIBLE] if counted else 0
    tallied = _tallied(columns, examined + _possible_too(besides))
    return Headline(question, _changed(effects, len(others)), joined_by(" ", [tallied, *among]))


def _among(count: int, every: int) -> list[str]:
    """How many of all the rankings that there may be are there; nothing when all are."""
    if every <= count:
        return []
    return [
        tn("{n} other shown, among {all}.", "{n} others shown, among {all}.", count, all=every)
    ]


def _unchanged(count: int, *, counted: bool) -> str:
    """That the answer is the same in as many columns; counted so, where choices undo it."""
    if counted:
        return tn(
            "Counted so, the other ranking gives the same answer.",
            "Counted so, the {n} other rankings give the same answer.",
            count,
        )
    return tn(
        "Nothing changes: the other ranking gives the same answer.",
        "Nothing changes: the {n} other rankings give the same answer.",
        count,
    )


def _changed(effects: Mapping[ColumnEffect, int], count: int) -> str:
    """In how many columns the answer changes; who may be first, when it changes in none."""
    changed, unsure = effects[ColumnEffect.OTHER], effects[ColumnEffect.UNSURE]
    if changed and unsure:
        return _both(changed, unsure, count)
    if unsure:
        return tn(
            "The answer is no longer sure in {n} other ranking out of {all}.",
            "The answer is no longer sure in {n} other rankings out of {all}.",
            unsure,
            all=number(count),
        )
    if changed:
        return tn(
            "The answer changes in {n} other ranking out of {all}.",
            "The answer changes in {n} other rankings out of {all}.",
            changed,
            all=number(count),
        )
    return tn(
        "Who may be first changes in {n} other ranking out of {all}.",
        "Who may be first changes in {n} other rankings out of {all}.",
        effects[ColumnEffect.POSSIBLE],
        all=number(count),
    )


def _both(changed: int, unsure: int, count: int) -> str:
    return tn(
        "The answer changes in {n} other ranking out of {all}, is no longer sure in {unsure}.",
        "The answer changes in {n} other rankings out of {all}, is no longer sure in {unsure}.",
        changed,
        all=number(count),
        unsure=number(unsure),
    )


def _possible_too(count: int) -> str:
    """In how many more columns only who may be first changes."""
    if not count:
        return ""
    return tn(
        "; the possible firsts change in {n} other",
        "; the possible firsts change in {n} others",
        count,
    )


def _tallied(columns: Sequence[Column], ending: str) -> str:
    """Who is first in how many columns, in one sentence."""
    parts = ", ".join(_tally(columns))
    values = {"all": number(len(columns)), "parts": parts, "then": ending}
    if any(choices_matter(column.analysis) for column in columns):
        return t("Counted so, out of {all} rankings: {parts}{then}.", **values)
    return t("Out of {all} rankings: {parts}{then}.", **values)


def _tally(columns: Sequence[Column]) -> list[str]:
    """Who is first in how many columns, the present ranking first."""
    # A counter keeps the order of arrival, that of the columns.
    counts = Counter((c.firsts, c.firsts != c.possible_firsts) for c in columns)
    parts = []
    for (firsts, perhaps), count in counts.items():
        where = t("all") if count == len(columns) else number(count)
        people = all_of(lever_labels(columns[0].analysis, firsts))
        if not firsts:
            parts.append(t("several levers may be first in {n}", n=where))
        elif perhaps and len(firsts) > 1:
            parts.append(
                t("{levers} tied for first, perhaps with others, in {n}", levers=people, n=where)
            )
        elif perhaps:
            parts.append(t("{lever} first, perhaps tied, in {n}", lever=people, n=where))
        elif len(firsts) == 1:
            parts.append(t("{lever} first in {n}", lever=people, n=where))
        else:
            parts.append(t("{levers} tied for first in {n}", levers=people, n=where))
    return parts


def _examined(columns: Sequence[Column]) -> str:
    """Which methods were not examined in all cases; nothing when all were."""
    methods, n = _sampled(columns)
    return t(" ({methods}: in the {n} cases examined)", methods=methods, n=n) if methods else ""


def exactness_note(columns: Sequence[Column]) -> str:
    """What the ranks of some columns rest on; nothing when they are exact in all."""
    methods, n = _sampled(columns)
    if not methods:
        return ""
    return t(
        "{methods}: ranks found in {n} cases, not in all (a case gives one possible value to "
        "each uncertain score); the true span may be wider.",
        methods=with_capital(methods),
        n=n,
    )


def _sampled(columns: Sequence[Column]) -> tuple[str, str]:
    """The methods whose ranks are found and not proved, and over how many cases."""
    sampled = [c for c in columns if not c.opinion.exhaustive]
    counts = [c.opinion.completions for c in sampled] or [0]
    methods = dict.fromkeys(method_name(c.change.method) for c in sampled)
    return listed(list(methods)), span(min(counts), max(counts))
