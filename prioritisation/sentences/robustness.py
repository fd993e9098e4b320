"""How far the first place holds: its word, and which of two uncertainties drives it."""

from itertools import groupby

from prioritisation.analysis.crossing import stands_alone, withstands
from prioritisation.analysis.robustness.information import Information
from prioritisation.analysis.robustness.robustness import (
    Robustness,
    Uncertainties,
    UncertaintySource,
)
from prioritisation.analysis.scenario import Analysis, Lead
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences import phrases
from prioritisation.sentences.counted import (
    counted_first,
    first_of,
    said_with_choices,
    with_choices,
)
from prioritisation.sentences.headline import FEW_NAMED, Headline
from prioritisation.sentences.lacking import doubtful_scores, nothing_known
from prioritisation.sentences.phrases import all_of, joined, lever_labels, word_limits
from prioritisation.sentences.shares import (
    FirstShare,
    allowed_first_texts,
    equal_levers_text,
    first_place_shares,
    near_percent,
    possible_share,
    weights_share,
)
from prioritisation.sentences.verdict import conclusion
from prioritisation.sentences.weight_limits import allowed_text
from prioritisation.wording import listed, number, percent, t, tn
from prioritisation.wording.numbers import with_capital


def scores_varied_name() -> str:
    """What scores are called that are uncertain, or to check, and vary together."""
    return t("scores, uncertain or to check")


def draws_convention(robustness: Robustness) -> str:
    """What a figure rests on that scores were drawn for; empty when all are known."""
    matrix = robustness.question.matrix
    scores = scores_varied_name() if matrix.doubted else doubtful_scores(matrix)
    if not scores:
        return ""
    return t(
        "{scores} picked at random, all as likely: it is a convention, not a forecast.",
        scores=with_capital(scores),
    )


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


def driver_sentence(robustness: Robustness) -> str:
    """Which of the two drives the result, and that unknown scores are drawn when some are."""
    told = driver_answer(robustness)
    if together := robustness.uncertainties.together:
        share = near_percent(together)
        told += " " + t("Together they change it in {share} of the random tries.", share=share)
    return " ".join(filter(None, (told, draws_convention(robustness))))


def driver_answer(robustness: Robustness) -> str:
    """Which of the two changes the first place most often, in a few words."""
    driver = driver_name(robustness.uncertainties)
    if driver:
        return t("What changes the first place most often: {driver}.", driver=driver)
    if not robustness.uncertainties.together:
        return t("Neither weights nor scores change the first place.")
    return t("Neither weights nor scores stand out.")


_NO_DRAW = 1e-4
"""Stands for a chance that is in none of the draws."""


_HAIR = 1e-6
"""Share of the values of a score that is written as some."""


def learning_answer(analysis: Analysis, robustness: Robustness) -> str:
    """How many scores could change the first place, with the choices in force."""
    answer = _learning_answer(robustness)
    return said_with_choices(analysis, answer) if robustness.information else answer


def _learning_answer(robustness: Robustness) -> str:
    if not robustness.information:
        return t(
            "Every score is known and none is doubted: the calculation points to none to check."
        )
    changing = [c for c in robustness.information if c.first and not c.only_ties]
    useful = len(changing)
    if not useful and any(cell.only_ties for cell in robustness.information):
        return t("Scores can only make or break a tie for first place, with these weights.")
    if not useful:
        return t("No score could change the first place, with these weights.")
    return tn(
        "{n} score out of {all}, uncertain or to check, could change the first place, with "
        "these weights.",
        "{n} scores out of {all}, uncertain or to check, could change the first place, with "
        "these weights.",
        useful,
        all=len(robustness.information),
    )


def learning_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """One sentence per useful score, those of the first place before; the useless ones together.

    Within each, doubted scores come after the unknown ones; what a chance is ends the list. Each
    says by itself that it is so with the choices in force, where any is open: a score that is
    useless with these answers may be useful with others.
    """
    useful = [c for c in robustness.information if c.first or c.second]
    # Those that the answer above counts, then the ties; within each, the most useful before.
    useful.sort(key=lambda c: (not (c.first and not c.only_ties), not c.first))
    lines = [_useful(analysis, c) for c in useful]
    chances = any((c.first or c.second) and not c.only_ties for c in robustness.information)
    convention = t(
        "Chance: that two values of the score, picked at random like the other scores that "
        "are not known, all as likely, give different answers. It is a convention, not a "
        "forecast."
    )
    useless = [c for c in robustness.information if not (c.first or c.second)]
    if useless:
        what = joined(_by_criterion(analysis, useless))
        lines.append(t("Can change neither the first nor the second place: {what}.", what=what))
    return [*(said_with_choices(analysis, line) for line in lines), *[convention] * chances]


def _useful(analysis: Analysis, cell: Information) -> str:
    values = {"start": _start(analysis, cell)}
    if cell.only_ties:
        return _tying(analysis, cell)
    if cell.first:
        sentence = t(
            "{start} may change the first place (chance: {chance})",
            chance=_chance(cell.first_chance),
            **values,
        )
        if not cell.settling_share:
            return t("{said}, but never settles it alone.", said=sentence)
        # One value that leaves a tie is next to nothing, and yet not all of them settle.
        share = near_percent(min(cell.settling_share, 1 - _HAIR * (cell.settling_share < 1)))
        return t(
            "{said}, and settles it alone for {share} of its values.", said=sentence, share=share
        )
    return t(
        "{start} may change the second place, not the first (chance: {chance}).",
        chance=_chance(cell.second_chance),
        **values,
    )


def _tying(analysis: Analysis, cell: Information) -> str:
    """A tie that any value breaks; or one that a single value would make."""
    start = _start(analysis, cell)
    return t("{start} can only make or break a tie for first place.", start=start)


def _chance(chance: float) -> str:
    """Never none of what can happen, be it in no draw or as a tie only."""
    return possible_share(chance) if chance > 0 else near_percent(_NO_DRAW)


def _start(analysis: Analysis, cell: Information) -> str:
    about = {
        "criterion": analysis.case.criteria[cell.column].in_sentence,
        "lever": lever_labels(analysis, (cell.row,))[0],
    }
    if cell.weak:
        return t(
            "Checking {criterion} of {lever} (doubted, no bounds: its whole scale tried)", **about
        )
    if analysis.score(cell.row, cell.column).unknown:
        return t("Knowing {criterion} of {lever}", **about)
    return t("Specifying {criterion} of {lever}", **about)


def _by_criterion(analysis: Analysis, cells: list[Information]) -> list[str]:
    """« l'impact GES de A et B »."""
    ranked = sorted(cells, key=lambda c: c.column)
    return [
        t(
            "{criterion} of {lever}",
            criterion=analysis.case.criteria[column].in_sentence,
            lever=all_of(lever_labels(analysis, tuple(c.row for c in group))),
        )
        for column, group in groupby(ranked, key=lambda c: c.column)
    ]


def method_lines(analysis: Analysis, robustness: Robustness) -> list[str]:
    """One sentence per figure of the page."""
    lines = _words(robustness)
    if len(analysis.case.criteria) > 1:
        lines += [
            *_shares(robustness),
            *_constraints(analysis, robustness),
            t(
                "The two uncertainties: only one varies, the rest keeps the values tried, and "
                "the first places before and after are compared, {draws} times.",
                draws=number(robustness.uncertainties.draws),
            ),
            possible_ranks_text(),
        ]
        labels = [lever.label for lever in analysis.case.levers]
        lines += filter(None, [equal_levers_text(robustness.regions, labels)])
    return [
        *lines,
        t(
            "Scores that are not known, when they are picked at random: each listed score is "
            "as likely as the others, an interval is uniform, cells are independent. No score "
            "picked at random enters a ranking."
        ),
        t("A score settles the first place alone: one lever is then surely first, and alone."),
    ]


def _words(robustness: Robustness) -> list[str]:
    """The thresholds of the word, and what it is said from."""
    if robustness.word is RobustnessWord.ALONE:
        return []
    return [
        t("The word is that of the share of the weights, less twice its standard error."),
        t(
            "Solid from {solid}, fairly solid from {fair}, not very solid from {shared}; "
            "below, the first place stays open: a convention of ours.",
            **word_limits(robustness.thresholds),
        ),
    ]


def _shares(robustness: Robustness) -> list[str]:
    """Whether first-place shares are exact."""
    regions = robustness.regions
    if regions.exact:
        return [t("Shares of first place: exact, from the regions of weights.")]
    error = percent(regions.error, 2)
    return [t("Shares of first place: estimated, standard error at most {error}.", error=error)]


def _constraints(analysis: Analysis, robustness: Robustness) -> list[str]:
    sentence = allowed_text(robustness, [c.label for c in analysis.case.criteria])
    return [sentence] if sentence else []


def possible_ranks_text() -> str:
    """Over which weights ranks are possible, and what a question mark tells."""
    return t("Possible ranks: over the weights allowed, all scores; « ? » where not proven.")


_ALIKE = 0.005
"""Drawn shares nearer than this are not told apart."""


def solid_headline(analysis: Analysis, robustness: Robustness) -> Headline:
    """Whether the first place is solid, and what that is said from."""
    answer, reservation = _answer(analysis, robustness)
    return Headline(t("Is it solid?"), answer, reservation)


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
    """Several levers may be first, or surely are."""
    first = first_of(robustness.ranking)
    if not first.sure:
        return t("Not yet: {n} levers may still be first.", n=len(first.possible))
    few = len(first.sure) <= FEW_NAMED
    levers = t("{n} levers", n=len(first.sure))
    levers = listed(phrases.lever_labels(analysis, first.sure)) if few else levers
    return t("No: {levers} are tied for the first place.", levers=levers)


def _said(analysis: Analysis, robustness: Robustness) -> str:
    """The answer about a lever that is surely first."""
    assert robustness.sole_first is not None  # noqa: S101 (asked by the caller)
    row = robustness.sole_first.row
    (lever,) = phrases.lever_labels(analysis, (row,))
    if not stands_alone(analysis):
        return t("Not quite: {lever} is first, perhaps tied.", lever=lever)
    if not withstands(analysis):
        who = counted_first(analysis, first_of(robustness.ranking))
        return t("Not yet: {sentence}.", sentence=who)
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


def _held(analysis: Analysis, robustness: Robustness) -> str:
    """What the word is said from: for how many weights it is first."""
    sole_first = robustness.sole_first
    assert sole_first is not None  # noqa: S101 (asked by the caller)
    assert sole_first.weights is not None  # noqa: S101 (several criteria)
    row, whole = sole_first.row, robustness.within.whole
    texts = allowed_first_texts(robustness)
    lever = phrases.lever_labels(analysis, (row,))[0]
    if stands_alone(analysis):
        share = texts.of_weights(row, whole=whole)
        words = t("{levers} is first for {share}.", levers=lever, share=share)
    else:
        share = weights_share(texts.least(row), texts.least(row), whole=whole)
        words = t("{levers} is first, alone or tied, for {share}.", levers=lever, share=share)
    return with_capital(with_choices(analysis, words))


def _most_often(analysis: Analysis, robustness: Robustness) -> str:
    """Over the weights, who is surely first most often; all those who are as often."""
    often = _foremost(robustness)
    if not often:
        return t("whatever the weights, no lever is ever surely first.")
    first = max(often, key=lambda one: one.sure)
    texts, whole = allowed_first_texts(robustness), robustness.within.whole
    sure = texts.least(first.rows[0])
    now = first_of(robustness.ranking)
    if len(often) == 1 and (set(first.rows), set(first.rivals)) == (
        set(now.sure),
        set(now.others),
    ):
        return t("so for {share}.", share=texts.of_weights(first.rows[0], whole=whole))
    labels = [lever.label for lever in analysis.case.levers]
    values = {
        "levers": _names([one.name(labels) for one in often], often),
        "share": weights_share(sure, sure, whole=whole),
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
