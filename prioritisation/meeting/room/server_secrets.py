"""The secrets of the server itself: of the set-up link the hash only, and the key of tokens."""

import secrets as drawn
from collections.abc import Sequence
from datetime import datetime

from prioritisation.meeting.room import identity
from prioritisation.meeting.room.errors import RoundOpen
from prioritisation.meeting.room.identity import SIGNING
from prioritisation.meeting.room.reading import MeetingReading
from prioritisation.meeting.room.stage import meeting_at
from prioritisation.meeting.store import StoredMeeting

SETUP_HASH, _REPLACED = "setup_hash", "setup_replaced"
MOST_REPLACED = 20
"""Set-up links before the last one, which are still known to have been one."""

ANOTHER_LINK = ".venv/bin/python -m prioritisation setup-link"
"""What is typed on the server's machine to have another set-up link."""


class Keys(MeetingReading):
    """Who may create meetings, and what signs tokens."""

    def first_setup_secret(self) -> str | None:
        """The secret of the set-up link, if none was ever made; it is told this once."""
        secret = identity.new_secret()
        made = identity.hashed(secret)
        return secret if self.store.setting(SETUP_HASH, lambda: made) == made else None

    def new_setup_secret(self) -> str:
        """Another secret of the set-up link, told this once: the one before opens nothing more."""
        secret = identity.new_secret()
        self.store.renew(self._renewed(secret))
        return secret

    def _renewed(self, secret: str) -> dict[str, str]:
        """The settings once a set-up secret has replaced the one before."""
        found = (self.store.setting_if_made(name) for name in (_REPLACED, SETUP_HASH))
        before = " ".join(one for one in found if one).split()
        return {SETUP_HASH: identity.hashed(secret), _REPLACED: " ".join(before[-MOST_REPLACED:])}

    def was_setup(self, secret: str) -> bool:
        """Whether this was the set-up secret, which another has replaced since."""
        return identity.hashed(secret) in (self.store.setting_if_made(_REPLACED) or "").split()

    def is_setup(self, secret: str) -> bool:
        """Whether this is the set-up secret, or its pass."""
        given = identity.secret_hash("", secret, self._stages.signing.fresh()) or ""
        return drawn.compare_digest(given, self.store.setting_if_made(SETUP_HASH) or "nothing")

    def rotate_secrets(self) -> str:
        """Another set-up secret, returned, and another key of tokens.

        Devices that have joined a meeting are not known any more, nor is what else is signed.
        Each meeting has another version, with which servers read the new key (``Signing``): a
        token of the old one never votes in a round opened since.

        Raises
        ------
        RoundOpen
            While people vote in any meeting: each could vote again.
        """
        secret = identity.new_secret()
        found = {**self._renewed(secret), SIGNING: identity.new_secret()}
        self.store.renew_with_meetings(
            found, lambda meetings: _nobody_votes(meetings, self.store.clock())
        )
        return secret


def _nobody_votes(meetings: Sequence[StoredMeeting], now: datetime) -> None:
    stands = ((m, meeting_at(m.state, now)) for m in meetings)
    voting = tuple((m.code, m.title) for m, meeting in stands if meeting.unrevealed_round)
    if voting:
        raise RoundOpen(voting)
