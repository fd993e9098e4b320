"""Ways to put ballots together, in sentences: whether they answer alike about the first place.

An answer is who is surely first and who may be: with a way that rules a lever out, or lets one
more in, it is another, whoever else may be first.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from prioritisation.analysis.ranking import Ranking
from prioritisation.sentences.assertions import First
from prioritisation.sentences.firsts import would_be_first
from prioritisation.sentences.phrases import all_of, joined
from prioritisation.wording import listed, t, tn
from prioritisation.wording.asserted import with_capital

_Levers = Sequence[str]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to put ballots together.

    Attributes
    ----------
    sure, possible
        Rows first whatever the unknown scores are, and for some of them; alone or tied.
    """

    name: str
    sure: AbstractSet[int]
    possible: AbstractSet[int]

    @property
    def answer(self) -> tuple[AbstractSet[int], AbstractSet[int]]:
        """What it says of the first place."""
        return self.sure, self.possible


def way(name: str, ranking: Ranking) -> Way:
    """What a ranking with the weights of a way says."""
    sure, possible = ranking.necessary_firsts, ranking.possible_firsts
    return Way(name, frozenset(sure), frozenset(possible))


def unlike_ways(mean: Way, others: Sequence[Way]) -> tuple[Way, ...]:
    """The ways that do not answer as the mean does."""
    return tuple(other for other in others if other.answer != mean.answer)


def ways_text(mean: Way, others: Sequence[Way], levers: _Levers) -> str:
    """Whether other ways to put the ballots together answer as the mean does; else what changes.

    Parameters
    ----------
    levers
        Labels in the order of the rows.
    """
    different = unlike_ways(mean, others)
    if not different:
        names = listed([other.name for other in others])
        if mean.sure == mean.possible:
            return t("Other ways to put the ballots together ({ways}): same answer.", ways=names)
        return t(
            "Other ways to put the ballots together ({ways}): the same levers may be first.",
            ways=names,
        )
    parts = [
        t("{name}: {label}", name=other.name, label=_difference(mean, other, levers))
        for other in different
    ]
    return t(
        "Beware: the answer about the first place changes with the way to put the ballots "
        "together. {parts}.",
        parts=with_capital(joined(parts)),
    )


def _difference(mean: Way, other: Way, levers: _Levers) -> str:
    """Who leads with it where one does for sure; else who may no more be first, or may be too."""
    out, more = sorted(mean.possible - other.possible), sorted(other.possible - mean.possible)
    if other.sure or not (out or more):
        first = First(
            tuple(sorted(other.sure)), tuple(sorted(other.possible)), ("way", other.name)
        )
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
