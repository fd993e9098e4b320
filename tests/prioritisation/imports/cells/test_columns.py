"""What a criterion and its cells say together."""

import re

from prioritisation.imports.cells.columns import CriterionHead, PlacedCell, column_reading
from prioritisation.imports.grids import EMPTY, CellKind, FileCell
from prioritisation.imports.model import FileAnswers, GivenAnswer
from tests.each import each


def cell_of(content):
    if isinstance(content, FileCell):
        return content
    if content is None:
        return EMPTY
    kind = CellKind.TEXT if isinstance(content, str) else CellKind.NUMBER
    return FileCell(kind, content)


def percent(value):
    return FileCell(CellKind.NUMBER, value, percent=True)


def read(name, *contents, answers=(), **head):
    """A criterion at B1, its cells from B2 on."""
    cells = [PlacedCell(f"Site {n}", f"B{n}", cell_of(c)) for n, c in enumerate(contents, 2)]
    return column_reading(
        CriterionHead(name, "B1", **head), cells, FileAnswers(GivenAnswer(*one) for one in answers)
    )


def values(reading):
    return [(one.value, one.high) if one.high is not None else one.value for one in reading.scores]


def words(reading):
    return [one.word for one in reading.scores]


def kinds(reading):
    return {(one.kind, one.about): one.choices for one in reading.questions}


def problems(reading):
    return [(one.kind, one.cell) for one in reading.problems]


@each(
    ("heading", "name", "unit"),
    [
        ("Coût (k€)", "Coût", "k€"),
        ("Coût [k€]", "Coût", "k€"),
        ("Coût en k€", "Coût", "k€"),
        ("Coût, k€", "Coût", "k€"),
        ("Coût - k€", "Coût", "k€"),
        ("Coût k€", "Coût", "k€"),
        ("Coût\n(k€)", "Coût", "k€"),
        ("Coût (en k€)", "Coût", "k€"),
        ("Coût (en millions d'euros)", "Coût", "millions d'euros"),
        ("Coût (k€, à minimiser)", "Coût", "k€"),
        ("Gain (tCO2e/an)", "Gain", "tCO2e/an"),
        ("Surface en ha", "Surface", "ha"),
        ("Note /20", "Note", "sur 20"),
        ("Note (sur 5)", "Note", "sur 5"),
        ("Durée (min)", "Durée", "min"),
        ("Fiches (nb)", "Fiches", ""),
        ("Adhésion (20 %)", "Adhésion (20 %)", ""),
        ("Adhésion 20 %", "Adhésion 20 %", ""),
        ("Accord des maires", "Accord des maires", ""),
        ("Accès (min. à pied de la gare)", "Accès (min. à pied de la gare)", ""),
        ("Accord (1 à 5)", "Accord (1 à 5)", ""),
        ("Logements, emplois", "Logements, emplois", ""),
        ("Mise en œuvre", "Mise en œuvre", ""),
        ("Mise en place", "Mise en place", ""),
        ("Bruit, jour", "Bruit, jour", ""),
        ("Emplois (H)", "Emplois (H)", ""),
        ("Trajet en h", "Trajet", "h"),
        ("Emplois (nb d'emplois)", "Emplois", "emplois"),
        ("Gain (t équivalent CO2)", "Gain", "t équivalent CO2"),
    ],
)
def test_a_heading_gives_its_unit_apart_from_its_name(heading, name, unit):
    criterion = read(heading, 1, 2).criterion
    assert (criterion.name, criterion.unit) == (name, unit)


@each(
    ("row", "unit", "choices"),
    [
        ("(k€)", "k€", ("0", "5")),
        ("1 à 5", "", ("1", "5")),
        ("/ 10", "sur 10", ("0", "10")),
        ("ETP/an", "ETP/an", ("0", "5")),
        ("note", "", ("0", "5")),
    ],
)
def test_a_row_of_units_says_the_unit_or_the_bounds_of_the_scale(row, unit, choices):
    reading = read("Coût", 2, 4.6, unit=row)
    assert (reading.criterion.unit, kinds(reading)["ends", "Coût"]) == (unit, choices)


def test_numbers_are_in_the_unit_that_the_heading_has():
    reading = read("Coût (k€)", 210, "1,2 M€", "350 k€", "80 000 €", "1 à 2 M€", "12,5")
    assert values(reading) == [210, 1200, 350, 80, (1000, 2000), 12.5]
    assert (reading.criterion.low, reading.criterion.high) == (12.5, 2000)
    assert problems(reading) == []


def test_without_a_heading_that_says_it_the_unit_is_that_of_the_cells():
    assert read("Coût", "350 k€", "1,2 M€", "80 000 €").criterion.unit == "€"
    reading = read("Durée", "12 mois", "18 mois", "24")
    assert (reading.criterion.unit, values(reading)) == ("mois", [12, 18, 24])


def test_a_number_without_a_unit_among_thousands_of_euros_is_a_problem():
    assert problems(read("Coût", "350 k€", "400", "1,2 M€")) == [("other_unit", "B3")]


@each("thousands", ["10k", "1,2 M", "10 K"])
def test_a_number_without_a_unit_among_thousands_of_something_is_a_problem(thousands):
    """It is 500, or 500 thousands: nothing says which."""
    reading = read("Coût", thousands, 500.0, thousands)
    assert problems(reading) == [("other_unit", "B3")]
    assert problems(read("Longueur", "12 m", 15.0)) == []


@each("heading", ["Coût (k€)", "Coût (M€)", "Coût (en millions d'euros)"])
def test_millions_of_nothing_are_not_millions_of_thousands(heading):
    reading = read(heading, "2,5 millions", 500.0)
    assert problems(reading) == [("other_unit", "B2")]
    assert problems(read("Coût (€)", "2,5 millions", 500.0)) == []


@each("text", ["3 ans et demi", "5x3", "2 lots et options"])
def test_a_number_that_goes_on_is_no_number(text):
    assert problems(read("Durée", text, 3.0, 4.0)) == [("not_a_number", "B2")]


@each("text", ["idem", "Ibid.", "\u3003", '"'])
def test_idem_says_nothing_alone_and_is_a_problem(text):
    assert problems(read("Accord", "fort", text, "faible", "fort")) == [("not_a_word", "B3")]
    assert problems(read("Coût", 4.0, text)) == [("not_a_number", "B3")]


@each(
    ("one", "many"),
    [("1 an", "2 ans"), ("1 jour", "2 jours"), ("1 emploi", "3 emplois"), ("1 h", "2 heures")],
)
def test_one_and_several_are_one_unit(one, many):
    reading = read("Durée", one, many, many)
    assert problems(reading) == []
    assert values(reading)[0] == 1


def test_another_unit_is_a_problem_at_its_cell():
    assert problems(read("Durée (mois)", 12, "2 ans", "18 mois")) == [("other_unit", "B3")]
    assert problems(read("Impact", "3/5", "4/5", "12/20")) == [("other_unit", "B4")]
    assert problems(read("Part", 12, "5 %", 14, 15)) == [("other_unit", "B3")]


def test_percents_are_one_way_and_plain_fractions_beside_them_a_problem():
    reading = read("Part", percent(0.12), "12 %", "12%", 15, 0.15, percent(0))
    assert values(reading) == [12, 12, 12, 15, 0]
    assert (reading.criterion.unit, problems(reading)) == ("%", [("other_unit", "B6")])
    assert values(read("Part (%)", 12, 0.5, 30)) == [12, 0.5, 30]


@each("score", [7.0, "7", -1.0, "14/20", "4 à 6"])
def test_a_score_beyond_the_most_of_its_scale_is_a_problem(score):
    reading = read("Accord /5", 3.0, score, "4/5")
    assert [(one.kind, one.cell, one.values["most"]) for one in reading.problems] == [
        ("other_unit", "B3", "5")
    ]


def test_a_word_with_a_question_mark_is_asked():
    reading = read("Accord", "fort (?)", "faible", "fort", "moyen ?")
    assert words(reading) == [None, "faible", "fort", None]
    assert kinds(reading)["cell", "B2"] == ("fort", "?")
    assert kinds(reading)["cell", "B5"] == ("moyen", "?")
    answered = read("Accord", "fort (?)", "faible", "fort", answers=[("cell", "B2", ("fort",))])
    assert words(answered) == ["fort", "faible", "fort"]


def test_what_is_not_known_to_this_day_is_unknown():
    assert values(read("Coût", "non communiqué à ce jour", "non estimé à ce jour")) == [None, None]


def test_what_is_unknown_is_unknown_and_zero_is_zero():
    reading = read("Coût", 0, "0", None, "n.d.", "?", "à compléter", "—")
    assert values(reading) == [0, 0, None, None, None, None, None]
    assert [one.status for one in reading.scores] == ["avis"] * 2 + ["inconnu"] * 5
    assert reading.scores[3].found == "n.d."


def test_what_may_be_read_in_two_ways_is_asked_and_unknown_until_then():
    reading = read("Coût", 12, "environ 40", "s.o.", "néant", "1.234", "≥ 3", "35 ?", "3 à 8 env.")
    assert values(reading) == [12] + [None] * 7
    assert {key: choices for key, choices in kinds(reading).items() if key[1] != "Coût"} == {
        ("cell", "B3"): ("40", "?"),
        ("cell", "B4"): ("?", "0"),
        ("cell", "B5"): ("0", "?"),
        ("cell", "B6"): ("1.234", "1234"),
        ("cell", "B7"): ("3..15", "3", "?"),
        ("cell", "B8"): ("35", "?"),
        ("cell", "B9"): ("3..8", "?"),
    }


def test_an_answer_about_a_cell_counts():
    reading = read(
        "Coût (k€)",
        12,
        "environ 40",
        "s.o.",
        "néant",
        "1.234",
        "au moins 3",
        "≤ 9 k€",
        answers=[
            ("cell", "B3", ("35 à 45",)),
            ("cell", "B4", ("?",)),
            ("cell", "B5", ("0",)),
            ("cell", "B6", ("1.234",)),
            ("cell", "B7", ("3..15",)),
            ("cell", "B8", ("about nine",)),
        ],
    )
    assert values(reading) == [12, (35, 45), None, 0, 1.234, (3, 15), None]
    assert [one.kind for one in reading.questions] == ["cell", "direction", "ends"]


def test_a_cell_typed_anew_counts_as_if_the_file_had_it():
    wrong = FileCell(CellKind.ERROR, "#REF!")
    answers = [("cell", "B2", ("4",)), ("cell", "B3", ("?",)), ("cell", "B4", ("environ 5",))]
    reading = read("Coût", wrong, "quatre", "x", 3, "six", answers=answers)
    assert values(reading) == [4, None, None, 3]
    assert ("cell", "B4") in kinds(reading)
    assert problems(reading) == [("not_a_number", "B6")]


@each(
    ("content", "kind"),
    [
        ("quatre", "not_a_number"),
        ("12*", "not_a_number"),
        ("12 (1)", "not_a_number"),
        ("(12)", "not_a_number"),
        ("12-", "not_a_number"),
        ("'12", "not_a_number"),
        ("\u0661\u0662", "not_a_number"),
        ("beaucoup", "not_a_number"),
        ("26 ou 9 en bus", "not_a_number"),
        ("6/9", "not_a_number"),
        (FileCell(CellKind.DATE, "2026-08-03"), "date"),
        (FileCell(CellKind.DATE, "2026-02-01"), "date"),
        ("02-janv", "date"),
        ("03/08/2026", "date"),
        (FileCell(CellKind.DATE, "1900-01-14"), "date"),
        ("14/01/1900", "date"),
        ("8 à 3", "reversed"),
        ("1e400", "not_finite"),
        ("#DIV/0!", "error_value"),
        (FileCell(CellKind.ERROR, "#REF!"), "error_value"),
        (FileCell(CellKind.FORMULA, "=A1"), "no_value"),
        ("12\u202e", "control_sign"),
    ],
)
def test_what_is_no_number_is_a_problem_at_its_cell(content, kind):
    reading = read("Coût", 12, 14, 15, content)
    (problem,) = reading.problems
    assert (problem.kind, problem.cell) == (kind, "B5")
    assert "B5" not in [one.cell for one in reading.scores]


def test_words_are_one_without_case_accents_and_spaces_as_they_stand_first():
    reading = read("Accord", "Défavorable", "défavorable ", "DEFAVORABLE", "partagé", "n.d.")
    assert words(reading) == ["Défavorable", "Défavorable", "Défavorable", "partagé", None]
    assert reading.criterion.words == ("Défavorable", "partagé")
    assert not reading.criterion.ordered
    assert kinds(reading) == {("order", "Accord"): ("Défavorable", "partagé")}


def test_a_word_in_another_gender_is_the_same_where_people_know_it():
    reading = read("Adhésion", "élevé", "Élevée", "moyenne", "moyen", "bon bois", "bon boise")
    assert words(reading) == ["élevé", "élevé", "moyenne", "moyenne", "bon bois", "bon boise"]
    answers = [("order", "Adhésion", ("élevée", "moyen"))]
    reading = read("Adhésion", "élevé", "moyenne", answers=answers)
    assert (reading.criterion.words, reading.criterion.ordered) == (("élevée", "moyen"), True)
    assert words(reading) == ["élevée", "moyen"]


@each(
    ("contents", "order"),
    [
        (["fort", "faible", "moyen"], ("faible", "moyen", "fort")),
        (["++", "-", "--", "+"], ("--", "-", "+", "++")),
        (["3 - fort", "1 - faible", "2 – moyen"], ("1 - faible", "2 – moyen", "3 - fort")),
        (["oui", "non"], ("non", "oui")),
        (["très bon", "mauvais", "bon"], ("mauvais", "bon", "très bon")),
        (["strong", "mixed", "weak"], ("weak", "mixed", "strong")),
        (["terminé", "à lancer", "en cours"], ("à lancer", "en cours", "terminé")),
        (["bois", "acier", "bois"], ("bois", "acier")),
    ],
)
def test_an_order_that_people_know_is_proposed_and_asked(contents, order):
    reading = read("Accord", *contents)
    assert kinds(reading) == {("order", "Accord"): order}


def test_an_order_that_is_answered_or_stated_holds_if_it_has_every_word():
    answer = [("order", "Accord", ("fort", "moyen", "faible", "nul"))]
    reading = read("Accord", "Faible", "fort", answers=answer)
    assert reading.criterion.words == ("fort", "moyen", "Faible", "nul")
    assert (reading.criterion.ordered, reading.questions) == (True, ())
    assert read("Accord", "faible", "fort", words=("faible", "fort")).criterion.ordered
    assert not read("Accord", "faible", "moyen", words=("faible", "fort")).criterion.ordered


def test_a_number_among_words_is_a_problem_and_nothing_there_is_asked():
    reading = read("Accord", "fort", "faible", "néant", 4, "fort", "s.o.")
    assert problems(reading) == [("not_a_word", "B5")]
    assert kinds(reading)["cell", "B4"] == ("néant", "?")
    assert kinds(reading)["cell", "B7"] == ("?", "s.o.")
    answers = [("cell", "B4", ("néant",))]
    answered = read("Accord", "fort", "faible", "néant", answers=answers)
    assert words(answered) == ["fort", "faible", "néant"]


def test_a_minus_sign_is_a_level_among_others_and_asked_beside_a_plus_alone():
    assert words(read("Accès", "++", "-", "--", "0", 0)) == ["++", "-", "--", "0", "0"]
    reading = read("Accès", "+", "-", "++", "?")
    assert words(reading) == ["+", None, "++", None]
    assert kinds(reading)["cell", "B3"] == ("-", "?")
    assert values(read("Coût", 3, "-", 4)) == [3, None, 4]


@each(
    ("contents", "order"),
    [
        (["faible", "fort", "moyen", "faible à moyen"], ("faible", "moyen", "fort")),
        (["faible", "fort", "Moyen - fort"], ("faible", "Moyen", "fort")),
        (["A", "B", "C", "A/B"], ("A", "B", "C")),
        (["bois", "acier", "bois ou acier"], ("bois", "acier")),
    ],
)
def test_a_range_of_words_is_two_levels_and_no_level(contents, order):
    reading = read("Accord", *contents)
    assert reading.criterion.words == order
    last = reading.scores[-1]
    assert (last.word, last.high_word) == tuple(re.findall(r"\b(?!ou\b)\w{4,}|[A-C]", last.found))
    assert {one.high_word for one in reading.scores[:-1]} == {None}


@each("text", ["faible à confirmer", "1 - faible", "mi-fort", "zinc/or"])
def test_what_only_looks_like_a_range_of_words_is_a_word(text):
    assert words(read("Accord", "faible", "fort", text)) == ["faible", "fort", text]


def test_sentences_and_too_many_words_are_no_scale():
    long = "un site bien desservi, mais dont le sol reste à dépolluer en partie"
    assert read("Avis", long, "près de la gare et du centre, à dix minutes à pied").aside == "text"
    assert read("Avis", *(f"avis {letter}" for letter in "abcdefgh")).aside == "text"
    assert read("Avis", "fort", "faible").aside == ""


def test_words_that_are_all_apart_and_in_no_known_order_may_be_anything():
    assert read("Pilote", "Région", "Département", "Métropole", "État").unsure
    assert not read("Pilote", "Région", "Région", "Métropole", "État").unsure
    assert not read("Accord", "fort", "faible", "moyen", "nul").unsure
    assert read("Matériau", "bois", "acier").unsure
    assert not read("Accord", "pour", "contre").unsure


def test_a_name_keeps_its_unit_where_another_has_the_same():
    reading = read("Coût  (k€)", 12, 15, whole=True)
    assert (reading.criterion.name, reading.criterion.unit) == ("Coût (k€)", "k€")
    assert {one.criterion for one in reading.scores} == {"Coût (k€)"}


def test_zero_is_zero_in_any_unit():
    assert values(read("Coût", "350 k€", "0", "1 M€")) == [350000, 0, 1000000]


def test_a_direction_and_ends_are_asked_whatever_the_criterion_is():
    reading = read("Coût", 210, 1400)
    assert kinds(reading) == {
        ("direction", "Coût"): ("min", "max"),
        ("ends", "Coût"): ("0", "1500"),
    }
    assert (reading.criterion.direction, reading.criterion.ends) == ("", None)
    assert kinds(read("Note /5", 2, 3))["ends", "Note"] == ("0", "5")
    assert kinds(read("Accord (1 à 5)", 2, 3))["ends", "Accord (1 à 5)"] == ("1", "5")


def test_what_the_file_states_is_not_asked():
    reading = read("Coût (à minimiser)", 3, 8, ends=(10.0, 0.0))
    assert (reading.criterion.direction, reading.criterion.ends) == ("min", (10, 0))
    assert reading.questions == ()
    assert read("Coût", 3, 8, ends=(10.0, 0.0)).criterion.direction == "min"
    assert read("Coût", 3, 8, direction="max").criterion.direction == "max"


@each(
    ("heading", "name", "unit", "hint", "choices"),
    [
        ("Débit (max)", "Débit (max)", "", "max", ("max", "min")),
        ("Débit (maximum)", "Débit (maximum)", "", "maximum", ("max", "min")),
        ("Coût (k€, min)", "Coût (min)", "k€", "min", ("min", "max")),
        ("Température (min)", "Température (min)", "", "min", ("min", "max")),
        ("Emplois (plus)", "Emplois (plus)", "", "plus", ("max", "min")),
        ("Température, min", "Température, min", "", "", ("min", "max")),
        ("Durée (min)", "Durée", "min", "", ("min", "max")),
        ("Temps d'accès, min", "Temps d'accès", "min", "", ("min", "max")),
    ],
)
def test_a_bare_min_or_max_in_a_name_is_asked_with_the_word_of_the_file(
    heading, name, unit, hint, choices
):
    criterion = read(heading, 3, 8).criterion
    assert (criterion.name, criterion.unit, criterion.direction) == (name, unit, "")
    question = next(one for one in read(heading, 3, 8).questions if one.kind == "direction")
    assert (question.found, question.choices) == (hint, choices)
    answered = read(heading, 3, 8, answers=[("direction", name, ("max",))])
    assert (answered.criterion.direction, kinds(answered).keys()) == ("max", {("ends", name)})


@each(
    ("heading", "way"),
    [
        ("Débit (à maximiser)", "max"),
        ("Débit (sens : max)", "max"),
        ("Coût (k€, sens min)", "min"),
        ("Coût (le plus bas possible)", "min"),
        ("Coût (objectif : min)", "min"),
        ("Coût (↓)", "min"),
        ("Coût ↓", "min"),
        ("Coût (k€) à minimiser", "min"),
        ("Coût, sens : moins", "min"),
        ("Coût [k€] (plus c'est mieux)", "max"),
    ],
)
def test_words_that_state_a_direction_in_a_name_count(heading, way):
    criterion = read(heading, 3, 8).criterion
    assert (criterion.name, criterion.direction) == (re.split("[ ,]", heading)[0], way)
    assert criterion.unit == ("k€" if "k€" in heading else "")


def test_two_directions_that_do_not_agree_are_asked():
    reading = read("Coût", 3, 8, direction="max", ends=(10.0, 0.0))
    assert reading.criterion.direction == ""
    assert ("direction", "Coût") in kinds(reading)


def test_ends_that_do_not_hold_all_scores_are_asked_again():
    assert ("ends", "Coût") in kinds(read("Coût", 3, 80, ends=(10.0, 0.0)))
    assert ("ends", "Coût") in kinds(read("Coût", 3, 80, answers=[("ends", "Coût", ("0", "9"))]))


@each(
    ("way", "answer", "ends"),
    [
        ("min", ("0", "1500"), (1500, 0)),
        ("max", ("0", "1500"), (0, 1500)),
        ("max", ("1500", "0"), (0, 1500)),
        ("max", ("0..1500",), (0, 1500)),
        ("open", ("0", "1 500"), (0, 1500)),
    ],
)
def test_ends_that_are_answered_lie_as_the_direction_says(way, answer, ends):
    answers = [("direction", "Coût", (way,)), ("ends", "Coût (k€)", answer)]
    reading = read("Coût (k€)", 3, 80, answers=answers)
    assert (reading.criterion.direction, reading.criterion.ends) == (way, ends)
    assert reading.questions == ()


def test_what_is_struck_out_is_asked():
    struck = FileCell(CellKind.NUMBER, 4.0, struck=True)
    assert kinds(read("Coût", 3, struck))["cell", "B3"] == ("4", "?")
    answers = [("cell", "B3", ("?",))]
    assert values(read("Coût", 3, struck, answers=answers)) == [3, None]
    word = FileCell(CellKind.TEXT, "fort", struck=True)
    assert kinds(read("Accord", "faible", word))["cell", "B3"] == ("fort", "?")


def test_numbers_off_the_scale_of_a_heading_are_asked_about_though_most_are():
    """0 and 7 beside 3 under « (1 à 5) » were read without a word."""
    reading = read("Note (1 à 5)", 3, 0, 7)
    assert values(reading) == [3, None, None]
    assert kinds(reading)["cell", "B3"] == ("0", "?")
    ages = read("Places (0-3 ans)", 2, 40, 15)
    assert values(ages) == [2, 40, 15], "whom the places are for is no scale of their number"
    assert kinds(ages)["ends", "Places (0-3 ans)"] != ("0", "3")


def test_percents_that_may_be_parts_of_one_are_asked_about_until_one_is_answered():
    """0.12 under « (%) » was 0.12 %, without a question."""
    cells = (0.12, 0.07, 0, None)
    reading = read("Taux (%)", *cells)
    assert values(reading) == [None, None, 0, None]
    asked = {about: choices for (kind, about), choices in kinds(reading).items() if about[1:]}
    assert (asked["B2"], asked["B3"]) == (("12", "0.12"), ("7", "0.07"))
    reading = read("Taux (%)", *cells, answers=[("cell", "B3", ("7",))])
    assert values(reading) == [12, 7, 0, None]
    reading = read("Taux (%)", *cells, answers=[("cell", "B2", ("0.12",))])
    assert values(reading) == [0.12, 0.07, 0, None]
    both = [("cell", "B2", ("12",)), ("cell", "B3", ("0.07",))]
    assert values(read("Taux (%)", *cells, answers=both)) == [12, 0.07, 0, None]
    beside = read("Taux (%)", *cells, answers=[("cell", "B5", ("40",))])
    assert values(beside) == [None, None, 0, 40], "what is typed elsewhere answers nothing"


@each("other", [3, 1.5, percent(0.2), "12 %"])
def test_percents_one_of_which_is_no_part_of_one_are_plain(other):
    assert not any(kind == "cell" for kind, _ in kinds(read("Taux (%)", 0.12, other)))


def test_whole_percents_are_plain_though_none_is_above_one():
    assert values(read("Taux (%)", 1, 0, 1)) == [1, 0, 1]


@each(
    ("levels", "cells", "expected"),
    [
        (("1", "2", "3"), ("2", "1 à 3", "?"), [("2", None), ("1", "3"), (None, None)]),
        (("0", "1 à 2", "3 et plus"), ("1 à 2", "0"), [("1 à 2", None), ("0", None)]),
        (
            ("oui", "oui/non", "non"),
            ("oui/non", "oui/non à non"),
            [("oui/non", None), ("oui/non", "non")],
        ),
        (("facile à faire", "dur"), ("facile à faire à dur",), [("facile à faire", "dur")]),
        (("non", "à préciser"), ("à préciser", "non"), [("à préciser", None), ("non", None)]),
        (("bas", "inconnu"), ("inconnu", "bas"), [(None, None), ("bas", None)]),
    ],
)
def test_words_that_the_file_lists_are_words_whatever_they_look_like(levels, cells, expected):
    reading = read("Accord", *cells, levels=levels)
    assert [(one.word, one.high_word) for one in reading.scores] == expected
    assert [*kinds(reading)] == [("order", "Accord")]
    assert reading.problems == ()


def test_two_numbers_at_the_ends_of_a_scale_are_no_words():
    reading = read("Coût", "2", "0", words=("0", "10"), ends=(0.0, 10.0))
    assert (values(reading), reading.criterion.ends) == ([2, 0], (0.0, 10.0))


def test_a_range_of_percents_that_goes_beyond_one_is_no_part_of_one():
    reading = read("Gain (%)", "-5 à -1", "12")
    assert (values(reading), reading.problems) == ([(-5, -1), 12], ())
