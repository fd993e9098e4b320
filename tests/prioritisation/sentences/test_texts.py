"""The main sentences of some situations are those that were read and found true."""

from tests.cases.texts import make


def test_the_main_sentences_are_those_that_were_read():
    assert make.text() == make.TEXTS.read_text("utf-8"), "python -m tests.cases.texts.make"
