"""How the figures of solidity are computed: draws, errors, exactness, thresholds, conventions."""

from prioritisation.analysis.robustness.whole import Robustness
from prioritisation.analysis.robustness.words import Solidity
from prioritisation.analysis.scenario import Analysis
from prioritisation.sentences.bounds import constraint_text
from prioritisation.sentences.ranks import all_of
from prioritisation.wording import number, percent, t


def method_lines(analysis: Analysis, found: Robustness) -> list[str]:
    """One sentence per figure of the page."""
    lines = _words(found)
    if len(analysis.case.criteria) > 1:
        lines += [*_shares(found), *_constraints(analysis, found), *_draws(found)]
    return [
        *lines,
        t(
            "Unknown scores, when drawn: each listed score is as likely as the others, a "
            "continuum is uniform, cells are independent. A convention: no drawn score enters a "
            "ranking."
        ),
        t("Codings of words: any increasing values, the worst word at 0 and the best at 100."),
        t("Chance: two drawn values of the score, all else equal, give different answers."),
    ]


def _words(found: Robustness) -> list[str]:
    """The thresholds of the word, and what it is said from."""
    if found.word is Solidity.ALONE:
        return []
    limits = (found.thresholds.solid, found.thresholds.fair, found.thresholds.shared)
    told = dict(zip(("solid", "fair", "shared"), map(percent, limits), strict=True))
    return [
        t(
            "The word is that of the smallest share: of the weights, and of the codings of words, "
            "less twice its standard error."
        ),
        t(
            "Solid from {solid}, fairly solid from {fair}, shared from {shared}; below, "
            "undecidable: a convention of ours.",
            **told,
        ),
    ]


def _shares(found: Robustness) -> list[str]:
    """Whether first-place shares are exact."""
    if found.question.constraints:
        return [t("Shares of first place: drawn, since weights are constrained.")]
    if found.regions.exact:
        return [t("Shares of first place over all weights: exact, from the regions of weights.")]
    return [
        t(
            "Shares of first place over all weights: estimated, standard error at most {error}.",
            error=percent(found.regions.error, 2),
        )
    ]


def _constraints(analysis: Analysis, found: Robustness) -> list[str]:
    labels = [c.label for c in analysis.case.criteria]
    kept = [constraint_text(c, labels) for c in found.question.constraints]
    return [t("Only weights such that: {constraints}.", constraints=all_of(kept))] if kept else []


def _draws(found: Robustness) -> list[str]:
    joint = found.joint
    return [
        t(
            "{draws} draws, seed {seed}, standard error at most {error}.",
            draws=number(joint.draws),
            seed=found.seed,
            error=percent(float(joint.errors(joint.ranks).max()), 2),
        ),
        t(
            "Least and most of a rank: over the same weights, whatever the unknown scores; two "
            "levers tied may each have each of their ranks."
        ),
        t(
            "The three uncertainties: one varies, the rest stays as drawn, and the first places "
            "before and after are compared, {draws} times.",
            draws=number(found.uncertainties.draws),
        ),
        t("Possible ranks: over all weights and scores; « ? » where not proven."),
    ]
