"""A tree of choices: what decides between the answers of their combinations, in few branches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

Firsts = tuple[int | None, tuple[int, ...], tuple[int, ...]]
"""The row surely first, or None; the rows possibly first; those surely tied for first, or none."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Some combinations that say the same of who is surely first.

    Attributes
    ----------
    path
        OpenChoice -> the options of it that lead here, in the order asked; a choice that does not
        matter here is not there.
    sure
        Row surely first in all of them; None when no row is in any.
    possible
        The rows possibly first in each of them: several answers where they are not the same.
    count
        How many combinations.
    tied
        Rows surely tied for first, alone, in all of them; none when they are not in any.
    """

    path: tuple[tuple[int, tuple[str, ...]], ...]
    sure: int | None
    possible: frozenset[tuple[int, ...]]
    count: int
    tied: tuple[int, ...] = ()


_Box = tuple[tuple[str, ...], ...]
"""For each choice, the options that are still possible: all of them, or one."""


class ChoiceTree:
    """The choices asked in the order that tells answers apart with the fewest branches.

    Parameters
    ----------
    options
        Of each choice, those there are.
    firsts
        Combination of options, one per choice -> the row surely first, or None, and the rows
        possibly first.
    """

    def __init__(self, options: _Box, firsts: Mapping[tuple[str, ...], Firsts]) -> None:
        self._options, self._firsts = options, firsts
        self._kept: dict[_Box, tuple[Branch, ...]] = {}

    def branches(self) -> tuple[Branch, ...]:
        """A partition of the combinations, each part with its answer."""
        return self._under(self._options)

    def _under(self, box: _Box) -> tuple[Branch, ...]:
        if box not in self._kept:
            self._kept[box] = self._leaf(box) or min(self._splits(box), key=_length)
        return self._kept[box]

    def _leaf(self, box: _Box) -> tuple[Branch, ...]:
        firsts = [self._firsts[options] for options in product(*box)]
        sure, _, tied = firsts[0]
        if any((one, together) != (sure, tied) for one, _, together in firsts):
            return ()
        possible = frozenset(rows for _, rows, _ in firsts)
        return (Branch((), sure, possible, len(firsts), tied),)

    def _splits(self, box: _Box) -> Iterator[tuple[Branch, ...]]:
        for k, options in enumerate(box):
            if len(options) > 1:
                yield tuple(self._split(box, k))

    def _split(self, box: _Box, choice: int) -> Iterator[Branch]:
        """The branches of each option; options that lead to the same answers told together."""
        alike: dict[_Answers, tuple[list[str], tuple[Branch, ...]]] = {}
        for option in box[choice]:
            part = self._under((*box[:choice], (option,), *box[choice + 1 :]))
            options, before = alike.setdefault(_answers(part), ([], ()))
            options.append(option)
            merged = tuple(map(_merged, before, part)) if before else part
            alike[_answers(part)] = options, merged
        # What is told in one line comes first.
        for options, part in sorted(alike.values(), key=lambda kept: len(kept[1]) > 1):
            yield from (_asked(choice, tuple(options), branch) for branch in part)


_Answers = tuple[tuple[tuple[tuple[int, tuple[str, ...]], ...], int | None, tuple[int, ...]], ...]


def _answers(part: tuple[Branch, ...]) -> _Answers:
    return tuple((branch.path, branch.sure, branch.tied) for branch in part)


def _length(branches: tuple[Branch, ...]) -> tuple[int, int]:
    """How long a tree is to tell: its branches, then the answers in their paths.

    A choice that changes nothing adds no branch, its options being told together: it adds answers.
    """
    return len(branches), sum(len(branch.path) for branch in branches)


def _merged(one: Branch, other: Branch) -> Branch:
    """Two branches of one path and one answer."""
    return replace(one, possible=one.possible | other.possible, count=one.count + other.count)


def _asked(choice: int, options: tuple[str, ...], branch: Branch) -> Branch:
    return replace(branch, path=((choice, options), *branch.path))
