"""What a room sees of a question: bars as long as the scores, and whom each answer helps."""

import re

import pytest

from prioritisation.analysis.conflicts import contradicted_cells
from prioritisation.analysis.crossing import ChoiceKind, choice_answers, concerned, open_choices
from prioritisation.drawing.choices import open_question_block
from prioritisation.drawing.projected.amounts import largest, measure_of, scores_picture
from prioritisation.drawing.projected.question import question_picture
from prioritisation.meeting.room import Room
from prioritisation.sentences.headline import MOST_WORDS
from prioritisation.settings import CASE_VARIABLE
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.sitting import Sitting

RULE = "ce levier y gagne, et y gagne le plus sur les autres en moyenne"
KEY = rf"▲ {RULE}[^<]*"

OF_DIRECTION = "ce levier y fait mieux que les autres en moyenne"
"""The score stays what it is: only its place among the others speaks."""


@pytest.fixture
def stage(new_store, monkeypatch):
    """A meeting on the case, whose directions and ways of counting are all open."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    store = new_store()
    yield Sitting(Room(store)).stage()
    store.close()


def asked(stage, about):
    (choice,) = (c for c in open_choices(stage.plain_case, stage.scenario()) if c.about == about)
    return choice


@each("about", ["perimeter", "links"])
def test_each_score_has_a_bar_on_one_scale(stage, about):
    """They were a table of numbers, where the sketch has bars."""
    choice = asked(stage, about)
    answers = choice_answers(stage.plain_case, stage.scenario(), choice)
    (criterion,) = concerned(stage.plain_case, choice)
    rows = [
        row
        for row in range(len(stage.case.levers))
        if len({(a.scores[0][row].low, a.scores[0][row].high) for a in answers}) > 1
    ]
    most = largest(a.scores[0][row] for a in answers for row in rows)
    picture = question_picture(stage, choice)
    for answer in answers:
        for row in rows:
            score = answer.scores[0][row]
            bar = measure_of(criterion, score, most)
            assert bar in picture
            wide = sum(map(float, re.findall(r"width:([\d.]+)%", bar)))
            assert wide == pytest.approx(100 * float(score.high or 0) / most, abs=0.02)
            assert ("p-hatch" in bar) is (not score.exact and not score.unknown)
    assert picture.count("p-measure") == len(answers) * len(rows)


@each(
    ("about", "way"),
    [("perimeter", " : on compte « Baisse des"), ("links", ", si l’on compte « Peu de fiches")],
)
def test_the_sign_says_beside_whom_and_with_which_direction(stage, about, way):
    picture = plain(question_picture(stage, asked(stage, about)))
    (key,) = re.findall(KEY, picture)
    assert way in key


def test_the_sign_has_one_meaning_on_the_wall_and_in_the_table(stage):
    """It marks the answer that helps most, not any that helps: a lever has one, or equals."""
    case, scenario = stage.plain_case, stage.scenario()
    wall = re.compile(KEY)
    for choice in open_choices(case, scenario):
        answers, picture = choice_answers(case, scenario, choice), question_picture(stage, choice)
        table = plain(open_question_block(case, scenario, choice))
        rule = OF_DIRECTION if choice.kind is ChoiceKind.DIRECTION else RULE
        assert f"▲ : {rule}" in table
        assert len(re.findall(r"\w[\w’]*", rule)) <= MOST_WORDS
        assert bool(wall.search(plain(picture))) is ('class="p-helps"' in picture)
        marked = [row for answer in answers for row in answer.helped]
        assert table.count('class="helps"') == len(marked)


def test_a_sign_that_is_not_drawn_is_not_explained(stage):
    for choice in open_choices(stage.plain_case, stage.scenario()):
        picture = plain(question_picture(stage, choice))
        assert bool(re.search(KEY, picture)) is ('class="p-helps"' in picture)


def test_amounts_that_an_open_question_changes_say_how_they_are_counted(stage):
    """The sheets were drawn one by one as if nobody could count them otherwise."""
    (question,) = (q for q in stage.plain_case.questions if q.id == "links")
    current = question.answer(stage.setup.combination)
    counted = f"{question.name} : {current.label}, à confirmer."
    directed = {c.about: plain(question_picture(stage, c)) for c in open_choices_of(stage)}
    assert counted in directed["existing_coverage"]
    assert all(
        counted not in words for about, words in directed.items() if about != "existing_coverage"
    )


def open_choices_of(stage):
    choices = open_choices(stage.plain_case, stage.scenario())
    return [c for c in choices if c.kind is ChoiceKind.DIRECTION]


def test_scores_read_again_say_how_they_are_counted_while_that_is_open(stage):
    """« 3,3 officiel » stood alone, though another answer makes it 1,5."""
    for criterion in stage.criteria:
        ways = [
            choice
            for choice in open_choices(stage.plain_case, stage.scenario())
            if choice.kind is ChoiceKind.READING
            and criterion.id in {c.id for c in concerned(stage.plain_case, choice)}
        ]
        picture = plain(scores_picture(stage, criterion.id))
        assert picture.count("à confirmer.") == len(ways)
    assert "Émissions comptées : " in plain(scores_picture(stage, "ghg_impact"))


def test_a_score_that_a_statement_contradicts_is_said_contested_and_what_that_means(stage):
    cells = contradicted_cells(stage.case, stage.setup.combination)
    for criterion in stage.criteria:
        picture = plain(scores_picture(stage, criterion.id))
        rows = [lever for lever, about in cells if about == criterion.id]
        assert picture.count(", contesté<") == len(rows)
        assert ("Contesté : une phrase dit le contraire des chiffres." in picture) is bool(rows)
    assert cells
