"""Two judgements of a score as one range that carries both."""

from criteria.case import Case
from criteria.model import Status
from criteria.scales import Scale, WordScale
from prioritisation.cases.changes import Clash
from prioritisation.cases.editing.notes import end_as_typed, scale_of
from prioritisation.cases.typed import QUESTION_SIGNS
from prioritisation.cases.units import SCORE, canonical_json, unit_content, unit_parts
from prioritisation.wording import date_text, t

_Tree = dict[str, str]


def keeping_the_gap(case: Case, clash: Clash) -> str | None:
    """Two judgements of a score as one range that carries both; None when they make none.

    Both must be known, and differ. Whatever each rests on is told in the reason; nothing more is
    claimed of the range than by the weaker of the two, whose status, source and date it has.
    """
    if clash.mine is None or clash.theirs is None or unit_parts(clash.unit)[0] != SCORE:
        return None
    scale = scale_of(case, clash.unit)
    both = [unit_content({clash.unit: one}, clash.unit) for one in (clash.theirs, clash.mine)]
    if any(not tree.get("score") for tree in both):
        return None
    ends = [one for tree in both for one in (tree["score"], tree.get("high") or tree["score"])]
    low, high = _widest(scale, ends)
    if low == high:
        return None
    weaker = max(both, key=lambda tree: list(Status).index(Status(tree["status"])))
    joined = {**weaker, "score": low, "high": high, "reason": _reason(case, scale, both)}
    joined.pop("confidence", None)
    return canonical_json(joined)


def _widest(scale: Scale, ends: list[str]) -> tuple[str, str]:
    """The two ends that hold all of these."""
    if isinstance(scale, WordScale):
        order = [level.id for level in scale.levels]
        places = sorted(order.index(end) for end in ends)
        return order[places[0]], order[places[-1]]
    ordered = sorted(ends, key=float)
    return ordered[0], ordered[-1]


def _reason(case: Case, scale: Scale, both: list[_Tree]) -> str:
    """Both judgements in words; the longer reason is cut where the two are too long for a form."""
    reasons = [tree.get("reason", "") for tree in both]
    bare = _judgements(case, scale, both, ["…", "…"])
    room = max(0, QUESTION_SIGNS - len(bare))
    shares = [max(room // 2, room - len(other)) for other in reversed(reasons)]
    cut = [_cut(reason, share) for reason, share in zip(reasons, shares, strict=True)]
    return _judgements(case, scale, both, cut)


def _cut(reason: str, signs: int) -> str:
    return reason if len(reason) <= signs else reason[:signs].rstrip() + "…"


def _judgements(case: Case, scale: Scale, both: list[_Tree], reasons: list[str]) -> str:
    theirs, mine = (
        _judgement(case, scale, tree, reason) for tree, reason in zip(both, reasons, strict=True)
    )
    words = t("Two judgements: {theirs}; {mine}", theirs=theirs, mine=mine)
    # As a form writes a reason.
    return " ".join(words.split())


def _judgement(case: Case, scale: Scale, tree: _Tree, reason: str) -> str:
    """A score in words, who says so, when and why, from what is written."""
    ends = [tree["score"], tree.get("high", "")]
    if isinstance(scale, WordScale):
        amounts = [scale.level(end).label for end in ends if end]
    else:
        amounts = [end_as_typed(end) for end in ends if end]
    source = case.sources.get(tree.get("source_id", ""))
    whence = [source.short_name if source else "", date_text(tree.get("date", "")), reason]
    return f"{' – '.join(amounts)} ({', '.join(filter(None, whence))})"
