"""What is said of sets of levers outside any meeting, kept under a link by whoever says it."""

import base64
import hashlib

from criteria.case import Case
from prioritisation.analysis.sets.linked import Linked, from_text, to_text
from prioritisation.analysis.sets.told import Told
from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.room.reading import Reading

LONGEST_LEAF = 100_000
KEY_BYTES = 16


class Leaves(Reading):
    """Nothing here reads or writes a meeting."""

    def keep_told(self, case: Case, told: Told) -> str:
        """Keep what is told of a case for good; its key reads it.

        The key is a digest of the text: whoever does not know it cannot find it, and what is kept
        twice takes no more room.

        Raises
        ------
        InvalidFrame
            When it is longer than anything that is kept.
        TooManyLeaves
            When as many are kept as may be.
        """
        text = to_text(case, told)
        if len(text.encode()) > LONGEST_LEAF:
            raise InvalidFrame("leaf", text[:80])
        digest = hashlib.sha256(text.encode()).digest()[:KEY_BYTES]
        key = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        self.store.keep_leaf(key, text)
        return key

    def told(self, case: Case, key: str) -> Linked:
        """What is told under a key.

        Raises
        ------
        UnknownLeaf
            When nobody kept it here.
        OtherCase, InvalidText
            When it is not of this case, or no longer means anything.
        """
        return from_text(case, self.store.leaf(key))
