"""What a second lever adds, and the part of each one's effect that spreading out may lose.

Percents are whole and rounded so that the sentence stays true: down where several levers are
better, up where one is.
"""

from math import ceil, floor

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.sentences.assertions import Quantity, WrittenFigure
from prioritisation.sentences.distributions import in_hundred, short_share
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.shares import about_text, side_texts
from prioritisation.wording import listed, percent, t, tn
from prioritisation.wording.asserted import asserting

_PAIR, _HUNDREDTHS = 2, 100


def second_lever_texts(comparison: SetComparison) -> tuple[str, str]:
    """One or two: the loss that two levers bear, said loud, and what follows beyond it."""
    if comparison.dilution is None:
        return t("Only one lever can be chosen:"), t("no larger set is left.")
    low, high = comparison.dilution
    if high < 0:
        return (
            t("One lever alone, even if spreading out lost nothing:"),
            t("synergies and workload take more than one lever more brings."),
        )
    if comparison.without_effect and low == high == 0:
        return t("One lever or several, it is all the same:"), t(
            "no lever has any effect with these weights."
        )
    if low > 1:
        return t(
            "{several}, even if spreading out lost all of the effect of each:",
            several=_several(comparison),
        ), t("what was said of their synergies is enough.")
    return _bearing(comparison, low, high) if _down(low) > 0 else _hardly(comparison, low, high)


def _bearing(comparison: SetComparison, low: float, high: float) -> tuple[str, str]:
    """Several are better for sure up to some loss: at it too, unless both are then as good."""
    values = {
        "several": _several(comparison),
        "share": _borne(low),
    }
    loud = t(
        "{several}, as long as spreading out loses no more than {share} of the effect of each;",
        **values,
    )
    if low - _down(low) / _HUNDREDTHS <= TIE:
        loud = t(
            "{several}, as long as spreading out loses less than {share} of the effect of each;",
            **values,
        )
    if high > 1:
        return loud, t("beyond, {depends}.", depends=_depends(comparison))
    up = _up(high)
    if up == _down(low):
        return loud, t("beyond, one lever alone is better.")
    if high - low <= TIE:
        return loud, t("one alone from {share} on.", share=_beyond(high))
    return loud, t(
        "one alone beyond {share}; in between, {depends}.",
        share=_beyond(high),
        depends=_depends(comparison),
    )


def _hardly(comparison: SetComparison, low: float, high: float) -> tuple[str, str]:
    """No loss, or less than a hundredth, is borne for sure."""
    if high > 1:
        return t("One lever or several, it cannot be said yet:"), t(
            "{depends}, whatever is lost.", depends=_depends(comparison)
        )
    share = _beyond(high)
    if _up(high) == 0:
        loud = t("One lever alone, as soon as spreading out loses anything;")
        if low < -TIE:
            # With some values of these scores, one alone is better even then.
            depends = _depends(comparison)
            return loud, t("if nothing is lost, as good at best; {depends}.", depends=depends)
        return loud, t("if nothing is lost, both are as good.")
    loud = t(
        "One lever alone, as soon as spreading out loses more than {share} of the effect of each;",
        share=share,
    )
    if high - low <= TIE:
        return loud, t("below, several are hardly better.")
    return loud, t("below, {depends}.", depends=_depends(comparison))


def loss_of_answer(comparison: SetComparison) -> int:
    """Whole percents of the effect that several levers bear for sure with these weights."""
    return min(_HUNDREDTHS, max(0, _down(comparison.dilution[0]))) if comparison.dilution else 0


def loss_looked_at(comparison: SetComparison) -> int:
    """Whole percents of loss looked at: as the group judges it, else what is borne for sure."""
    judged = comparison.question.dilution
    return loss_of_answer(comparison) if judged is None else judged


def sides_texts(comparison: SetComparison) -> tuple[str, ...]:
    """Who is on each side of the loss looked at: these weights if it is judged, all, the votes."""
    judged, loss = comparison.question.dilution, loss_looked_at(comparison)
    texts = (
        judged_text(comparison, loss) if judged is not None else "",
        loss_weights_text(comparison, loss),
        loss_voters_text(comparison, loss),
    )
    return tuple(filter(None, texts))


def judged_text(comparison: SetComparison, loss: int) -> str:
    """Which answer is better with these weights if so much is lost; empty when only one is left.

    Parameters
    ----------
    loss
        Whole percents of the effect of each lever.
    """
    if comparison.dilution is None:
        return ""
    better = _better_at(comparison, loss)
    lost = _if_lost(loss)
    return t("{loss}: {better}, with these weights.", loss=lost, better=better)


def _better_at(comparison: SetComparison, loss: int) -> str:
    """Which answer is better with these weights if so many percents of each effect are lost."""
    assert comparison.dilution is not None  # noqa: S101 (asked by the caller)
    low, high = comparison.dilution
    share = loss / _HUNDREDTHS
    if abs(low - share) <= TIE and abs(high - share) <= TIE:
        return t("both are as good")
    if low > share + TIE:
        return _several_better(comparison)
    if high < share - TIE and not (comparison.without_effect and high == 0):
        return t("one lever alone is better")
    return _depends(comparison)


def judged_answer(comparison: SetComparison) -> str:
    """The answer to one or several once the group has judged what is lost; empty before."""
    judged = comparison.question.dilution
    if judged is None or comparison.dilution is None:
        return ""
    return t(
        "If spreading out loses {share} of the effect of each, {better}.",
        share=_percents(judged),
        better=_better_at(comparison, judged),
    )


def judged_loss_text(loss: int | None) -> str:
    """What the group judges that is lost of the effect of each lever, or that it does not say."""
    if loss is None:
        return t("Nothing is said of what spreading out loses.")
    return t("Spreading out loses {share} of the effect of each.", share=_percents(loss))


def loss_weights_text(comparison: SetComparison, loss: int) -> str:
    """For which share of all weights each answer is better if so much is lost; may be empty."""
    sides = comparison.over_weights and comparison.over_weights.sides_of_loss(loss / _HUNDREDTHS)
    if not sides or len(comparison.matrix.criteria) == 1:
        return ""
    shares = sides.one, sides.several, sides.tied, sides.unknown
    answers = (
        t("one lever alone is better"),
        _several_better(comparison),
        t("both are as good"),
        _depends(comparison),
    )
    (first, most), *others = [
        (answer, written)
        for answer, share, written in zip(answers, shares, side_texts(sides), strict=True)
        if share > TIE
    ]
    values = {"loss": _if_lost(loss), "better": first, "share": most}
    if not others:
        return t("{loss}: {better}, for all the weights tried at random.", **values)
    values["share"] = about_text(short_share(most, whole=comparison.within.whole))
    sentence = t("{loss}: {better} for {share}", **values)
    for answer, share in others:
        values = {"share": in_hundred(share), "better": answer}
        sentence = t("{told}; for {share}, {better}", told=sentence, **values)
    return t("{told}.", told=sentence)


def loss_voters_text(comparison: SetComparison, loss: int) -> str:
    """For how many ballots each answer is better; empty when too few to be shown."""
    sides = comparison.over_voters and comparison.over_voters.sides_of_loss(loss / _HUNDREDTHS)
    if not sides or not comparison.voters_shown:
        return ""
    n = comparison.voters
    # Shares of ballots are counts over n: rounding gives these back.
    counts = [round(n * share) for share in (sides.one, sides.several, sides.tied, sides.unknown)]
    several = _several(comparison, inside=True)
    parts = [
        tn("one lever for {n} vote", "one lever for {n} votes", counts[0]),
        tn("{levers} for {n} vote", "{levers} for {n} votes", counts[1], levers=several),
        tn("as good for {n} vote", "as good for {n} votes", counts[2]),
        tn("not settled yet for {n} vote", "not settled yet for {n} votes", counts[3]),
    ]
    sentence = listed([part for part, count in zip(parts, counts, strict=True) if count])
    return t("{loss}: {told}, out of {n}.", loss=_if_lost(loss), told=sentence, n=n)


def median_loss_text(comparison: SetComparison) -> str:
    """Up to which loss several are surely better for half of all weights; may be empty."""
    spread = comparison.over_weights and comparison.over_weights.losses
    if not spread or len(comparison.matrix.criteria) == 1:
        return ""
    loss = min(_HUNDREDTHS, _down(spread.span(0.5)[0]))
    if loss <= 0:
        return ""
    about = {"several": _several(comparison, inside=True), "share": _percents(loss)}
    if not comparison.within.whole:
        return t(
            "For at least 50 allowed ways in 100, {several} are better for sure up to a loss of "
            "{share} of the effect of each.",
            **about,
        )
    return t(
        "For at least 50 ways in 100, {several} are better for sure up to a loss of {share} of "
        "the effect of each.",
        **about,
    )


def _if_lost(loss: int) -> str:
    return t(
        "If spreading out loses {share} of the effect of each",
        share=_percents(loss),
    )


def _several(comparison: SetComparison, *, inside: bool = False) -> str:
    if inside:
        return t("two levers") if is_pair(comparison) else t("several levers")
    return t("With two levers") if is_pair(comparison) else t("With several levers")


def _several_better(comparison: SetComparison) -> str:
    return t("two levers are better") if is_pair(comparison) else t("several are better")


def _depends(comparison: SetComparison) -> str:
    return t("it depends on {scores}", scores=doubtful_scores(comparison.matrix))


def is_pair(comparison: SetComparison) -> bool:
    """Whether two levers at most are to be chosen."""
    return comparison.terms.most == _PAIR


def _borne(loss: float) -> str:
    """A loss up to which several are better, and that it is one."""
    written = _percents(_down(loss))
    return asserting(written, WrittenFigure(Quantity.BORNE, loss, loss, written))


def _beyond(loss: float) -> str:
    """A loss beyond which one lever is better, and that it is one."""
    written = _percents(_up(loss))
    return asserting(written, WrittenFigure(Quantity.BEYOND, loss, loss, written))


def _percents(whole: int) -> str:
    return percent(whole / _HUNDREDTHS)


def _up(share: float) -> int:
    return ceil(_HUNDREDTHS * (share - TIE))


def _down(share: float) -> int:
    return floor(_HUNDREDTHS * (share + TIE))
