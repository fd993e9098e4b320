"""Who holds what: links, tokens, invitations, the key that signs them, the cookies they are in.

Over HTTPS a name that begins with ``__Host-`` is kept only when this very server gives it: neither
a neighbour under the same domain nor the network can plant it. Over plain HTTP nothing prevents
it (docs/protection.md).
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping

from prioritisation.meeting.store import Store

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, 1, I, L, O: read aloud and typed without a mistake."""

CODE_LENGTH, KEY_LENGTH, INVITATION_LENGTH = 5, 8, 10
LONGEST_TYPED_CODE = 12
_SIGNATURE_BYTES = 12
_INVITED = "i~"
# Never stored: who reads the database cannot try addresses one by one.


def new_code() -> str:
    """The code of a meeting, to be shown large: it opens nothing by itself."""
    return _drawn(CODE_LENGTH)


def new_key() -> str:
    """The key of a dossier, which names it in addresses: it opens nothing by itself."""
    return _drawn(KEY_LENGTH)


def cleaned_code(typed: str) -> str:
    """A code as it is kept: what people add or forget when they type is corrected.

    Examples
    --------
    >>> cleaned_code(" k7q-4p ")
    'K7Q4P'
    """
    return alphanumeric(typed)[:LONGEST_TYPED_CODE]


def alphanumeric(typed: str) -> str:
    """The letters and digits of a code or an invitation, in capitals: no other makes one."""
    return "".join(c for c in typed.upper() if c.isascii() and c.isalnum())


def new_invitation() -> str:
    """A one-time invitation, short enough to be typed: about 49 bits."""
    return _drawn(INVITATION_LENGTH)


def new_secret() -> str:
    """A secret link: 192 bits."""
    return secrets.token_urlsafe(24)


def new_receipt() -> str:
    """A receipt code: it proves that a ballot is in, and says nothing of it."""
    return f"{_drawn(4)}-{_drawn(4)}"


def _drawn(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def new_token(code: str, key: str) -> str:
    """An anonymous voting token of a meeting, signed with the server's key."""
    drawn = secrets.token_urlsafe(16)
    return f"{drawn}.{_signature(code, drawn, key)}"


def spelt(invitation: str) -> str:
    """An invitation as it was drawn, however it was typed.

    Examples
    --------
    >>> spelt(" k7q4-abcde f")
    'K7Q4ABCDEF'
    """
    return "".join(c for c in invitation.upper() if c in ALPHABET)


def invitation_hash(code: str, invitation: str) -> str:
    """What is kept of an invitation."""
    return hashed(f"{code}.{_INVITED}{invitation}")


def pass_of(code: str, secret: str, key: str) -> str:
    """What a browser keeps of a secret link: it opens the same, and gives no link.

    Parameters
    ----------
    code
        Of the meeting; empty for the set-up link.
    """
    kept = hashed(secret)
    return f"{kept}.{_signature(_linked(code), kept, key)}"


def secret_hash(code: str, secret: str, key: str) -> str | None:
    """What is kept of the secret of a link, or of a pass; None for a pass that is forged."""
    # No secret that is drawn has a dot: whatever has one is a pass.
    kept, dot, signature = secret.partition(".")
    if not dot:
        return hashed(secret)
    return kept if _is(signature, _signature(_linked(code), kept, key)) else None


def is_pass(code: str, secret: str, key: str) -> bool:
    """Whether this is the pass of a link, revoked since or not."""
    return "." in secret and secret_hash(code, secret, key) is not None


def presence_of(code: str, key: str) -> str:
    """What the devices that have joined a meeting hold, the same for all of them.

    Whoever makes one up does not know whether there is such a meeting.
    """
    return _signature(f"{code}/present", "", key)


def is_presence(code: str, presence: str, key: str) -> bool:
    """Whether a device that holds this has joined the meeting."""
    return _is(presence, presence_of(code, key))


def _linked(code: str) -> str:
    """What no code of a meeting can be: a pass is no voting token."""
    return f"{code}/link"


def token_hash(code: str, token: str, key: str) -> str | None:
    """What is kept of a token; None when it was forged, cut short, or is of another meeting."""
    drawn, _, signature = token.partition(".")
    if not drawn or not _is(signature, _signature(code, drawn, key)):
        return None
    return hashed(f"{code}.{drawn}")


def _is(signed: str, signature: str) -> bool:
    # As bytes: of texts it compares ASCII only, and a browser may send anything.
    return hmac.compare_digest(signed.encode("utf-8", "replace"), signature.encode())


def _signature(code: str, nonce: str, key: str) -> str:
    digest = hmac.digest(key.encode(), f"{code}.{nonce}".encode("utf-8", "replace"), "sha256")
    return base64.urlsafe_b64encode(digest[:_SIGNATURE_BYTES]).decode().rstrip("=")


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
        return self._store.setting(SIGNING, new_secret)


HOST_PREFIX = "__Host-"

VOTER, CLAIM = "bulletin_", "invitation_"
"""Of a voting token, followed by the code; of what claims an invitation, by a mark of it."""
LINK, SETUP = "lien_", "demarrage"
"""Of the pass of a secret link, followed by the code of its meeting; of the set-up link."""
BROWSER = "navigateur"
"""Of a browser that has sent a file or made a dossier: what is its own until it is a dossier."""
PRESENT = "present_"
"""Of a device that has joined a meeting, followed by its code: the same for all of them."""


def cookie_name(name: str, *, secure: bool) -> str:
    """The name under which a browser keeps a cookie.

    Examples
    --------
    >>> cookie_name("lien_K7Q4P", secure=True), cookie_name("lien_K7Q4P", secure=False)
    ('__Host-lien_K7Q4P', 'lien_K7Q4P')
    """
    return f"{HOST_PREFIX}{name}" if secure else name


def cookies_by_name(cookies: Mapping[str, str]) -> Mapping[str, str]:
    """Our cookies under either name, the sure one first: for who cannot know how they came.

    Examples
    --------
    >>> cookies_by_name({"lien_A": "bare", "__Host-lien_A": "sure", "present_A": "1"})
    {'lien_A': 'sure', 'present_A': '1'}
    """
    bare = {n: v for n, v in cookies.items() if not n.startswith(HOST_PREFIX)}
    return {**bare, **own_cookies(cookies)}


def own_cookies(cookies: Mapping[str, str]) -> Mapping[str, str]:
    """Our cookies by their own names: those that nobody else can have given, over HTTPS.

    Examples
    --------
    >>> own_cookies({"lien_A": "planted", "__Host-lien_A": "ours"})
    {'lien_A': 'ours'}
    """
    return {
        n.removeprefix(HOST_PREFIX): v for n, v in cookies.items() if n.startswith(HOST_PREFIX)
    }
