"""Who is first, in one clause: the same words wherever it is said, and what they assert."""

from collections.abc import Sequence

from prioritisation.analysis.ranking import Ranking
from prioritisation.sentences.assertions import First
from prioritisation.sentences.phrases import all_of, one_of
from prioritisation.wording import t
from prioritisation.wording.asserted import asserting


def first_of(ranking: Ranking, *under: object) -> First:
    """Who is first in a ranking, best placed first; ``under``: what is otherwise in it."""
    sure, possible = ranking.necessary_firsts, ranking.possible_firsts
    return First(
        tuple(i for i in ranking.order if i in sure),
        tuple(i for i in ranking.order if i in possible),
        under,
    )


def first_text(levers: Sequence[str], first: First) -> str:
    """Who is first, or how many may still be; without its full stop."""
    sure, others = _people(levers, first)
    if not first.sure:
        return _asserted(_open(levers, first), first)
    if len(first.sure) == 1 and not others:
        return _asserted(t("{lever} is first", lever=sure), first)
    if len(first.sure) == 1:
        text = t("{lever} is first, perhaps tied with {others}", lever=sure, others=others)
    elif others:
        text = t("{levers} are tied for first, perhaps with {others}", levers=sure, others=others)
    else:
        text = t("{levers} are tied for first", levers=sure)
    return _asserted(text, first)


def would_be_first(levers: Sequence[str], first: First) -> str:
    """Who would be first if something were otherwise; without its full stop."""
    sure, others = _people(levers, first)
    if not first.sure:
        return _asserted(_would_be_open(levers, first), first)
    if len(first.sure) == 1 and not others:
        return _asserted(t("{lever} would be first", lever=sure), first)
    if len(first.sure) == 1:
        text = t("{lever} would be first, perhaps tied with {others}", lever=sure, others=others)
    elif others:
        text = t(
            "{levers} would be tied for first, perhaps with {others}", levers=sure, others=others
        )
    else:
        text = t("{levers} would be tied for first", levers=sure)
    return _asserted(text, first)


def _people(levers: Sequence[str], first: First) -> tuple[str, str]:
    """Those that are surely first, and those that may be beside them."""
    sure, others = [levers[i] for i in first.sure], [levers[i] for i in first.others]
    return all_of(sure), one_of(others)


def _open(levers: Sequence[str], first: First) -> str:
    n = len(first.possible)
    if n == len(levers):
        return t("any of the {n} levers may still be first", n=n)
    return t(
        "{n} levers may still be first ({levers})", n=n, levers=_named(levers, first.possible)
    )


def _would_be_open(levers: Sequence[str], first: First) -> str:
    n = len(first.possible)
    if n == len(levers):
        return t("any of the {n} levers could be first", n=n)
    return t("{n} levers could be first ({levers})", n=n, levers=_named(levers, first.possible))


def _named(levers: Sequence[str], rows: Sequence[int]) -> str:
    return all_of([levers[i] for i in rows])


def _asserted(text: str, first: First) -> str:
    return asserting(text, first)
