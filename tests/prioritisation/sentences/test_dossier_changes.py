"""What a change did to a dossier is told in words: nothing that files alone need."""

import json
import re

import pytest

from criteria.load import case_from_files
from prioritisation.cases.units import CASE, canonical_json, unit_name, units_of
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.sentences.dossier_changes import changed_lines
from tests.conftest import NORMANDIE

CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|\b(?:words|linear|scores|count|sum)\b")
CELL = unit_name("score", "mieux_se_loger", "partner_ecosystem", "")
SCALE = unit_name("criterion", "partner_ecosystem", "scale")


@pytest.fixture(scope="module")
def files():
    return case_files_of(NORMANDIE)


@pytest.fixture(scope="module")
def case(files):
    return case_from_files(files)


def told(case, *pairs):
    """The words of a change, without the colours, addresses and time zones of files."""
    lines = changed_lines(case, dict(pairs))
    words = " / ".join(f"{one.what} : {one.before} -> {one.after}" for one in lines)
    words = re.sub(r"https?://\S+|Europe/\w+", "", words)
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_no_unit_of_a_case_is_told_with_a_code(case, files):
    units, codes = units_of(files), {}
    for unit, content in units.items():
        tree = json.loads(content)
        emptied = canonical_json(dict.fromkeys(tree, "")) if isinstance(tree, dict) else None
        for before in (None, emptied):
            if unknown := CODE.findall(told(case, (unit, (before, content)))):
                codes[unit] = unknown
    assert len(units) > 100
    assert codes == {}


def test_another_noun_is_told_by_the_nouns_alone(case, files):
    before = units_of(files)[CASE]
    after = canonical_json(json.loads(before) | {"words": {"option": "site"}})
    line = "le dossier, ce qui est comparé : levier -> site"
    assert told(case, (CASE, (before, after))) == line


def test_a_range_of_words_and_one_of_numbers_are_told_as_a_form_has_them(case):
    words = canonical_json({"score": "a_construire", "high": "plutot_favorable", "status": "avis"})
    assert "« à construire » à « plutôt favorable » (avis)" in told(case, (CELL, (None, words)))
    cell = unit_name("score", "mieux_se_loger", "cop_progress", "")
    numbers = canonical_json({"score": "1200.5", "high": "1300", "status": "avis"})
    assert "1 200,5 à 1 300 (avis)" in told(case, (cell, (None, numbers)))


def test_a_word_that_the_scale_has_lost_is_told_as_it_was_called(case, files):
    now = units_of(files)[SCALE]
    tree = json.loads(now)
    gone = {"id": "un_seul", "label": "un seul partenaire", "value": 0.1, "sentence": ""}
    before = canonical_json(tree | {"levels": [*tree["levels"], gone]})
    score = canonical_json({"score": "un_seul", "status": "avis"})
    assert "« un seul partenaire »" in told(case, (SCALE, (before, now)), (CELL, (score, None)))


def test_what_people_wrote_is_told_as_it_is(case):
    cell = canonical_json({"score": "a_construire", "status": "avis", "reason": "soit A|soit B"})
    bare = canonical_json({"score": "a_construire", "status": "avis"})
    assert "soit A|soit B" in told(case, (CELL, (bare, cell)))


def test_what_a_score_rests_on_is_told_as_screens_say_it(case):
    before = canonical_json({"score": "a_construire", "status": "inféré"})
    after = canonical_json({"score": "a_construire", "status": "officiel", "reason": "lu"})
    words = told(case, (CELL, (before, after)))
    assert "« à construire » (déduite, à vérifier)" in words
    assert "inféré" not in words
