"""A fork: everything a lead changes of a case, as one frozen value; undo is the value before.

* PrioritisationError
  x InvalidFork
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from criteria.case import Case
from criteria.cells import is_seen, without_turns
from criteria.errors import Problem
from criteria.model import READING_JOINT, Sense
from criteria.scales import Amount
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.analysis.weight_elicitation import Elicitation, elicited_weights
from prioritisation.errors import PrioritisationError

MOST_FORKS = 6
"""Forks compared side by side."""

MOST_ADDED, MOST_CHANGES, LONGEST_NAME = 10, 400, 60


def _legible(text: str) -> str:
    """A name as it is read; nothing turns round what follows it, nor is it there unseen."""
    name = without_turns(text).strip()[:LONGEST_NAME]
    return name if is_seen(name) else ""


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """Another score for a lever on a criterion; both bounds None is unknown."""

    lever: str
    criterion: str
    low: Amount | None
    high: Amount | None


@dataclass(frozen=True, slots=True)
class AddedLever:
    """A lever that the case does not have; its scores are unknown until they are changed."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Fork:
    """What is changed of a case.

    Attributes
    ----------
    scores
        Under the fork's readings; one per cell.
    withdrawn
        Ids of the case's levers that are left out.
    elicitation
        What the points were worked out from; None when they were given themselves.
    vote
        The last vote whose results could be seen where it began, ``meeting:number``; empty without
        one. It stays whatever is changed: what is left of the weights of a group tells them.
    """

    name: str
    scenario: Scenario
    method: Method = Method.ADDITIVE
    scores: tuple[ScoreChange, ...] = ()
    withdrawn: tuple[str, ...] = ()
    added: tuple[AddedLever, ...] = ()
    elicitation: Elicitation | None = None
    vote: str = ""

    @property
    def meeting(self) -> str:
        """The meeting of its vote; empty without one."""
        return self.vote.rpartition(":")[0]

    def named(self, name: str) -> "Fork":
        """The same under another name; under none when nothing of it is seen."""
        return replace(self, name=_legible(name))

    @property
    def legible(self) -> "Fork":
        """The same, its name and those of the levers that it adds as ``named`` writes them."""
        added = tuple(replace(lever, label=_legible(lever.label)) for lever in self.added)
        return replace(self.named(self.name), added=added)

    def weighed(self, points: Mapping[str, float]) -> "Fork":
        """With these points; criteria left out of them do not count."""
        return replace(
            self, scenario=replace(self.scenario, points=dict(points)), elicitation=None
        )

    def elicited(self, elicitation: Elicitation) -> "Fork":
        """With the points that what was told gives; raises InvalidElicitation."""
        return replace(self.weighed(_elicited_points(elicitation)), elicitation=elicitation)

    def reread(self, case: Case, reading: str) -> "Fork":
        """Under another reading; raises KeyError for none of the case."""
        combination = case.reread(self.scenario.combination, reading)
        return replace(self, scenario=replace(self.scenario, combination=combination))

    def fitted(self, case: Case) -> "Fork":
        """With a reading for each question: those that it did not know have their default one."""
        combination = self.scenario.combination
        if combination in case.tables:
            return self
        try:
            combination = case.reread(case.default_combination, *combination.split(READING_JOINT))
        except KeyError:
            return self  # whoever ranks it tells what does not fit
        return replace(self, scenario=replace(self.scenario, combination=combination))

    def turned(self, senses: Mapping[str, Sense]) -> "Fork":
        """With these directions, where they are not those of the data."""
        return replace(self, scenario=replace(self.scenario, senses=dict(senses)))

    def by(self, method: Method) -> "Fork":
        """Ranked by a method."""
        return replace(self, method=method)

    def scored(self, change: ScoreChange) -> "Fork":
        """With another score; the last one given to a cell counts."""
        cell = (change.lever, change.criterion)
        kept = tuple(s for s in self.scores if (s.lever, s.criterion) != cell)
        return replace(self, scores=(*kept, change))

    def unscored(self, lever: str, criterion: str) -> "Fork":
        """With the case's own score again."""
        cell = (lever, criterion)
        return replace(
            self, scores=tuple(s for s in self.scores if (s.lever, s.criterion) != cell)
        )

    def without(self, lever: str) -> "Fork":
        """With a lever of the case withdrawn, or an added one removed."""
        if any(a.id == lever for a in self.added):
            return replace(
                self,
                added=tuple(a for a in self.added if a.id != lever),
                scores=tuple(s for s in self.scores if s.lever != lever),
            )
        return replace(self, withdrawn=tuple(dict.fromkeys((*self.withdrawn, lever))))

    def restored(self, lever: str) -> "Fork":
        """With a withdrawn lever back."""
        return replace(self, withdrawn=tuple(v for v in self.withdrawn if v != lever))

    def adding(self, label: str) -> "Fork":
        """With one more lever, unknown on every criterion."""
        taken = {a.id for a in self.added}
        ident = next(f"ajout{k}" for k in range(1, MOST_ADDED + 2) if f"ajout{k}" not in taken)
        return replace(self, added=(*self.added, AddedLever(ident, _legible(label))))


@dataclass(slots=True)
class History:
    """A fork being changed, and the ones before it."""

    present: Fork
    past: list[Fork] = field(default_factory=list)

    def become(self, fork: Fork) -> None:
        """Change the fork; what it was can be had back."""
        if fork != self.present:
            self.past = [*self.past[-_MOST_UNDONE:], self.present]
            self.present = fork

    def undo(self) -> bool:
        """The fork as it was before the last change; False when there is none."""
        if not self.past:
            return False
        self.present = self.past.pop()
        return True


_MOST_UNDONE = 100


def _elicited_points(elicitation: Elicitation) -> Mapping[str, float]:
    """100 points shared as what was told says; raises InvalidElicitation."""
    weights = elicited_weights(elicitation).tolist()
    # What is beyond nine decimals is noise of the division.
    return {c: round(100 * w, 9) for c, w in zip(elicitation.criteria, weights, strict=True)}


def starting_fork(case: Case, name: str) -> Fork:
    """The case as it is, at its starting point."""
    return Fork(name, starting_scenario(case))


def with_shared_ids(fork: Fork, others: Iterable[Fork], known_ids: Iterable[str] = ()) -> Fork:
    """The same fork, its added levers under ids that can be compared with the other forks'.

    Parameters
    ----------
    known_ids
        Ids that the case has for its own levers.
    """
    elsewhere = {a.label: a.id for other in reversed(list(others)) for a in other.added}
    taken = {*known_ids, *elsewhere.values()}
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


class InvalidFork(PrioritisationError):
    """A fork does not fit its case, or its text is not one; carries every problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems[:3])))
        self.problems = tuple(problems)
