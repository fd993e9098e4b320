"""The reveal, when a whole room asks for it at the same instant."""

import asyncio
import re

import pytest

from prioritisation.meeting.rules import Act
from prioritisation.web.ballot import rendering
from tests.prioritisation.meeting.room.queries import counted

ROOM = 12


@pytest.fixture
def room_of_phones(sitting, device):
    """A meeting whose round has just been revealed, and the phones that have voted."""
    here = sitting().open()
    phones = [device() for _ in range(ROOM)]
    for k, phone in enumerate(phones):
        first = here.ids[k % 2]
        answers = {f"n_{c}": str(7 * k) for c in here.ids if c != first}
        fields = {**phone.get(here.path).fields, "premier": first, **answers}
        assert phone.post(here.path, fields).status == 200
    return here.reveal(), phones


@pytest.fixture
def rendered(monkeypatch):
    """Names of the pages rendered whole."""
    made, whole = [], rendering._rendered  # noqa: SLF001 (what costs)

    def noted(page, **more):
        made.append(page.name)
        return whole(page, **more)

    monkeypatch.setattr(rendering, "_rendered", noted)
    return made


def shares(page):
    return re.findall(r'<text x="([\d.]+)%"[^>]*>vous', page.main)


def test_the_result_is_rendered_once_and_each_phone_has_its_own_part(room_of_phones, rendered):
    here, phones = room_of_phones
    found = [phone.get(here.path, x_part="1") for phone in phones]
    assert rendered == ["after"]
    assert {page.status for page in found} == {200}
    assert {len(shares(page)) for page in found} == {len(here.ids)}
    assert len({tuple(shares(page)) for page in found}) == ROOM
    for page in found:
        assert "\ue000" not in page.text
        assert "Poids du groupe, moyenne de 12 votes" in page.words


def test_it_is_rendered_again_for_another_version(room_of_phones, rendered):
    here, phones = room_of_phones
    for act in (Act.START_ANALYSIS, Act.START_PORTFOLIO):
        for phone in phones:
            phone.get(here.path, x_part="1")
        here.act(act)
    assert rendered == ["after"] * 2


def test_no_phone_makes_the_database_be_asked_more(room_of_phones, runner):
    """Only where the meeting stands, which in the tests is never kept from one to the next."""
    here, phones = room_of_phones
    phones[0].get(here.path)

    async def all_at_once():
        return await asyncio.gather(*(p.asked("GET", here.path) for p in phones))

    with counted() as statements:
        runner.run(all_at_once())
    assert set(re.findall(r"\sFROM (\w+)", " ".join(statements))) == {"meeting"}
    assert len(statements) <= 2 * ROOM


def test_a_page_told_of_a_change_by_another_server_does_not_show_the_old_one(
    room_of_phones, monkeypatch
):
    here, phones = room_of_phones
    monkeypatch.setattr("prioritisation.meeting.room.stage.STAGE_FRESH_S", 60.0)
    room = here.room
    shown = phones[0].get(here.path)
    with room.store.change(here.code) as change:  # as another process would, untold
        state = change.meeting.state.replace('"phase": "revealed"', '"phase": "analysis"')
        change.set_state(state)
    assert phones[0].get(here.path).text == shown.text
    found = phones[0].get(here.path, x_key="analysis.1.revealed.00000000")
    assert 'data-key="analysis.' in found.main
