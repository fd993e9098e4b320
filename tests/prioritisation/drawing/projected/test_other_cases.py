"""What a wall shows of cases that are nothing like Normandie."""

import re
from html import unescape

import pytest

from criteria.load import load_case
from prioritisation.meeting.rules import Form
from prioritisation.meeting.rules.decision import Decision
from prioritisation.wording.nouns import speaking_of
from tests.other_cases import OTHERS, foreign_words, other_sitting, points_of
from tests.projected import every_page, pages_of_analysis


@pytest.fixture(params=OTHERS)
def walls(request, room, tmp_path):
    """Name -> words of each picture, of a meeting and of the pages of analysis."""
    folder = OTHERS[request.param](tmp_path / "case")
    sitting = other_sitting(room, folder, Form.FULL)
    decision = Decision(proposed=(sitting.stage().case.levers[0].id,), body="le conseil")
    ballots = [points_of(sitting, k) for k in range(6)]
    pages = every_page(sitting, ballots, arrived=6, decision=decision)
    case = load_case(folder)
    with speaking_of(case.option):  # as the pages do
        pages |= pages_of_analysis(case)
    return {name: _words(page) for name, page in pages.items()}


def _words(page):
    body = re.sub("<style>.*?</style>", "", page, flags=re.DOTALL)
    return unescape(re.sub("<[^>]*>", " ", body))


def test_no_picture_of_another_case_says_what_it_does_not_have(walls):
    assert len(walls) > 12
    faults = {name: foreign_words(words) for name, words in walls.items()}
    assert {name: why for name, why in faults.items() if why} == {}


def test_a_ranking_is_projected_under_the_question_of_its_case(tmp_path):
    case = load_case(OTHERS["sites"](tmp_path))
    with speaking_of(case.option):
        walls = [_words(page).replace("\u00a0", " ") for page in pages_of_analysis(case).values()]
    assert any("Où ouvrir la ressourcerie ?" in words for words in walls)
    assert not any("Quel site d’abord" in words for words in walls)
