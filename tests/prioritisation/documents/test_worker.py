"""The process that makes documents, through its own pipes and in this one."""

import datetime as dt
import io
import os
import pickle

import pytest

from prioritisation.analysis.scenario import starting_scenario
from prioritisation.documents import worker
from prioritisation.documents.worker import Process
from tests.each import each
from tests.prioritisation.documents.writing.recorded import normandie
from tests.thresholds import facts_alone

DAY = dt.date(2026, 11, 25)


@pytest.fixture(scope="module")
def facts():
    return pickle.dumps(facts_alone(normandie(), starting_scenario(normandie()), DAY))


@pytest.fixture(scope="module")
def answer():
    return worker.request_handler()


def request(facts, document="json"):
    return worker.request_of(facts, document)


def test_a_document_is_made_from_facts(answer, facts):
    kind, content = answer(request(facts))
    assert kind == worker.ANSWER
    assert b'"prioritisation/decision-record"' in content


@each("broken", [b"", pickle.dumps("not facts")])
def test_facts_that_make_no_record_are_a_sentence_and_no_trace(broken, answer, facts, capsys):
    kind, content = answer(request(broken))
    assert (kind, content.decode()) == (worker.REFUSED, "Le document n’a pas pu être produit.")
    assert "Traceback" in capsys.readouterr().err
    assert answer(request(facts))[0] == worker.ANSWER


def test_messages_are_read_whole_and_a_closed_input_is_the_end(facts):
    one_request = request(facts)
    one = worker.HEAD.pack(worker.ASK, len(one_request)) + one_request
    out = io.BytesIO()
    worker.serve(io.BytesIO(one + one + one[:5]), out)
    answers = out.getvalue()
    kind, size = worker.HEAD.unpack(answers[: worker.HEAD.size])
    assert kind == worker.ANSWER
    assert len(answers) == 2 * (worker.HEAD.size + size)


def test_the_real_process_answers_and_gives_way_to_all_others(facts):
    process = Process()
    try:
        assert b'"prioritisation/decision-record"' in process.ask(request(facts))
        with open(f"/proc/{process.pid}/stat") as stat:  # noqa: PTH123 (a file of the system)
            nice = int(stat.read().rsplit(")", 1)[1].split()[16])
        assert nice == os.nice(0) + worker.NICENESS
    finally:
        process.close()
