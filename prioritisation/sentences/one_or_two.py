"""One lever or two: the two that are most surely first, and what the second brings."""

from criteria.case import Case
from criteria.evidence import ARGUED, Evidence, Stance, Target
from prioritisation.analysis.one_or_two import OneOrTwo, second_adds
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.headline import Headline
from prioritisation.sentences.phrases import all_of, joined
from prioritisation.sentences.shares import (
    about_text,
    bounds_text,
    first_texts,
    possible_share,
    sure_share,
    weights_share,
)
from prioritisation.wording import number, span, t

Rows = list[tuple[str, ...]]

_TWO = 2

_HAIR = 1e-6
"""What draws cannot tell from nothing."""


def two_headline(analysis: Analysis, both: OneOrTwo) -> Headline:
    """Which two are most surely in the first two; what the second brings."""
    question, levers = t("One lever or two?"), _labels(analysis)
    foremost = both.over_weights.foremost
    if not foremost or len(foremost) > _TWO:
        answer = t("Which two come first is still open.")
    else:
        named = all_of([levers[i] for i in foremost])
        answer = t("Most surely in the first two: {levers}.", levers=named)
    return Headline(question, answer, _added(analysis, both))


def _added(analysis: Analysis, both: OneOrTwo) -> str:
    """What the second adds most, in a sentence; empty where that is not known."""
    if (adds := second_adds(analysis, both)) is None:
        return ""
    lever, criterion = _labels(analysis)[adds[0]], analysis.case.criteria[adds[1]].label
    return t("{lever} adds most on « {criterion} ».", lever=lever, criterion=criterion)


def pair_text(analysis: Analysis, both: OneOrTwo) -> str:
    """Which two are most surely in the first two, and what the second adds to the first."""
    adds, levers = second_adds(analysis, both), _labels(analysis)
    if adds is None:
        return two_headline(analysis, both).answer
    row, column = adds
    return t(
        "most surely {first} and {lever}, which adds most on « {criterion} ».",
        first=levers[both.over_weights.foremost[0]],
        lever=levers[row],
        criterion=analysis.case.criteria[column].label,
    )


def two_line(analysis: Analysis, both: OneOrTwo) -> str:
    """The same in one paragraph, with the share of the weights of each."""
    foremost = both.over_weights.foremost
    headline = two_headline(analysis, both)
    if not foremost or len(foremost) > _TWO or len(analysis.weights) == 1:
        return f"{headline.answer} {headline.reservation}".strip()
    levers, texts = _labels(analysis), _of_weights(both)
    parts = [
        t(
            "{name}: {label}",
            name=levers[i],
            label=about_text(weights_share(*texts[i], whole=analysis.within.whole)),
        )
        for i in foremost
    ]
    shares = t("{sentence}.", sentence=joined(parts))
    return " ".join(filter(None, (headline.answer, shares, headline.reservation)))


def two_rows(analysis: Analysis, both: OneOrTwo) -> Rows:
    """Each lever, how surely it is first, and in the first two; then the same by votes.

    Under their header, those most surely in the first two first. Empty with one criterion, which
    leaves no other weights.
    """
    if len(analysis.case.criteria) == 1:
        return []
    levers, firsts, texts = _labels(analysis), first_texts(analysis), in_two_texts(both)
    head = (t("Lever"), t("First"), t("In the first two"))
    votes = both.over_ballots
    rows: Rows = [head if votes is None else (*head, t("In the first two, by votes"))]
    for i in both.over_weights.order:
        counted: tuple[str, ...] = ()
        if votes is not None:
            low, high = (round(votes.n * share[i]) for share in (votes.sure, votes.possible))
            counted = (t("{n} out of {all}", n=span(low, high, 0), all=number(votes.n)),)
        rows.append((levers[i], firsts.bounds(i), texts[i], *counted))
    return rows


def two_caption(analysis: Analysis, both: OneOrTwo) -> str:
    """What the lists count, and how."""
    n = number(both.over_weights.n)
    if analysis.within.whole:
        return t(
            "Out of 100 ways to share out the weights, from sure to possible. In the first two, "
            "alone or tied: {n} random tries.",
            n=n,
        )
    return t(
        "Out of 100 allowed ways to share out the weights, from sure to possible. In the first "
        "two, alone or tied: {n} random tries.",
        n=n,
    )


def arguments(case: Case) -> tuple[Evidence, ...]:
    """What the case says for one lever or two, those for a second first."""
    said = case.evidence_for(Target.PORTFOLIO)
    return tuple(sorted(said, key=lambda e: ARGUED.index(e.stance)))


def argument_lines(case: Case) -> tuple[str, ...]:
    """Each argument of the case, on its side, with where it stands."""
    sides = {
        Stance.FOR: t("For a second lever: {text}"),
        Stance.AGAINST: t("Against a second lever: {text}"),
    }
    return tuple(
        f"{sides.get(e.stance, t('To decide: {text}')).format(text=e.quote or e.statement)} "
        f"({', '.join(filter(None, (case.sources[e.source].short_name, e.place)))})"
        for e in arguments(case)
    )


def in_two_texts(both: OneOrTwo) -> list[str]:
    """By row, the share of the weights for which a lever is in the first two, sure to possible."""
    return [about_text(bounds_text(*texts)) for texts in _of_weights(both)]


def _of_weights(both: OneOrTwo) -> list[tuple[str, str]]:
    """By row, the sure and the possible share: all or none of the draws are not all or none."""
    two, texts = both.over_weights, []
    for sure, possible in zip(two.sure, two.possible, strict=True):
        least, most = (min(max(share, _HAIR), 1 - _HAIR) for share in (sure, possible))
        text = sure_share(least)
        texts.append((text, text if possible - sure <= TIE else possible_share(most)))
    return texts


def _labels(analysis: Analysis) -> list[str]:
    return [lever.label for lever in analysis.case.levers]
