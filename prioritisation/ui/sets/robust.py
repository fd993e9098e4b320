"""Sets that hold whatever the weights, and the place of each lever among them."""

from math import ceil, floor

from criteria.case import Case
from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.portfolio import Portfolio
from prioritisation.analysis.sets.robust import Place, RobustSet, RobustSets
from prioritisation.analysis.sets.sets import Rows
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.sentences.ranks import share_text
from prioritisation.sentences.sets import place_word
from prioritisation.sentences.solidity import near
from prioritisation.ui.sets.picture import Bar, bars_of, named, points
from prioritisation.wording import percent, t, tn
from prioritisation.wording.numbers import plain

MOST_ROWS = 5
PAIR = 2


def robust(found: Portfolio, case: Case) -> str:
    """For each size, the sets that are best under most weights."""
    if found.over_weights is None or len(found.matrix.criteria) == 1:
        return ""
    sizes = sorted(found.over_weights.robust, reverse=True)
    return "".join(_size(found, case, size) for size in sizes)


def _size(found: Portfolio, case: Case, size: int) -> str:
    assert found.over_weights is not None  # noqa: S101 (asked by the caller)
    shares = found.over_weights.robust[size]
    ranked = sorted(shares.sets, key=_written)
    kept = [one for one in ranked if one.possible > TIE][:MOST_ROWS]
    head = [_head(size), t("sure to possible")]
    voters = _voters(found, size)
    head += [t("ballots, for sure")] if voters else []
    rows = [[named(case, s.rows), _share(shares, s), *_ballots(voters, s.rows)] for s in kept]
    left = sum(one.possible > TIE for one in ranked) - len(kept)
    written = table([text(h) for h in head], rows, "", "shares robust")
    return tag("div", written + _notes(shares, left))


def _written(one: RobustSet) -> tuple[float, float, float]:
    """Order of the table: by what is written in it, whole percents, so that it reads in order."""
    return -floor(100 * one.sure + TIE), -ceil(100 * one.possible - TIE), -one.sure


def _head(size: int) -> str:
    if size == 1:
        return t("Best lever alone, for this share of the weights")
    if size == PAIR:
        return t("Best pair, for this share of the weights")
    return t("Best set of {n} levers, for this share of the weights", n=size)


def _share(shares: RobustSets, one: RobustSet) -> str:
    return text(share_text(one.sure, one.possible, shares.error))


def _voters(found: Portfolio, size: int) -> RobustSets | None:
    spread = found.over_voters if found.voters_shown else None
    return spread.robust.get(size) if spread else None


def _ballots(voters: RobustSets | None, rows: Rows) -> tuple[str, ...]:
    """How many ballots a set is the best for; part of one when it is shared."""
    if voters is None:
        return ()
    count = voters.n * voters.of(rows).sure
    return (text(plain(count)),)


def _notes(shares: RobustSets, left: int) -> str:
    said = []
    if shares.undecided > 0.005:  # noqa: PLR2004 (less would be written 0 %)
        said.append(
            t(
                "For {share} of the weights no one is the best for sure, for want of knowing.",
                share=near(shares.undecided),
            )
        )
    if left:
        said.append(tn("{n} other may be the best.", "{n} others may be the best.", left))
    return tag("p", text(" ".join(said)), "note") if said else ""


def roles(found: Portfolio, case: Case) -> str:
    """In how many of the undominated sets each lever is."""
    if not found.roles:
        return ""
    if all(role.place is Place.BORDERLINE for role in found.roles):
        told = t(
            "Of the choices that no other dominates, each lever is in some, and none is in all."
        )
        return tag("p", text(told), "thin")
    order = sorted(found.roles, key=lambda r: -r.index)
    rows = [
        [
            named(case, (role.row,)),
            text(place_word(role.place)),
            text("" if role.place is Place.EXTERIOR else percent(role.index)),
        ]
        for role in order
    ]
    head = [t("Lever"), t("Place"), t("in this share of them")]
    caption = t("Choices that no other dominates, whatever the weights and the unknown scores.")
    return table([text(h) for h in head], rows, caption, "shares left roles")


def every_set(found: Portfolio, case: Case) -> str:
    """All the sets, the largest first."""
    sizes = sorted((b.size for b in found.choice.bests if b.size), reverse=True)
    rows = [_row(found, case, bar) for size in sizes for bar in bars_of(found, size)]
    head = [t("Choice"), t("Points"), t("Synergy and workload"), t("Best of its size")]
    caption = t(
        "Points: sum of the levers' points, synergies and workload included, before dispersion. "
        "Best of its size: share of all weights, from sure to possible."
    )
    if found.sets is None:
        caption = t("There are too many choices to be listed: only the best ones are known.")
    return scrollable(
        table([text(h) for h in head], rows, caption, "twin every"), t("All the choices")
    )


def _row(found: Portfolio, case: Case, bar: Bar) -> list[str]:
    share = ""
    if found.over_weights and len(found.matrix.criteria) > 1:
        shares = found.over_weights.robust[len(bar.rows)]
        share = _share(shares, shares.of(bar.rows))
    sign = "+" if bar.bonus > 0 else "\N{MINUS SIGN}"
    bonus = sign + plain(abs(bar.bonus)) if abs(bar.bonus) > TIE else "0"
    return [
        named(case, bar.rows),
        text(points(bar)),
        text(bonus),
        share,
    ]
