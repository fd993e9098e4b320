"""What a criterion and its cells say together."""

import re

from prioritisation.imports.cells import headings
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


def test_what_is_unknown_is_unknown_and_zero_is_zero():
    reading = read("Coût", 0, "0", None, "n.d.", "?", "à compléter", "—")
    assert values(reading) == [0, 0, None, None, None, None, None]
    assert [one.status for one in reading.scores] == ["avis"] * 2 + ["inconnu"] * 5
    assert reading.scores[3].found == "n.d."


def test_what_may_be_read_in_two_ways_is_asked_and_unknown_until_then():
    reading = read("Coût", 12, "environ 40", "s.o.", "néant", "1.234", "≥ 3", "35 ?", "3 à 8 env.")
    assert values(reading) == [12] + [None] * 7
    assert {key: choices for key, choices in kinds(reading).items() if key[1] != "Coût"} == {
        ("cell", "B3"): ("40", "?"), ("cell", "B4"): ("?", "0"), ("cell", "B5"): ("0", "?"),
        ("cell", "B6"): ("1.234", "1234"), ("cell", "B7"): ("3..15", "3", "?"),
        ("cell", "B8"): ("35", "?"), ("cell", "B9"): ("3..8", "?"),
    }  # fmt: skip


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
        ("quatre", "not_a_number"), ("12*", "not_a_number"), ("12 (1)", "not_a_number"),
        ("(12)", "not_a_number"), ("12-", "not_a_number"), ("'12", "not_a_number"),
        ("\u0661\u0662", "not_a_number"), ("beaucoup", "not_a_number"),
        ("26 ou 9 en bus", "not_a_number"), ("6/9", "not_a_number"),
        (FileCell(CellKind.DATE, "2026-08-03"), "date"),
        (FileCell(CellKind.DATE, "2026-02-01"), "date"), ("02-janv", "date"),
        ("03/08/2026", "date"), (FileCell(CellKind.DATE, "1900-01-14"), "date"),
        ("14/01/1900", "date"), ("8 à 3", "reversed"), ("1e400", "not_finite"),
        ("#DIV/0!", "error_value"), (FileCell(CellKind.ERROR, "#REF!"), "error_value"),
        (FileCell(CellKind.FORMULA, "=A1"), "no_value"), ("12\u202e", "control_sign"),
    ],
)  # fmt: skip
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
    ("heading", "way"),
    [
        ("Débit (à maximiser)", "max"), ("Débit (sens : max)", "max"),
        ("Coût (k€, sens min)", "min"), ("Coût (le plus bas possible)", "min"),
        ("Coût (objectif : min)", "min"), ("Coût (↓)", "min"), ("Coût ↓", "min"),
        ("Coût (k€) à minimiser", "min"), ("Coût, sens : moins", "min"),
        ("Coût [k€] (plus c'est mieux)", "max"),
    ],
)  # fmt: skip
def test_words_that_state_a_direction_in_a_name_count(heading, way):
    criterion = read(heading, 3, 8).criterion
    assert (criterion.name, criterion.direction) == (re.split("[ ,]", heading)[0], way)
    assert criterion.unit == ("k€" if "k€" in heading else "")


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


# Rows that give the scale of each criterion: its ends, its words, said and never levers.


# Words that name no lever and no criterion, and those that only look like them.

ASIDE = {
    "total": (
        *("Total", "TOTAL", "Total :", "Total général", "Total des notes", "Totaux", "Somme"),
        *("Sous-total", "Score total", "Note globale", "Score pondéré", "Total /20", "Total HT"),
        *("Grand Total", "Sous-total axe 1", "Sous total"),
        *(
            "Note finale pondérée",
            "Score global pondéré /20",
            "% du total",
            "Part du total",
            "Total des notes pondérées",
        ),
    ),
    "mean": (
        "Moyenne", "Moyenne générale", "Moy.", "Médiane", "Écart-type", "Min", "Maximum",
        "Moyenne régionale",
    ),
    "rank": ("Rang", "Classement", "Rang final", "Ranking", "Ordre de priorité"),
    "weight": (
        *("Poids", "Pondération", "Coef.", "Coefficient", "Poids (%)", "Poids du critère"),
        *("Weight", "Poids (sur 100)"),
    ),
    "number": (
        "N°", "№", "n°", "Num.", "ID", "#", "N° d'ordre", "Code", "Réf.", "N° site", "INSEE",
    ),
    "unit": ("Unité", "Unités", "Unité de mesure"),
    "direction": ("Sens", "Sens (min/max)", "Min/Max", "Sens de préférence"),
    "source": (
        "Source", "Sources", "Source des données", "Origine de la donnée", "Source coût",
        "Source (délai)",
    ),
    "remark": (
        *("Commentaire", "Commentaires du service", "Remarques", "Observations", "Pilote"),
        *(
            "Définition", "Date", "Date de mise à jour", "Lien", "E-mail",
            "Justification de la note",
        ),
    ),
    "": (
        *("Coût total", "Total des émissions", "Rang social", "Importance écologique", "Coût"),
        *(
            "Poids lourds", "Poids (kg)", "Source d'eau", "Sources d'énergie", "Numérique",
            "Sensibilité",
        ),
        *("Commerces", "Moyens humains", "Minimum vital", "Totalité des accès", "Unité paysagère"),
        *("Pilotage", "Datation", "Classement énergétique", "Noms", "Navette gare", ""),
    ),
}  # fmt: skip


@each(("why", "text"), [(w, one) for w, texts in ASIDE.items() for one in texts])
def test_a_heading_is_set_aside_by_the_whole_of_it(why, text):

    assert headings.aside_reason(text) == why


@each(
    "text",
    [
        "Importance", "Priorité", "Score", "Note", "Position", "Total axe 2", "Moyenne des sites",
        "Ensemble",
    ],
)  # fmt: skip
def test_what_only_an_answer_can_tell_is_doubtful_and_not_set_aside(text):
    assert headings.doubtful_reason(text)
    assert headings.aside_reason(text) == ""


@each(
    ("text", "side"),
    [
        ("Sites", "lever"), ("Nom du projet", "lever"), ("Critère", "criterion"),
        ("Critères d\u2019évaluation", "criterion"), ("Leviers / Critères", "lever"),
        ("Critères \\ Sites", "criterion"), ("Valeur", "score"), ("Coût du projet", ""),
        ("Notation", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_corner_says_what_the_names_under_it_are(text, side):
    assert headings.corner_side(text) == side


@each(
    ("text", "way"),
    [
        ("à maximiser", "max"), ("À MINIMISER", "min"), ("Max", "max"), ("min.", "min"),
        ("↓", "min"), ("plus = mieux", "max"), ("moins c'est mieux", "min"),
        ("le plus bas possible", "min"), ("La plus élevée possible", "max"),
        ("plus faible, c’est mieux", "min"), ("Plus haut = mieux", "max"), ("le plus haut", ""),
        ("+", ""), ("-", ""), ("min ou max", ""), ("minimum 3", ""),
    ],
)  # fmt: skip
def test_a_direction_is_what_a_cell_says_and_no_sign_alone(text, way):
    assert headings.direction_in(text) == way


@each(
    ("text", "is_one"),
    [
        ("Source : services techniques", True), ("* estimation", True), ("(1) hors foncier", True),
        ("NB : à confirmer", True), ("Données provisoires au 12 mars", True),
        ("Notes de synthèse", False), ("Navette gare", False), ("**", False),
    ],
)  # fmt: skip
def test_what_stands_under_a_table_is_no_lever(text, is_one):
    assert headings.is_footnote(text) is is_one


@each(
    ("text", "is_one"),
    [
        ("Note max", True), ("Objectif", True), ("Seuil de rentabilité", True), ("TVA 20 %", True),
        ("Nombre de projets", True), ("Statut", True), ("Objectif zéro déchet", False),
        ("Gare", False), ("Type A", False),
    ],
)  # fmt: skip
def test_a_row_that_may_be_no_lever_is_doubtful(text, is_one):
    assert headings.is_doubtful_row(text) is is_one
