"""Where a proposal departs from the ranking, in plain words; nothing where it does not."""

from collections.abc import Iterator, Sequence

from prioritisation.analysis.ranking import TIE, Ranking
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.sentences.phrases import all_of, joined, one_of
from prioritisation.sentences.set_comparison import Labels, set_kind
from prioritisation.sentences.sets import wait_text
from prioritisation.wording import t, tn

_WHOLE = 100


def departure_texts(
    ranking: Ranking, levers: Labels, proposed: Sequence[int], comparison: SetComparison | None
) -> tuple[str, ...]:
    """Sentences on where a proposal departs from the ranking, and from what is found of sets.

    Parameters
    ----------
    levers
        Labels, in the order of the alternatives.
    proposed
        Rows of the levers proposed; with none, nothing departs.
    comparison
        One lever or several; None when it was not looked at.
    """
    rows = tuple(sorted(proposed))
    if not rows:
        return ()
    departs = departure_text(ranking, levers, rows)
    sentence = departs or _open_text(ranking, levers, rows)
    of_sets = () if comparison is None else _of_sets(comparison, levers, rows, bool(departs))
    return tuple(filter(None, (sentence, *of_sets)))


def departure_text(ranking: Ranking, levers: Labels, proposed: Sequence[int]) -> str:
    """Which levers precede one that is proposed, whatever is not known; empty when none does."""
    parts = []
    for i in proposed:
        above = [
            levers[j]
            for j in _unproposed(ranking, proposed)
            if ranking.low[j] > ranking.high[i] + TIE
        ]
        if above:
            parts.append(
                tn(
                    "{levers}, not proposed, comes before {lever}",
                    "{levers}, not proposed, come before {lever}",
                    len(above),
                    levers=all_of(above),
                    lever=levers[i],
                )
            )
    if not parts:
        return ""
    return t(
        "The proposal departs from the ranking: with these weights, {parts}.", parts=joined(parts)
    )


def _open_text(ranking: Ranking, levers: Labels, proposed: Sequence[int]) -> str:
    """Which levers could precede one that is proposed, or have as many points; empty when none."""
    others = _unproposed(ranking, proposed)
    least = min(ranking.low[i] for i in proposed)
    rivals = [levers[j] for j in others if ranking.high[j] > least + TIE]
    if rivals:
        return t(
            "The ranking does not settle this proposal: {levers} could come before it.",
            levers=one_of(rivals),
        )
    lowest = [i for i in proposed if ranking.high[i] <= least + TIE]
    level = [levers[j] for j in others if lowest and ranking.low[j] >= least - TIE]
    if not level:
        return ""
    return tn(
        "{levers} has as many points as {lever}: the group chooses, not the ranking.",
        "{levers} have as many points as {lever}: the group chooses, not the ranking.",
        len(level),
        levers=all_of(level),
        lever=all_of([levers[i] for i in lowest]),
    )


def _unproposed(ranking: Ranking, proposed: Sequence[int]) -> list[int]:
    return [j for j in ranking.order if j not in proposed]


def _of_sets(
    comparison: SetComparison, levers: Labels, proposed: tuple[int, ...], departs: bool
) -> Iterator[str]:
    ids = comparison.matrix.alternatives
    waiting = [w for w in comparison.waiting if ids.index(w.lever) in proposed]
    yield from (wait_text(w, dict(zip(ids, levers, strict=True))) for w in waiting)
    if not comparison.terms.fits(proposed):
        yield t("The group said that it cannot bear the work of this proposal.")
    elif not waiting:
        yield _best_text(comparison, proposed, departs)
    yield _number_text(comparison, len(proposed))


def _best_text(comparison: SetComparison, proposed: tuple[int, ...], departs: bool) -> str:
    """Whether what is said of levers together makes another set the best of its size."""
    best = next((b for b in comparison.choice.bests if b.size == len(proposed)), None)
    if best is None or len(proposed) == 1:
        return ""
    if departs and proposed in best.sure:
        return t(
            "It is {what} all the same, once the synergies and the workload said are counted.",
            what=set_kind(len(proposed)),
        )
    if not departs and best.possible is not None and proposed not in best.possible:
        return t(
            "It is not {what}, once the synergies and the workload said are counted.",
            what=set_kind(len(proposed)),
        )
    return ""


def _number_text(comparison: SetComparison, count: int) -> str:
    """Whether one lever alone is better than several proposed, or several than one, for sure."""
    judged = comparison.question.dilution
    if comparison.dilution is None:
        return ""
    low, high = comparison.dilution
    # Nothing judged: what holds whatever is lost.
    least, most = (0.0, 1.0) if judged is None else (judged / _WHOLE, judged / _WHOLE)
    alike = comparison.without_effect and high == 0
    if count > 1 and high < least - TIE and not alike:
        return t("By the figures, one lever alone is better than several.")
    if count == 1 and low > most + TIE:
        return t("By the figures, several levers are better than one alone.")
    return ""
