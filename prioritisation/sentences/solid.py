"""Is it solid? The answer in one sentence, what it is said from, and what could change it."""

from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis
from prioritisation.analysis.solidity import choices_matter, stands_alone, withstands
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences import phrases
from prioritisation.sentences.change import what_settles
from prioritisation.sentences.counted import (
    counted_first,
    first_depends_text,
    first_of,
    with_choices,
)
from prioritisation.sentences.headline import FEW_NAMED, Headline, Settling
from prioritisation.sentences.lacking import nothing_known
from prioritisation.sentences.shares import (
    FirstShare,
    allowed_first_texts,
    first_place_shares,
    weights_share,
)
from prioritisation.sentences.tipping import smallest_change
from prioritisation.sentences.verdict import conclusion
from prioritisation.wording import listed, t
from prioritisation.wording.numbers import with_capital

_ALIKE = 0.005
"""Drawn shares nearer than this are not told apart."""


def solid_headline(analysis: Analysis, robustness: Robustness) -> Headline:
    """Whether the first place is solid, what that is said from, and what would change it."""
    answer, reservation = _answer(analysis, robustness)
    return Headline(t("Is it solid?"), answer, reservation, _settling(analysis, robustness))


def _settling(analysis: Analysis, robustness: Robustness) -> Settling | None:
    """The smallest change of weights that may put another lever first; or what would settle it."""
    if robustness.sole_first is None:
        return what_settles(analysis)
    change = smallest_change(analysis, robustness)
    return Settling(t("What may change the answer"), change) if change else None


def _answer(analysis: Analysis, robustness: Robustness) -> tuple[str, str]:
    first = first_of(robustness.ranking)
    if len(analysis.matrix.alternatives) == 1:
        return conclusion(analysis).answer, ""
    if robustness.word is RobustnessWord.ALONE or len(analysis.case.criteria) == 1:
        who = t("{who}.", who=with_capital(counted_first(analysis, first)))
        return t("One criterion only: there are no other weights to try."), who
    if nothing_known(robustness.question.matrix, robustness.question.weights):
        return t("Nothing to rank: no score is known yet."), ""
    if robustness.sole_first is None:
        answer = _nobody_alone(analysis, robustness)
        rest = with_capital(with_choices(analysis, _most_often(analysis, robustness)))
    else:
        answer, rest = _said(analysis, robustness), _held(analysis, robustness)
    named = _named(analysis, robustness)
    return answer, " ".join(list(filter(None, (named, rest))))


def _named(analysis: Analysis, robustness: Robustness) -> str:
    """Who the answer has counted, or told to be perhaps tied, without a name."""
    first = first_of(robustness.ranking)
    if not first.sure:
        open_ = phrases.all_of(phrases.lever_labels(analysis, first.possible))
        return t("Not separated yet: {levers}.", levers=open_)
    tied, others = "", ""
    if len(first.sure) > FEW_NAMED:
        tied = t(
            "Tied: {levers}.", levers=phrases.all_of(phrases.lever_labels(analysis, first.sure))
        )
    if first.others:
        rivals = phrases.one_of(phrases.lever_labels(analysis, first.others))
        others = t("Perhaps tied with {levers}.", levers=rivals)
    return " ".join(list(filter(None, (tied, others))))


def _nobody_alone(analysis: Analysis, robustness: Robustness) -> str:
    """Several levers may be first, or surely are; counted so, where other answers change it."""
    first, counted = first_of(robustness.ranking), choices_matter(analysis)
    if not first.sure:
        n = len(first.possible)
        return (
            t("Not yet: counted so, {n} levers may still be first.", n=n)
            if counted
            else t("Not yet: {n} levers may still be first.", n=n)
        )
    few = len(first.sure) <= FEW_NAMED
    levers = t("{n} levers", n=len(first.sure))
    levers = listed(phrases.lever_labels(analysis, first.sure)) if few else levers
    if counted:
        return t("No: counted so, {levers} are tied for the first place.", levers=levers)
    return t("No: {levers} are tied for the first place.", levers=levers)


def _said(analysis: Analysis, robustness: Robustness) -> str:
    """The answer about a lever that is surely first."""
    assert robustness.sole_first is not None  # noqa: S101 (asked by the caller)
    row = robustness.sole_first.row
    (lever,) = phrases.lever_labels(analysis, (row,))
    if not stands_alone(analysis) and choices_matter(analysis):
        return t("Not quite: counted so, {lever} is first, perhaps tied.", lever=lever)
    if not stands_alone(analysis):
        return t("Not quite: {lever} is first, perhaps tied.", lever=lever)
    if not withstands(analysis):
        return _counted_so(analysis, lever)
    if robustness.word is RobustnessWord.OPEN:
        return t(
            "Not really: {lever} is first, but with other weights another could come ahead.",
            lever=lever,
        )
    return {
        RobustnessWord.SOLID: t("Yes: {lever} is first, and it is solid.", lever=lever),
        RobustnessWord.FAIR: t("Rather: {lever} is first, and it is fairly solid.", lever=lever),
        RobustnessWord.SHARED: t(
            "Only a little: {lever} is first, but it is not very solid.", lever=lever
        ),
    }[robustness.word]


def _counted_so(analysis: Analysis, lever: str) -> str:
    """First with what is in force, and in how many ways to settle what is still open."""
    crossing = crossing_of(analysis)
    if crossing is None or crossing.untold:
        return t("Not yet: {lever} is first, counted so.", lever=lever)
    row, n = crossing.winner, len(crossing.outcomes)
    if row is None:
        return t("Not yet: {sentence}.", sentence=first_depends_text(analysis, crossing))
    k = crossing.sure_count(row)
    return t(
        "Not yet: {lever} is first in {k} ways out of {n} to settle what is open.",
        lever=phrases.lever_labels(analysis, (row,))[0],
        k=k,
        n=n,
    )


def _held(analysis: Analysis, robustness: Robustness) -> str:
    """What the word is said from: for how many weights it is first."""
    sole_first = robustness.sole_first
    assert sole_first is not None  # noqa: S101 (asked by the caller)
    assert sole_first.weights is not None  # noqa: S101 (several criteria)
    row = sole_first.row
    share = allowed_first_texts(robustness).of_weights(row, whole=robustness.within.whole)
    values = {
        "lever": phrases.lever_labels(analysis, (row,))[0],
        "share": share,
    }
    if not stands_alone(analysis):
        words = t("{lever} is first, alone or tied, for {share}.", **values)
    else:
        words = t("{lever} is first for {share}.", **values)
    return with_capital(with_choices(analysis, words))


def _most_often(analysis: Analysis, robustness: Robustness) -> str:
    """Over the weights, who is surely first most often; all those who are as often."""
    often = _foremost(robustness)
    if not often:
        return t("whatever the weights, no lever is ever surely first.")
    first = max(often, key=lambda one: one.sure)
    texts, whole = allowed_first_texts(robustness), robustness.within.whole
    sure = texts.least(first.rows[0])
    share = weights_share(sure, sure, whole=whole)
    if len(often) == 1:
        share = texts.of_weights(first.rows[0], whole=whole)
    now = first_of(robustness.ranking)
    if len(often) == 1 and (set(first.rows), set(first.rivals)) == (
        set(now.sure),
        set(now.others),
    ):
        return t("so for {share}.", share=share)
    labels = [lever.label for lever in analysis.case.levers]
    values = {
        "levers": _names([one.name(labels) for one in often], often),
        "share": share,
    }
    if len(often) > 1:
        return t("surely first most often: {levers}, each for {share}.", **values)
    return t("surely first most often: {levers}, for {share}.", **values)


def _names(names: list[str], often: list[FirstShare]) -> str:
    """One list, or several lists one after the other where some are tied."""
    plain = all(len(one.rows) == 1 and not one.rivals for one in often)
    return phrases.all_of(names) if plain else phrases.joined(names)


def _foremost(robustness: Robustness) -> list[FirstShare]:
    """The largest sure shares; drawn ones that would be written alike are not told apart."""
    firsts = first_place_shares(robustness.regions)
    most = max(first.sure for first in firsts)
    near_enough = 1e-9 if robustness.regions.exact else _ALIKE
    return [first for first in firsts if most > 0 and first.sure >= most - near_enough]
