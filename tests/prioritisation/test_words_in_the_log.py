"""What people wrote is not in what a server logs of an error: a log outlives the meeting."""

import json
import traceback

import pytest

from prioritisation.meeting.rules import decision
from prioritisation.record.model import record_from
from tests.each import each

WORDS = "PAROLE DU GROUPE"
TREES = ({"case": "normandie", "extra": WORDS}, [{"id": 7, "text": WORDS}], {"name": {"a": WORDS}})
READERS = {
    "decision": lambda _case, text: decision.from_json(text),
    "record": lambda _case, text: record_from(text.encode()),
}


@each("reader", READERS)
@each("tree", TREES, ids=["field", "row", "value"])
def test_words_of_a_text_that_is_refused_are_in_no_trace(case, reader, tree):
    with pytest.raises(Exception) as caught:  # noqa: PT011 (each reader has its own)
        READERS[reader](case, json.dumps(tree))
    assert WORDS not in "".join(traceback.format_exception(caught.value))
