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


def invitation_token(code: str, invitation: str, key: str) -> str:
    """The voting token of whoever holds an invitation: the same on each device."""
    drawn = f"{_INVITED}{invitation}"
    return f"{drawn}.{_signature(code, drawn, key)}"


def invitation_hash(code: str, invitation: str) -> str:
    """What is kept of an invitation, and of the token it gives."""
    return hashed(f"{code}.{_INVITED}{invitation}")


def token_hash(code: str, token: str, key: str) -> str | None:
    """What is kept of a token; None when it was forged, cut short, or is of another meeting."""
    drawn, _, signature = token.partition(".")
    given = signature.encode("utf-8", "replace")
    if not drawn or not hmac.compare_digest(given, _signature(code, drawn, key).encode()):
        return None
    return hashed(f"{code}.{drawn}")


def is_invited(token: str) -> bool:
    """Whether a token, already checked, comes from an invitation."""
    return token.startswith(_INVITED)


def _signature(code: str, drawn: str, key: str) -> str:
    digest = hmac.digest(key.encode(), f"{code}.{drawn}".encode("utf-8", "replace"), "sha256")
    return base64.urlsafe_b64encode(digest[:_SIGNATURE_BYTES]).decode().rstrip("=")
