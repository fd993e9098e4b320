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
    assert "1 200,5 à 1 300 % (avis)" in told(case, (cell, (None, numbers)))


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


LINE = {"kind": "linear", "status": "à confirmer", "unit": "m²"}
ANSWERS = ((100, 0), (140, 0.25), (180, 0.5), (260, 0.75), (400, 1))
CURVE = LINE | {"kind": "piecewise", "points": [{"at": a, "value": v} for a, v in ANSWERS]}
SURFACE, ENDS = (
    unit_name("criterion", "cop_progress", *of) for of in (("scale",), ("anchors", ""))
)
SAID = "100 m² : le pire ; 140 m² : un quart ; 180 m² : la moitié ; 260 m² : les trois quarts ;"


def test_a_curve_is_told_by_its_scores_and_its_ends_stand_where_they_are(case):
    line, curve = canonical_json(LINE), canonical_json(CURVE)
    ends = canonical_json({"worst": 100.0, "best": 400})
    words = told(case, (SURFACE, (line, curve)), (ENDS, (ends, None)))
    assert f"ses points : rien -> {SAID} 400 m² : le meilleur" in words
    assert "les deux bouts" not in words
    back = told(case, (SURFACE, (curve, line)), (ENDS, (None, ends)))
    assert f"ses points : {SAID} 400 m² : le meilleur -> rien" in back
    assert "les deux bouts de son échelle" in back, "a line has no points"
    assert SAID in told(case, (SURFACE, (None, curve)))


def test_an_amount_that_is_no_quarter_is_worth_its_share(case):
    points = [{"at": 0, "value": 1}, {"at": 10, "value": 0.3}, {"at": 12, "value": 0}]
    scale = canonical_json({"kind": "piecewise", "status": "à confirmer", "points": points})
    assert "0 : le meilleur ; 10 : 30 % ; 12 : le pire" in told(case, (SURFACE, (None, scale)))


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


def test_a_word_of_the_room_is_told_under_the_word_of_its_scale(case):
    unit = unit_name("criterion", "partner_ecosystem", "plain")
    before = canonical_json({"status": "à confirmer", "levels": {"a_construire": "à bâtir"}})
    after = canonical_json({"status": "à confirmer", "levels": {"a_construire": "à faire"}})
    words = told(case, (unit, (before, after)))
    assert "à construire : à bâtir -> à construire : à faire" in words
    assert "autre précision" not in words


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


def test_a_reason_alone_is_told_without_the_value(case):
    one = {"score": "a_construire", "status": "avis", "reason": "devis"}
    other = canonical_json(one | {"reason": "lu"})
    words = told(case, (CELL, (canonical_json(one), other)))
    assert words == "Mieux se loger, Partenaires mobilisés, raison : devis -> lu"


def test_the_reason_that_stands_beside_a_change_is_not_said_again_by_each_score(case):
    missing = canonical_json({"status": "inconnu", "reason": "à demander"})
    written = canonical_json({"score": "a_construire", "status": "avis", "reason": "devis"})
    (line,) = changed_lines(case, {CELL: (missing, written)}, why="devis")
    assert (line.before, line.after.replace("\u00a0", " ")) == (
        "manquante",
        "« à construire » (avis)",
    )
    again = canonical_json({"score": "a_construire", "status": "avis", "reason": "lu"})
    (line,) = changed_lines(case, {CELL: (written, again)}, why="lu")
    assert line.after == "lu", "nothing else differs"


def test_a_number_has_the_unit_of_its_scale(case):
    scale = canonical_json({"kind": "linear", "unit": "minute", "units": "minutes"})
    of_it = unit_name("criterion", "acces", "scale")
    cell = unit_name("score", "mieux_se_loger", "acces", "")
    before = canonical_json({"score": "1", "status": "avis"})
    after = canonical_json({"score": "1", "high": "20", "status": "avis"})
    words = told(case, (of_it, (None, scale)), (cell, (before, after)))
    assert "1 minute (avis) -> 1 à 20 minutes (avis)" in words


def test_a_criterion_that_comes_is_told_by_what_was_written_of_it(case):
    """Its scores, that nobody gave, follow from it; a score that was given does not."""
    written = {
        unit_name("criterion", "cout"): {"label": "Coût"},
        unit_name("criterion", "cout", "scale"): LINE,
        unit_name("criterion", "cout", "scoring"): {"kind": "scores"},
        unit_name("criterion", "cout", "direction"): {"status": "confirmé", "min": "moins cher"},
        unit_name("score", "mieux_se_loger", "cout", ""): {"status": "inconnu"},
        unit_name("score", "mieux_produire", "cout", ""): {"score": "3", "status": "avis"},
    }
    words = told(case, *((unit, (None, canonical_json(c))) for unit, c in written.items()))
    assert words.split(" / ") == [
        "Coût :  -> Coût",
        "Coût, ce qui rend prioritaire :  -> moins cher",
        "Coût, son échelle :  -> en nombres (m²)",
        "Mieux produire, Coût :  -> 3 m² (avis)",
    ]


def test_a_unit_in_the_singular_and_in_the_plural_is_one_thing(case):
    before, after = (canonical_json(LINE | {"unit": u, "units": u}) for u in ("m²", "ares"))
    assert told(case, (SURFACE, (before, after))) == (
        "Peu d’avancement de la COP, son échelle, unité : m² -> ares"
    )
