"""What is tried on a ranking, in sentences.

What carries the choice, and who dominates whom.
"""

from itertools import groupby

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.ranks import CarryingCriteria, Dominance, WithoutCriterion
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import with_choices
from prioritisation.sentences.firsts import First, first_text
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.wording import listed, span, t, tn
from prioritisation.wording.numbers import either, half_up, with_capital


def carrying_lines(analysis: Analysis, carrying: CarryingCriteria) -> list[str]:
    """Which criterion carries the choice: the answer first, then each criterion left out."""
    if not carrying.without:
        return [t("One criterion alone has all the weight: it carries the choice by itself.")]
    return [
        with_capital(with_choices(analysis, _inside(_answer(analysis, carrying)))),
        *([_leads(analysis, carrying)] if carrying.leads else []),
        *(_without(analysis, w) for w in carrying.without),
    ]


def _inside(sentence: str) -> str:
    """The same after other words."""
    return sentence[:1].lower() + sentence[1:]


def _answer(analysis: Analysis, carrying: CarryingCriteria) -> str:
    leaders = analysis.ranking.necessary_firsts
    if not leaders:
        if any(len(w.sure) == 1 and w.possible == w.sure for w in carrying.without):
            return t("No lever is surely first; leaving out one criterion may settle it.")
        return t("No lever is surely first, and leaving out one criterion does not settle it.")
    people = phrases.all_of(phrases.lever_labels(analysis, leaders))
    if carrying.carriers:
        without = [
            t("without {criterion}", criterion=analysis.case.criteria[j].in_sentence)
            for j in carrying.carriers
        ]
        criteria = either(without)
        return t(
            "{without}, the first place is no longer surely the same.",
            without=criteria[:1].upper() + criteria[1:],
        )
    if len(leaders) > 1:
        return t(
            "No criterion carries the choice alone: leave out any one, {levers} stay tied first.",
            levers=people,
        )
    return _carried_by_none(people, alone=leaders == analysis.ranking.possible_firsts)


def _carried_by_none(lever: str, *, alone: bool) -> str:
    if alone:
        return t(
            "No criterion carries the choice alone: leave out any one, {lever} stays first.",
            lever=lever,
        )
    return t(
        "No criterion carries the choice alone: leave out any one, {lever} stays first, alone "
        "or tied.",
        lever=lever,
    )


def _leads(analysis: Analysis, carrying: CarryingCriteria) -> str:
    """The lead of the leader over its closest rival, shared between the criteria."""
    leader = analysis.ranking.necessary_firsts[0]
    rows = leader, analysis.ranking.runner_up(leader)
    here, rival = phrases.lever_labels(analysis, rows)
    parts = []
    for column, (low, high) in enumerate(carrying.leads):
        if max(abs(low), abs(high)) <= TIE:
            continue
        written = _signed(low, high)
        points = written
        name = analysis.case.criteria[column].in_sentence
        parts.append(t("{criterion} {points}", criterion=name, points=points))
    return t(
        "What separates {lever} from {rival}, in points: {parts}.",
        lever=here,
        rival=rival,
        parts=listed(parts) or t("nothing"),
    )


def _signed(low: float, high: float) -> str:
    """A lead in points with its sign: « +12 », from -5 to +20."""
    exact = [100 * end for end in (low, high)]
    whole = all(round(end, 1).is_integer() for end in exact) or max(map(abs, exact)) >= 10  # noqa: PLR2004 (whole points are enough)
    digits = 0 if whole else 1
    # Rounded once: 16,53 rounded to 16,5, then to whole points, was 16.
    ends = [half_up(end, digits) for end in exact]
    text = [
        ("+" if end > 0 else "−" if end < 0 else "") + span(abs(end), abs(end), digits)
        for end in ends
    ]
    return text[0] if text[0] == text[1] else t("{low} to {high}", low=text[0], high=text[1])


def _without(analysis: Analysis, without: WithoutCriterion) -> str:
    criterion = analysis.case.criteria[without.column].in_sentence
    first = First(without.sure, without.possible)
    labels = [lever.label for lever in analysis.case.levers]
    return t("Without {criterion}: {first}.", criterion=criterion, first=first_text(labels, first))


def dominance_lines(analysis: Analysis, dominances: tuple[Dominance, ...]) -> list[str]:
    """Who dominates whom whatever the weights; then who may, for want of knowing."""
    means = t("Dominate: at least as good on each criterion, better on one at least.")
    sure = [_dominates(analysis, i, rows) for i, rows in _by_dominant(dominances, sure=True)]
    possible = [
        _may_dominate(analysis, i, rows) for i, rows in _by_dominant(dominances, sure=False)
    ]
    answer = (
        tn(
            "{n} lever surely does at least as well as others everywhere, and better somewhere.",
            "{n} levers surely do at least as well as others everywhere, and better somewhere.",
            len(sure),
        )
        if sure
        else t("No lever is sure to do at least as well as another everywhere.")
    )
    return [f"{answer} {means}", *sure, *possible]


def _by_dominant(
    dominances: tuple[Dominance, ...], *, sure: bool
) -> list[tuple[int, tuple[int, ...]]]:
    kept = sorted((d.dominant, d.dominated) for d in dominances if d.sure is sure)
    return [
        (dominant, tuple(dominated for _, dominated in pairs))
        for dominant, pairs in groupby(kept, key=lambda pair: pair[0])
    ]


def _dominates(analysis: Analysis, row: int, dominated: tuple[int, ...]) -> str:
    lever, others = (
        phrases.lever_labels(analysis, (row,))[0],
        phrases.all_of(phrases.lever_labels(analysis, dominated)),
    )
    scores = doubtful_scores(analysis.matrix)
    if not scores:
        return t("{lever} dominates {others}, whatever the weights.", lever=lever, others=others)
    return t(
        "{lever} dominates {others}, whatever the {scores} and the weights.",
        lever=lever,
        others=others,
        scores=scores,
    )


def _may_dominate(analysis: Analysis, row: int, dominated: tuple[int, ...]) -> str:
    lever, others = (
        phrases.lever_labels(analysis, (row,))[0],
        phrases.one_of(phrases.lever_labels(analysis, dominated)),
    )
    return t(
        "{lever} may dominate {others}, depending on the scores that are not certain.",
        lever=lever,
        others=others,
    )
