"""Cases of which the anchors are to be confirmed."""

from dataclasses import replace

from criteria.model import Score, Standing, Status
from criteria.scales import LinearScale
from tests.strategies import case_of, criterion_of


def made(scores, falling=False, whole=False):
    """A case of two linear criteria; the anchors of both are to be confirmed."""
    levers = "abcd"[: len(scores)]
    scale = LinearScale(10, 0, whole) if falling else LinearScale(0, 10, whole)
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
