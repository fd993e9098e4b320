"""What tables of one score a row say beside it: its other end, its status, its source."""

from prioritisation.imports.files.opening import opened_file
from prioritisation.imports.model import FileAnswers, GivenAnswer
from prioritisation.imports.tables.reading import file_reading

ENDS = "note brute, au plus bas;note brute, au plus haut"
TABLE = f"""Site;Critère;{ENDS};Statut;Source
Gare;Coût;12;15;officiel;Devis
Gare;Accès;4;4;avis;
Halle;Coût;30;30;inféré;
Halle;Accès;;;inconnu;
Friche;Coût;0;8;Officielle;Devis
Friche;Accès;n.c.;;;
"""


def read(text, *answers):
    said = [("orientation", "", ("long",)), *answers]
    given = FileAnswers(GivenAnswer(*one) for one in said)
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


def test_two_ends_however_they_are_headed_are_one_score():
    for heads in ("Valeur basse;Valeur haute", "min;max", "Note;Note haute"):
        reading = read(TABLE.replace(ENDS, heads))
        assert (reading.pending, reading.problems) == ((), ()), heads
        assert said(reading)["Gare Coût"] == (12, 15, "officiel", "Devis"), heads


def test_of_one_end_alone_one_asks():
    text = TABLE.replace("30;30", "30;")
    reading = read(text)
    assert [(q.kind, q.about, q.choices) for q in reading.pending] == [("cell", "C4", ("30", "?"))]
    assert said(reading)["Halle Coût"] == (None, None, "inconnu", "")
    assert said(read(text, ("cell", "C4", ("30",))))["Halle Coût"] == (30, None, "inféré", "")
    unknown = read(text, ("cell", "C4", ("?",)))
    assert unknown.pending == ()
    assert said(unknown)["Halle Coût"] == (None, None, "inconnu", "")


def test_a_figure_that_is_said_to_be_unknown_is_asked_about():
    text = TABLE.replace("inféré", "inconnu")
    reading = read(text)
    assert [(q.kind, q.about, q.choices) for q in reading.pending] == [("cell", "C4", ("30", "?"))]
    assert said(reading)["Halle Coût"] == (None, None, "inconnu", "")
    assert said(read(text, ("cell", "C4", ("30",))))["Halle Coût"] == (30, None, "avis", "")


def test_ends_the_wrong_way_round_are_a_problem_and_no_score():
    reading = read(TABLE.replace("12;15", "15;12"))
    assert [(p.kind, p.cell) for p in reading.problems] == [("reversed", "D2")]
    assert "Gare Coût" not in said(reading)


def test_a_cell_that_is_asked_about_leaves_its_score_unknown():
    reading = read(TABLE.replace("12;15", "12;environ 15"))
    assert [(q.kind, q.about) for q in reading.pending] == [("cell", "D2")]
    assert said(reading)["Gare Coût"] == (None, None, "inconnu", "Devis")
    answered = read(TABLE.replace("12;15", "12;environ 15"), ("cell", "D2", ("15",)))
    assert said(answered)["Gare Coût"] == (12, 15, "officiel", "Devis")


def test_words_have_two_ends_as_numbers_do():
    text = f"Site;Critère;{ENDS}\n" + "".join(
        f"{site};Accord;{low};{high}\n{site};Coût;{len(site)};{len(site)}\n"
        for site, low, high in (
            ("Gare", "contre", "partagé"),
            ("Halle", "pour", "pour"),
            ("Friche", "contre", "contre"),
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


def test_other_words_than_those_of_the_case_say_no_status_and_that_is_said():
    reading = read(TABLE.replace("avis", "validé"))
    assert said(reading)["Gare Accès"] == (4, None, "avis", "")
    assert said(reading)["Gare Coût"][2] == "officiel"
    assert [(one.cells, one.why, one.text) for one in reading.left_out] == [
        ("E3", "no_status", "validé")
    ]


def test_a_column_of_which_nothing_is_a_status_is_left_out_whole():
    head, *lines = TABLE.strip().split("\n")
    others = [f"{line.rsplit(';', 2)[0]};validé;" for line in lines]
    reading = read("\n".join([head, *others]))
    assert {one.status for one in reading.scores} == {"avis", "inconnu"}
    assert [(one.cells, one.why) for one in reading.left_out] == [("E1:E7", "remark")]


BESIDE = """Site;Critère;Note;Statut;Source;Date;Confiance;Commentaire
Gare;Coût;12;officiel;Devis;12/03/2026;élevée;à revoir
Gare;Accès;4;avis;;mars 2026;Moyenne;
Halle;Coût;30;;Devis;2025;faible;<b>à ouvrir</b>
Halle;Accès;;;Mairie;;;on attend la mairie
Friche;Coût;0;;n.d.;début 2026;plutôt bonne;idem
Friche;Accès;7;avis;;31/02/2026;?;-
"""


def rests(reading):
    return {
        f"{one.lever} {one.criterion}": (one.source, one.date, one.confidence, one.reason)
        for one in reading.scores
    }


def test_a_score_has_the_date_the_confidence_and_the_remark_that_stand_beside_it():
    reading = read(BESIDE)
    assert (reading.pending, reading.problems) == ((), ())
    assert rests(reading) == {
        "Gare Coût": ("Devis", "2026-03-12", "élevée", "à revoir"),
        "Gare Accès": ("", "2026-03", "moyenne", ""),
        "Halle Coût": ("Devis", "2025", "faible", "<b>à ouvrir</b>"),
        "Halle Accès": ("Mairie", "", "", "on attend la mairie"),
        "Friche Coût": ("", "", "", ""),
        "Friche Accès": ("", "", "", ""),
    }


def test_what_is_no_date_and_no_confidence_is_never_guessed_and_is_said_by_its_cell():
    assert {(one.cells, one.why, one.text) for one in read(BESIDE).left_out} == {
        ("F6", "no_date", "début 2026"),
        ("F7", "no_date", "31/02/2026"),
        ("G6", "no_confidence", "plutôt bonne"),
        ("H6", "remark", "idem"),
    }


def test_only_a_score_whose_status_stands_there_has_one_stated():
    stated = {f"{one.lever} {one.criterion}" for one in read(BESIDE).scores if one.stated}
    assert stated == {"Gare Coût", "Gare Accès", "Friche Accès"}


def test_dates_of_which_some_have_the_month_first_are_not_guessed():
    text = BESIDE.replace("12/03/2026", "03/12/2026").replace("mars 2026", "12/25/2026")
    reading = read(text)
    assert rests(reading)["Gare Coût"][1] == rests(reading)["Gare Accès"][1] == ""
    assert rests(reading)["Halle Coût"][1] == "2025"
    assert ("F2", "no_date") in {(one.cells, one.why) for one in reading.left_out}


def test_a_remark_is_cut_where_it_is_long_and_that_is_said():
    reading = read(BESIDE.replace("à revoir", "à revoir " * 80))
    reason = rests(reading)["Gare Coût"][3]
    assert len(reason) <= 500
    assert reason.endswith("…")
    assert [one.cells for one in reading.left_out if one.why == "cut"] == ["H2"]


def test_of_two_columns_that_say_the_same_the_second_is_left_out():
    text = BESIDE.replace("Confiance", "Justification")
    reading = read(text)
    assert rests(reading)["Gare Coût"][3] == "élevée"
    assert ("H1:H7", "remark") in {(one.cells, one.why) for one in reading.left_out}


def test_a_column_beside_is_left_out_when_somebody_says_so():
    reading = read(BESIDE, ("role", "F", ("left_out",)))
    assert {date for _, date, _, _ in rests(reading).values()} == {""}
    assert ("F1:F7", "by_choice") in {(one.cells, one.why) for one in reading.left_out}
