"""Who is first, in one clause: the same words wherever it is said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from prioritisation.analysis.ranking import Ranking
from prioritisation.sentences.phrases import all_of, one_of
from prioritisation.wording import t


@dataclass(frozen=True, slots=True)
class First:
    """Who is first; rows of the matrix, in the order they are named.

    Attributes
    ----------
    sure
        First whatever the uncertain scores are: one alone, or several tied.
    possible
        All those that may be first; those that are sure among them.
    """

    sure: tuple[int, ...]
    possible: tuple[int, ...]

    @property
    def others(self) -> tuple[int, ...]:
        """Those that may be first and are not surely."""
        return tuple(i for i in self.possible if i not in self.sure)


class _Kind(Enum):
    """Who is first: any, some, one alone or perhaps not, several tied or perhaps more."""

    ANY, OPEN, ALONE, PERHAPS, TIED, MORE = range(6)


def first_of(ranking: Ranking) -> First:
    """Who is first in a ranking, best placed first."""
    sure, possible = ranking.necessary_firsts, ranking.possible_firsts
    return First(
        tuple(i for i in ranking.order if i in sure),
        tuple(i for i in ranking.order if i in possible),
    )


def first_text(levers: Sequence[str], first: First) -> str:
    """Who is first, or how many may still be; without its full stop."""
    indicative, _ = _both_moods(levers, first)
    return indicative


def would_be_first(levers: Sequence[str], first: First) -> str:
    """Who would be first if something were otherwise; without its full stop."""
    _, conditional = _both_moods(levers, first)
    return conditional


def _both_moods(levers: Sequence[str], first: First) -> tuple[str, str]:
    """The same as it is, and as it would be."""
    named = all_of([levers[i] for i in first.sure or first.possible])
    others = one_of([levers[i] for i in first.others])
    values = {"n": len(first.possible), "lever": named, "levers": named, "others": others}
    return {
        _Kind.ANY: (
            t("any of the {n} levers may still be first", **values),
            t("any of the {n} levers could be first", **values),
        ),
        _Kind.OPEN: (
            t("{n} levers may still be first ({levers})", **values),
            t("{n} levers could be first ({levers})", **values),
        ),
        _Kind.ALONE: (t("{lever} is first", **values), t("{lever} would be first", **values)),
        _Kind.PERHAPS: (
            t("{lever} is first, perhaps tied with {others}", **values),
            t("{lever} would be first, perhaps tied with {others}", **values),
        ),
        _Kind.TIED: (
            t("{levers} are tied for first", **values),
            t("{levers} would be tied for first", **values),
        ),
        _Kind.MORE: (
            t("{levers} are tied for first, perhaps with {others}", **values),
            t("{levers} would be tied for first, perhaps with {others}", **values),
        ),
    }[_kind(len(levers), first)]


def _kind(count: int, first: First) -> _Kind:
    """Which of the sentences says it."""
    if not first.sure:
        return _Kind.ANY if len(first.possible) == count else _Kind.OPEN
    if len(first.sure) == 1:
        return _Kind.PERHAPS if first.others else _Kind.ALONE
    return _Kind.MORE if first.others else _Kind.TIED


def same_answer(first: str) -> str:
    """That who is first is the same in another ranking."""
    return t("Same answer: {here}.", here=first)


def answers_once(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What each ranking answers; where the same is written above, the name of the one that has it.

    Parameters
    ----------
    named
        The name of each ranking, and its answer, from top to bottom.
    """
    above: dict[str, str] = {}
    for name, answer in named:
        like = above.setdefault(answer, name)
        yield answer if like == name else t("Same answer as « {name} ».", name=like)
