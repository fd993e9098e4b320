"""How far the first place holds: its word, and which of two uncertainties drives it."""

from dataclasses import dataclass

from prioritisation.analysis.robustness.joint import Uncertainties, UncertaintySource
from prioritisation.analysis.robustness.robustness import Robustness
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.solidity import withstands
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.phrases import joined
from prioritisation.sentences.shares import near_percent
from prioritisation.wording import t, tn
from prioritisation.wording.numbers import with_capital


def scores_varied_name() -> str:
    """What scores are called that are uncertain, or to check, and vary together."""
    return t("scores, uncertain or to check")


def draws_convention(robustness: Robustness, *, checked: bool = False) -> str:
    """What a figure rests on that scores were drawn for; empty when all are known.

    Parameters
    ----------
    checked
        Whether scores to check were drawn for it too.
    """
    matrix = robustness.question.matrix
    scores = scores_varied_name() if checked and matrix.doubted else doubtful_scores(matrix)
    if not scores:
        return ""
    return t(
        "{scores} picked at random, all as likely: it is a convention, not a forecast.",
        scores=with_capital(scores),
    )


def marked_share(robustness: Robustness, share: str, *, checked: bool = False) -> str:
    """A written share with the sign of a drawn figure, where the sign is explained once.

    « Less than 1 % » is about enough without it.
    """
    drawn = draws_convention(robustness, checked=checked) and share[:1].isdigit()
    return t("≈ {share}", share=share) if drawn else share


def word_text(word: RobustnessWord) -> str:
    """The word of a first place."""
    words = {
        RobustnessWord.SOLID: t("Solid"),
        RobustnessWord.FAIR: t("Fairly solid"),
        RobustnessWord.SHARED: t("Not very solid"),
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


def driver_name(uncertainties: Uncertainties) -> str:
    """What changes the first place most often; empty when none stands out."""
    sources = {
        UncertaintySource.WEIGHTS: t("the weights"),
        UncertaintySource.SCORES: t("the scores, uncertain or to check"),
    }
    return "" if uncertainties.driver is None else sources[uncertainties.driver]


@dataclass(frozen=True, slots=True)
class UncertaintyText:
    """One of the two uncertainties as it is told."""

    title: str
    changed: float
    sentence: str
    drives: bool


def uncertainty_parts(robustness: Robustness) -> tuple[UncertaintyText, ...]:
    """Both side by side: what varies, and how often the first place changes with it."""
    titles = {
        UncertaintySource.WEIGHTS: t("Weights"),
        UncertaintySource.SCORES: with_capital(scores_varied_name()),
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
            return _scores_varied(len(question.matrix.open_cells), len(question.matrix.doubted))


def _scores_varied(count: int, doubted: int) -> str:
    """How many scores vary: missing or between two values, and to check."""
    parts = [
        tn(
            "{n} uncertain score, missing or between two values",
            "{n} uncertain scores, missing or between two values",
            count,
        )
    ] * bool(count)
    parts += [
        tn(
            "{n} score to check, over its whole scale",
            "{n} scores to check, over their whole scale",
            doubted,
        )
    ] * bool(doubted)
    if not parts:
        return t("Every score is known: there is nothing to vary.")
    return t("{what}.", what=joined(parts))


def driver_sentence(robustness: Robustness) -> str:
    """Which of the two drives the result, and that unknown scores are drawn when some are."""
    together = near_percent(robustness.uncertainties.together)
    sentence = _driver_sentence(robustness.uncertainties, together)
    return " ".join(filter(None, (sentence, draws_convention(robustness, checked=True))))


def marked_driver_sentence(robustness: Robustness) -> str:
    """The same with the sign of a drawn figure, where the sign is explained."""
    share = near_percent(robustness.uncertainties.together)
    sentence = _driver_sentence(
        robustness.uncertainties, marked_share(robustness, share, checked=True)
    )
    doubted = robustness.question.matrix.doubted
    convention = draws_convention(robustness, checked=True) if doubted else ""
    return " ".join(filter(None, (sentence, convention)))


def driver_answer(robustness: Robustness) -> str:
    """Which of the two changes the first place most often, in a few words."""
    driver = driver_name(robustness.uncertainties)
    if driver:
        return t("Above all from {driver}.", driver=driver)
    if not robustness.uncertainties.together:
        return t("Neither changes the first place.")
    return t("From neither above all.")


def _driver_sentence(uncertainties: Uncertainties, together: str) -> str:
    driver = driver_name(uncertainties)
    if driver:
        return t(
            "What changes the first place most often: {driver}. Both together change it "
            "in {share} of the random tries.",
            driver=driver,
            share=together,
        )
    if not uncertainties.together:
        return t("Neither changes the first place.")
    return t(
        "Neither stands out; together they change it in {share} of the random tries.",
        share=together,
    )
