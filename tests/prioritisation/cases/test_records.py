"""A meeting on a dossier: its record holds the files that it took, and is computed from them."""

import json

import pytest

from prioritisation.cases.units import units_of, units_sha256
from prioritisation.record.making import record_of
from prioritisation.record.replaying import replay
from tests.shelving import Shelved
from tests.sitting import Sitting
from tests.thresholds import facts_of

pytestmark = pytest.mark.usefixtures("fresh")


@pytest.fixture
def dossier(room):
    return Shelved(room, "Bretagne")


def recorded(sitting):
    return record_of(facts_of(sitting.room.rationale(sitting.code, sitting.secret)))


def test_a_record_holds_the_version_that_the_meeting_took_whatever_becomes_of_it(room, dossier):
    taken = dossier.meeting()
    sitting = Sitting(room, about=taken).open()
    sitting.vote(6)
    sitting.reveal()
    first = recorded(sitting)
    assert first.case.title == "Bretagne"
    assert dict(first.case.files) == dict(taken.files)
    assert units_sha256(units_of(first.case.files)) == taken.dossier.sha256
    assert replay(first).identical
    dossier.shelf.rename(dossier.key, dossier.secret, "Autre titre", "Autre groupe")
    assert (
        json.loads(recorded(sitting).model_dump_json())["case"]
        == json.loads(first.model_dump_json())["case"]
    )
    dossier.shelf.erase(dossier.key, dossier.secret)
    again = recorded(sitting)
    assert dict(again.case.files) == dict(taken.files)
    assert replay(again).identical
