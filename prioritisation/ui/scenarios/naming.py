"""Names of variants: none of them says weights that are not its own, whoever wrote it."""

import unicodedata
from collections.abc import Iterable, Mapping
from math import isclose

from prioritisation.analysis.weights import shares
from prioritisation.analysis.whatif import Fork
from prioritisation.meeting.room import current_room
from prioritisation.meeting.room.identity import LINK
from prioritisation.ui.scenarios.ground import BaseCase, group_name
from prioritisation.ui.visit import visit
from prioritisation.ui.visit.trying import EXPECTED
from prioritisation.wording import t

_CLOSE = 1e-9


def free_name(names: Iterable[str]) -> str:
    """A name that says nothing of whose weights it has, and that no other one has."""
    taken = set(names)
    numbered = (t("Variant {n}", n=n) for n in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


def is_numbered(name: str) -> bool:
    """Whether a name is one that ``free_name`` gives: a number, and nothing else."""
    return name.removeprefix(t("Variant {n}", n="")).isdecimal()


def says_weights(name: str) -> bool:
    """Whether a name says whose weights these are."""
    return _says_group(name) or _says_equal(name)


def is_true_name(ground: BaseCase, fork: Fork) -> bool:
    """Whether a variant has the weights that its name says, if it says any."""
    if _says_group(fork.name):
        return _has_weights_of_group(ground, fork)
    points = tuple(fork.scenario.points.values())
    return not _says_equal(fork.name) or max(points, default=0) - min(points, default=0) < _CLOSE


def renamed_sentence(name: str, now: str) -> str:
    """That a variant of the address, or kept, is called otherwise, and why."""
    return t(
        "« {name} » bears a name that says other weights than its own: it is called « {now} » "
        "here.",
        name=name,
        now=now,
    )


def truly_named(ground: BaseCase, fork: Fork, names: Iterable[str]) -> Fork:
    """The same, under a name of no weights when its own says others; ``names``: those taken."""
    return fork if is_true_name(ground, fork) else fork.named(free_name(names))


def _says_group(name: str) -> bool:
    """Two words out of these are enough: « vote du groupe », « poids moyens »."""
    stems = t("weights, group, vote, mean").split(", ")
    return _read(t("our weights")) in _read(name) or sum(_has(name, one) for one in stems) > 1


def _says_equal(name: str) -> bool:
    stems = t("equal, same, alike").split(", ")
    return _has(name, t("weights")) and any(_has(name, one) for one in stems)


def _has(name: str, stem: str) -> bool:
    return _read(stem) in _read(name)


def _read(name: str) -> str:
    """A name as it is heard: no capital, accent or space."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in apart if c.isalnum())


def _has_weights_of_group(ground: BaseCase, fork: Fork) -> bool:
    """Whether a variant has the weights of the vote that its name says, in its own meeting."""
    if not (fork.vote and ground.start.vote) or fork.meeting != ground.start.meeting:
        return False
    last = int(ground.start.vote.rpartition(":")[2])
    number = next((n for n in range(1, last + 1) if fork.name == group_name(n)), 0)
    return bool(number) and _alike(_weights_of_vote(ground.code, number), fork.scenario.points)


def _weights_of_vote(code: str, number: int) -> Mapping[str, float]:
    """What the group of a meeting gave; nothing when it may not be read."""
    secret = visit.cookies().get(LINK + code, "")
    try:
        room = current_room()
        return room.weights_of_vote(code, room.role(code, secret), number)
    except EXPECTED:
        return {}


def _alike(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    if not one or one.keys() != other.keys() or not any(other.values()):
        return False
    pairs = zip(shares(one).tolist(), shares({c: other[c] for c in one}).tolist(), strict=True)
    return all(isclose(a, b, abs_tol=_CLOSE) for a, b in pairs)
