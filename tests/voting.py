"""Ballots of devices, for rooms that need people to vote."""


def vote(room, code, ballot, reason="", nonce="n"):
    """Have somebody come in with a device of their own and vote; their token."""
    token = room.new_token(code)
    room.join_soon(code, token).result()
    room.cast_soon(code, room.voter_of(code, token), ballot, reason, nonce).result()
    return token
