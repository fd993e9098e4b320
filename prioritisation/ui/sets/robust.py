"""Which sets hold when weights change, whatever dispersion costs; and all of them."""

from criteria.case import Case
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.best import Membership, RobustSets
from prioritisation.analysis.sets.comparison import SetComparison
from prioritisation.analysis.sets.sets import LeverSet
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.sentences.lacking import doubtful_scores
from prioritisation.sentences.set_shares import is_alone, set_share_text, share_of_set
from prioritisation.sentences.sets import place_word
from prioritisation.ui.sets.picture import Bar, bar_points, bars_of, coloured_names
from prioritisation.wording import number, percent, t, tn
from prioritisation.wording.numbers import plain

_MOST_ROWS = 5
_PAIR = 2


def robust_sets_block(comparison: SetComparison, case: Case) -> str:
    """For each size, the sets that are best under most weights."""
    if comparison.over_weights is None or len(comparison.matrix.criteria) == 1:
        return ""
    sizes = sorted(comparison.over_weights.robust, reverse=True)
    return "".join(_size(comparison, case, size) for size in sizes)


def _size(comparison: SetComparison, case: Case, size: int) -> str:
    assert comparison.over_weights is not None  # noqa: S101 (asked by the caller)
    shares = comparison.over_weights.robust[size]
    if is_alone(comparison, shares.sets[0].rows):
        return ""
    ranked = sorted(shares.sets, key=lambda one: (-one.alone - one.tied, -one.possible))
    kept = [one for one in ranked if one.possible > TIE][:_MOST_ROWS]
    head = [_head(size), t("sure to possible")]
    voters = _voters(comparison, size)
    head += [t("votes, for sure")] if voters else []
    rows = [
        [coloured_names(case, s.rows), _share(comparison, s.rows), *_ballots(voters, s.rows)]
        for s in kept
    ]
    left = sum(one.possible > TIE for one in ranked) - len(kept)
    written = table([text(h) for h in head], rows, "", "shares robust")
    return tag("div", written + _notes(comparison, shares, left))


def _head(size: int) -> str:
    if size == 1:
        return t("Best lever alone, for this share of the weights")
    if size == _PAIR:
        return t("Best pair, for this share of the weights")
    return t("Best set of {n} levers, for this share of the weights", n=size)


def _share(comparison: SetComparison, rows: LeverSet) -> str:
    return text(set_share_text(comparison, rows))


def _voters(comparison: SetComparison, size: int) -> RobustSets | None:
    spread = comparison.over_voters if comparison.voters_shown else None
    return spread.robust.get(size) if spread else None


def _ballots(voters: RobustSets | None, rows: LeverSet) -> tuple[str, ...]:
    """How many ballots a set is the best for, alone; and how many for which it is tied."""
    if voters is None:
        return ()
    one = voters.of(rows)
    alone, tied = (round(voters.n * share) for share in (one.alone, one.tied))
    if not tied:
        return (text(number(alone)),)
    return (text(t("{n} ({tied} more tied)", n=number(alone), tied=number(tied))),)


def _notes(comparison: SetComparison, shares: RobustSets, hidden: int) -> str:
    sentences = []
    if shares.undecided > 0.005:  # noqa: PLR2004 (less would be written 0 %)
        sentences.append(
            t(
                "For {share}, it is not known yet which one is the best: "
                "scores are too uncertain.",
                share=_undecided(comparison, shares),
            )
        )
    if hidden:
        sentences.append(tn("{n} other may be the best.", "{n} others may be the best.", hidden))
    return tag("p", text(" ".join(sentences)), "note") if sentences else ""


def _undecided(comparison: SetComparison, shares: RobustSets) -> str:
    """For how many ways to share out the weights no set is surely the best of its size."""
    texts, _ = share_of_set(comparison, shares.sets[0].rows)
    return texts.none_of_weights(whole=comparison.within.whole)


def membership_block(comparison: SetComparison, case: Case) -> str:
    """In how many of the undominated sets each lever is."""
    if not comparison.roles:
        return ""
    if all(role.place is Membership.BORDERLINE for role in comparison.roles):
        sentence = t(
            "Of the choices that no other dominates, each lever is in some, and none is in all."
        )
        return tag("p", text(sentence), "thin")
    order = sorted(comparison.roles, key=lambda r: -r.index)
    rows = [
        [
            coloured_names(case, (role.row,)),
            text(place_word(role.place)),
            text("" if role.place is Membership.EXTERIOR else percent(role.index)),
        ]
        for role in order
    ]
    head = [t("Lever"), t("Place"), t("in this share of them")]
    scores = doubtful_scores(comparison.matrix)
    caption = (
        t("Choices that no other dominates, whatever the weights and the {scores}.", scores=scores)
        if scores
        else t("Choices that no other dominates, whatever the weights.")
    )
    return table([text(h) for h in head], rows, caption, "shares left roles")


def every_set(comparison: SetComparison, case: Case) -> str:
    """All the sets, the largest first."""
    sizes = sorted((b.size for b in comparison.choice.bests if b.size), reverse=True)
    rows = [_set_row(comparison, case, bar) for size in sizes for bar in bars_of(comparison, size)]
    head = [t("Choice"), t("Points"), t("Synergy and workload"), t("Best of its size")]
    caption = t(
        "Points: sum of the levers' points, synergies and workload included, before any "
        "spreading out. Best of its size: share of the ways to share out the weights, from "
        "sure to possible."
    )
    if comparison.sets is None:
        caption = t("There are too many choices to be listed: only the best ones are known.")
    return scrollable(
        table([text(h) for h in head], rows, caption, "twin every"), t("All the choices")
    )


def _set_row(comparison: SetComparison, case: Case, bar: Bar) -> list[str]:
    share = ""
    if comparison.over_weights and len(comparison.matrix.criteria) > 1:
        share = _share(comparison, bar.rows)
    sign = "+" if bar.bonus > 0 else "\N{MINUS SIGN}"
    bonus = sign + plain(abs(bar.bonus)) if abs(bar.bonus) > TIE else "0"
    return [
        coloured_names(case, bar.rows),
        text(bar_points(bar)),
        text(bonus),
        share,
    ]
