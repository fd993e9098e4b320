"""Ballots in sentences: what moved, what is not shown and why, what pictures of them say."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor

from prioritisation.analysis.ballots.anonymity import MIN_SHOWN, hidden_together, may_show
from prioritisation.analysis.ballots.group import Abstention, Flag, GroupWeights, Spread
from prioritisation.analysis.ballots.rounds import MOVE, CriterionMovement, Movement, Unlike
from prioritisation.wording import listed, number, ordinal_word, percent, points, t, tn
from prioritisation.wording.numbers import half_up, plain

_DECIMALS = 2
"""Decimals of a normalised standard deviation."""
_LEAST = 0.02
"""Less than that, as written, is no movement worth a word."""
_FEW = 2
"""People who, having moved alone, say nothing of how close the opinions of a group are."""


def colleges_text(names: Iterable[str]) -> str:
    """Colleges that are told together, by name; whoever gave none is in words too."""
    return listed([name or t("no college given") for name in names])


def movement_text(movement: Movement, labels: Mapping[str, str]) -> str:
    """What moved between two rounds: how many voters, where opinions came closer, the order."""
    sentences = [_moved(movement.moved, movement.both)]
    told = movement.changes if movement.moved > _FEW else ()
    nearer, further = ([c for c in told if _sign(c) == sign] for sign in (-1, 1))
    if nearer:
        sentences.append(t("Opinions came closer on {criteria}.", criteria=_spans(nearer, labels)))
    if further:
        sentences.append(
            t("Opinions became less close on {criteria}.", criteria=_spans(further, labels))
        )
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
    """-1 when opinions came closer as written, 1 when they moved apart, 0 otherwise."""
    if change.before is None or change.after is None:
        return 0
    # As written, and rounded again: 0.12 - 0.10 is a hair less than 0.02 in binary.
    before, after = (half_up(spread, _DECIMALS) for spread in (change.before, change.after))
    moved = round(after - before, _DECIMALS)
    return (moved >= _LEAST) - (moved <= -_LEAST)


def _spans(changes: Sequence[CriterionMovement], labels: Mapping[str, str]) -> str:
    return listed(
        [
            t(
                "{criterion} (spread {before}, then {after})",
                criterion=labels[c.criterion],
                before=number(c.before or 0.0, _DECIMALS),
                after=number(c.after or 0.0, _DECIMALS),
            )
            for c in changes
        ]
    )


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


def unseen_text(n: int) -> str:
    """Why nothing but the number of n votes was shown, once only that number is known."""
    if not may_show(n):
        return t(
            "Fewer than {least} votes: nothing but their number was shown, so that nobody is "
            "recognised.",
            least=MIN_SHOWN,
        )
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
            "Weights of the group, {n} vote",
            "Weights of the group, mean of {n} votes",
            group.n,
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
