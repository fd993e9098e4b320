"""How people come in: an address to type, and the same one to scan."""

from prioritisation.drawing.view import code_and_qr, invitation_text, qr_block, typed_address

ORIGIN = "https://vote.example"


def test_the_code_is_shown_with_the_address_that_it_opens():
    drawn = code_and_qr("K7Q4P", ORIGIN)
    assert '<p class="code">K7Q4P</p>' in drawn
    assert "https://vote.example/vote/K7Q4P" in drawn


def test_a_qr_code_is_a_picture_with_words():
    assert qr_block(ORIGIN).startswith('<img class="qr" alt="QR code')
    assert qr_block(ORIGIN) != qr_block(f"{ORIGIN}/")


def test_an_address_is_typed_without_its_scheme():
    assert typed_address(ORIGIN, "K7Q4P") == "vote.example/vote/K7Q4P"


def test_an_invitation_is_asked_for_in_a_sentence():
    assert "invitation" in invitation_text()
