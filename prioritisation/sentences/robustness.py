"""How far the first place holds: the answer, and which of three uncertainties drives it."""

from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.matrix import Floats
from prioritisation.analysis.robustness.uncertainties import Source, Uncertainties
from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.robustness.words import Solidity
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.phrases import (
    all_of,
    joined,
    leading,
    names,
    one_of,
    sure_percent,
    sure_share,
)
from prioritisation.wording import percent, span, t, tn

LEAST = 0.005
"""Shares below this are not written 0 % when they are not 0, nor 100 % at the other end."""


@dataclass(frozen=True, slots=True, eq=False)
class Firsts:
    """Shares of the weights, all or those allowed, for which each lever is first.

    Attributes
    ----------
    sure, possible
        Arrays (m,): whatever the uncertain scores, and for some of them.
    exact
        Whether they are computed, not drawn.
    """

    sure: Floats
    possible: Floats
    exact: bool


def firsts_of(found: Robustness) -> Firsts:
    """The exact shares of all weights where they are; drawn ones when weights are constrained."""
    if found.question.constraints:
        return Firsts(found.spans.sure[:, 0], found.spans.possible[:, 0], exact=False)
    regions = found.regions.regions
    sure = np.array([r.sure_share for r in regions])
    return Firsts(sure, np.array([r.possible_share for r in regions]), found.regions.exact)


def near(share: float) -> str:
    """A share in whole percents that is written neither none nor all when it is not."""
    if 0 < share < LEAST:
        return t("less than {share}", share=percent(2 * LEAST))
    if 1 - LEAST < share < 1:
        return t("more than {share}", share=percent(1 - 2 * LEAST))
    return percent(share)


def solidity_answer(analysis: Analysis, found: Robustness) -> tuple[str, str]:
    """Whether the first place is solid, with what it was said from and what drives it."""
    labels = [lever.label for lever in analysis.case.levers]
    if found.word is Solidity.ALONE or len(analysis.case.criteria) == 1:
        who = leading(found.ranking, labels)
        return t("One criterion only:"), t("no other weights to try; {who}.", who=who)
    if _nothing_known(found):
        return t("Undecidable:"), t("no score is known, nothing can be ranked yet.")
    if found.held is None:
        loud, who = _open(analysis, found)
        return loud, _driven(joined([who, _most_often(analysis, found)]), found.uncertainties)
    return _loud(analysis, found), _driven(_held(found), found.uncertainties)


def _nothing_known(found: Robustness) -> bool:
    """Whether every score of a criterion that weighs something is unknown."""
    matrix, weigh = found.question.matrix, found.question.weights > 0
    return bool((matrix.low[:, weigh] == 0).all() and (matrix.high[:, weigh] == 1).all())


def word_text(word: Solidity) -> str:
    """The word of a first place."""
    words = {
        Solidity.SOLID: t("Solid"),
        Solidity.FAIR: t("Fairly solid"),
        Solidity.SHARED: t("Shared"),
    }
    return words.get(word, t("Undecidable"))


def _open(analysis: Analysis, found: Robustness) -> tuple[str, str]:
    """That nobody is alone and surely first, and who may be."""
    tied = found.ranking.necessary_firsts
    if len(tied) > 1:
        who = all_of(names(analysis, tied))
        return t("Undecidable with these weights:"), t("{levers} are tied", levers=who)
    possible = tuple(i for i in found.ranking.order if i in found.ranking.possible_firsts)
    who = one_of(names(analysis, possible))
    return t("Undecidable with these weights:"), t("{levers} may be first", levers=who)


def _loud(analysis: Analysis, found: Robustness) -> str:
    assert found.held is not None  # noqa: S101 (asked for by solidity_answer)
    lever = names(analysis, (found.held.row,))[0]
    if found.word is Solidity.UNDECIDABLE:
        return t("{lever} is first with these weights, undecidable beyond:", lever=lever)
    word = word_text(found.word).lower()
    return t("{lever} is first with these weights, and it is {word}:", lever=lever, word=word)


def _held(found: Robustness) -> str:
    """What the word was said from, and what drives the result."""
    held = found.held
    assert held is not None  # noqa: S101 (asked for by solidity_answer)
    if held.weights is None:
        share = near(float(found.joint.firsts[held.row]))
        said = t("it is so for {share} of the draws of allowed weights and scores", share=share)
    else:
        share = sure_share(held.weights)
        share = share if found.regions.exact else t("about {share}", share=share)
        said = t("it is so for {share} of all weights", share=share)
    if found.codings.draws:
        codings = sure_percent(held.codings)
        said = t("{said}, and for {codings} of the codings of words", said=said, codings=codings)
    if _doubt(found):
        said = t("{said}, whatever the unknown scores", said=said)
    return said


def _doubt(found: Robustness) -> bool:
    return bool(found.question.matrix.open_cells) and not found.question.constraints


def _most_often(analysis: Analysis, found: Robustness) -> str:
    """Over the weights, who is surely first most often; all those who are as often."""
    bound = found.question.constraints
    over = t("over the weights allowed") if bound else t("over all weights")
    firsts = firsts_of(found)
    most = float(firsts.sure.max())
    if most == 0:
        return t("{over}, no lever is ever surely first", over=over)
    near_enough = 1e-9 if firsts.exact else LEAST
    who = names(analysis, tuple(np.flatnonzero(firsts.sure >= most - near_enough).tolist()))
    share = sure_share(most)
    if len(who) == 1:
        return t(
            "{over}, {lever} is surely first most often, for {share} of them",
            over=over,
            lever=who[0],
            share=share,
        )
    return t(
        "{over}, {levers} are surely first most often, each for {share} of them",
        over=over,
        levers=all_of(who),
        share=share,
    )


def _driven(said: str, found: Uncertainties) -> str:
    driver = driver_name(found)
    if driver:
        return t("{said}; what changes it most often: {driver}.", said=said, driver=driver)
    if not found.together:
        return t("{said}; nothing that varies changes it.", said=said)
    return t("{said}; no uncertainty stands out.", said=said)


def driver_name(found: Uncertainties) -> str:
    """What changes the first place most often; empty when none stands out."""
    sources = {
        Source.WEIGHTS: t("the weights"),
        Source.SCORES: t("the scores and the gaps"),
        Source.CODINGS: t("the coding of words"),
    }
    return "" if found.driver is None else sources[found.driver]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three uncertainties as it is told."""

    title: str
    changed: float
    said: str
    drives: bool


def uncertainty_parts(found: Robustness) -> tuple[Part, ...]:
    """The three side by side: what varies, and how often the first place changes with it."""
    titles = {
        Source.WEIGHTS: t("Weights"),
        Source.SCORES: t("Scores and gaps"),
        Source.CODINGS: t("Coding of words into numbers"),
    }
    return tuple(
        Part(
            titles[u.source],
            u.changed,
            _varies(found, u.source),
            found.uncertainties.driver is u.source,
        )
        for u in found.uncertainties.each
    )


def _varies(found: Robustness, source: Source) -> str:
    """What is varied, or that there is nothing to vary."""
    question = found.question
    match source:
        case Source.WEIGHTS if len(question.weights) == 1:
            return t("One criterion only: there are no other weights to try.")
        case Source.WEIGHTS if question.constraints:
            return t("Any weights among those allowed instead of these.")
        case Source.WEIGHTS:
            return t("Any weights instead of these.")
        case Source.SCORES:
            count = len(question.matrix.open_cells)
            some = tn(
                "{n} score that is not known for sure.", "{n} scores not known for sure.", count
            )
            return some if count else t("Every score is known: there is nothing to vary.")
        case _:
            count = len(question.words)
            some = tn("{n} criterion in words.", "{n} criteria in words.", count)
            return some if count else t("No criterion is in words: there is nothing to vary.")


def driver_sentence(found: Uncertainties) -> str:
    """Which of the three drives the result."""
    driver, together = driver_name(found), near(found.together)
    if driver:
        return t(
            "What drives the result: {driver}. All three together change it in {share} of the "
            "draws.",
            driver=driver,
            share=together,
        )
    if not found.together:
        return t("None of the three changes the first place.")
    return t(
        "None of the three stands out; together they change it in {share} of the draws.",
        share=together,
    )


def share_span(sure: float, possible: float) -> str:
    """From the least to the most, in whole percents, rounded outward: « 37 à 92 »."""
    low, high = np.floor(100 * sure + 1e-9), np.ceil(100 * possible - 1e-9)
    return span(float(low), float(high))
