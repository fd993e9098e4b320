"""Meetings of cases that compare different things, answered by one process at the same time."""

import asyncio
import re

import pytest

from prioritisation.wording.nouns import PLURALS
from tests.conftest import NORMANDIE
from tests.other_cases import OTHERS, other_sitting

NOUNS = {"normandie": "levier", "sites": "site", "three": "chantier"}


@pytest.fixture
def voting(room, tmp_path):
    """Noun -> a meeting on a case of that noun, whose vote is open."""
    folders = {"normandie": lambda _folder: NORMANDIE} | OTHERS
    return {
        noun: other_sitting(room, folders[name](tmp_path / name)).lobby().open()
        for name, noun in NOUNS.items()
    }


def test_answers_at_the_same_time_never_mix_nouns(voting, app, exchange, runner):
    asked = [
        (noun, path, query)
        for noun, sitting in voting.items()
        for path, query in (
            (f"/vote/{sitting.code}", b""),
            ("/projection", f"seance={sitting.code}".encode()),
        )
    ] * 6

    async def all_at_once():
        return await asyncio.gather(
            *(exchange(app, path, query=query) for _, path, query in asked)
        )

    for (noun, path, _), reply in zip(asked, runner.run(all_at_once()), strict=True):
        text = re.sub(
            "<style>.*?</style>|<script.*?</script>", "", reply.body.decode(), flags=re.DOTALL
        )
        words = set(re.findall(r"\w+", text.lower()))
        others = {n for n in NOUNS.values() if n != noun}
        assert reply.status == 200
        assert words & {noun, PLURALS[noun]}, path
        assert not words & (others | {PLURALS[n] for n in others}), path


def test_a_page_of_no_meeting_says_nothing_of_the_last_one(voting, device):
    visitor = device()
    assert "sites" in visitor.get(f"/vote/{voting['site'].code}").words
    assert "site" not in visitor.get("/vote").words
    assert "deux leviers" in visitor.get(f"/vote/{voting['levier'].code}").words
