import re

from hypothesis import given
from hypothesis import strategies as st

from prioritisation.room import identity

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


def test_an_invitation_gives_the_same_voter_each_time_and_no_drawn_token_looks_like_one():
    token = identity.invitation_token("ABCDE", "K7Q4XXXXXX", KEY)
    assert identity.is_invited(token)
    assert identity.token_hash("ABCDE", token, KEY) == identity.invitation_hash(
        "ABCDE", "K7Q4XXXXXX"
    )
    assert not any(identity.is_invited(identity.new_token("ABCDE", KEY)) for _ in range(500))


def test_codes_have_no_letter_that_is_misread():
    drawn = "".join(identity.new_code() + identity.new_invitation() for _ in range(200))
    assert not set(drawn) & set("01ILO")
    assert len({identity.new_secret() for _ in range(100)}) == 100
    assert re.fullmatch(r"\w{4}-\w{4}", identity.new_receipt())
