import string

from prioritisation.meeting.room import identity
from prioritisation.web.ballot import meanwhile
from prioritisation.web.ballot.rendering import render
from tests.each import each

FIELDS = {"raison": 'a "b" <c>', "geste": "envoyer"}


@each("cause", ["locked", "readonly", "full", "gone", None])
def test_each_cause_has_its_sentence_and_the_answers_stay(cause):
    page = meanwhile.unavailable(cause, FIELDS, "/vote/ABCDE")
    text = render(page, part=True)
    assert page.status == (503 if cause else 500)
    assert 'name="raison" value="a &#34;b&#34; &lt;c&gt;"' in text
    assert 'name="geste"' not in text
    assert 'action="/vote/ABCDE"' in text


@each(
    ("cause", "sure"),
    [("locked", True), ("full", True), ("gone", False), ("slow", False), (None, False)],
)
def test_nothing_is_said_not_to_be_recorded_that_may_be(cause, sure):
    """The answer to a commit may be lost with the server."""
    text = render(meanwhile.unavailable(cause, FIELDS, "/vote/ABCDE"), part=True)
    assert ("Rien n’a été enregistré" in text) is sure
    assert ("ne comptent qu’une fois" in text) is not sure


@each(
    ("page", "status"),
    [
        (meanwhile.code_form(), 200),
        (meanwhile.unknown_code("ZZZZZ"), 404),
        (meanwhile.unknown_page(), 404),
        (meanwhile.unknown_link(), 403),
        (meanwhile.too_long_page(), 413),
        (meanwhile.not_understood(), 400),
        (meanwhile.too_many_codes(), 429),
        (meanwhile.full(), 429),
        (meanwhile.wrong_settings_page(), 503),
    ],
)
def test_each_message_has_its_status_and_its_way_on(page, status):
    assert page.status == status
    assert "<a class" in render(page, part=True) or "<form" in render(page, part=True)


def test_the_signs_that_are_said_never_to_be_used_are_those_left_out():
    left_out = set(string.digits + string.ascii_uppercase) - set(identity.ALPHABET)
    assert left_out == {"0", "1", "O", "I", "L"}
    assert "ni zéro, ni un, ni O, ni I, ni L" in meanwhile.unknown_code("").values["text"]
