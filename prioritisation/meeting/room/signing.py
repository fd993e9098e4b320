"""The key that signs what browsers keep: tokens of voters, passes of links."""

import time

from prioritisation.meeting.room import identity
from prioritisation.meeting.store import Store

SIGNING = "token_key"
"""The setting that it is: a secret, the same for all servers on a base."""


class Signing:
    """The key as this process knows it.

    Whoever changes it gives every meeting another version (``Keys.rotate_secrets``), and it is
    read again with each: nothing of the old key is good where something was read since.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = (time.monotonic(), self._read())

    @property
    def key(self) -> str:
        """The key, as new as any stage."""
        return self._kept[1]

    def fresh(self) -> str:
        """The key, read again: for what a browser is given to keep."""
        began = time.monotonic()
        key = self._read()
        if began >= self._kept[0]:  # somebody who began later may have read it meanwhile
            self._kept = (began, key)
        return self.key

    def _read(self) -> str:
        return self._store.setting(SIGNING, identity.new_secret)
