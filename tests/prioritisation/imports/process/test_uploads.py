"""Files that wait: few, not for long, read once for the same answers, and forgotten."""

import threading
from dataclasses import replace

import pytest

from prioritisation.imports.grids import LARGEST_FILE, FileKind, FileRefused
from prioritisation.imports.model import FileReading, GivenAnswer, Layout
from prioritisation.imports.process.uploads import (
    MOST_UPLOADED_BYTES,
    MOST_UPLOADS,
    UPLOAD_KEPT_S,
    Uploads,
)

READING = FileReading(FileKind.TEXT, None, (), (), ())
DIRECTION = GivenAnswer("direction", "Coût", ("min",))


class Reader:
    """Counts what it reads; the title of each reading is what it was read from."""

    def __init__(self):
        self.calls = []
        self.refusals = []

    def __call__(self, name, content, answers):
        self.calls.append((name, content, answers.given))
        if self.refusals:
            raise FileRefused(self.refusals.pop(0), found=3)
        return replace(READING, title=f"{name} {len(answers.given)}")


ME = "my mark"


@pytest.fixture
def reader():
    return Reader()


@pytest.fixture
def moment():
    return [0.0]


@pytest.fixture
def uploads(reader, moment):
    return Uploads(reader, now=lambda: moment[0])


def test_what_was_received_is_there_as_it_came(uploads):
    one = uploads.received(uploads.receive("Notes été.xlsx", b"abc", ME), ME)
    assert (one.name, one.content, one.size, one.pasted) == ("Notes été.xlsx", b"abc", 3, False)
    assert one.sha256.startswith("ba7816bf")
    block = uploads.received(uploads.receive_pasted("é\ud800", ME), ME)
    assert (block.pasted, block.content) == (True, "é?".encode())


def test_tokens_are_long_and_never_the_same(uploads):
    tokens = {uploads.receive("a", b"x", ME) for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 32


@pytest.mark.parametrize("token", ["", "x", "é" * 5000, "../a"])
def test_no_other_token_opens_anything(uploads, token):
    uploads.receive("a", b"x", ME)
    assert uploads.received(token, ME) is None


def test_the_same_answers_are_read_once(uploads, reader):
    one = uploads.received(uploads.receive("a", b"x", ME), ME)
    assert one.reading() is one.reading()
    one.answer(DIRECTION)
    assert one.reading().title == "a 1"
    one.answer(replace(DIRECTION, choice=()))
    assert one.reading().title == "a 0"
    assert len(reader.calls) == 2


def test_answers_are_kept_beside_it_each_in_the_place_of_the_one_before(uploads):
    token = uploads.receive("a", b"x", ME)
    other = GivenAnswer("sheet", "", ("Notes",))
    uploads.received(token, ME).answer(DIRECTION, other)
    uploads.received(token, ME).answer(replace(DIRECTION, choice=("max",)))
    uploads.received(token, ME).head["title"] = "Mobilité"
    again = uploads.received(token, ME)
    assert set(again.answers.given) == {replace(DIRECTION, choice=("max",)), other}
    assert again.head == {"title": "Mobilité"}


def test_what_was_said_of_the_columns_of_a_sheet_is_not_said_of_those_of_another():
    """« Remarque » in C was left out; on the other sheet C was left out too."""

    def reader(_name, _content, answers):
        sheet = answers.choice("sheet") or "Un"
        return replace(READING, layout=Layout(sheet, ("Un", "Deux"), "rows", (0,), 0, (), ()))

    uploads = Uploads(reader)
    one = uploads.received(uploads.receive("a", b"x", ME), ME)
    role = GivenAnswer("role", "C", ("left_out",))
    same, other = (GivenAnswer("sheet", "", (name,)) for name in ("Un", "Deux"))
    one.answer(role, DIRECTION)
    one.answer(same)
    assert set(one.answers.given) == {role, DIRECTION, same}
    one.answer(other)
    assert set(one.answers.given) == {DIRECTION, other}
    one.answer(role)
    one.answer(same)
    assert set(one.answers.given) == {DIRECTION, same}


def test_a_refusal_stays_but_for_one_that_says_to_come_again(uploads, reader):
    one = uploads.received(uploads.receive("a", b"x", ME), ME)
    reader.refusals = ["busy", "unknown_content"]
    kinds = []
    for _ in range(3):
        with pytest.raises(FileRefused) as caught:
            one.reading()
        kinds.append((caught.value.kind, caught.value.values["found"]))
    assert kinds == [("busy", 3), ("unknown_content", 3), ("unknown_content", 3)]
    assert len(reader.calls) == 2


def test_two_pages_that_ask_for_the_same_wait_for_the_same():
    entered, leave, calls = threading.Event(), threading.Event(), []

    def slow(name, _content, _answers):
        calls.append(name)
        entered.set()
        assert leave.wait(10)
        return READING

    uploads = Uploads(slow)
    one = uploads.received(uploads.receive("a", b"x", ME), ME)
    threads = [threading.Thread(target=one.reading) for _ in range(3)]
    for each in threads:
        each.start()
    assert entered.wait(10)
    leave.set()
    for each in threads:
        each.join()
    assert calls == ["a"]


def test_one_that_nobody_uses_for_two_hours_is_forgotten(uploads, moment):
    used, left = uploads.receive("a", b"x", ME), uploads.receive("b", b"x", ME)
    moment[0] = UPLOAD_KEPT_S - 1
    assert uploads.received(used, ME)
    moment[0] = UPLOAD_KEPT_S + 1
    assert uploads.received(used, ME)
    assert uploads.received(left, ME) is None


def test_the_one_used_longest_ago_makes_room(uploads):
    first, second, *_ = [uploads.receive("a", b"x", ME) for _ in range(MOST_UPLOADS)]
    uploads.received(first, ME)
    uploads.receive("b", b"x", ME)
    assert uploads.received(second, ME) is None
    assert uploads.received(first, ME)


def test_all_together_have_an_end(uploads):
    tokens = [uploads.receive("a", bytes(LARGEST_FILE), ME) for _ in range(9)]
    left = [token for token in tokens if uploads.received(token, ME)]
    assert left == tokens[-(MOST_UPLOADED_BYTES // LARGEST_FILE) :]


def test_one_that_is_too_large_is_not_kept(uploads):
    with pytest.raises(FileRefused) as caught:
        uploads.receive_pasted("x" * (LARGEST_FILE + 1), ME)
    assert caught.value.kind == "too_large"


def test_nothing_is_left_of_one_that_is_a_case_now(uploads, reader):
    token = uploads.receive("a", b"x", ME)
    one = uploads.received(token, ME)
    one.reading()
    uploads.forget(token)
    uploads.forget(token)
    assert uploads.received(token, ME) is None
    one.reading()  # whoever still has it in hand
    one.reading()
    assert len(reader.calls) == 3


def test_what_somebody_sent_is_there_for_their_browser_alone(uploads):
    token = uploads.receive("a", b"x", ME)
    for mark in ("", "another mark"):
        assert uploads.received(token, mark) is None
    assert uploads.received(token, ME).name == "a"


def test_nobody_s_file_is_nobody_s(uploads):
    assert uploads.received(uploads.receive("a", b"x", ""), "") is None
