"""What a group's ballots say, in sentences: agreement, first levers, compromise, camps.

Every figure written is rounded so that the sentence around it stays true. Nothing here is said of
fewer ballots than may be shown: ``prioritisation.sentences.group`` says what is not.
Functions give an empty text when there is nothing to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, floor
from typing import TypeVar

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN, hidden_together, may_show
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.camps import LEAST, Camp, Camps
from prioritisation.analysis.ballots.group import (
    MOVE,
    Abstention,
    Backing,
    CriterionMovement,
    Duels,
    FirstCounts,
    Flag,
    GroupWeights,
    Movement,
    Spread,
    Unlike,
    means_differ,
)
from prioritisation.analysis.matrix import SAME
from prioritisation.analysis.ranking import FirstsAnswer, Ranking
from prioritisation.sentences.counted import First, first_text
from prioritisation.sentences.phrases import all_of, joined, one_of
from prioritisation.sentences.shares import weight_texts
from prioritisation.wording import listed, number, ordinal_word, percent, points, t, tn
from prioritisation.wording.numbers import plain, with_capital

MOST_TIES = 3
"""Ties for the first place told one by one; with more, the ballots of all are counted together."""

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
    parts = (
        t("distant on {criteria}", criteria=apart) if apart else "",
        t("moderately close on {criteria}", criteria=differing) if differing else "",
        t("close on {criteria}", criteria=close) if close else "",
    )
    told = [part for part in parts if part]
    return t("Our opinions are {parts}.", parts=listed(told)) if told else ""


def _criteria(names: Sequence[str], of: int) -> str:
    """Criteria of a sentence; when they are many and all, they are not named."""
    return t("every criterion") if len(names) == of > _MOST_NAMED else listed(names)


def firsts_text(counts: FirstCounts, levers: Sequence[str], scores: str) -> str:
    """For how many ballots each lever is first; empty when they are too few to be shown.

    Parameters
    ----------
    scores
        What the scores that are not known are called (``doubtful_scores``).
    """
    if not counts.shown:
        return ""
    return t("{first}.", first=with_capital(firsts_clause(counts, levers, scores)))


def firsts_clause(counts: FirstCounts, levers: Sequence[str], scores: str) -> str:
    """The same inside a sentence, of ballots that may be shown."""
    # The most first; of as many, in table order.
    rows = sorted((-k, i) for i, k in enumerate(counts.sure) if k)
    parts = [
        tn(
            "{lever} is first for {n} vote out of {all}",
            "{lever} is first for {n} votes out of {all}",
            -k,
            lever=levers[i],
            all=counts.n,
        )
        for k, i in rows[:1]
    ]
    parts += [
        tn("{lever} for {n} vote", "{lever} for {n} votes", -k, lever=levers[i])
        for k, i in rows[1:]
    ]
    parts += _ties(counts, levers)
    parts += [
        tn(
            "{levers} first, perhaps tied with others, for {n} vote",
            "{levers} first, perhaps tied with others, for {n} votes",
            count,
            levers=all_of([levers[i] for i in tied]),
        )
        for tied, count in counts.joined.items()
    ]
    if counts.undecided:
        parts.append(
            tn(
                "for {n} vote, it is not known yet, because of {scores}",
                "for {n} votes, it is not known yet, because of {scores}",
                counts.undecided,
                scores=scores,
            )
        )
    return joined(parts)


def abstained_text(ballots: Iterable[Ballot]) -> str:
    """How a ballot that weighs only some criteria is counted; empty when none does."""
    if all(share is not None for ballot in ballots for share in ballot.points.values()):
        return ""
    return t("A vote that abstains on a criterion counts here by the criteria it weighs only.")


def _ties(counts: FirstCounts, levers: Sequence[str]) -> list[str]:
    """Who is tied for how many ballots; only how many ballots, where that would be too long."""
    if len(counts.ties) > MOST_TIES:
        several = tn(
            "for {n} vote, several levers are tied for first",
            "for {n} votes, several levers are tied for first",
            counts.tied,
        )
        return [several]
    return [
        tn(
            "{levers} tied for {n} vote",
            "{levers} tied for {n} votes",
            count,
            levers=all_of([levers[i] for i in rows]),
        )
        for rows, count in counts.ties.items()
    ]


def compromise_text(backing: Backing | None, levers: Sequence[str]) -> str:
    """Whether the winner of the mean is the first choice of few: then it is a compromise (W6)."""
    if backing is None or not may_show(backing.n):
        return ""
    lever, times = levers[backing.row], _times(backing)
    said = t(
        "{lever} wins with the mean weights; votes that have it first: {times}, out of {all}",
        lever=lever,
        times=times,
        all=backing.n,
    )
    if backing.minority:
        return t("{said}: it is a compromise.", said=said)
    if backing.maybe_minority:
        return t("{said}: perhaps a compromise.", said=said)
    return f"{said}."


def _times(backing: Backing) -> str:
    """For how many ballots a lever is first alone for sure, and alone or tied at best."""
    if backing.sure == backing.possible:
        return number(backing.sure)
    return t(
        "{sure} alone for sure, {possible} at best, alone or tied",
        sure=backing.sure,
        possible=backing.possible,
    )


_Levers = Sequence[str]
Mean = TypeVar("Mean")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to put ballots together.

    Attributes
    ----------
    sure, possible
        Rows first whatever the unknown scores are, and for some of them; alone or tied.
    """

    name: str
    sure: frozenset[int]
    possible: frozenset[int]

    @property
    def answer(self) -> FirstsAnswer:
        """What it says of the first place."""
        return self.sure, self.possible


def way(name: str, ranking: Ranking) -> Way:
    """What a ranking with the weights of a way says."""
    return Way(name, *ranking.firsts_answer)


def other_means(
    geometric: Mean, median: Mean | None, college_equal: Mean | None
) -> Iterator[tuple[str, Mean]]:
    """Each of the ways that are there but the mean, with its name, in the order they are told."""
    every = {
        t("another way to take the mean"): geometric,
        t("middle vote"): median,
        t("equal weight of each college"): college_equal,
    }
    yield from ((name, mean) for name, mean in every.items() if mean is not None)


def ways_text(mean: Way, others: Sequence[Way], levers: _Levers) -> str:
    """Whether other ways to put the ballots together answer as the mean does; else what changes.

    Parameters
    ----------
    levers
        Labels in the order of the rows.
    """
    different = [other for other in others if means_differ([mean.answer, other.answer])]
    if not different:
        names = listed([other.name for other in others])
        if mean.sure == mean.possible:
            return t("Other ways to put the votes together ({ways}): same answer.", ways=names)
        return t(
            "Other ways to put the votes together ({ways}): the same levers may be first.",
            ways=names,
        )
    parts = [
        t("{name}: {label}", name=other.name, label=_difference(other, levers))
        for other in different
    ]
    return t(
        "Beware: the answer about the first place changes with the way to put the votes "
        "together. {parts}.",
        parts=with_capital(joined(parts)),
    )


def _difference(other: Way, levers: _Levers) -> str:
    """Who leads with it where one does for sure; else who may be first."""
    return first_text(levers, First(tuple(sorted(other.sure)), tuple(sorted(other.possible))))


def duels_text(duels: Duels, levers: Sequence[str], scores: str) -> str:
    """Whether a lever wins all its duels; empty for too few ballots.

    Parameters
    ----------
    scores
        What the scores that are not known are called (``doubtful_scores``).
    """
    if not duels.shown:
        return ""
    if duels.winner is None and duels.contenders:
        return t(
            "Which lever wins all its duels cannot be established: it depends on {scores}. None "
            "but {levers} can.",
            scores=scores,
            levers=one_of([levers[row] for row in duels.contenders]),
        )
    if duels.winner is None:
        return t("No lever wins all its duels.")
    sentence = t(
        "« {lever} » wins all its duels: against each other lever, more votes prefer it than "
        "the reverse.",
        lever=levers[duels.winner],
    )
    certain = "" if duels.settled else t("It holds whatever the {scores} are.", scores=scores)
    return f"{sentence} {certain}".rstrip()


def no_camps_text(*, enough: bool) -> str:
    """That there are no camps, or that the ballots without abstention are too few to tell."""
    if enough:
        return t("The votes form no groups far apart.")
    return t(
        "Too few votes without abstention to look for groups: {least} are needed.", least=LEAST
    )


def camps_text(camps: Camps, labels: Sequence[str], levers: Sequence[str], scores: str) -> str:
    """The camps behind the mean: their sizes, what they weigh most, who is first for how many.

    Parameters
    ----------
    labels
        Of the criteria, in the order of the weights.
    scores
        As for ``firsts_text``.
    """
    parts = [t("The votes form {n} groups.", n=len(camps.camps))]
    parts += [_camp(camp, labels, levers, scores) for camp in camps.camps]
    if camps.left_out:
        left = tn(
            "{n} vote with an abstention is in no group.",
            "{n} votes with an abstention are in no group.",
            camps.left_out,
        )
        parts.append(left)
    return " ".join(parts)


def _camp(camp: Camp, labels: Sequence[str], levers: Sequence[str], scores: str) -> str:
    heaviest = camp.weights >= camp.weights.max() - SAME
    return t(
        "{n} votes weigh {criteria} most on average ({share}): {firsts}.",
        n=camp.firsts.n,
        criteria=listed([labels[i] for i in heaviest.nonzero()[0]]),
        share=weight_texts(camp.weights)[int(camp.weights.argmax())],
        firsts=firsts_clause(camp.firsts, levers, scores),
    )


_LONGEST = 104
"""Characters of an answer beyond which criteria are counted, not named: the distant ones first."""


def agreement_answer(close: Sequence[str], distant: Sequence[str], mixed: int, count: int) -> str:
    """On what opinions are close, and on what they are distant.

    Parameters
    ----------
    close, distant
        Names of criteria.
    mixed, count
        How many criteria are neither, and how many there are.
    """
    few = count - len(close) - len(distant) - mixed
    if few == count:
        return t("Too few opinions to show where we agree.")
    lacking = tn("Too few opinions on {n} criterion.", "Too few opinions on {n} criteria.", few)
    for of_close, of_distant in product((_quoted, _counted), repeat=2):
        sentence = _said(of_close(close), of_distant(distant), elsewhere=mixed, everywhere=not few)
        sentence = f"{sentence} {lacking}" if few else sentence
        if len(sentence) <= _LONGEST:
            break
    return sentence


def _quoted(names: Sequence[str]) -> str:
    return listed([t("“{words}”", words=name) for name in names])


def _counted(names: Sequence[str]) -> str:
    return tn("{n} criterion", "{n} criteria", len(names)) if names else ""


def _said(close: str, distant: str, *, elsewhere: int, everywhere: bool) -> str:
    """Where opinions are close or distant; ``everywhere``: no criterion has too few of them."""
    alone = everywhere and not elsewhere
    if alone and bool(close) is not bool(distant):
        close, distant = (one and t("every criterion") for one in (close, distant))
    parts = [t("close on {criteria}", criteria=close)] if close else []
    parts += [t("distant on {criteria}", criteria=distant)] if distant else []
    if not parts:
        parts = [t("moderately close")]
    elif elsewhere and len(parts) == 1:
        parts.append(t("moderately close elsewhere"))
    return t("Our opinions are {parts}.", parts=listed(parts))


_LEAST = 0.02
"""Less than that, of a normalised standard deviation, is no movement worth a word."""
_FEW = 2
"""People who, having moved alone, say nothing of how close the opinions of a group are."""


def colleges_text(names: Iterable[str]) -> str:
    """Colleges that are told together, by name; whoever gave none is in words too."""
    return listed([name or t("no college given") for name in names])


def movement_text(movement: Movement, labels: Mapping[str, str]) -> str:
    """What moved between two rounds: how many voters, where opinions came closer, the order."""
    sentences = [_moved(movement.moved, movement.both)]
    told = movement.changes if movement.moved > _FEW else ()
    nearer, further = ([labels[c.criterion] for c in told if _sign(c) == k] for k in (-1, 1))
    if nearer:
        sentences.append(t("Opinions came closer on {criteria}.", criteria=listed(nearer)))
    if further:
        sentences.append(t("Opinions became less close on {criteria}.", criteria=listed(further)))
    before, after = (
        ", ".join([labels[c] for c in order])
        for order in (movement.order_before, movement.order_after)
    )
    if before == after:
        sentences.append(t("Same order of the weights: {order}.", order=after))
    else:
        sentences.append(
            t("Order of the weights: {before}, then {after}.", before=before, after=after)
        )
    return " ".join(sentences)


def unlike_text(why: Sequence[Unlike], before: int, after: int) -> str:
    """Why what moved between two rounds is not told."""
    reasons = {
        Unlike.CRITERIA: t("the criteria are not the same"),
        Unlike.DIRECTION: t("a criterion no longer counts in the same direction"),
        Unlike.ANCHORS: t("the scale of a criterion no longer has the same ends"),
        Unlike.ASKING: t("weights were not asked for in the same way"),
    }
    if not why:
        return ""
    return t(
        "The {after} vote cannot be compared with the {before} one: {reasons}.",
        before=ordinal_word(before),
        after=ordinal_word(after),
        reasons=listed([reasons[one] for one in why]),
    )


def _moved(moved: int, both: int) -> str:
    least = points(plain(100 * MOVE))
    if not moved:
        return t(
            "None of the {all} people who voted both times moved (no weight by {points} "
            "or more, no abstention more or less).",
            all=both,
            points=least,
        )
    return tn(
        "{n} person moved (a weight by {points} or more, or an abstention), out of "
        "{all} who voted both times.",
        "{n} people moved (a weight by {points} or more, or an abstention), out of "
        "{all} who voted both times.",
        moved,
        all=both,
        points=least,
    )


def _sign(change: CriterionMovement) -> int:
    """-1 when opinions came closer, 1 when they moved apart, 0 otherwise."""
    if change.before is None or change.after is None:
        return 0
    # Rounded: 0.12 - 0.10 is a hair less than 0.02 in binary.
    moved = round(change.after - change.before, 6)
    return (moved >= _LEAST) - (moved <= -_LEAST)


def withheld_text(n: int, thin: Sequence[str] = (), typed: int = 0) -> str:
    """Why nothing but the number of n ballots is shown; empty when all is.

    Parameters
    ----------
    thin
        Labels of the criteria that too few ballots weigh.
    typed
        How many of the ballots were typed in from paper.
    """
    if not may_show(n):
        return tn(
            "{n} vote: below {least} votes nothing but their number is shown, so that nobody "
            "is recognised.",
            "{n} votes: below {least} votes nothing but their number is shown, so that nobody "
            "is recognised.",
            n,
            least=MIN_SHOWN,
        )
    if not may_show(hidden_together(n, typed)):
        return tn(
            "{all} votes, {n} of which was typed in from paper, hence read by somebody: at least "
            "{least} others are needed to show more than their number, so that nobody is "
            "recognised.",
            "{all} votes, {n} of which were typed in from paper, hence read by somebody: at least "
            "{least} others are needed to show more than their number, so that nobody is "
            "recognised.",
            typed,
            all=n,
            least=MIN_SHOWN,
        )
    if not thin:
        return ""
    return t(
        "Fewer than {least} votes weigh {criteria}: nothing but the number of votes is shown, "
        "so that nobody is recognised. {least} on each criterion are needed, or none.",
        criteria=listed(thin),
        least=MIN_SHOWN,
    )


def unlisted_text() -> str:
    """Why a round is told by figures, and no vote by itself."""
    return t(
        "The votes are not shown one by one: those who voted are not exactly those of an earlier "
        "vote, or some voted on paper, and whoever compared the two could recognise a vote. "
        "Figures are in whole percents."
    )


def unseen_text() -> str:
    """Why nothing but the number of votes was shown, once only that number is known."""
    return t(
        "Nothing but their number was shown, so that nobody is recognised: too few votes were "
        "sent from a device, or weigh each criterion ({least} are needed).",
        least=MIN_SHOWN,
    )


def abstentions_text(group: GroupWeights, labels: Mapping[str, str]) -> str:
    """How many ballots abstain on each criterion, and what becomes of its weight.

    Empty where nothing but the number of ballots is shown.
    """
    if not group.shown:
        return ""
    abstentions = dict(zip(group.criteria, group.abstentions, strict=True))
    counted = [(labels[c], k) for c, k in abstentions.items() if 0 < k < group.n]
    silent = listed([labels[c] for c, k in abstentions.items() if k == group.n])
    if not counted and not silent:
        return t("No abstention.")
    sentences = []
    if counted:
        parts = listed([t("{n} on {criterion}", n=k, criterion=label) for label, k in counted])
        sentences.append(
            t(
                "Abstentions: {parts}, out of {n} votes. {rule}",
                parts=parts,
                n=group.n,
                rule=_abstention_rule(group.rule),
            )
        )
    if silent:
        sentences.append(
            t("Nobody gives any weight to {criteria}: it does not count.", criteria=silent)
        )
    return " ".join(sentences)


def _abstention_rule(rule: Abstention) -> str:
    """What abstaining did to the weight of a criterion."""
    if rule is Abstention.MEAN:
        return t(
            "Too few votes ({least} are needed) compare these criteria with the others: weights "
            "are the means of the shares given, divided by their sum, and abstaining on a "
            "criterion lowers its weight.",
            least=MIN_SHOWN,
        )
    return t(
        "A vote that abstains is completed with the group's weight of the criterion: if it "
        "weighs the others as the group does, it changes no weight."
    )


def mean_text(group: GroupWeights) -> str:
    """How the ballots make the weights of the group, beside figures of these weights."""
    if not group.partial:
        return tn(
            "Weights of the group, {n} vote", "Weights of the group, mean of {n} votes", group.n
        )
    if group.rule is Abstention.MEAN:
        return t(
            "Weights of the group, mean of the shares given by {n} votes, divided by their sum",
            n=group.n,
        )
    return t(
        "Weights of the group, mean of {n} votes, those that abstain being completed with the "
        "weights of the group",
        n=group.n,
    )


def caption(text: str, *, rehearsal: bool) -> str:
    """A caption; in a rehearsal it says that the ballots are simulated."""
    return t("{text} Invented votes.", text=text) if rehearsal else text


def flag_text(flag: Flag) -> str:
    """How close the ballots are on a criterion: the same three words on every surface."""
    return {
        Flag.CLOSE: t("close opinions"),
        Flag.SHARED: t("moderately close opinions"),
        Flag.FLAGGED: t("distant opinions"),
    }[flag]


def swarm_text(spread: Spread, group: str, label: str, *, rehearsal: bool = False) -> str:
    """What the picture of one criterion's weights says, for who does not see it.

    Parameters
    ----------
    group
        The group's weight, as written beside the picture.
    """
    sentence = t(
        "{criterion}: {figures}; {flag}.",
        criterion=label,
        figures=spread_text(spread, group),
        flag=flag_text(spread.flag),
    )
    return caption(sentence, rehearsal=rehearsal)


def spread_text(spread: Spread, group: str) -> str:
    """The group's weight as it is written, the median and the band of the quartiles, in words."""
    low, median, high = whole_percents(spread.low_quartile, spread.median, spread.high_quartile)
    return t(
        "group {share}, middle vote {median}, at least half of the votes between {low} and {high}",
        share=group,
        median=percent(median / 100),
        low=number(low),
        high=percent(high / 100),
    )


def whole_percents(low: float, median: float, high: float) -> tuple[int, int, int]:
    """First quartile, median and third one in whole percents, wherever they are written.

    The band is taken outwards, so that half of the ballots are in it; the median is the nearest,
    and the one above of two, as in a spreadsheet.

    Examples
    --------
    >>> whole_percents(0.344, 0.445, 0.601), whole_percents(0.07, 0.07, 0.07)
    ((34, 45, 61), (7, 7, 7))
    """
    first, middle, last = (round(100 * share, 6) for share in (low, median, high))
    return floor(first), floor(middle + 0.5), ceil(last)
