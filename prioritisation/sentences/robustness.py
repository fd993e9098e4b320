"""How far the first place holds: the answer, and which of three uncertainties drives it."""

from dataclasses import dataclass

import numpy as np

from prioritisation.analysis.robustness.joint import Uncertainties, UncertaintySource
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.solidity import stands_alone, withstands
from prioritisation.analysis.thresholds import RobustnessWord, robustness_word
from prioritisation.sentences import phrases
from prioritisation.sentences.assertions import Quantity, Solidity, WrittenFigure
from prioritisation.sentences.draws import draws_convention, marked_share
from prioritisation.sentences.first_shares import FirstShare, first_place_shares
from prioritisation.sentences.firsts import first_of, first_text
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.shares import allowed_first_texts, near_percent, sure_codings
from prioritisation.sentences.verdict import counted_so_text
from prioritisation.wording import span, t, tn
from prioritisation.wording.asserted import asserting, with_capital

_ALIKE = 0.005
"""Drawn shares nearer than this are not told apart."""


def robustness_answer(analysis: Analysis, robustness: Robustness) -> tuple[str, str]:
    """Whether the first place is solid, with what it was said from and what drives it."""
    labels = [lever.label for lever in analysis.case.levers]
    first, uncertainties = first_of(robustness.ranking), robustness.uncertainties
    if robustness.word is RobustnessWord.ALONE or len(analysis.case.criteria) == 1:
        return t("One criterion only:"), t(
            "no other weights to try; {who}.", who=first_text(labels, first)
        )
    if _nothing_known(robustness):
        return asserting(t("Nothing to rank:"), first), t("no score is known yet.")
    if robustness.sole_first is None:
        sentence = _most_often(analysis, robustness)
        return t("With these weights, {first}:", first=first_text(labels, first)), _driven(
            sentence, uncertainties
        )
    loud, sentence = _loud(analysis, robustness), _held_sentence(analysis, robustness)
    if withstands(analysis):
        return loud, _driven(sentence, uncertainties)
    if robustness.word is RobustnessWord.SHARED and stands_alone(analysis):
        sentence = t("it is shared, for {said}", said=sentence)
    # Nor that nothing which varies changes it: what is open does.
    sentence = with_capital(t("with the choices as they are, {sentence}", sentence=sentence))
    driver = _driver_name(uncertainties)
    return loud, _driven(sentence, uncertainties) if driver else t("{said}.", said=sentence)


def _nothing_known(robustness: Robustness) -> bool:
    """Whether every score of a criterion that weighs something is unknown."""
    matrix, weigh = robustness.question.matrix, robustness.question.weights > 0
    return bool((matrix.low[:, weigh] == 0).all() and (matrix.high[:, weigh] == 1).all())


def word_text(word: RobustnessWord) -> str:
    """The word of a first place."""
    words = {
        RobustnessWord.SOLID: t("Solid"),
        RobustnessWord.FAIR: t("Fairly solid"),
        RobustnessWord.SHARED: t("Shared"),
        RobustnessWord.ALONE: t("One criterion only"),
        RobustnessWord.OPEN: t("Another lever could come ahead"),
        RobustnessWord.NONE: t("No lever is sure to be alone in first place"),
    }
    return words[word]


def decided_word(analysis: Analysis, word: RobustnessWord) -> str:
    """The word of a first place that a decision is taken on; empty where it is told tied."""
    if analysis.verdict.lead in (Lead.TIED, Lead.REACHABLE):
        return ""
    if word in (RobustnessWord.SOLID, RobustnessWord.FAIR) and not withstands(analysis):
        return t("With the choices as they are only")
    return word_text(word)


def _loud(analysis: Analysis, robustness: Robustness) -> str:
    assert robustness.sole_first is not None  # noqa: S101 (asked for by robustness_answer)
    first = first_of(robustness.ranking)
    labels = [lever.label for lever in analysis.case.levers]
    who = first_text(labels, first)
    if not stands_alone(analysis):
        return t("With these weights, {first}:", first=who)
    if robustness.word is RobustnessWord.OPEN:
        return _loud_open(robustness, who)
    lever = labels[robustness.sole_first.row]
    if not withstands(analysis):
        return asserting(counted_so_text(analysis, lever), first)
    word = asserting(word_text(robustness.word).lower(), Solidity(first.sure[0], robustness.word))
    return t("With these weights, {first}, and it is {word}:", first=who, word=word)


def _loud_open(robustness: Robustness, who: str) -> str:
    """Who is first, and what may put another lever ahead: weights, or else codings of words."""
    assert robustness.sole_first is not None  # noqa: S101 (asked by the caller)
    share = (robustness.sole_first.weights or 0) - 2 * robustness.regions.error
    if robustness_word(share, robustness.thresholds) is RobustnessWord.OPEN:
        return t("With these weights, {first}; with others, another could come ahead:", first=who)
    return t(
        "With these weights, {first}; with other codings of words, another could come ahead:",
        first=who,
    )


def _held_sentence(analysis: Analysis, robustness: Robustness) -> str:
    """What the word was said from."""
    sole_first = robustness.sole_first
    assert sole_first is not None  # noqa: S101 (asked for by robustness_answer)
    assert sole_first.weights is not None  # noqa: S101 (several criteria)
    share = allowed_first_texts(robustness).least(sole_first.row)
    possible = robustness.regions.regions[sole_first.row].possible_share
    figure = WrittenFigure(
        Quantity.WEIGHTS, sole_first.weights, possible, share, (sole_first.row,)
    )
    share = asserting(share, figure)
    weights = (
        t("{share} of all weights", share=share)
        if robustness.within.whole
        else t("{share} of the weights allowed", share=share)
    )
    sentence = _so_for(analysis, robustness, weights)
    if robustness.question.coded:
        row, codings = sole_first.row, sole_first.codings
        coded = sure_codings(codings)
        figure = WrittenFigure(Quantity.CODINGS, codings, codings, coded, (row,))
        sentence = t(
            "{said}, and for {codings} of the codings of words",
            said=sentence,
            codings=asserting(coded, figure),
        )
    if scores := doubtful_scores(robustness.question.matrix):
        sentence = t("{said}, whatever the {scores}", said=sentence, scores=scores)
    return sentence


def _so_for(analysis: Analysis, robustness: Robustness, weights: str) -> str:
    """For which weights the lever is first, named where « it » would be another one."""
    assert robustness.sole_first is not None  # noqa: S101 (asked for by robustness_answer)
    if robustness.word is not RobustnessWord.OPEN and stands_alone(analysis):
        return t("it is so for {weights}", weights=weights)
    (lever,) = phrases.lever_labels(analysis, (robustness.sole_first.row,))
    if stands_alone(analysis):
        return t("{lever} is first for {weights}", lever=lever, weights=weights)
    return t("{lever} is first, alone or tied, for {weights}", lever=lever, weights=weights)


def _most_often(analysis: Analysis, robustness: Robustness) -> str:
    """Over the weights, who is surely first most often; all those who are as often."""
    whole = robustness.within.whole
    over = t("over all weights") if whole else t("over the weights allowed")
    often = _foremost(robustness)
    if not often:
        return t("{over}, no lever is ever surely first", over=over)
    written = allowed_first_texts(robustness).least(max(often, key=lambda o: o.sure).rows[0])
    figures = [
        WrittenFigure(Quantity.WEIGHTS, one.sure, one.possible, written, one.rows) for one in often
    ]
    values = {"over": over, "share": asserting(written, *figures)}
    who = [one.name([lever.label for lever in analysis.case.levers]) for one in often]
    if any(len(one.rows) > 1 or one.rivals for one in often):
        values["levers"] = phrases.joined(who)
        if len(often) == 1:
            return t("{over}, first is most often {levers}, for {share} of them", **values)
        return t("{over}, first is most often {levers}, each for {share} of them", **values)
    if len(who) == 1:
        return t(
            "{over}, {lever} is surely first most often, for {share} of them",
            lever=who[0],
            **values,
        )
    return t(
        "{over}, {levers} are surely first most often, each for {share} of them",
        levers=phrases.all_of(who),
        **values,
    )


def _foremost(robustness: Robustness) -> list[FirstShare]:
    """The largest sure shares; drawn ones that would be written alike are not told apart."""
    firsts = first_place_shares(robustness.regions)
    most = max(first.sure for first in firsts)
    near_enough = 1e-9 if robustness.regions.exact else _ALIKE
    return [first for first in firsts if most > 0 and first.sure >= most - near_enough]


def _driven(sentence: str, uncertainties: Uncertainties) -> str:
    driver = _driver_name(uncertainties)
    if driver:
        return t("{said}; what changes it most often: {driver}.", said=sentence, driver=driver)
    if not uncertainties.together:
        return t("{said}; nothing that varies changes it.", said=sentence)
    return t("{said}; no uncertainty stands out.", said=sentence)


def _driver_name(uncertainties: Uncertainties) -> str:
    """What changes the first place most often; empty when none stands out."""
    sources = {
        UncertaintySource.WEIGHTS: t("the weights"),
        UncertaintySource.SCORES: t("the scores and the gaps"),
        UncertaintySource.CODINGS: t("the coding of words"),
    }
    return "" if uncertainties.driver is None else sources[uncertainties.driver]


@dataclass(frozen=True, slots=True)
class UncertaintyText:
    """One of the three uncertainties as it is told."""

    title: str
    changed: float
    sentence: str
    drives: bool


def uncertainty_parts(robustness: Robustness) -> tuple[UncertaintyText, ...]:
    """The three side by side: what varies, and how often the first place changes with it."""
    titles = {
        UncertaintySource.WEIGHTS: t("Weights"),
        UncertaintySource.SCORES: t("Scores and gaps"),
        UncertaintySource.CODINGS: t("Coding of words into numbers"),
    }
    return tuple(
        UncertaintyText(
            titles[u.source],
            u.changed,
            _varies(robustness, u.source),
            robustness.uncertainties.driver is u.source,
        )
        for u in robustness.uncertainties.each
    )


def _varies(robustness: Robustness, source: UncertaintySource) -> str:
    """What is varied, or that there is nothing to vary."""
    question = robustness.question
    match source:
        case UncertaintySource.WEIGHTS if len(question.weights) == 1:
            return t("One criterion only: there are no other weights to try.")
        case UncertaintySource.WEIGHTS if not robustness.within.whole:
            return t("Any weights among those allowed instead of these.")
        case UncertaintySource.WEIGHTS:
            return t("Any weights instead of these.")
        case UncertaintySource.SCORES:
            count = len(question.matrix.open_cells)
            some = tn(
                "{n} score that is not known for sure.", "{n} scores not known for sure.", count
            )
            return some if count else t("Every score is known: there is nothing to vary.")
        case _:
            count = len(question.words)
            some = tn("{n} criterion in words.", "{n} criteria in words.", count)
            return some if count else t("No criterion is in words: there is nothing to vary.")


def driver_sentence(robustness: Robustness) -> str:
    """Which of the three drives the result, and that unknown scores are drawn when some are."""
    together = near_percent(robustness.uncertainties.together)
    sentence = _driver_sentence(robustness.uncertainties, together)
    return " ".join(filter(None, (sentence, draws_convention(robustness))))


def marked_driver_sentence(robustness: Robustness) -> str:
    """The same with the sign of a drawn figure, where the sign is explained."""
    together = marked_share(robustness, near_percent(robustness.uncertainties.together))
    return _driver_sentence(robustness.uncertainties, together)


def _driver_sentence(uncertainties: Uncertainties, together: str) -> str:
    driver = _driver_name(uncertainties)
    if driver:
        return t(
            "What drives the result: {driver}. All three together change it in {share} of the "
            "draws.",
            driver=driver,
            share=together,
        )
    if not uncertainties.together:
        return t("None of the three changes the first place.")
    return t(
        "None of the three stands out; together they change it in {share} of the draws.",
        share=together,
    )


def share_span(sure: float, possible: float) -> str:
    """From the least to the most, in whole percents, rounded outward: « 37 à 92 »."""
    low, high = np.floor(100 * sure + 1e-9), np.ceil(100 * possible - 1e-9)
    return span(float(low), float(high))
