"""Scenarios that are kept: beside any meeting by whoever has one, in a meeting by its leads.

Those of a meeting may hold the weights of its group: they are closed while one of its rounds is
open.
"""

import secrets

from criteria.case import Case
from prioritisation.analysis.whatif import Fork, Made, forked, from_text, to_text
from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.room.reading import Reading
from prioritisation.meeting.rules import Act, Refusal, Refused, Role
from prioritisation.meeting.store import NewScenario, StoredScenario

KEY_BYTES = 12


class Scenarios(Reading):
    """The sandbox of the leads: nothing here writes to a meeting, its matrix or its ballots."""

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
            In a meeting, for others than its facilitator and its leads; while a round is open.
        InvalidFrame
            For a fork without a name.
        InvalidFork
            For one that does not fit the case.
        TooManyScenarios
            When as many are kept as may be.
        """
        if code:
            self._demand(code, secret, Act.KEEP_SCENARIO)
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
        Refused
            While a round of its meeting is open.
        InvalidFork
            When what is stored is not one.
        """
        found = self.store.scenario(key)
        if no := self._closed(found):
            raise Refused(no)
        return from_text(found.content)

    def closed_scenario(self, key: str) -> Refusal | None:
        """Why the scenario of a key may not be read now; raises UnknownScenario."""
        return self._closed(self.store.scenario(key))

    def _closed(self, found: StoredScenario) -> Refusal | None:
        """Asked of the meeting as it is once the scenario is read; whoever has its key may."""
        return self.ask(found.code, Role.OBSERVER, Act.SEE_SCENARIO) if found.code else None

    def scenarios(self, code: str, secret: str) -> tuple[StoredScenario, ...]:
        """The scenarios kept in a meeting, the oldest first; raises Refused, as keeping does."""
        found = self.store.scenarios(code)
        self._demand(code, secret, Act.LIST_SCENARIOS)
        return found
