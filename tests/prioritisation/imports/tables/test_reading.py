"""A file is understood, or asks: where its table is, and what each row and column is."""

import contextlib
import time

import pytest

from prioritisation.imports.grids import CellKind, FileRefused
from tests.each import each
from tests.prioritisation.imports.by_hand import (
    aside,
    asked,
    changed,
    choices,
    criteria,
    levers,
    problems,
    read,
    sheet,
    values,
)

SITES = """
Site; Coût (k€); Délai (mois); Accord
Gare; 1250; 8 à 12; fort
Halle; 980; 9; moyen
Friche; n.c.; 18; fort
"""
LEVERS, CRITERIA = ["Gare", "Halle", "Friche"], ["Coût", "Délai", "Accord"]


def understood(reading, levers_=LEVERS, criteria_=CRITERIA):
    """Whether levers and criteria are those, nothing is wrong and nothing is asked."""
    return (levers(reading), criteria(reading), asked(reading), problems(reading)) == (
        levers_,
        criteria_,
        [],
        [],
    )


def test_a_plain_table():
    reading = read(SITES)
    assert understood(reading)
    assert reading.layout.lying == "rows"
    assert aside(reading) == []
    assert values(reading) == {
        ("Gare", "Coût"): 1250,
        ("Gare", "Délai"): (8, 12),
        ("Gare", "Accord"): "fort",
        ("Halle", "Coût"): 980,
        ("Halle", "Délai"): 9,
        ("Halle", "Accord"): "moyen",
        ("Friche", "Coût"): None,
        ("Friche", "Délai"): 18,
        ("Friche", "Accord"): "fort",
    }
    assert [one.cell for one in reading.scores][:3] == ["B2", "B3", "B4"]
    assert [one.unit for one in reading.criteria] == ["k€", "mois", ""]


def test_turned_round():
    reading = read("""
        Critères; Gare; Halle; Friche
        Coût (k€); 1250; 980; n.c.
        Délai (mois); 8 à 12; 9; 18
        Accord; fort; moyen; fort
        """)
    assert understood(reading)
    assert reading.layout.lying == "columns"
    assert values(reading) == values(read(SITES))
    assert reading.layout.rows == ("header", "criterion", "criterion", "criterion")
    assert reading.layout.columns == ("names", "lever", "lever", "lever")
    assert reading.layout.names == 0


def test_a_table_of_two_columns():
    reading = read("Site; Coût (k€)\nGare; 1250\nHalle; 980")
    assert understood(reading, ["Gare", "Halle"], ["Coût"])


@each(
    "above",
    [
        "Comparaison des sites",
        "Comparaison des sites\nDate :; 12/03/2026",
        "Comparaison des sites\n\nRédacteur; secrétariat\n",
        "Version 3, ne pas diffuser\n\n\n\n",
    ],
)
def test_titles_above(above):
    reading = read(f"{above}\n{SITES.strip()}")
    assert understood(reading)
    assert {why for _, why in aside(reading)} == {"title"}
    assert reading.title == above.split("\n", maxsplit=1)[0]


def test_footers():
    reading = read(
        f"{SITES.strip()}\n* hors taxes\n\nSource : enquête 2025\nFait à Caen le 3 mars",
    )
    assert understood(reading)
    assert aside(reading) == [
        ("A7", "source"),
        ("A8", "remark"),
        ("A5:D5", "remark"),
    ]


def test_an_empty_row_below_the_header_and_one_inside():
    reading = read("""
        Site; Coût (k€); Délai (mois); Accord

        Gare; 1250; 8 à 12; fort

        Halle; 980; 9; moyen
        Friche; n.c.; 18; fort
        """)
    assert understood(reading)


def test_empty_columns_and_an_empty_first_row():
    reading = read("""
        ;;;;;;
        ;; Site;; Coût (k€); Délai (mois); Accord
        ;; Gare;; 1250; 8 à 12; fort
        ;; Halle;; 980; 9; moyen
        ;; Friche;; n.c.; 18; fort
        """)
    assert understood(reading)
    assert reading.layout.names == 2


def test_two_rows_of_header_merged():
    page = sheet("""
        ; Territoire;; Moyens;
        Mesure; Impact; Surface; Impact; Coût
        Haies; 5; 120; 2; 340
        Toitures; 4; 6; 4; 900
        Compost; 3; n.d.; 2; 95
        """)
    page = changed(changed(page, 0, 1, columns=2), 0, 3, columns=2)
    reading = read(page)
    assert levers(reading) == ["Haies", "Toitures", "Compost"]
    assert criteria(reading) == [
        "Territoire – Impact",
        "Territoire – Surface",
        "Moyens – Impact",
        "Moyens – Coût",
    ]
    assert reading.layout.header == (0, 1)


def test_two_rows_of_header_where_single_ones_go_down():
    page = sheet("""
        Mesure; Coût (k€); Effets;
        ;; Carbone (t); Eau (m3)
        Haies; 340; 120; 8
        Toitures; 900; 6; 12
        Compost; 95; 14; 700
        """)
    page = changed(changed(changed(page, 0, 2, columns=2), 0, 0, rows=2), 0, 1, rows=2)
    reading = read(page)
    names = ["Coût", "Effets – Carbone", "Effets – Eau"]
    assert understood(reading, ["Haies", "Toitures", "Compost"], names)


@each(
    "word",
    ["Total", "TOTAL", "Total général", "Moyenne", "Rang", "Poids"],
)
@each("turned", [False, True])
def test_totals_means_ranks_and_weights_are_no_levers_nor_criteria(word, turned):
    rows = [line.split(";") for line in SITES.strip().split("\n")]
    rows.append([word, "3", "4", "5"])
    if turned:
        rows = [list(line) for line in zip(*rows, strict=True)]
        rows[0][0] = "Critère"
    reading = read("\n".join(";".join(row) for row in rows))
    assert understood(reading)
    whys = {"T": "total", "M": "mean", "R": "rank", "P": "weight"}
    assert aside(reading) == [("E1:E4" if turned else "A5:D5", whys[word[0]])]


def test_criteria_that_begin_like_totals():
    reading = read("""
        Site; Coût total; Rang social; Importance écologique
        Gare; 120; 4; forte
        Halle; 80; 7; faible
        Friche; 310; 2; forte
        """)
    assert understood(reading, criteria_=["Coût total", "Rang social", "Importance écologique"])


def test_numbers_of_rows():
    reading = read("""
        N°; Site; Coût (k€); Délai (mois)
        1; Gare; 1250; 8
        2; Halle; 980; 9
        3; Friche; 700; 18
        ; Total; 2930; 35
        """)
    assert understood(reading, criteria_=["Coût", "Délai"])
    assert set(aside(reading)) == {("A1:A5", "number"), ("A5:D5", "total")}


def test_a_row_of_units_and_one_of_directions():
    reading = read("""
        Site; Coût; Délai; Accord
        Unité; k€; mois;
        Sens; à minimiser; min; à maximiser
        Gare; 1250; 8; fort
        Halle; 980; 9; moyen
        Friche; 700; 18; fort
        """)
    assert understood(reading)
    assert [(one.unit, one.direction) for one in reading.criteria] == [
        ("k€", "min"),
        ("mois", "min"),
        ("", ""),
    ]
    assert aside(reading) == [("A2:D2", "unit"), ("A3:D3", "direction")]


def test_units_without_a_word_before_them():
    reading = read("""
        Site; Coût; Délai
        ; (k€); (mois)
        Gare; 1250; 8
        Halle; 980; 9
        """)
    assert understood(reading, ["Gare", "Halle"], ["Coût", "Délai"])
    assert [one.unit for one in reading.criteria] == ["k€", "mois"]


@each(
    "line", ["Total {n}; {a}; {b}", "Total {n}; 0; 0", "Levier {n};;", "Sous-total {n}; {a}; {b}"]
)
def test_rows_of_sums_or_of_nothing_are_not_each_compared_with_all_others(line):
    def spent(count):
        rows = "\n".join(line.format(n=n, a=n % 7 + 1, b=n % 5) for n in range(count))
        text = f"Site; Coût; Délai\nGare; 1250; 8\n{rows}"
        start = time.process_time()
        with contextlib.suppress(FileRefused):
            read(text)
        return time.process_time() - start

    spent(100)
    assert spent(2400) < min(4, 16 * spent(300) + 0.2)


def test_a_row_of_bare_directions_that_nothing_heads_is_asked():
    row = "; plus; moins"
    lines = f"Site; Débit; Bruit\n{row}\nGare; 12; 40\nHalle; 9; 55"
    reading = read(lines)
    assert [one.direction for one in reading.criteria] == ["", ""]
    ways = [one.strip() for one in row.split(";")[1:]]
    directions = [one for one in reading.questions if one.kind == "direction"]
    assert [(one.found, one.choices[0]) for one in directions] == [
        (ways[0], "max"),
        (ways[1], "min"),
    ]
    stated = lines.replace("plus; moins", "↑; ↓")
    for said in (read(lines, given=[("role", "2", "direction")]), read(stated)):
        assert [one.direction for one in said.criteria] == ["max", "min"]


def test_columns_of_units_directions_weights_and_sources_when_turned():
    reading = read("""
        Critères; Unité; Sens; Poids; Gare; Halle; Friche; Source
        Coût; k€; min; 3; 1250; 980; n.c.; services
        Délai; mois; min; 2; 8; 9; 18; services
        Accord;; max; 1; fort; moyen; fort; réunion
        """)
    assert understood(reading)
    assert [(one.unit, one.direction) for one in reading.criteria] == [
        ("k€", "min"),
        ("mois", "min"),
        ("", ""),
    ]
    assert [why for _, why in aside(reading)] == ["unit", "direction", "weight", "source"]


def test_remarks_and_sources_beside():
    reading = read("""
        Site; Coût (k€); Délai (mois); Source; Commentaires
        Gare; 1250; 8; devis; à revoir
        Halle; 980; 9; devis;
        Friche; 700; 18; estimation; terrain pollué
        """)
    assert understood(reading, criteria_=["Coût", "Délai"])
    assert aside(reading) == [("D1:D4", "source"), ("E1:E4", "remark")]


def test_a_header_that_is_repeated():
    reading = read("""
        Site; Coût (k€); Délai (mois)
        Gare; 1250; 8
        Halle; 980; 9
        Site; Coût (k€); Délai (mois)
        Friche; 700; 18
        Quai; 410; 6
        """)
    assert understood(reading, ["Gare", "Halle", "Friche", "Quai"], ["Coût", "Délai"])
    assert aside(reading) == [("A4:C4", "copy")]


def test_groups_of_levers():
    merged = changed(
        sheet("""
            Axe; Action; Coût (k€); Emplois
            Mobilité; Vélo; 350; 4
            ; Navettes; 620; 9
            Bâti; Isolation; 1500; 25
            """),
        1,
        0,
        rows=2,
    )
    reading = read(merged)
    assert understood(reading, ["Vélo", "Navettes", "Isolation"], ["Coût", "Emplois"])
    assert aside(reading) == [("A1:A4", "group")]


def test_groups_that_may_be_a_criterion_are_asked():
    page = """
        Maturité; Action; Coût (k€); Emplois
        prêt; Vélo; 350; 4
        prêt; Navettes; 620; 9
        à voir; Isolation; 1500; 25
        """
    assert asked(read(page)) == [("role", "A")]
    reading = read(page, given=[("role", "A", "criterion")])
    assert understood(reading, ["Vélo", "Navettes", "Isolation"], ["Maturité", "Coût", "Emplois"])
    assert understood(
        read(page, given=[("role", "A", "group")]),
        ["Vélo", "Navettes", "Isolation"],
        ["Coût", "Emplois"],
    )


def test_hidden_and_struck_rows_and_columns_are_said():
    page = sheet("""
        Site; Coût (k€); Secret; Délai (mois)
        Gare; 1250; 1; 8
        Ancien; 1; 1; 1
        Halle; 980; 1; 9
        Friche; 700; 1; 18
        """)
    page = sheet_with(page, hidden_rows={2}, hidden_columns={2})
    for column in range(4):
        page = changed(page, 4, column, struck=True)
    reading = read(page)
    assert understood(reading, ["Gare", "Halle"], ["Coût", "Délai"])
    assert aside(reading) == [("A3:D3", "hidden"), ("C1:C4", "hidden"), ("A5:D5", "struck")]
    assert reading.layout.rows[2:] == ("hidden", "lever", "struck")


def sheet_with(page, *, hidden_rows=(), hidden_columns=()):
    return type(page)(
        page.name,
        page.rows,
        page.is_text,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
    )


LONG = """
Levier; Critère; Note; Source
Gare; Coût; 1250; devis
Halle; Coût; 980; estimation
Gare; Accord; fort; réunion
Halle; Accord; n.c.; réunion
"""


def read_long(page, given=()):
    """A table of which somebody says that each row is one score."""
    return read(page, given=[("orientation", "", "long"), *given])


def test_a_long_table():
    assert asked(read(LONG)) == [("orientation", "")]
    assert choices(read(LONG), "orientation") == ("long", "rows", "columns")
    assert values(read(LONG)) == values(read_long(LONG))
    assert asked(read(LONG, given=[("orientation", "", "rows")])) == [("orientation", "")]
    reading = read_long(LONG)
    assert understood(reading, ["Gare", "Halle"], ["Coût", "Accord"])
    assert reading.layout.lying == "long"
    assert [(one.cell, one.source) for one in reading.scores] == [
        ("C2", "devis"),
        ("C3", "estimation"),
        ("C4", "réunion"),
        ("C5", "réunion"),
    ]
    assert reading.layout.columns == ("names", "criterion", "score", "source")


def test_a_long_table_with_a_gap_and_one_score_twice():
    reading = read_long(f"{LONG.strip()}\nFriche; Coût; 700; devis\nGare; Coût; 1300; devis")
    assert problems(reading) == [("duplicate_score", "C7")]
    assert reading.scores[-1].lever == "Friche"
    assert (reading.scores[-1].cell, reading.scores[-1].status) == ("", "inconnu")


def test_totals_of_a_long_table_are_left_out():
    text = """
        Site; Critère; Note
        Gare; Coût; 1
        Gare; Délai; 2
        Gare; Total; 3
        Halle; Coût; 3
        Halle; Délai; 4
        Halle; Total; 7
    """
    reading = read_long(text)
    assert criteria(reading) == ["Coût", "Délai"]
    assert aside(reading) == [("A4:C4", "total"), ("A7:C7", "total")]
    assert reading.layout.rows[3] == "total"
    kept_in = read_long(text, given=[("role", "4", "lever"), ("role", "7", "lever")])
    assert criteria(kept_in) == ["Coût", "Délai", "Total"]


def test_a_long_table_whose_rows_have_units_of_their_own():
    """3 000 € are 3 k€; years are no months."""
    reading = read_long("""
        Site; Critère; Valeur; Unité
        Gare; Coût; 1; k€
        Gare; Délai; 2; mois
        Halle; Coût; 3000; €
        Halle; Délai; 4; ans
    """)
    assert values(reading)["Gare", "Coût"] == 1
    assert values(reading)["Halle", "Coût"] == 3
    assert problems(reading) == [("other_unit", "C5")]


def test_numbers_that_follow_by_chance_are_no_row_numbers():
    reading = read("""
        Projet; Coût; ; Délai
        Gare; 1; 7; 2
        Halle; 3; 8; 4
    """)
    assert aside(reading) == []
    assert problems(reading) == [("unnamed_criterion", "C1")]


def test_a_target_is_asked_about_which_ever_way_the_table_lies():
    reading = read("""
        Critère; Gare; Halle; Objectif
        Coût; 1; 2; 3
        Délai; 3; 4; 5
    """)
    assert asked(reading) == [("role", "D")]
    assert choices(reading, "role", "D") == ("lever", "left_out")


def test_a_name_that_is_struck_out_is_asked_about_when_its_scores_are_not():
    page = sheet(SITES, is_text=False)
    assert asked(read(changed(page, 2, 0, struck=True))) == [("role", "3")]
    assert asked(read(changed(page, 0, 2, struck=True))) == [("role", "C")]


def test_a_column_of_units_after_a_criterion_is_that_of_its_scores():
    reading = read("""
        Projet; Coût; Unité; Délai
        Gare; 1; M€; 2
        Halle; 300; k€; 4
        Friche; n.c.; ; 4
    """)
    assert values(reading)["Gare", "Coût"] == 1_000_000
    assert values(reading)["Halle", "Coût"] == 300_000
    assert values(reading)["Friche", "Coût"] is None
    assert [one.unit for one in reading.criteria] == ["€", ""]
    for unit in ("note sur 5", "/5", "1 à 5", "note"):
        reading = read(f"""
            Projet; Accord; Unité; Délai
            Gare; 1; {unit}; 2
            Halle; 3; {unit}; 4
        """)
        assert problems(reading) == []
        assert values(reading)["Halle", "Accord"] == 3


def test_two_levers_of_one_name_are_a_duplicate_and_no_group():
    reading = read("""
        Projet; Coût; Délai
        Gare; 1; 2
        gare; 3; 4
        Halle; 5; 6
    """)
    assert problems(reading) == [("duplicate_lever", "A3")]


def test_two_rows_of_a_header_are_joined():
    """« total » alone would be a total."""
    reading = read("""
        ; Coût; Délai de
        Projet; total; réalisation
        Gare; 1; 2
        Halle; 3; 4
    """)
    assert criteria(reading) == ["Coût – total", "Délai de – réalisation"]
    reading = read("""
        ; Coût; Délai
        Projet; (k€); mois
        Gare; 1; 2
        Halle; 3; 4
    """)
    assert [(one.name, one.unit) for one in reading.criteria] == [
        ("Coût", "k€"),
        ("Délai", "mois"),
    ]
    assert aside(reading) == []
    grouped = read("""
        ; Économie; ; Social; Accord
        Projet; coût; gain; emploi; maire
        Gare; 1; 2; 3; 4
        Halle; 3; 4; 5; 6
    """)
    names = ["Économie – coût", "Économie – gain", "Social – emploi", "Accord – maire"]
    assert criteria(grouped) == names


def test_nothing_is_asked_twice():
    reading = read("""
        Projet; Coût; Accord; Délai; Ensemble
        Gare; 1; 2; 3; 6
        Halle; 2; 2; 3; 7
        Friche; 4; 2; 1; 7
    """)
    assert asked(reading) == [("role", "E")]


def test_a_long_table_that_does_not_say_which_are_the_levers_has_its_columns_said():
    page = LONG.replace("Levier; Critère; Note; Source", "Quoi; Sur; Valeurs; Source")
    assert asked(read(page)) == [("orientation", "")]
    assert understood(read_long(page), ["Gare", "Halle"], ["Coût", "Accord"])
    numbered = "N°; Note; Axe; Action\n1; 4; Coût; Gare\n2; 3; Coût; Halle\n3; 5; Délai; Gare"
    assert criteria(read_long(numbered)) == ["Coût", "Délai"]
    one = read_long("Quoi; Sur; Valeurs\nGare; Coût; 3\nHalle; Coût; 4\nFriche; Coût; 9")
    assert understood(one, criteria_=["Coût"])
    turned = read_long(page, given=[("role", "A", "criterion")])
    assert (levers(turned), criteria(turned)) == (["Coût", "Accord"], ["Gare", "Halle"])


def test_a_second_table_beside_is_left_out_and_said():
    reading = read("""
        Site; Coût; Délai;; Site; Accès; Bruit
        Nord; 120; 6;; Sud; 3; 5
        Sud; 340; 12;; Nord; 4; 2
        Est; 95; 4;; Est; 5; 1
        """)
    assert understood(reading, ["Nord", "Sud", "Est"], ["Coût", "Délai"])
    assert ("E1:G4", "other_table") in aside(reading)


def test_a_column_of_one_word_is_no_scale_unless_somebody_says_so():
    """A cross or nothing: whether nothing means no is not for the reader to say."""
    page = "Site; Coût; Public\nGare; 120; x\nHalle; 340;\nFriche; 95; x"
    assert asked(read(page)) == [("role", "C")]
    assert understood(read(page, given=[("role", "C", "left_out")]), criteria_=["Coût"])


def test_nothing_to_tell_which_way_round():
    page = """
        ; Alpha; Bravo; Charlie; Delta
        Quibran; 4; 2; 3; 5
        Zorvel; 3; 3; 5; 1
        Ozique; 5; 4; 2; 2
        Brastin; 1; 5; 4; 3
        """
    reading = read(page)
    assert asked(reading) == [("orientation", "")]
    assert set(choices(reading, "orientation")) == {"rows", "columns"}
    names = ["Alpha", "Bravo", "Charlie", "Delta"], ["Quibran", "Zorvel", "Ozique", "Brastin"]
    assert understood(read(page, given=[("orientation", "", "columns")]), *names)
    assert understood(read(page, given=[("orientation", "", "rows")]), *names[::-1])


def test_no_header():
    page = "Alpha; 12; 3\nBravo; 15; 4\nCharlie; 9; 1\nDelta; 11; 2"
    reading = read(page)
    assert ("header", "") in asked(reading)
    assert choices(reading, "header") == ("0", "1")
    assert levers(reading) == ["Alpha", "Bravo", "Charlie", "Delta"]
    assert problems(reading) == [("unnamed_criterion", "B1"), ("unnamed_criterion", "C1")]
    named = [("header", "", "0"), ("orientation", "", "rows"),
             ("name", "B", "Emplois"), ("name", "C", "Délai")]  # fmt: skip
    assert understood(read(page, given=named), levers(reading), ["Emplois", "Délai"])


def test_the_header_that_was_answered():
    page = f"Rédacteur; le secrétariat; de; la mairie\n{SITES.strip()}"
    reading = read(page, given=[("header", "", "2")])
    assert understood(reading)
    assert read(page, given=[("role", "2", "header")]) == reading


def test_a_table_of_words_without_a_corner_is_asked_about():
    """« Navette » was lost: its words were taken for headings without a question."""
    assert asked(read("Navette; fort; faible\nVélo; faible; moyen\nTram; moyen; fort"))


def test_a_smaller_table_below_is_said():
    reading = read(f"{SITES.strip()}\n\n\nBarème; Valeur\n1; faible\n2; moyen")
    assert understood(reading)
    assert [why for _, why in aside(reading)][:1] == ["other_table"]


def test_two_tables_of_one_size_are_asked():
    second = SITES.strip().replace("Site", "Projet").replace("Gare", "Pont")
    reading = read(f"{SITES.strip()}\n\n\n{second}")
    assert asked(reading) == [("header", "")]
    assert choices(reading, "header") == ("1", "7")
    below = read(f"{SITES.strip()}\n\n\n{second}", given=[("header", "", "7")])
    assert understood(below, ["Pont", "Halle", "Friche"])


def test_several_sheets():
    first = sheet(SITES, "Mars", is_text=False)
    second = sheet(SITES.replace("Gare", "Pont"), "Avril", is_text=False)
    notes = sheet("Lisez-moi\nCe classeur compare", "Notice", is_text=False)
    hidden = sheet(SITES, "listes", is_text=False, hidden=True)
    reading = read(notes, first, second, hidden)
    assert asked(reading) == [("sheet", "")]
    assert choices(reading, "sheet") == ("Mars", "Avril")
    assert aside(reading) == [
        ("Notice!A1:A2", "other_sheet"),
        ("Avril!A1:D4", "other_sheet"),
        ("listes!A1:D4", "hidden_sheet"),
    ]
    april = read(notes, first, second, hidden, given=[("sheet", "", "Avril")])
    assert understood(april, ["Pont", "Halle", "Friche"])
    assert april.levers[0].cell == "Avril!A2"
    assert understood(read(notes, first, second, hidden, given=[("sheet", "", "listes")]))


def test_sums_that_no_word_names_are_asked():
    reading = read("""
        Territoire; Coût (k€); Emplois
        Nord; 120; 6
        Sud; 340; 12
        Est; 95; 4
        Normandie; 555; 22
        """)
    assert asked(reading) == [("role", "5")]
    assert levers(reading) == ["Nord", "Sud", "Est"]


def test_a_name_alone_in_its_row_is_asked():
    reading = read("""
        Site; Coût (k€); Délai (mois)
        Rive droite;;
        Gare; 1250; 8
        Halle; 980; 9
        Rive gauche;;
        Friche; 700; 18
        """)
    assert asked(reading) == [("role", "2"), ("role", "5")]
    kept = read(
        """
        Site; Coût (k€); Délai (mois)
        Gare; 1250; 8
        Rive;;
        Halle; 980; 9
        """,
        given=[("role", "3", "lever")],
    )
    assert understood(kept, ["Gare", "Rive", "Halle"], ["Coût", "Délai"])


def test_what_was_said_of_a_column():
    reading = read(SITES, given=[("role", "C", "left_out"), ("role", "4", "left_out")])
    assert understood(reading, ["Gare", "Halle"], ["Coût", "Accord"])
    assert aside(reading) == [("A4:D4", "by_choice"), ("C1:C4", "by_choice")]


def test_doubtful_headings_are_asked():
    page = "Site; Coût; Importance\nGare; 1250; 3\nHalle; 980; 1\nFriche; 700; 2"
    assert asked(read(page)) == [("role", "C")]
    assert understood(
        read(page, given=[("role", "C", "criterion")]), criteria_=["Coût", "Importance"]
    )


def test_names_that_stand_twice():
    reading = read("""
        Site; Coût (k€); coût  (k€)
        L’Abbaye; 1250; 8
        Halle; 980; 9
        l'abbaye; 700; 18
        """)
    assert problems(reading) == [("duplicate_lever", "A4"), ("duplicate_criterion", "C1")]
    mended = read(
        "Site; Coût (k€)\nHalle; 1250\nhalle; 980", given=[("cell", "A3", "Grande halle")]
    )
    assert understood(mended, ["Halle", "Grande halle"], ["Coût"])


def test_names_that_are_missing_or_too_long():
    long = "une très longue description " * 6
    reading = read(f"""
        Site; Coût (k€); ; Délai
        Gare; 1250; 8; 3
        ; 980; 9; 4
        {long}; 700; 18; 9
        """)
    assert problems(reading) == [
        ("unnamed_lever", "A3"),
        ("too_long", "A4"),
        ("unnamed_criterion", "C1"),
    ]


def test_what_has_no_table():
    for page in ("Bonjour", "Une note;\nsur deux lignes;", "Nom\nGare\nHalle"):
        with pytest.raises(FileRefused, match="no_table"):
            read(page)


def test_a_sheet_that_is_not_there():
    with pytest.raises(FileRefused, match="unknown_sheet"):
        read(SITES, given=[("sheet", "", "Mai")])


def test_beyond_the_limits():
    tall = "Site; Coût (k€)\n" + "\n".join(f"Lieu {k}; {k * 7 % 13}" for k in range(1001))
    with pytest.raises(FileRefused, match="many_levers") as refusal:
        read(tall)
    assert refusal.value.values == {"found": 1001, "allowed": 1000}
    wide = "Site;" + ";".join(f"Coût {k} (k€)" for k in range(21))
    rows = "\n".join(f"Lieu {k};" + ";".join(str(j * k % 9) for j in range(21)) for k in range(30))
    with pytest.raises(FileRefused, match="many_criteria"):
        read(f"{wide}\n{rows}")


def test_the_same_file_is_read_the_same():
    again = [read(SITES) for _ in range(3)]
    assert again[1:] == again[:-1]


def test_levers_of_a_long_table_merged_over_their_rows():
    page = sheet("""
        Projet; Critère; Valeur
        Gare; Coût; 210
        ; Accord; fort
        Halle; Coût; n.d.
        ; Accord; moyen
        """)
    for row in (1, 3):
        page = changed(page, row, 0, rows=2)
        page = changed(page, row + 1, 0, covered=True)
    reading = read_long(page)
    assert understood(reading, ["Gare", "Halle"], ["Coût", "Accord"])
    assert values(reading)["Gare", "Accord"] == "fort"
    assert [one.cell for one in reading.levers] == ["A2", "A4"]


def test_sums_of_sections_are_no_levers_or_asked():
    reading = read("""
        Action; Coût (k€); Gain (t)
        Navette; 210; 40
        Autopartage; 35; 12
        Total axe 1; 245; 52
        Isolation; 900; 300
        Chaleur; 2400; 1200
        Sous-total axe 2; 3300; 1500
        """)
    assert asked(reading) == [("role", "4")]
    assert ("A7:C7", "total") in aside(reading)


def test_levers_that_begin_like_sums():
    page = """
        Projet; Coût (k€); Gain (t)
        Total désherbage; 210; 4
        Moyenne vallée; 35; 2
        Poids lourds; 120; 5
        """
    assert levers(read(page, given=[("role", "2", "lever"), ("role", "3", "lever")])) == [
        "Total désherbage",
        "Moyenne vallée",
        "Poids lourds",
    ]


def test_a_row_apart_below_the_table_is_left_out_and_said():
    reading = read("""
        Projet; Coût; Délai
        Gare; 210; 6
        Halle; 35; 3
        Friche; 15; 2

        Budget disponible; 150;
        """)
    assert levers(reading) == ["Gare", "Halle", "Friche"]
    assert ("A6:B6", "remark") in aside(reading)
    assert asked(reading) == []


def test_units_and_ends_of_scales_in_brackets_below_the_header():
    reading = read("""
        Projet; Coût; Délai; Qualité
        ; (k€); (mois); (1 à 5)
        Gare; 210; 6; 1
        Halle; 35; 3; 2
        """)
    assert understood(reading, ["Gare", "Halle"], ["Coût", "Délai", "Qualité"])
    assert aside(reading) == [("A2:D2", "unit")]


def test_groups_of_criteria_merged_before_them():
    page = sheet("""
        Thème; Critère; Unité; Quai; Gare; Plaine
        Accès; Distance; km; 1,2; 0,4; 6
        ; Lignes; nb; 3; 7; 0
        Foncier; Surface; m²; 1200; n.d.; 5400
        ; Accord;; oui; non; oui
        Total;;; 14; 12; 9
        """)
    for row in (1, 3):
        page = changed(page, row, 0, rows=2)
        page = changed(page, row + 1, 0, covered=True)
    reading = read(page)
    assert understood(
        reading, ["Quai", "Gare", "Plaine"], ["Distance", "Lignes", "Surface", "Accord"]
    )
    assert ("A1:A6", "group") in aside(reading)


def test_names_that_only_their_units_tell_apart_keep_them():
    reading = read("""
        Site; Coût (k€); Coût (€/hab); Délai (mois)
        Gare; 1250; 12; 8
        Halle; 980; 40; 9
        Friche; 400; 7; 18
    """)
    assert criteria(reading) == ["Coût (k€)", "Coût (€/hab)", "Délai"]
    assert problems(reading) == []
    assert values(reading)["Halle", "Coût (€/hab)"] == 40
    long = read_long("""
        Site; Critère; Valeur
        Gare; Coût (k€); 1250
        Gare; Coût (€/hab); 12
        Halle; Coût (k€); 980
        Halle; Coût (€/hab); 40
    """)
    assert criteria(long) == ["Coût (k€)", "Coût (€/hab)"]


def test_a_corner_word_says_which_row_is_the_header():
    reading = read("""
        Auteur; M. Bois;
        Projet; Coût; Délai
        Gare; gratuit; 6
        Halle; inclus; 3
        Friche; 210; 2
        """)
    assert levers(reading) == LEVERS
    assert criteria(reading) == ["Coût", "Délai"]


def test_a_row_of_sources_below_the_header():
    reading = read("""
        Projet; Coût (k€); Délai (mois)
        Source; DREAL; Devis
        Gare; 210; 6
        Halle; 35; 3
        """)
    assert understood(reading, ["Gare", "Halle"], ["Coût", "Délai"])
    assert aside(reading) == [("A2:C2", "source")]


def test_small_numbers_that_add_up_are_kept_and_asked():
    reading = read("""
        Projet; Élan; Soutien; Ancrage
        Gare; 1; 2; 3
        Halle; 2; 2; 1
        Friche; 1; 1; 1
        Navette; 4; 5; 5
        """)
    assert levers(reading) == [*LEVERS, "Navette"]
    assert ("role", "5") in asked(reading)


def test_a_row_that_may_be_no_lever_is_asked():
    page = """
        Projet; Coût (k€); Délai (mois)
        Gare; 210; 6
        Halle; 35; 3
        Objectif; 100; 2
        """
    reading = read(page)
    assert asked(reading) == [("role", "4")]
    assert choices(reading, "role", "4") == ("lever", "left_out")
    assert understood(
        read(page, given=[("role", "4", "left_out")]), ["Gare", "Halle"], ["Coût", "Délai"]
    )


def test_what_a_row_may_be_is_asked_as_the_table_lies():
    reading = read("""
        Critères; Gare; Halle; Friche
        Coût (k€); 1250; 980; 700
        Délai (mois); 8; 9; 18
        Importance; 1; 3; 2
        """)
    assert asked(reading) == [("role", "4")]
    assert choices(reading, "role", "4") == ("criterion", "left_out")


def test_a_measure_may_be_called_nature():
    reading = read("Site; Coût (k€); Nature\nGare; 1250; 8\nHalle; 980; 9\nFriche; 700; 3")
    assert understood(reading, criteria_=["Coût", "Nature"])


MERGED = sheet(
    """
    Site; Coût (k€); Délai (mois); Emplois
    Gare; 1250; 8; 12
    Halle; 980; ; 14
    Friche; 700; ; 15
    Quai; 800; 5;
    """,
    is_text=False,
)


def merged(page, row, column, *, rows=1, columns=1):
    """A sheet with one cell merged over others."""
    page = changed(page, row, column, rows=rows, columns=columns)
    for r in range(row, row + rows):
        for c in range(column, column + columns):
            if (r, c) != (row, column):
                page = changed(page, r, c, kind=CellKind.EMPTY, value="", covered=True)
    return page


@each(
    ("page", "given", "cells"),
    [
        (merged(MERGED, 1, 2, rows=3), (), "Notes!C2:C4"),
        (merged(MERGED, 1, 1, rows=2, columns=2), (), "Notes!B2:C3"),
        (
            merged(sheet(LONG, is_text=False), 1, 2, rows=2),
            [("orientation", "", "long")],
            "Notes!C2:C3",
        ),
    ],
)
def test_one_cell_for_several_scores_is_refused_by_its_name(page, given, cells):
    with pytest.raises(FileRefused, match="merged_scores") as refusal:
        read(page, given=given)
    assert refusal.value.values == {"name": cells}


def test_columns_merged_from_their_headings_down_are_one():
    page = MERGED
    for row in (0, 1, 2, 3, 4):
        page = merged(page, row, 1, columns=2)
    reading = read(page)
    assert (criteria(reading), asked(reading)) == (["Coût", "Emplois"], [])


def test_what_is_unknown_for_several_is_not_asked():
    page = changed(merged(MERGED, 1, 2, rows=3), 1, 2, value="n.c.", kind=CellKind.TEXT, rows=3)
    reading = read(page)
    assert asked(reading) == []
    assert values(reading)["Halle", "Délai"] is None


@each(
    "page",
    [
        "Projet\nNavette\nVélo\nTrain",
        "Titre du document; version 2\n\nNavette\nVélo\nTrain",
        "Alpha; Bravo; Charlie\nDelta;;\nÉcho;;",
        "Projet; Coût (k€); Délai\nNavette;;\nVélo;;",
    ],
)
def test_a_list_is_no_grid(page):
    with pytest.raises(FileRefused, match="no_table"):
        read(page)


@each("names", [["12", "14", "21"], ["2021", "2022", "2023"], ["L1", "L2", "L3"]], ids=str)
@each("head", ["N° action", "Action", "Code", "Ligne"])
def test_levers_that_have_nothing_but_numbers_or_codes_are_asked(head, names):
    words = zip(names, ("210; 6; fort", "35; 4; moyen", "15; 2; faible"), strict=True)
    page = "\n".join([f"{head}; Coût (k€); Délai; Accord", *map("; ".join, words)])
    reading = read(page, given=[("role", "A", "names")])
    assert understood(reading, names, ["Coût", "Délai", "Accord"])
    guess = read(page)
    assert (levers(guess), values(guess)) == (names, values(reading))
    if (head, names[0]) not in {("Action", "L1"), ("Ligne", "L1")}:
        assert asked(guess) == [("role", "A")]
        assert choices(guess, "role", "A") == ("names", "left_out")


def test_numbers_before_names_are_no_criterion_unless_somebody_says_so():
    page = "{}; Projet; Coût (k€)\n14; Navette; 210\n50; Vélo; 35\n61; Train; 15"
    trains = ["Navette", "Vélo", "Train"]
    assert understood(read(page.format("Code")), trains, ["Coût"])


def test_of_places_and_projects_the_projects_are_levers_and_it_is_asked():
    page = "Zone; Projet; Coût (k€)\nNord; Navette; 210\nEst; Vélo; 35\nSud; Train; 15"
    reading = read(page)
    assert levers(reading) == ["Navette", "Vélo", "Train"]
    assert asked(reading) == [("role", "A")]


def test_a_lever_whose_scores_are_awaited_at_the_end_of_a_table_is_asked():
    page = f"{SITES.strip()}\nQuai;;;\nDépôt;;;"
    reading = read(page)
    assert levers(reading) == [*LEVERS, "Quai", "Dépôt"]
    assert asked(reading) == [("role", "5"), ("role", "6")]
    assert choices(reading, "role", "5") == ("lever", "left_out")
    one = read(page, given=[("role", "5", "lever"), ("role", "6", "left_out")])
    assert understood(one, [*LEVERS, "Quai"])
    below = read(f"{SITES.strip()}\n\nDocument provisoire;;;")
    assert understood(below)
    assert understood(read(f"{SITES.strip()}\nVersion de travail;;;"))


@each(
    "word",
    [
        *("Territoire", "Commune", "Département", "Canton", "Quartier", "Zone", "Ligne"),
        *("Parcelle", "Solution", "Scénario", "Variante", "Prestataire", "Candidat"),
        *("Équipement", "Fiche"),
    ],
)
def test_what_levers_are_called(word):
    page = f"{word}; Beta; Gamma; Delta\nQuibran; 4; 2; 3\nZorvel; 3; 3; 5\nOzique; 5; 4; 2"
    assert understood(read(page), ["Quibran", "Zorvel", "Ozique"], ["Beta", "Gamma", "Delta"])


THREE = """
; Environnement;; Finances;
Projet; CO2; Bruit; Coût; Coût
; {}
Navette; 12; 3; 210; 6
Vélo; 30; 2; 35; 4
Train; 8; 7; 15; 2
"""


@each(
    "third",
    ["brut; net; brut; net", "2025 (t); 2025; 2025 (k€); 2030", "2025; 2025; 2025; 2030"],
)
def test_a_third_row_of_a_header_is_never_taken_without_a_word(third):
    reading = read(THREE.format(third))
    assert asked(reading) or problems(reading)


@each("order", [(1, 0, 2, 3), (4, 0, 1, 2, 3)])
def test_names_of_levers_between_their_scores(order):
    lines = [line.split("; ") for line in SITES.strip().split("\n")]
    numbered = [[*line, f"{n}" if n else "N°"] for n, line in enumerate(lines)]
    reading = read("\n".join("; ".join(line[k] for k in order) for line in numbered))
    assert understood(reading)
    assert values(reading) == values(read(SITES))


def test_a_table_on_a_hidden_sheet_alone_is_asked_about():
    pages = (
        sheet("Grille de notation\nVoir le service", "Lisez-moi", is_text=False),
        sheet(SITES, "Données", is_text=False, hidden=True),
    )
    reading = read(*pages)
    assert (levers(reading), asked(reading)) == (LEVERS, [("sheet", "")])
    question = reading.pending[0]
    assert (question.choices, question.found) == (("Données",), "Données")
    assert asked(read(*pages, given=[("sheet", "", "Données")])) == []


def test_a_hidden_sheet_is_never_read_beside_one_that_is_seen():
    reading = read(
        sheet(SITES, "Notes", is_text=False),
        sheet(SITES.replace("Gare", "Port"), "Avant", is_text=False, hidden=True),
    )
    assert (levers(reading), asked(reading)) == (LEVERS, [])
