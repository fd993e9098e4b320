"""Ways to put ballots together, in sentences: whether they answer alike about the first place.

An answer is who is surely first and who may be: with a way that rules a lever out, or lets one
more in, it is another, whoever else may be first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from prioritisation.analysis.ballots.group import means_differ
from prioritisation.analysis.ranking import FirstsAnswer, Ranking
from prioritisation.sentences.firsts import First, would_be_first
from prioritisation.sentences.phrases import all_of, joined
from prioritisation.wording import listed, t, tn
from prioritisation.wording.numbers import with_capital

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
        t("{name}: {label}", name=other.name, label=_difference(mean, other, levers))
        for other in different
    ]
    return t(
        "Beware: the answer about the first place changes with the way to put the votes "
        "together. {parts}.",
        parts=with_capital(joined(parts)),
    )


def _difference(mean: Way, other: Way, levers: _Levers) -> str:
    """Who leads with it where one does for sure; else who may no more be first, or may be too."""
    out, more = sorted(mean.possible - other.possible), sorted(other.possible - mean.possible)
    if other.sure or not (out or more):
        first = First(tuple(sorted(other.sure)), tuple(sorted(other.possible)))
        return would_be_first(levers, first)
    parts = []
    if out:
        parts.append(
            tn(
                "{levers} could no longer be first",
                "none of {levers} could be first any more",
                len(out),
                levers=all_of([levers[i] for i in out]),
            )
        )
    if more:
        parts.append(
            tn(
                "{levers} could be first too",
                "each of {levers} could be first too",
                len(more),
                levers=all_of([levers[i] for i in more]),
            )
        )
    return listed(parts)
