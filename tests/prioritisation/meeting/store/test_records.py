import pytest

from prioritisation.meeting.store import Unstorable
from prioritisation.meeting.store.records import check_storable
from tests.each import each


@each("text", ["", "été", "👍", "\n\t", None])
def test_ordinary_texts_are_taken(text):
    check_storable(text)


@each("text", ["\0", "a\0b", "\ud83d", "a\udc00"])
def test_texts_that_some_database_refuses_are_refused_for_all(text):
    with pytest.raises(Unstorable):
        check_storable("good", text)
