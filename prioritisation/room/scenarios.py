"""Scenarios that are kept: beside any meeting by whoever has one, in a meeting by its leads."""

import secrets

from criteria.case import Case
from prioritisation.lab import Fork, Made, forked, from_text, to_text
from prioritisation.meeting import Reason, Refusal, Refused, Role
from prioritisation.room.errors import InvalidFrame
from prioritisation.room.reading import Reading
from prioritisation.store import NewScenario, StoredScenario

KEY_BYTES = 12
KEEPERS = frozenset({Role.FACILITATOR, Role.LEAD})


class Scenarios(Reading):
    """The sandbox of the leads: nothing here writes to a meeting, its matrix or its ballots."""

    def may_keep(self, code: str, secret: str) -> bool:
        """Whether a secret lets its holder keep scenarios in a meeting, and find them there."""
        return self.role(code, secret) in KEEPERS

    def keep_scenario(
        self,
        case: Case,
        fork: Fork,
        *,
        code: str = "",
        secret: str = "",
        parent: str | None = None,
    ) -> str:
        """Keep a fork of a case for good; its key, which cannot be guessed, reads it.

        Parameters
        ----------
        case
            What it is a fork of; in a meeting, the meeting's own case is what counts.
        parent
            Key of the scenario it was forked from, if that one is kept.

        Raises
        ------
        Refused
            In a meeting, for others than its facilitator and its leads.
        InvalidFrame
            For a fork without a name.
        InvalidFork
            For one that does not fit the case.
        TooManyScenarios
            When as many are kept as may be.
        """
        if code:
            self._demand_keeper(code, secret)
            case = self.stage(code, fresh=True).case
        if not fork.name.strip():
            raise InvalidFrame("name", "")
        forked(case, fork)
        key = secrets.token_urlsafe(KEY_BYTES)
        text = to_text(case, fork)
        self.store.keep_scenario(NewScenario(key, case.id, fork.name, text, code, parent))
        return key

    def scenario(self, key: str) -> Made:
        """The scenario of a key, with the case it was made on.

        Raises
        ------
        UnknownScenario
            When nobody kept it, or its meeting was erased.
        InvalidFork
            When what is stored is not one.
        """
        return from_text(self.store.scenario(key).content)

    def scenarios(self, code: str, secret: str) -> tuple[StoredScenario, ...]:
        """The scenarios kept in a meeting, the oldest first; raises Refused, as keeping does."""
        self._demand_keeper(code, secret)
        return self.store.scenarios(code)

    def _demand_keeper(self, code: str, secret: str) -> None:
        if not self.may_keep(code, secret):
            raise Refused(Refusal(Reason.ROLE))
