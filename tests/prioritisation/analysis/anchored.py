"""Cases of which the anchors are to be confirmed; and who is first once one has moved."""

from dataclasses import replace

from criteria.model import Score, Standing, Status
from criteria.scales import LinearScale
from tests.strategies import case_of, criterion_of
from tests.thresholds import analyse


def made(scores, falling=False, whole=False, lowest=0):
    """A case of two linear criteria; the anchors of both are to be confirmed."""
    levers = "abcd"[: len(scores)]
    ends = (lowest + 10, lowest) if falling else (lowest, lowest + 10)
    scale = LinearScale(*ends, whole)
    criteria = [
        replace(criterion_of(f"c{k}", scale), scale_status=Standing.TO_CONFIRM) for k in range(2)
    ]
    cells = {}
    for lever, row in zip(levers, scores, strict=True):
        for k, amount in enumerate(row):
            low, high = amount if isinstance(amount, tuple) else (amount, amount)
            status = Status.UNKNOWN if low is None else Status.OPINION
            bounds = (None, None) if low is None else (float(low), float(high))
            cells[lever, f"c{k}"] = Score(lever, f"c{k}", *bounds, status, "someone")
    return case_of(criteria, cells)


def first_with(case, scenario, span, anchor):
    """Who is surely first alone once an anchor stands elsewhere."""
    criterion = case.criteria[span.column]
    scale = criterion.scale
    moved = replace(scale, **{"best" if span.best else "worst": anchor})
    other = replace(criterion, scale=moved)
    criteria = tuple(other if c is criterion else c for c in case.criteria)
    tables = {k: replace(t, criteria=criteria) for k, t in case.tables.items()}
    ranking = analyse(replace(case, criteria=criteria, tables=tables), scenario).ranking
    firsts = ranking.necessary_firsts
    if len(firsts) != 1:
        return None
    gaps = [ranking.gap(firsts[0], k)[0] for k in range(len(ranking.low)) if k != firsts[0]]
    return firsts[0] if min(gaps) > 1e-9 else None
