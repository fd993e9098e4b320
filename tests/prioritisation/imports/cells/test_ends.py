"""Rows that give the scale of each criterion: its ends, its words, said and never levers."""

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.tables.reading import file_reading

TABLE = """Levier;Coût;Accord;Visage
Unité;k€;;
Mots;;;gai / triste / calme
Du pire;900;contre;
Entre les deux;;réservé / tiède;
Au mieux;100;pour;
Gare;300;pour;gai à calme
Halle;400 à 600;réservé à pour;triste
Friche;inconnu;contre;inconnu
"""


def read(text):
    return file_reading(opened_file("x.csv", text.encode()), FileAnswers())


def test_ends_say_the_way_and_words_their_order():
    reading = read(TABLE)
    assert [one.name for one in reading.levers] == ["Gare", "Halle", "Friche"]
    cost, accord, face = reading.criteria
    assert (cost.ends, cost.direction, cost.unit) == ((900, 100), "min", "k€")
    assert (accord.words, accord.ordered) == (("contre", "réservé", "tiède", "pour"), True)
    assert (face.words, face.ordered) == (("gai", "triste", "calme"), False)
    assert [(q.kind, q.about) for q in reading.questions] == [("order", "Visage")]
    assert [one.why for one in reading.left_out] == ["unit", "ends"]


def test_two_words_of_the_scale_are_a_range_though_none_stands_alone():
    scores = {(one.lever, one.criterion): one for one in read(TABLE).scores}
    one = scores["Gare", "Visage"]
    assert (one.word, one.high_word) == ("gai", "calme")
    assert scores["Halle", "Accord"].word == "réservé"


def test_a_table_that_is_turned_round_has_them_in_columns():
    text = "Critère;Unité;Du pire;Au mieux;Gare;Halle;Friche\n"
    text += "Coût;k€;900;100;300;400;500\nSurface;m²;0;1500;700;800;900\n"
    reading = read(text)
    assert [one.name for one in reading.levers] == ["Gare", "Halle", "Friche"]
    assert [one.ends for one in reading.criteria] == [(900, 100), (0, 1500)]


def test_ends_that_do_not_hold_the_scores_are_asked():
    reading = read(TABLE.replace("Au mieux;100", "Au mieux;350"))
    assert ("ends", "Coût") in {(q.kind, q.about) for q in reading.questions}


def test_a_way_against_the_ends_is_asked():
    text = TABLE.replace("Mots;;;", "Sens;à maximiser;;\nMots;;;")
    reading = read(text)
    assert ("direction", "Coût") in {(q.kind, q.about) for q in reading.questions}


def test_one_end_alone_says_nothing():
    reading = read(TABLE.replace("Au mieux;100", "Au mieux;"))
    assert reading.criteria[0].ends is None
    assert {("direction", "Coût"), ("ends", "Coût")} <= {
        (q.kind, q.about) for q in reading.questions
    }


def test_a_last_row_of_zeros_is_the_sum_of_nothing():
    reading = read("Levier;Coût;Surface\nGare;0;0\nHalle;0;0\nFriche;0;0\n")
    assert [one.name for one in reading.levers] == ["Gare", "Halle", "Friche"]
