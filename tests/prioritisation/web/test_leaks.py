"""A second round is open: no address, to nobody, says what the first or the second one holds."""

import asyncio
import re
import shutil
from argparse import Namespace

import pytest

from prioritisation.cli import export
from prioritisation.documents.kinds import Document
from prioritisation.documents.service import DocumentQueue
from prioritisation.documents.sheets.content import ballot_sheet
from prioritisation.meeting.room import Room, identity
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import open_store
from prioritisation.web import documents
from prioritisation.web.meetings import Meetings
from tests.prioritisation.documents import made
from tests.prioritisation.web.visitor import Visitor
from tests.second_round import MARK, SecondRound
from tests.sitting import Sitting

WEIGHTS = "poids.ghg_impact=10&poids.partner_ecosystem=20&poids.existing_coverage=70"
ADDRESSES = (
    "/vote/{code}", "/vote/{code}?changer=1", "/seance/{code}/qr.svg",
    "/seance/{code}/invitations.pdf", "/projection?seance={code}", "/entrer/{code}/nobody",
    *(f"/documents/{{code}}/{document}" for document in Document),
    *(f"/documents/projet/{document}?{WEIGHTS}" for document in Document),
)  # fmt: skip
DRAWN = re.compile(
    r'[\w-]{22}\.[\w-]{16}|(?<=name="envoi" value=")[^"]+'  # the token of a device, a form
    r"|\d\d:\d\d(:\d\d)?"
)


@pytest.fixture
def service(monkeypatch):
    found = DocumentQueue(made.process(made.NAMED))
    monkeypatch.setattr(documents, "current_queue", lambda: found)
    yield found
    found.close()


@pytest.fixture
def told(_tables, tmp_path, monkeypatch, runner, service):
    """A second round that is open in a room of its own; its code is always the same."""
    del service
    monkeypatch.setattr(identity, "new_code", lambda: "ABCDE")
    monkeypatch.setattr("prioritisation.meeting.room.warnings.STAGE_FRESH_S", -1.0)
    ends = []

    def entered(seed, *, opened=True):
        path = shutil.copy(_tables, tmp_path / f"{seed}.db")
        store = open_store(f"sqlite:///{path}")
        room = Room(store)
        found = SecondRound(Sitting(room), seed)
        app = Meetings(None, rooms=lambda: room)
        ends.extend((store.close, app.events.close))
        return (found.open() if opened else found), app

    yield entered
    for end in reversed(ends):
        end()
    runner.run(asyncio.sleep(0))


def answers(found, app, runner, role):
    """Address -> the status and what comes back to a role, without what is drawn each time."""
    told = {}
    for address in ADDRESSES:
        visitor = Visitor(app, runner, cookies=dict(found.cookies[role]))
        page = visitor.get(address.format(code=found.code))
        told[address] = page.status, DRAWN.sub("", found.alike(page.body.decode("latin-1")))
    return told


@pytest.mark.parametrize("role", Role)
def test_two_rooms_that_voted_otherwise_are_answered_the_same(told, runner, role):
    first, second = (answers(*told(seed), runner, role) for seed in (1, 5))
    assert first.keys() == second.keys()
    for address, found in first.items():
        assert found == second[address], address
        assert MARK not in found[1], address
    statuses = {a: status for a, (status, _) in first.items()}
    assert {statuses[a] for a in statuses if a.startswith("/documents/{code}")} == {403}
    ranked = {statuses[a] for a in statuses if "poids" in a}
    assert ranked == {403} if role in MUTE else {200}


MUTE = (Role.RECORDER, Role.EXPERT, Role.VOTER)


def test_what_streams_say_and_sheets_are_made_of_is_the_same(told):
    """A version and a key are all that streams say."""
    first, second = (told(seed)[0].sitting.stage() for seed in (1, 5))
    assert (first.key, first.version) == (second.key, second.version)
    assert ballot_sheet(first) == ballot_sheet(second)


def test_the_command_line_writes_nothing_of_it(told, monkeypatch, tmp_path):
    found, _app = told(1)
    monkeypatch.setattr(export, "current_room", lambda: found.room)
    written = tmp_path / "documents"
    asked = {"format": None, "output": str(written), "force": False}
    said = export.export_command(Namespace(subject=found.code, **asked))
    assert said.code != 0
    assert MARK not in str(said)
    assert not written.exists()


def test_what_is_looked_for_differs_before_the_second_round(told, runner):
    """Else the tests above would prove nothing."""
    first, second = (
        answers(*told(seed, opened=False), runner, Role.FACILITATOR) for seed in (1, 5)
    )
    differing = {address for address in first if first[address] != second[address]}
    assert {"/vote/{code}", "/projection?seance={code}", "/vote/{code}?changer=1"} <= differing
