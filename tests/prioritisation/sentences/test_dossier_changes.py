"""What a change did to a dossier is told in words: nothing that files alone need."""

import json
import re
from typing import get_args

import pytest

from criteria.load import case_from_files
from prioritisation.cases.units import canonical_json, unit_name, units_of
from prioritisation.imports.grids import FileRefused, RefusalKind
from prioritisation.imports.model import CellProblem, FileQuestion, ProblemOfCell, QuestionKind
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.record.checks import Difference
from prioritisation.record.model import RecordFault, RecordProblem
from prioritisation.record.replaying import Replay, replay
from prioritisation.sentences import replay as say
from prioritisation.sentences.dossier_changes import changed_lines
from prioritisation.sentences.import_refusals import (
    expected_text,
    file_refusal_remedy,
    file_refusal_sentence,
    file_size,
    remedy_text,
)
from prioritisation.sentences.imports import choice_text, file_question_text
from prioritisation.wording.nouns import speaking_of
from tests.conftest import NORMANDIE
from tests.each import each
from tests.prioritisation.record.made import sample
from tests.reading import forbidden_in

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


def test_what_people_wrote_is_told_as_it_is(case):
    cell = canonical_json({"score": "a_construire", "status": "avis", "reason": "soit A|soit B"})
    bare = canonical_json({"score": "a_construire", "status": "avis"})
    assert "soit A|soit B" in told(case, (CELL, (bare, cell)))


WORDS = [
    {"id": "contre", "label": "contre", "value": 0, "sentence": "contre"},
    {"id": "mitiges", "label": "mitigés", "value": 0.5, "sentence": "ni pour ni contre"},
    {"id": "pour", "label": "pour", "value": 1, "sentence": "pour"},
]


def test_the_words_of_a_scale_are_told_by_what_they_are_worth_and_only_those_that_differ(case):
    scale = {"kind": "words", "status": "à confirmer"}
    before = canonical_json(scale | {"levels": WORDS})
    whole = "contre (le pire) ; mitigés (la moitié) : ni pour ni contre ; pour (le meilleur)"
    assert told(case, (SCALE, (None, before))).endswith(f"-> {whole}")
    after = canonical_json(
        scale | {"levels": [WORDS[0], WORDS[1] | {"label": "partagés"}, WORDS[2]]}
    )
    line = "mitigés (la moitié) : ni pour ni contre -> partagés (la moitié) : ni pour ni contre"
    words = told(case, (SCALE, (before, after)))
    assert words == f"Partenaires mobilisés, son échelle, ses mots : {line}"


def test_a_score_with_its_reason_and_its_source_is_one_line(case):
    missing = canonical_json({"status": "inconnu", "reason": "à demander"})
    written = {"score": "a_construire", "status": "avis", "reason": "devis", "source_id": "mairie"}
    pair = CELL, (missing, canonical_json(written))
    before, after = "manquante ; raison : à demander", "« à construire » (avis)"
    beside = "raison : devis ; source : mairie"
    assert (
        told(case, pair)
        == f"Mieux se loger, Partenaires mobilisés : {before} -> {after} ; {beside}"
    )


# What is said of a file: each kind has its sentence, which a secretary understands.

ENGLISH = {"the", "this", "file", "table", "which", "write", "it", "is", "more", "than", "of"}


def plain(text):
    return text.replace("\u00a0", " ")


def check_french(text):
    """A sentence that a room reads: whole, in French, without a word of specialists."""
    assert text
    assert "{" not in text
    assert not ENGLISH & set(text.casefold().split()), text
    assert not forbidden_in(text), (text, forbidden_in(text))
    assert "  " not in plain(text), text


SOME_VALUES = ({}, {"found": 4_200_000_000, "allowed": 60_000_000, "name": "ancien.xlsx"})


@each("values", SOME_VALUES, ids=["bare", "full"])
@each("kind", get_args(RefusalKind))
def test_a_refusal_is_a_sentence_and_a_remedy(kind, values):
    refused = FileRefused(kind, **values)
    for text in (file_refusal_sentence(refused), file_refusal_remedy(refused)):
        check_french(text)
        assert text.endswith(".")


def test_sizes_are_those_that_people_say():
    assert plain(file_refusal_sentence(FileRefused("too_large"))) == (
        "Ce fichier dépasse les 10 Mo acceptés."
    )
    assert [plain(file_size(n)) for n in (1, 999_000, 1_000_000)] == ["1 ko", "999 ko", "1 Mo"]


VALUES = ({}, {"unit": "k€", "first": "Notes!A3", "allowed": "faible, fort"})


@each("values", VALUES, ids=["bare", "full"])
@each("kind", get_args(ProblemOfCell))
def test_a_problem_says_what_is_expected_and_what_to_do(kind, values):
    problem = CellProblem(kind, "Notes!C4", "quatre", values)
    check_french(expected_text(problem))
    remedy = remedy_text(problem)
    check_french(remedy)
    assert remedy.endswith(".")


@each("kind", get_args(QuestionKind))
def test_a_question_is_one(kind):
    for about in ("Coût", "C", "7"):
        text = file_question_text(FileQuestion(kind, about, ("B1",), (), "environ 40"))
        check_french(text)
        assert text.endswith("?")


def test_what_may_be_answered_has_its_words():
    direction, orientation = FileQuestion("direction", "Coût"), FileQuestion("orientation")
    assert [choice_text(direction, c) for c in ("min", "max", "open")] == [
        "moins",
        "plus",
        "à voir",
    ]
    with speaking_of("site"):
        assert choice_text(orientation, "rows") == "un site"
        assert choice_text(orientation, "columns") == "un critère"
        line = FileQuestion("role", "C")
        assert [choice_text(line, c) for c in ("criterion", "lever", "names", "left_out")] == [
            "un critère",
            "un site",
            "les noms des sites",
            "laissé de côté",
        ]
    assert choice_text(FileQuestion("header"), "0") == "aucune ligne"
    assert choice_text(FileQuestion("header"), "4") == "ligne 4"
    numbers = FileQuestion("cell", "B2", found="1.234")
    assert [plain(choice_text(numbers, c)) for c in ("1234", "1.234")] == ["1 234", "1,234"]
    assert choice_text(FileQuestion("cell", "B2"), "?") == "inconnu"
    assert plain(choice_text(FileQuestion("cell", "B2"), "3..1500.5")) == "3 à 1 500,5"


NBSP = "\u00a0"
RECORD = sample("clear")


def test_the_answer_comes_first_and_texts_are_said_not_to_be_computed():
    first, about, last = say.replay_texts(replay(RECORD))
    assert first == f"Calculs retrouvés{NBSP}; les textes ne peuvent pas être vérifiés."
    assert "Un exemple fictif" in about
    assert RECORD.sha256 in last


def test_differences_are_counted_and_listed_up_to_forty():
    found = tuple(Difference(f"results.a[{k}]", k, 0.5) for k in range(50))
    texts = say.replay_texts(
        Replay(RECORD, genuine=True, differences=found, present_versions=None)
    )
    assert texts[0] == f"Non retrouvés{NBSP}: 50 champs."
    assert texts[2] == f"results.a[0]{NBSP}: 0{NBSP}; recalculé{NBSP}: 0,5"
    assert texts[-1] == "… et 10 autres champs."


@each("fault", RecordFault)
def test_every_fault_has_its_sentence(fault):
    text = say.record_problem_text(RecordProblem(fault, "votes", "{x}"))
    assert "{found}" not in text
    assert "{place}" not in text
