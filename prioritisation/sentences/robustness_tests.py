"""What would change the first place: other weights, one lever, criterion, ballot or college less.

Numbers of ballots only, never who; a college only where the results show colleges.
"""

from collections.abc import Sequence
from itertools import groupby

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.leave_one_out import CollegeLeftOut, LeftOut
from prioritisation.analysis.robustness.ranks import CarryingCriteria, Dominance, WithoutCriterion
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import First, first_text, with_choices
from prioritisation.sentences.group import colleges_text
from prioritisation.wording import listed, span, t, tn
from prioritisation.wording.numbers import either, half_up, with_capital


def leaving_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """What one lever less, or one criterion less, would change."""
    levers, criteria = analysis.case.levers, analysis.case.criteria
    changed = [
        _left(analysis, levers[left_out.out].label, left_out)
        for left_out in _that_count(robustness.without_levers)
    ]
    lines = changed or [t("Leaving out a lever, whichever it is, changes nothing for the others.")]
    left_out = _that_count(robustness.without_criteria)
    lines += [_left(analysis, criteria[one.out].in_sentence, one) for one in left_out]
    if robustness.without_criteria and not left_out:
        lines.append(t("Leaving out a criterion, whichever it is, changes nothing."))
    return lines


def _that_count(left: Sequence[LeftOut]) -> list[LeftOut]:
    """What changes who is surely first, then what only changes who may be."""
    counting = [one for one in left if one.changes or one.changes_candidates]
    return sorted(counting, key=lambda one: not one.changes)


def _left(analysis: Analysis, without: str, left_out: LeftOut) -> str:
    first = First(left_out.sure, left_out.possible)
    labels = [lever.label for lever in analysis.case.levers]
    return t("Without {what}: {then}.", what=without, then=first_text(labels, first))


def ballot_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """Sentences on the ballots; none without enough of them."""
    voters, lines = robustness.without_voters, list[str]()
    if voters is not None and not voters.pivotal:
        lines.append(t("No vote decides alone: without any one of them, the answer is the same."))
    elif voters is not None:
        lines.append(pivotal_text(voters.pivotal, voters.n))
    return lines + _colleges(analysis, robustness)


def pivotal_text(n: int, of: int) -> str:
    """How many votes each change the answer, if they are taken away alone."""
    return tn(
        "There is {n} vote out of {of} that, taken away alone, changes the answer: "
        "another first, or a first more or less sure.",
        "There are {n} votes out of {of} each of which, taken away alone, changes the "
        "answer: another first, or a first more or less sure.",
        n,
        of=of,
    )


def _colleges(analysis: Analysis, robustness: Robustness) -> list[str]:
    labels = [lever.label for lever in analysis.case.levers]
    lines = [
        t(
            "Without {what}: {then}.",
            what=_named(college),
            then=first_text(labels, First(college.sure, college.possible)),
        )
        for college in robustness.without_colleges
        if college.changes
    ]
    if lines or not robustness.without_colleges:
        return lines
    return [t("No college decides alone: without any one of them, the answer is the same.")]


def _named(college: CollegeLeftOut) -> str:
    """The ballots left out; colleges that go together only are lines of one name."""
    every = [name for names in college.colleges for name in names.split("\n")]
    return tn(
        "the vote of {colleges}",
        "the {n} votes of {colleges}",
        college.n,
        colleges=colleges_text(every),
    )


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
    return t("No criterion carries the choice alone.")


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
    return t("Without {what}: {then}.", what=criterion, then=first_text(labels, first))


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
    return t("{lever} dominates {others}, whatever the weights.", lever=lever, others=others)


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
