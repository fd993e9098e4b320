from typing import get_args

from prioritisation.meeting.store import (
    Conflict,
    NewerStore,
    Overtaken,
    StoreUnavailable,
    TooManyVoters,
    UnknownMeeting,
    UnknownVoter,
    Unstorable,
)
from prioritisation.meeting.store.errors import Cause
from prioritisation.sentences.replay import no_database_text, store_text
from tests.each import each


@each("cause", get_args(Cause))
def test_each_cause_has_its_own_sentence(cause):
    assert store_text(StoreUnavailable(cause)).endswith(".")


def test_where_nothing_is_kept_the_settings_are_named():
    assert "DATABASE_URL" in no_database_text()


@each(
    ("error", "said"),
    [
        (UnknownMeeting("K7Q42"), "K7Q42"),
        (TooManyVoters("K7Q42", 2000), "2000"),
        (Conflict("code"), "plus rapide"),
        (Overtaken("decision", 2, ""), "plus rapide"),
        (NewerStore("9999"), "autre version"),
        (UnknownVoter("K7Q42"), "séance"),
        (Unstorable(), "caractères"),
    ],
)
def test_what_else_goes_wrong_is_told(error, said):
    assert said in store_text(error)
