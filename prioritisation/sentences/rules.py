"""What voting rules say of the voters' own rankings, beside the ranking of the group.

A place that rests on scores that nobody knows « cannot be established »: it is said so, and who is
not excluded is named.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from prioritisation.analysis.ballots.rules import RulePlaces, Rules
from prioritisation.analysis.ranking import Ranking
from prioritisation.sentences.firsts import first_of, first_text
from prioritisation.sentences.phrases import all_of, one_of
from prioritisation.sentences.specialists import voting_rule_lines
from prioritisation.wording import listed, number, span, t, tn

_Levers = Sequence[str]


def duels_text(rules: Rules, levers: _Levers, scores: str) -> str:
    """Whether a lever wins all its duels, or majorities go round; empty for too few ballots."""
    if not rules.shown:
        return ""
    around = (_cycle([levers[row] for row in cycle.path]) for cycle in rules.cycles)
    return " ".join((_winner(rules, levers, scores), *around))


def _winner(rules: Rules, levers: _Levers, scores: str) -> str:
    if rules.winner is None and rules.contenders:
        return t(
            "Which lever wins all its duels cannot be established: it depends on {scores}. None "
            "but {levers} can.",
            scores=scores,
            levers=one_of([levers[row] for row in rules.contenders]),
        )
    if rules.winner is None:
        return t("No lever wins all its duels.")
    sentence = t(
        "« {lever} » wins all its duels: against each other lever, more votes prefer it than "
        "the reverse.",
        lever=levers[rules.winner],
    )
    certain = "" if rules.settled else t("It holds whatever the {scores} are.", scores=scores)
    return f"{sentence} {certain}".rstrip()


def _cycle(path: Sequence[str]) -> str:
    """A beats b, b beats c, c beats a."""
    steps = [
        t("{winner} beats {loser}", winner=one, loser=other)
        for one, other in zip(path, [*path[1:], path[0]], strict=True)
    ]
    return t("Majorities go round: {steps}.", steps=listed(steps))


def rules_text(rules: Rules, group: Ranking, levers: _Levers) -> str:
    """Whether the rules put the same lever first as the mean weights; empty for few ballots."""
    if not rules.shown:
        return ""
    sure = group.necessary_firsts
    leader = sure[0] if len(sure) == 1 and sure == group.possible_firsts else None
    firsts: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for name, placed in rules_by_name(rules):
        firsts.setdefault(_first_of(rules, placed), []).append(name)
    parts = [
        _rule_sentence(kind, rows, names, levers, leader) for (kind, rows), names in firsts.items()
    ]
    if leader is not None and list(firsts) == [("sure", (leader,))]:
        return " ".join(parts)
    if leader is None or ("sure", (leader,)) not in firsts:
        with_group = first_text(levers, first_of(group))
        parts.append(t("With the group’s mean weights, {first}.", first=with_group))
    return " ".join((*parts, t("Nothing is averaged between them.")))


def unproposed_text(rules: Rules, proposed: AbstractSet[int], levers: _Levers) -> str:
    """Levers that are first by a rule and that the group does not propose; empty for none.

    Parameters
    ----------
    proposed
        Rows of the levers that the group proposes; none as long as it has proposed nothing.
    """
    firsts = {placed.first for _, placed in rules_by_name(rules)}
    left = [
        levers[row]
        for row in sorted(row for row in firsts if row is not None)
        if row not in proposed
    ]
    if not proposed or not left:
        return ""
    return t("Not proposed by the group: {levers}.", levers=listed(left))


def rules_by_name(rules: Rules) -> tuple[tuple[str, RulePlaces], ...]:
    """The rules in plain words; ``voting_rule_lines`` says what they are called."""
    return (
        (t("the places on each vote"), rules.borda),
        (t("the duels won"), rules.copeland),
        (t("the order closest to the votes"), rules.kemeny),
    )


def _first_of(rules: Rules, placed: RulePlaces) -> tuple[str, tuple[int, ...]]:
    """Whether the first place is sure, surely shared, open or that of orders as good; by whom."""
    if placed.first is not None:
        return "sure", (placed.first,)
    firsts = placed.firsts
    if placed is rules.kemeny and rules.several and not rules.tangled and _known(rules, firsts):
        return "alike", ()
    tied = all(placed.worst[row] == 1 for row in firsts)
    return ("tied" if tied else "open"), firsts


def _known(rules: Rules, rows: Sequence[int]) -> bool:
    """Whether the duels between some levers rest on no unknown score."""
    inside = np.ix_(rows, rows)
    return bool((rules.low[inside] == rules.high[inside]).all())


def _rule_sentence(
    kind: str, rows: Sequence[int], names: Sequence[str], levers: _Levers, first: int | None
) -> str:
    rules, who = listed(list(names)), [levers[row] for row in rows]
    if kind == "alike":
        return t("By {rules}, several orders are as good: none is chosen.", rules=rules)
    if kind == "tied":
        return t("By {rules}, {levers} are tied for first.", rules=rules, levers=all_of(who))
    if kind == "open" and len(rows) == len(levers):
        return t("By {rules}, who is first cannot be established.", rules=rules)
    if kind == "open":
        # These are those that are not excluded: nobody knows whether each of them can be.
        return t(
            "By {rules}, who is first cannot be established: no lever other than {levers} can be "
            "first.",
            rules=rules,
            levers=one_of(who),
        )
    if rows[0] == first:
        return t(
            "By {rules}, « {lever} » is first, as with the group’s mean weights.",
            rules=rules,
            lever=who[0],
        )
    return t("By {rules}, « {lever} » is first.", rules=rules, lever=who[0])


def rule_place_text(placed: RulePlaces, row: int) -> str:
    """« 2 », « 2 à 4 », with the points of the rule where it has some."""
    place = span(int(placed.best[row]), int(placed.worst[row]))
    if not len(placed.low):
        return place
    return t("{place} ({points})", place=place, points=_points(placed, row))


def _points(placed: RulePlaces, row: int) -> str:
    low, high = float(placed.low[row]), float(placed.high[row])
    digits = 0 if low.is_integer() and high.is_integer() else 1
    if low == high:
        return number(low, digits)
    return span(low, high, digits)


def rules_method(rules: Rules) -> tuple[str, ...]:
    """How the rules count, and what is not established."""
    sentences = [
        tn(
            "{n} vote ranks the levers with its own weights; the rules count this ranking only.",
            "Each of the {n} votes ranks the levers with its own weights; the rules count "
            "these rankings only, without the weights or the points of the group.",
            rules.n,
        ),
        *voting_rule_lines(),
    ]
    if not all(placed.settled for _, placed in rules_by_name(rules)):
        sentences.append(
            t(
                "Two places for a lever: its place cannot be established. It depends on scores "
                "that nobody knows, and no middle value is put in their place; the interval is "
                "sure, and may be wider than needed."
            )
        )
    if rules.several:
        sentences.append(
            t("Several orders are as close to the votes: none is chosen between them.")
        )
    if rules.tangled:
        sentences.append(
            t(
                "Too many levers beat each other in a circle for the order closest to the votes "
                "to be exact."
            )
        )
    return tuple(sentences)
