"""Facts -> documents: each is there, and says what it is."""

import os
import signal
import time
from concurrent.futures import wait

import pytest
from hypothesis import given, settings

from prioritisation.documents import service as module
from prioritisation.documents.kinds import (
    Document,
    Lost,
    TooManyDocuments,
    download_name,
    name_and_content,
)
from prioritisation.documents.making import RecordedNote, content_of, preview_of, recorded_note
from prioritisation.documents.service import MEETING_SUBJECT, DocumentQueue, DocumentRequest
from prioritisation.documents.worker import Process, request_of
from prioritisation.documents.writing.errors import NothingRanked
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.stamp import name_ending
from prioritisation.meeting.rules import Reason, Refusal, Refused
from prioritisation.record.making import record_of
from tests.each import each
from tests.prioritisation.documents import made as made_process
from tests.prioritisation.documents import made as made_service
from tests.prioritisation.documents.writing.recorded import few, sample
from tests.prioritisation.record.drawn import facts

STARTS = {Document.PDF: b"%PDF", Document.CSV: b"\xef\xbb\xbf", Document.JSON: b"{"}
STARTS |= {Document.PNG: b"\x89PNG"}


@pytest.fixture(scope="module")
def made():
    return noted(sample("clear"))


def noted(record):
    return RecordedNote(record, note_of(record))


@each("document", Document)
def test_each_document_is_made(document, made):
    name, content = name_and_content(content_of(made, document))
    assert name == download_name(document, name_ending(made.note))
    assert content.startswith(STARTS.get(document, b"PK"))


def test_a_ranking_that_is_not_is_not_drawn():
    with pytest.raises(NothingRanked) as refused:
        content_of(noted(few()), Document.PNG)
    assert "Trop peu de votes" in refused.value.sentence


@settings(max_examples=5)
@given(facts())
def test_a_note_made_with_its_record_is_that_of_the_record_computed_again(found):
    made = recorded_note(found)
    assert made.record == record_of(found)
    again = note_of(made.record)
    assert preview_of(made.record, made.note) == preview_of(made.record, again)


# The process of documents: it answers, and whatever becomes of it the next document comes.

REQUEST = request_of(b"facts", "pdf")


@pytest.fixture
def started():
    rows = []

    def start(*arguments, **options):
        rows.append(made_process.process(*arguments, **options))
        return rows[-1]

    yield start
    for process in rows:
        process.close()


def test_nothing_runs_before_a_document_is_asked_for(started):
    process = started()
    assert process.pid is None
    assert process.ask(REQUEST) == f"{process.pid} pdf".encode()


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
    process = started(made_process.DIES)
    assert process.ask(REQUEST) == b"x"
    with pytest.raises(Lost) as lost:
        process.ask(REQUEST)
    assert "interrompue" in lost.value.sentence
    assert process.ask(REQUEST) == b"x"


def test_one_that_takes_too_long_is_given_up(started):
    process = started(made_process.HANGS, patience=0.3)
    with pytest.raises(Lost) as lost:
        process.ask(REQUEST)
    assert "late" in str(lost.value)
    assert "interrompue" in lost.value.sentence
    assert process.pid is None


def test_one_that_cannot_start_is_told_as_one_that_stops_and_is_one_line_of_the_log(caplog):
    with pytest.raises(Lost):
        Process(["/nowhere/at/all"]).ask(b"")
    assert len(caplog.text.splitlines()) == 1
    assert "FileNotFoundError" in caplog.text


# Documents on demand: one at a time, each once, the last ones kept, and never too many.


@pytest.fixture
def served():
    rows = []

    def start(script=made_service.ECHO, **options):
        rows.append(DocumentQueue(made_service.process(script), **options))
        return rows[-1]

    yield start
    for service in rows:
        service.close()


def facts_service():
    return "facts"


def test_the_same_document_is_made_once_and_kept(served):
    service = served()
    first = service.ask(DocumentRequest(("a",), "pdf"), facts_service).result()
    requests = []
    again = service.ask(DocumentRequest(("a",), "pdf"), lambda: requests.append(1))
    assert again.done()
    assert again.result() == first
    assert requests == []


def test_who_asks_for_what_is_being_made_waits_for_the_same(served):
    service = served(made_service.SLOW)
    assert service.ask(DocumentRequest(("a",), "pdf"), facts_service) is service.ask(
        DocumentRequest(("a",), "pdf"), facts_service
    )


def test_too_many_are_refused_at_once_and_visitors_before_the_meeting(served):
    service = served(made_service.SLOW)
    for k in range(module.FOR_VISITORS + 1):
        service.ask(DocumentRequest(("scenario", k), "pdf"), facts_service)
    with pytest.raises(TooManyDocuments) as many:
        service.ask(DocumentRequest(("scenario", "x"), "pdf"), facts_service)
    assert "redemandez" in many.value.sentence
    assert (
        service.ask(DocumentRequest((MEETING_SUBJECT, "y"), "pdf"), facts_service).result()
        == b"done"
    )


def test_what_a_meeting_asks_for_comes_before_what_visitors_wait_for(served):
    service, done = served(made_service.SLOW), []
    subjects = [
        *(("scenario", k) for k in range(module.FOR_VISITORS)),
        (MEETING_SUBJECT, "K7Q42", 1),
    ]
    futures = [service.ask(DocumentRequest(subject, "pdf"), facts_service) for subject in subjects]
    for subject, future in zip(subjects, futures, strict=True):
        future.add_done_callback(lambda _done, kind=subject[0]: done.append(kind))
    wait(futures)
    assert done.index(MEETING_SUBJECT) <= 1  # the one being made is not given up


def test_what_may_not_be_had_is_not_even_queued(served):
    service = served()

    def refused():
        raise Refused(Refusal(Reason.ROUND_OPEN))

    with pytest.raises(Refused):
        service.ask(DocumentRequest(("a",), "pdf"), refused)
    assert service.pid is None


def test_a_failure_is_told_and_not_kept(served):
    service = served(made_service.DIES)
    service.ask(DocumentRequest(("a",), "pdf"), facts_service).result()
    with pytest.raises(Lost):
        service.ask(DocumentRequest(("b",), "pdf"), facts_service).result()
    assert service.ask(DocumentRequest(("b",), "pdf"), facts_service).result() == b"x"


def test_after_a_rest_the_process_is_gone_and_comes_back(served):
    service = served(idle=0.1)
    service.ask(DocumentRequest(("a",), "pdf"), facts_service).result()
    for _ in range(100):
        if service.pid is None:
            break
        time.sleep(0.05)
    assert service.pid is None
    assert service.ask(DocumentRequest(("b",), "pdf"), facts_service).result()


def of(code, version=1):
    return DocumentRequest((module.MEETING_SUBJECT, code, "2026", version), "pdf")


def test_of_a_meeting_that_is_erased_nothing_is_kept_here_or_in_the_process(served):
    service = served()
    for order in (of("A"), of("A", 2), of("B"), DocumentRequest(("scenario", "A"), "pdf")):
        service.ask(order, facts_service).result()
    process = service.pid
    service.forget("C")
    service.forget("A")
    called = []
    for order in (of("B"), DocumentRequest(("scenario", "A"), "pdf")):
        service.ask(order, lambda: called.append("kept")).result()
    assert called == []
    service.ask(of("A"), lambda: called.append("A")).result()
    assert called == ["A"]
    assert service.pid != process
    process = service.pid
    service.forget("B")  # of which this process knows nothing
    service.ask(of("D"), facts_service).result()
    assert service.pid == process


def test_a_document_whose_meeting_is_erased_meanwhile_is_made_and_not_kept(served):
    service = served(made_service.SLOW)
    service.ask(of("A"), facts_service)
    waiting = service.ask(of("B"), facts_service)
    service.forget("B")
    assert waiting.result() == b"done"
    called = []
    service.ask(of("B"), lambda: called.append("B")).result()
    assert called == ["B"]
