"""Who holds what: secret links, set-up link, voting tokens, invitations. Only hashes are kept."""

import base64
import hashlib
import hmac
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, 1, I, L, O: read aloud and typed without a mistake."""

CODE_LENGTH, INVITATION_LENGTH = 5, 10
_SIGNATURE_BYTES = 12
_INVITED = "i~"
_PROCESS = secrets.token_bytes(32)


def new_code() -> str:
    """The code of a meeting, to be shown large: it opens nothing by itself."""
    return _drawn(CODE_LENGTH)


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


def network_mark(code: str, network: str) -> str:
    """A mark of the network of somebody who joins; whoever reads it learns no address.

    It is made with a key that no process tells nor keeps: another process makes others.
    """
    return hmac.digest(_PROCESS, f"{code}.{network}".encode(), "sha256").hex()[:16]


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


def secret_hash(code: str, given: str, key: str) -> str | None:
    """What is kept of the secret of a link, or of a pass; None for a pass that is forged."""
    kept, dot, signature = given.partition(".")
    if not dot:
        return hashed(given)
    return kept if _is(signature, _signature(_linked(code), kept, key)) else None


def is_pass(code: str, given: str, key: str) -> bool:
    """Whether this is the pass of a link, revoked since or not."""
    return "." in given and secret_hash(code, given, key) is not None


def presence_of(code: str, key: str) -> str:
    """What the devices that have joined a meeting hold, the same for all of them.

    Whoever makes one up does not know whether there is such a meeting.
    """
    return _signature(f"{code}/present", "", key)


def is_presence(code: str, given: str, key: str) -> bool:
    """Whether a device that holds this has joined the meeting."""
    return _is(given, presence_of(code, key))


def _linked(code: str) -> str:
    """What no code of a meeting can be: a pass is no voting token."""
    return f"{code}/link"


def token_hash(code: str, token: str, key: str) -> str | None:
    """What is kept of a token; None when it was forged, cut short, or is of another meeting."""
    drawn, _, signature = token.partition(".")
    if not drawn or not _is(signature, _signature(code, drawn, key)):
        return None
    return hashed(f"{code}.{drawn}")


def _is(given: str, signature: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), signature.encode())


def _signature(code: str, drawn: str, key: str) -> str:
    digest = hmac.digest(key.encode(), f"{code}.{drawn}".encode("utf-8", "replace"), "sha256")
    return base64.urlsafe_b64encode(digest[:_SIGNATURE_BYTES]).decode().rstrip("=")
