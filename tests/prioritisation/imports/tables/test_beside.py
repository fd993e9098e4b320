"""What long tables of people say beside each score: its other end, its status, its source."""

import pytest

from prioritisation.imports.answers import FileAnswers
from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.model import GivenAnswer
from prioritisation.imports.tables.reading import file_reading

TABLE = """Site;Critère;Note;Haut;Statut;Source
Gare;Coût;12;15;officiel;Devis
Gare;Accès;4;;avis;
Halle;Coût;30;;inféré;
Halle;Accès;;;inconnu;
Friche;Coût;0;8;Officielle;Devis
Friche;Accès;n.c.;;;
"""


def read(text, *answers):
    given = FileAnswers(GivenAnswer(*one) for one in answers)
    return file_reading(opened_file("x.csv", text.encode()), given)


def said(reading):
    return {
        f"{one.lever} {one.criterion}": (one.value, one.high, one.status, one.source)
        for one in reading.scores
    }


def test_a_score_has_its_other_end_its_status_and_its_source():
    reading = read(TABLE)
    assert (reading.pending, reading.problems, reading.left_out) == ((), (), ())
    assert said(reading) == {
        "Gare Coût": (12, 15, "officiel", "Devis"),
        "Halle Coût": (30, None, "inféré", ""),
        "Friche Coût": (0, 8, "officiel", "Devis"),
        "Gare Accès": (4, None, "avis", ""),
        "Halle Accès": (None, None, "inconnu", ""),
        "Friche Accès": (None, None, "inconnu", ""),
    }


@pytest.mark.parametrize(
    "heads", ["Valeur basse;Valeur haute", "min;max", "Au plus bas;Au plus haut"]
)
def test_two_ends_are_one_score(heads):
    text = TABLE.replace("Note;Haut", heads).replace("4;;", "4;4;").replace("30;;", "30;31;")
    reading = read(text)
    assert (reading.pending, reading.problems) == ((), ())
    assert said(reading)["Halle Coût"] == (30, 31, "inféré", "")
    assert said(reading)["Gare Accès"] == (4, None, "avis", "")


def test_of_one_end_alone_one_asks():
    text = TABLE.replace("Note;Haut", "Valeur basse;Valeur haute").replace("4;;", "4;4;")
    reading = read(text)
    assert [(q.kind, q.about, q.choices) for q in reading.pending] == [
        ("bound", "C4", ("30", "?"))
    ]
    assert said(reading)["Halle Coût"] == (None, None, "inconnu", "")
    assert said(read(text, ("bound", "C4", ("30",))))["Halle Coût"] == (30, None, "inféré", "")
    unknown = read(text, ("bound", "C4", ("?",)))
    assert unknown.pending == ()
    assert said(unknown)["Halle Coût"] == (None, None, "inconnu", "")


def test_a_figure_that_is_said_to_be_unknown_is_asked_about():
    text = TABLE.replace("30;;inféré", "30;;inconnu")
    reading = read(text)
    assert [(q.kind, q.about, q.choices) for q in reading.pending] == [
        ("approximate", "C4", ("30", "?"))
    ]
    assert said(reading)["Halle Coût"] == (None, None, "inconnu", "")
    assert said(read(text, ("approximate", "C4", ("30",))))["Halle Coût"] == (30, None, "avis", "")


def test_ends_the_wrong_way_round_are_a_problem_and_no_score():
    reading = read(TABLE.replace("12;15", "15;12"))
    assert [(p.kind, p.cell) for p in reading.problems] == [("reversed", "D2")]
    assert "Gare Coût" not in said(reading)


def test_a_cell_that_is_asked_about_leaves_its_score_unknown():
    reading = read(TABLE.replace("12;15", "12;environ 15"))
    assert [(q.kind, q.about) for q in reading.pending] == [("approximate", "D2")]
    assert said(reading)["Gare Coût"] == (None, None, "inconnu", "Devis")
    answered = read(TABLE.replace("12;15", "12;environ 15"), ("approximate", "D2", ("15",)))
    assert said(answered)["Gare Coût"] == (12, 15, "officiel", "Devis")


def test_words_have_two_ends_as_numbers_do():
    text = "Site;Critère;Note;Haut\n" + "".join(
        f"{site};Accord;{low};{high}\n{site};Coût;{len(site)};\n"
        for site, low, high in (
            ("Gare", "contre", "partagé"),
            ("Halle", "pour", "pour"),
            ("Friche", "contre", ""),
            ("Prés", "partagé", "pour"),
        )
    )
    words = {one.lever: (one.word, one.high_word) for one in read(text).scores if one.word}
    assert words == {
        "Gare": ("contre", "partagé"),
        "Halle": ("pour", None),
        "Friche": ("contre", None),
        "Prés": ("partagé", "pour"),
    }


def test_a_column_of_other_words_says_no_status():
    reading = read(TABLE.replace("avis", "validé"))
    assert {one.status for one in reading.scores} == {"avis", "inconnu"}
    assert [(one.cells, one.why) for one in reading.left_out] == [("E1:E7", "remark")]
