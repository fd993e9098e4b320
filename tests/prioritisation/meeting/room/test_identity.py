import re

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.meeting.room import identity

KEY = "k" * 32


def test_a_token_is_read_back_with_its_own_meeting_and_key_only():
    token = identity.new_token("ABCDE", KEY)
    assert identity.token_hash("ABCDE", token, KEY)
    assert identity.token_hash("ABCDF", token, KEY) is None
    assert identity.token_hash("ABCDE", token, "other") is None


@given(st.text(max_size=60))
def test_no_text_that_was_not_signed_is_a_token(text):
    assert identity.token_hash("ABCDE", text, KEY) is None


def test_nothing_of_a_token_is_in_what_is_kept():
    token = identity.new_token("ABCDE", KEY)
    kept = identity.token_hash("ABCDE", token, KEY)
    assert token.split(".")[0] not in kept
    assert re.fullmatch("[0-9a-f]{64}", kept)


def test_a_pass_opens_what_its_secret_opens_and_is_neither_a_link_nor_a_vote():
    secret = identity.new_secret()
    given = identity.pass_of("ABCDE", secret, KEY)
    assert secret not in given
    assert identity.secret_hash("ABCDE", given, KEY) == identity.hashed(secret)
    assert identity.secret_hash("ABCDE", secret, KEY) == identity.hashed(secret)
    for code, forged, key in (
        ("ABCDF", given, KEY),
        ("ABCDE", given, "another key"),
        ("ABCDE", given[:-1] + ("A" if given[-1] != "A" else "B"), KEY),
        ("ABCDE", f"{identity.hashed('x')}.{given.partition('.')[2]}", KEY),
        ("ABCDE", f"{identity.hashed(secret)}.", KEY),
    ):
        assert identity.secret_hash(code, forged, key) is None
    for token in (given, f"p~{given}", identity.new_token("ABCDE/link", KEY)):
        assert identity.token_hash("ABCDE", token, KEY) is None
    assert identity.secret_hash("ABCDE", identity.new_token("ABCDE", KEY), KEY) is None


def test_codes_have_no_letter_that_is_misread():
    drawn = "".join(identity.new_code() + identity.new_invitation() for _ in range(200))
    assert not set(drawn) & set("01ILO")
    assert len({identity.new_secret() for _ in range(100)}) == 100
    assert re.fullmatch(r"\w{4}-\w{4}", identity.new_receipt())
