"""The process of documents: it answers, and whatever becomes of it the next document comes."""

import os
import signal
import time

import pytest

from prioritisation.documents.kinds import DocumentNotMade, Lost
from prioritisation.documents.worker import Process, request_of
from tests.each import each
from tests.prioritisation.documents import made

REQUEST = request_of(b"facts", "pdf")


@pytest.fixture
def started():
    rows = []

    def start(*arguments, **options):
        rows.append(made.process(*arguments, **options))
        return rows[-1]

    yield start
    for process in rows:
        process.close()


def test_nothing_runs_before_a_document_is_asked_for(started):
    process = started()
    assert process.pid is None
    assert process.ask(REQUEST) == f"{process.pid} pdf".encode()


def test_the_same_process_answers_again(started):
    process = started()
    assert [process.ask(REQUEST) for _ in range(2)] == [f"{process.pid} pdf".encode()] * 2


def test_one_that_is_killed_between_two_documents_is_started_again_unseen(started):
    process = started()
    process.ask(REQUEST)
    before = process.pid
    os.kill(before, signal.SIGKILL)
    while process.pid:
        time.sleep(0.01)
    assert process.ask(REQUEST)
    assert process.pid != before


def test_one_that_dies_in_the_middle_is_told_and_the_next_document_comes(started):
    process = started(made.DIES)
    assert process.ask(REQUEST) == b"x"
    with pytest.raises(Lost) as lost:
        process.ask(REQUEST)
    assert "interrompue" in lost.value.sentence
    assert process.ask(REQUEST) == b"x"


@each("script", [made.CUT, made.HUGE])
def test_an_answer_that_is_not_whole_is_no_answer(script, started):
    with pytest.raises(Lost) as lost:
        started(script).ask(REQUEST)
    assert "late" not in str(lost.value)


def test_one_that_takes_too_long_is_given_up(started):
    process = started(made.HANGS, patience=0.3)
    with pytest.raises(Lost) as lost:
        process.ask(REQUEST)
    assert "late" in str(lost.value)
    assert "interrompue" in lost.value.sentence
    assert process.pid is None


def test_why_a_document_cannot_be_made_is_told_as_it_was_said(started):
    process = started(made.REFUSES)
    with pytest.raises(DocumentNotMade) as refused:
        process.ask(REQUEST)
    assert refused.value.sentence == "Non."


def test_closing_twice_is_closing(started):
    process = started()
    process.ask(REQUEST)
    process.close()
    process.close()
    assert process.pid is None


def test_one_that_cannot_start_is_told_as_one_that_stops_and_is_one_line_of_the_log(caplog):
    with pytest.raises(Lost):
        Process(["/nowhere/at/all"]).ask(b"")
    assert len(caplog.text.splitlines()) == 1
    assert "FileNotFoundError" in caplog.text
