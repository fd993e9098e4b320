"""Levers added in several forks: the same id wherever the name is the same, and nowhere else."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from prioritisation.analysis.whatif.fork import AddedLever, Fork


def alike(fork: Fork, others: Iterable[Fork], known: Iterable[str] = ()) -> Fork:
    """The same fork, its added levers under ids that can be compared with the other forks'.

    Parameters
    ----------
    known
        Ids that the case has for its own levers.
    """
    elsewhere = {a.label: a.id for other in reversed(list(others)) for a in other.added}
    taken = {*known, *elsewhere.values()}
    ids: dict[str, str] = {}
    for lever in fork.added:
        wanted = elsewhere.get(lever.label, lever.id)
        free = wanted not in ids.values()
        if not free or (lever.label not in elsewhere and wanted in taken):
            used = {*taken, *ids.values(), *(a.id for a in fork.added)}
            wanted = next(f"ajout{k}" for k in count(1) if f"ajout{k}" not in used)
        ids[lever.id] = wanted
    if all(old == new for old, new in ids.items()):
        return fork
    return replace(
        fork,
        added=tuple(AddedLever(ids[a.id], a.label) for a in fork.added),
        scores=tuple(replace(s, lever=ids.get(s.lever, s.lever)) for s in fork.scores),
    )
