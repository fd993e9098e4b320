"""What a group's ballots say, in sentences: agreement, first levers, compromise, camps.

Every figure written is rounded so that the sentence around it stays true. Nothing here is said of
fewer ballots than may be shown: ``prioritisation.sentences.ballots`` says what is not.
Functions give an empty text when there is nothing to say.
"""

from collections.abc import Mapping, Sequence
from math import floor

from prioritisation.analysis.ballots.anonymity import may_show
from prioritisation.analysis.ballots.camps import NUMBERS, Camp, Camps
from prioritisation.analysis.ballots.group import Backing, FirstCounts, means_differ
from prioritisation.analysis.ballots.spread import Consensus, Flag, Spread, Word
from prioritisation.analysis.matrix import SAME
from prioritisation.analysis.ranking import Ranking
from prioritisation.sentences.firsts import first_of, first_text
from prioritisation.sentences.phrases import joined
from prioritisation.wording import listed, percent, span, t, tn

_MOST_NAMED = 6
"""Criteria named in a sentence when it is about all of them."""

_Labels = Mapping[str, str]
"""Criterion id -> what people call it."""


def ballots_agreement_text(spreads: Sequence[Spread], labels: _Labels) -> str:
    """On which criteria the group disagrees; empty when no criterion may be shown."""
    showable = [s for s in spreads if s.shown]
    apart, differing, close = (
        _criteria([labels[s.criterion] for s in showable if s.flag is flag], len(labels))
        for flag in (Flag.FLAGGED, Flag.SHARED, Flag.CLOSE)
    )
    sentences = []
    if apart:
        sentences.append(t("The group disagrees on {criteria}.", criteria=apart))
    if differing:
        sentences.append(t("Opinions differ on {criteria}.", criteria=differing))
    if close:
        sentences.append(t("Opinions are close on {criteria}.", criteria=close))
    return " ".join(sentences)


def _criteria(names: Sequence[str], of: int) -> str:
    """Criteria of a sentence; when they are many and all, they are not named."""
    return t("every criterion") if len(names) == of > _MOST_NAMED else listed(names)


def consensus_word(word: Word) -> str:
    """The consensus in words."""
    return {
        Word.VERY_LOW: t("very low agreement"),
        Word.LOW: t("low agreement"),
        Word.MODERATE: t("moderate agreement"),
        Word.HIGH: t("high agreement"),
        Word.VERY_HIGH: t("very high agreement"),
    }[word]


def consensus_text(consensus: Consensus | None) -> str:
    """How far the weights agree as a whole, never rounded up to the next word."""
    if consensus is None or not consensus.shown:
        return ""
    share = percent(floor(1000 * consensus.share + SAME) / 1000, 1)
    sentence = tn(
        "Agreement of the weights: {share}, {word} (Shannon-beta index over {n} ballot).",
        "Agreement of the weights: {share}, {word} (Shannon-beta index over {n} ballots).",
        consensus.n,
        share=share,
        word=consensus_word(consensus.word),
    )
    if not consensus.left_out:
        return sentence
    left = tn(
        "{n} ballot with an abstention is left out of it.",
        "{n} ballots with an abstention are left out of it.",
        consensus.left_out,
    )
    return f"{sentence} {left}"


def consensus_beside(consensus: Consensus | None, spreads: Sequence[Spread]) -> str:
    """Why the agreement as a whole may be high while a criterion divides; empty otherwise."""
    high = (
        consensus is not None and consensus.shown and consensus.word in (Word.HIGH, Word.VERY_HIGH)
    )
    if not high or not any(s.shown and s.flag is not Flag.CLOSE for s in spreads):
        return ""
    return t(
        "This index is about all the weights together: it may be high while one criterion divides "
        "the group."
    )


def means_text(
    mean: Ranking, geometric: Ranking, median: Ranking | None, levers: Sequence[str]
) -> str:
    """Whether mean, geometric mean and median of the weights put the same lever first.

    Parameters
    ----------
    mean, geometric, median
        The levers ranked with each; the median may be no weights at all. Three means of
        fewer than ``MIN_SHOWN`` ballots would give them away: not to be asked of these.
    levers
        Labels in the order of the rows.
    """
    rankings = [(t("mean"), mean), (t("geometric mean"), geometric)]
    rankings += [(t("median"), median)] if median else []
    names = listed([name for name, _ in rankings])
    if not means_differ([mean, geometric, median]):
        first = first_text(levers, first_of(mean))
        return t("Same answer by {means} of the weights: {first}.", means=names, first=first)
    parts = [
        t("by the {mean}, {first}", mean=name, first=first_text(levers, first_of(ranking)))
        for name, ranking in rankings
    ]
    return t("Beware: the first place depends on the mean: {parts}.", parts=joined(parts))


def firsts_text(counts: FirstCounts, levers: Sequence[str]) -> str:
    """For how many ballots each lever is first; empty when they are too few to be shown."""
    if not counts.shown:
        return ""
    # The most first; of as many, in table order.
    rows = sorted((-k, i) for i, k in enumerate(counts.sure) if k)
    parts = [_first_for(-k, levers[i], counts.n) for k, i in rows[:1]]
    parts += [
        tn("{lever} for {n} ballot", "{lever} for {n} ballots", -k, lever=levers[i])
        for k, i in rows[1:]
    ]
    if counts.tied:
        parts.append(
            tn(
                "for {n} ballot, several levers are tied for first",
                "for {n} ballots, several levers are tied for first",
                counts.tied,
            )
        )
    if counts.open:
        parts.append(
            tn(
                "for {n} ballot, the first depends on unknown scores",
                "for {n} ballots, the first depends on unknown scores",
                counts.open,
            )
        )
    sentence = joined(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _first_for(count: int, lever: str, of: int) -> str:
    return tn(
        "{lever} is first for {n} ballot out of {all}",
        "{lever} is first for {n} ballots out of {all}",
        count,
        lever=lever,
        all=of,
    )


def compromise_text(backing: Backing | None, levers: Sequence[str]) -> str:
    """Whether the winner of the mean is the first choice of few: then it is a compromise (W6)."""
    if backing is None or not may_show(backing.n):
        return ""
    lever, times = levers[backing.row], span(backing.sure, backing.possible)
    if backing.minority:
        return _minority(backing, lever, times)
    if backing.maybe_minority:
        return t(
            "{lever} wins with the mean weights; ballots that have it first: {sure} for sure, "
            "{possible} at best, out of {all}: perhaps a compromise.",
            lever=lever,
            sure=backing.sure,
            possible=backing.possible,
            all=backing.n,
        )
    return t(
        "{lever} wins with the mean weights, and is first for {times} ballots out of {all}.",
        lever=lever,
        times=times,
        all=backing.n,
    )


def _minority(backing: Backing, lever: str, times: str) -> str:
    if backing.possible == 0:
        return t(
            "{lever} wins with the mean weights but is first for no ballot: it is a compromise.",
            lever=lever,
        )
    return tn(
        "{lever} wins with the mean weights but is first for {times} ballot only, out of "
        "{all}, less than half: it is a compromise.",
        "{lever} wins with the mean weights but is first for {times} ballots only, out of "
        "{all}, less than half: it is a compromise.",
        backing.possible,
        lever=lever,
        times=times,
        all=backing.n,
    )


def camps_text(camps: Camps | None, labels: _Labels, levers: Sequence[str]) -> str:
    """The camps behind the mean: their sizes, what they weigh most, who is first in each."""
    if camps is None:
        return t("The ballots form no separate camps.")
    parts = joined([_camp(camp, labels, levers) for camp in camps.camps])
    two = len(camps.camps) == NUMBERS[0]
    sentence = (
        t("Two camps: {parts}.", parts=parts) if two else t("Three camps: {parts}.", parts=parts)
    )
    if not camps.left_out:
        return sentence
    left = tn(
        "{n} ballot with an abstention is in no camp.",
        "{n} ballots with an abstention are in no camp.",
        camps.left_out,
    )
    return f"{sentence} {left}"


def _camp(camp: Camp, labels: _Labels, levers: Sequence[str]) -> str:
    most = float(camp.weights.max())
    weights = zip(camp.ranking.criteria, camp.weights.tolist(), strict=True)
    return tn(
        "{n} ballot that weighs {criteria} most ({share}), {first}",
        "{n} ballots that weigh {criteria} most ({share}), {first}",
        camp.size,
        criteria=listed([labels[c] for c, weight in weights if weight >= most - SAME]),
        share=percent(most),
        first=first_text(levers, first_of(camp.ranking)),
    )
