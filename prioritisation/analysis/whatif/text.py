"""A fork as text, alone or with its case: for the store, for links; nothing foreign is trusted."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from criteria.case import Case
from criteria.errors import Problem
from criteria.model import Criterion, Sense
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.parts import unpacked
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.weight_elicitation import Elicitation
from prioritisation.analysis.weights import InvalidElicitation
from prioritisation.analysis.whatif.fork import (
    LONGEST_NAME,
    AddedLever,
    Fork,
    InvalidFork,
    ScoreChange,
)

LONGEST_FORK_TEXT = 100_000


def to_json(fork: Fork) -> str:
    """A fork as text, the same for the same fork."""
    scenario, elicitation = fork.scenario, fork.elicitation
    return json.dumps(
        {
            "name": fork.name,
            "points": dict(scenario.points),
            "combination": scenario.combination,
            "senses": {c: s.value for c, s in scenario.senses.items()},
            "method": fork.method.value,
            "scores": [[s.lever, s.criterion, s.low, s.high] for s in fork.scores],
            "withdrawn": list(fork.withdrawn),
            "added": [[a.id, a.label] for a in fork.added],
            **(
                {}
                if elicitation is None
                else {"told": {"criteria": elicitation.criteria, "ranks": elicitation.ranks}}
            ),
            **({"vote": fork.vote} if fork.vote else {}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(text: str) -> Fork:
    """The fork that ``to_json`` wrote.

    Raises
    ------
    InvalidFork
        For any other text; whether it fits a case is asked by ``trial``.
    """
    return _read(text).fork()


def _read(text: str) -> "_WrittenFork":
    if len(text) > LONGEST_FORK_TEXT:
        raise InvalidFork([Problem("too_long", "scenario", values={"allowed": LONGEST_FORK_TEXT})])
    try:
        return _WrittenFork.model_validate_json(text)
    except ValidationError:
        # Nothing of it in the chain: it quotes what people wrote, for the log.
        raise InvalidFork([_NOT_ONE]) from None


_Words = Annotated[str, Field(max_length=2 * LONGEST_NAME)]
_Vote = Annotated[_Words, Field(pattern="^([^:]+:[1-9][0-9]*)?$")]
"""A meeting and the number of one of its votes, or nothing."""
_Points = Annotated[FiniteFloat, Field(ge=0)]
_Bound = FiniteFloat | str | None


class _Part(BaseModel):
    """Other fields may be there: nothing is made of them."""

    model_config = ConfigDict(strict=True, frozen=True)


class _WrittenElicitation(_Part):
    criteria: tuple[_Words, ...]
    ranks: tuple[int, ...]


class _WrittenFork(_Part):
    name: _Words
    points: dict[_Words, _Points]
    combination: _Words
    senses: dict[_Words, Sense]
    method: Method
    scores: tuple[tuple[_Words, _Words, _Bound, _Bound], ...]
    withdrawn: tuple[_Words, ...]
    added: tuple[tuple[_Words, _Words], ...]
    # It may lack, and is None then; a null that is written is refused.
    told: Annotated[_WrittenElicitation, Field(default=None)]
    vote: _Vote = ""
    case: object = ""
    mark: object = ""

    def fork(self) -> Fork:
        fork = Fork(
            self.name,
            Scenario(self.points, self.combination, self.senses),
            self.method,
            tuple(ScoreChange(*row) for row in self.scores),
            self.withdrawn,
            tuple(AddedLever(*row) for row in self.added),
            vote=self.vote,
        )
        if self.told is None:
            return fork
        # What was told gives the points: the two never disagree.
        try:
            return fork.elicited(Elicitation(**vars(self.told)))
        except InvalidElicitation as error:
            raise InvalidFork([_NOT_ONE]) from error


_LONGEST_MARK = 80
_NOT_ONE = Problem("setting_malformed", "scenario")


@dataclass(frozen=True, slots=True)
class WrittenFork:
    """A fork that was written down.

    Attributes
    ----------
    case_id
        The case it was made on; empty when its text does not say.
    data
        Mark of the scores, scales and levers that the case had then.
    """

    fork: Fork
    case_id: str
    data: str


def data_mark(case: Case, fork: Fork) -> str:
    """A short mark of everything of a case that the ranking of a fork rests on.

    Neither what a criterion is called nor those that the fork leaves out: a meeting calls them
    otherwise, and may keep some only.
    """
    return _mark(case.keeping(tuple(fork.scenario.points)))


@lru_cache(maxsize=16)
def _mark(case: Case) -> str:
    content = (
        case.id,
        [(v.id, v.label) for v in case.levers],
        [_criterion(c) for c in case.criteria],
        [
            (p, cell, s.low, s.high)
            for p, table in sorted(case.tables.items())
            for cell, s in sorted(table.scores.items())
        ],
    )
    return hashlib.sha256(repr(content).encode()).hexdigest()[:12]


def _criterion(criterion: Criterion) -> tuple[object, ...]:
    return criterion.id, criterion.direction.default, repr(criterion.scale)


def to_text(case: Case, fork: Fork) -> str:
    """A fork and the mark of its case, as text that ``from_json`` reads too."""
    written = {**json.loads(to_json(fork)), "case": case.id, "mark": data_mark(case, fork)}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> WrittenFork:
    """What ``to_text`` wrote; raises InvalidFork for any other text."""
    written = _read(text)
    marks = (m[:_LONGEST_MARK] if isinstance(m, str) else "" for m in (written.case, written.mark))
    return WrittenFork(written.fork(), *marks)


def unpacked_fork_text(short: str) -> str:
    """The text that was made short; raises InvalidFork for anything else, however large."""
    try:
        return unpacked(short, 4 * LONGEST_FORK_TEXT)
    except ValueError as error:
        raise InvalidFork([_NOT_ONE]) from error
