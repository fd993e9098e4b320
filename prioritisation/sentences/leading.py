"""Who leads a ranking, in a few words that other sentences contain; and parts put together."""

from collections.abc import Sequence

from prioritisation.analysis.ranking import Ranking
from prioritisation.sentences.ranks import all_of, one_of
from prioritisation.wording import listed, t
from prioritisation.wording.numbers import either

MOST_NAMED = 6
"""Levers all named in a sentence; with more, the first few are."""


def joined(parts: Sequence[str]) -> str:
    """Parts of a sentence, with semicolons."""
    told = parts[0]
    for part in parts[1:]:
        told = t("{first}; {second}", first=told, second=part)
    return told


def leading(ranking: Ranking, levers: Sequence[str]) -> str:
    """Who is first: one lever, several tied, or that it depends on unknown scores."""
    sure, possible = ranking.necessary_firsts, ranking.possible_firsts
    others = [levers[i] for i in possible if i not in sure]
    who, rivals = _few([levers[i] for i in sure]), either(others)
    if not sure:
        return t("first place undecidable between {levers}", levers=_few(others))
    if len(sure) > 1 and others:
        return t("{levers} are tied for first, perhaps with {others}", levers=who, others=rivals)
    if len(sure) > 1:
        return t("{levers} tied for first", levers=who)
    who = t("{lever} first", lever=who)
    return t("{who}, perhaps tied with {others}", who=who, others=rivals) if others else who


def _few(words: Sequence[str]) -> str:
    """All of them, unless they are too many for a sentence."""
    return listed(words) if len(words) <= MOST_NAMED else all_of(words)


def would_lead(levers: Sequence[str], sure: Sequence[int], possible: Sequence[int]) -> str:
    """Who would be first if something were otherwise.

    Parameters
    ----------
    sure, possible
        Rows first whatever the uncertain scores are, and for some of them.
    """
    others = one_of([levers[i] for i in possible if i not in sure])
    who = all_of([levers[i] for i in sure])
    if not sure:
        return t("the first place would be undecidable: {who} could have it", who=others)
    if len(sure) > 1:
        return t("{levers} would be tied for first", levers=who)
    if others:
        return t("{lever} would be first, perhaps tied with {others}", lever=who, others=others)
    return t("{lever} would be first", lever=who)
