"""Documents on demand: one at a time, each once, the last ones kept, and never too many."""

import time
from concurrent.futures import wait

import pytest

from prioritisation.documents import service as module
from prioritisation.documents.kinds import Lost, TooManyDocuments
from prioritisation.documents.service import (
    MEETING_SUBJECT,
    DocumentQueue,
    DocumentRequest,
    current_queue,
)
from prioritisation.meeting.rules import Reason, Refusal, Refused
from tests.prioritisation.documents import made


@pytest.fixture
def served():
    rows = []

    def start(script=made.ECHO, **options):
        rows.append(DocumentQueue(made.process(script), **options))
        return rows[-1]

    yield start
    for service in rows:
        service.close()


def facts():
    return "facts"


def test_nothing_starts_before_the_first_document(served):
    service = served()
    assert service.pid is None
    service.ask(DocumentRequest(("a",), "pdf"), facts).result()
    assert service.pid


def test_the_same_document_is_made_once_and_kept(served):
    service = served()
    first = service.ask(DocumentRequest(("a",), "pdf"), facts).result()
    requests = []
    again = service.ask(DocumentRequest(("a",), "pdf"), lambda: requests.append(1))
    assert again.done()
    assert again.result() == first
    assert requests == []


def test_another_version_or_document_is_another(served):
    service = served()
    futures = [
        service.ask(DocumentRequest((version,), document), facts)
        for version, document in (("a", "docx"), ("b", "docx"), ("a", "pdf"))
    ]
    assert len({id(f) for f in futures}) == 3


def test_who_asks_for_what_is_being_made_waits_for_the_same(served):
    service = served(made.SLOW)
    assert service.ask(DocumentRequest(("a",), "pdf"), facts) is service.ask(
        DocumentRequest(("a",), "pdf"), facts
    )


def test_too_many_are_refused_at_once_and_visitors_before_the_meeting(served):
    service = served(made.SLOW)
    for k in range(module.FOR_VISITORS + 1):
        service.ask(DocumentRequest(("scenario", k), "pdf"), facts)
    with pytest.raises(TooManyDocuments) as many:
        service.ask(DocumentRequest(("scenario", "x"), "pdf"), facts)
    assert "redemandez" in many.value.sentence
    assert service.ask(DocumentRequest((MEETING_SUBJECT, "y"), "pdf"), facts).result() == b"done"


def test_what_a_meeting_asks_for_comes_before_what_visitors_wait_for(served):
    service, done = served(made.SLOW), []
    subjects = [
        *(("scenario", k) for k in range(module.FOR_VISITORS)),
        (MEETING_SUBJECT, "K7Q42", 1),
    ]
    futures = [service.ask(DocumentRequest(subject, "pdf"), facts) for subject in subjects]
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
    service = served(made.DIES)
    service.ask(DocumentRequest(("a",), "pdf"), facts).result()
    with pytest.raises(Lost):
        service.ask(DocumentRequest(("b",), "pdf"), facts).result()
    assert service.ask(DocumentRequest(("b",), "pdf"), facts).result() == b"x"


def test_few_are_kept_the_oldest_leaves_first(served, monkeypatch):
    monkeypatch.setattr(module, "MOST_DOCUMENTS_KEPT", 2)
    service = served()
    for name in "abc":
        service.ask(DocumentRequest((name,), "pdf"), facts).result()
    assert service.ask(DocumentRequest(("c",), "pdf"), facts).done()
    calls = []
    service.ask(DocumentRequest(("a",), "pdf"), lambda: calls.append(1)).result()
    assert calls == [1]


def test_the_heaviest_do_not_fill_the_memory(served, monkeypatch):
    monkeypatch.setattr(module, "HEAVIEST", 10)
    service = served()
    for name in "ab":
        service.ask(DocumentRequest((name,), "pdf"), facts).result()
    assert len(service._kept) == 1  # noqa: SLF001 (what is kept is not shown)


def test_after_a_rest_the_process_is_gone_and_comes_back(served):
    service = served(idle=0.1)
    service.ask(DocumentRequest(("a",), "pdf"), facts).result()
    for _ in range(100):
        if service.pid is None:
            break
        time.sleep(0.05)
    assert service.pid is None
    assert service.ask(DocumentRequest(("b",), "pdf"), facts).result()


def test_one_that_nobody_wants_any_more_is_not_made(served):
    service = served(made.SLOW)
    service.ask(DocumentRequest(("a",), "pdf"), facts)
    given_up = service.ask(DocumentRequest(("b",), "pdf"), facts)
    assert given_up.cancel()
    assert service.ask(DocumentRequest(("c",), "pdf"), facts).result() == b"done"


def of(code, version=1):
    return DocumentRequest((module.MEETING_SUBJECT, code, "2026", version), "pdf")


def test_of_a_meeting_that_is_erased_nothing_is_kept_here_or_in_the_process(served):
    service = served()
    for order in (of("A"), of("A", 2), of("B"), DocumentRequest(("scenario", "A"), "pdf")):
        service.ask(order, facts).result()
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
    service.ask(of("D"), facts).result()
    assert service.pid == process


def test_a_document_whose_meeting_is_erased_meanwhile_is_made_and_not_kept(served):
    service = served(made.SLOW)
    service.ask(of("A"), facts)
    waiting = service.ask(of("B"), facts)
    service.forget("B")
    assert waiting.result() == b"done"
    called = []
    service.ask(of("B"), lambda: called.append("B")).result()
    assert called == ["B"]


def test_there_is_one_service_for_the_whole_server():
    current_queue().close()  # another test may have asked it for something
    assert current_queue() is current_queue()
    assert current_queue().pid is None
