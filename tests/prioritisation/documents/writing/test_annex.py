from dataclasses import replace

from prioritisation.analysis.crossing import crossing_of
from prioritisation.documents.writing.annex import annex_of, matrix_tables, source_lines
from prioritisation.documents.writing.content import Bullets, Table
from prioritisation.documents.writing.method import weights_table
from prioritisation.documents.writing.note import note_of
from prioritisation.documents.writing.subject import subject_of
from prioritisation.documents.writing.trace import trace_of
from tests.cases.present import present
from tests.prioritisation.documents.writing.recorded import bent, few, note, sample
from tests.prioritisation.sentences.made import plain


def test_the_matrix_is_whole_and_unknown_is_a_word():
    table = next(matrix_tables(subject_of(sample("undecidable"))))
    assert len(table.rows) == 6
    assert "note manquante" in {cell for row in table.rows for cell in row}


def test_each_score_is_said_to_rest_on_something():
    text = " ".join(source_lines(subject_of(sample("undecidable"))))
    for words in (
        "officiel, Simulateur territorial",
        "manquante",
        "déduite, à vérifier",
        "confiance moyenne",
    ):
        assert words in text


def test_who_says_something_is_named_once(monkeypatch):
    subject = subject_of(sample("undecidable"))
    sources = subject.analysis.case.sources
    for ident, source in sources.items():
        monkeypatch.setitem(
            sources, ident, replace(source, title="Le pilote", publisher="Le pilote")
        )
    text = " ".join(source_lines(subject))
    assert "officiel, Le pilote, " in text
    assert "Le pilote, Le pilote" not in text


def test_caveats_and_what_is_to_be_confirmed_are_written():
    titles = [section.title for section in note("clear").annex]
    assert titles[:3] == [
        "Tableau des notes",
        "Sur quoi reposent les notes",
        "Façons de compter, sens et réserves",
    ]
    whole = str(note("clear").annex[2])
    assert "Les données présentées sont des données de travail" in whole
    assert "Échelle à confirmer" in whole
    assert "groupes normands" in whole


def test_what_was_said_of_a_direction_stands_beside_it_with_its_slide():
    blocks = note_of(present()).annex[2].blocks
    lines = [line for block in blocks if isinstance(block, Bullets) for line in block.items]
    said = [plain(line) for line in lines if "diapo 27" in line or "Se lit dans" in line]
    assert len(said) == 3
    assert all(line.startswith("Peu de fiches action : ") for line in said)
    assert "Plaide pour « plus couvert = plus prioritaire »." in said[0]
    assert all("notre lecture (inféré)" in line for line in said)


def test_the_open_choices_are_a_table_whose_ways_add_up_to_all_of_them():
    subject = subject_of(present())
    crossing = crossing_of(subject.analysis)
    assert len(crossing.outcomes) > 1
    section = next(s for s in note_of(present()).annex if s.title == "Choix encore ouverts")
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert sum(int(row[2]) for row in table.rows) == len(crossing.outcomes)
    sure = [o.sure for o in crossing.outcomes].count(crossing.leader)
    leader = subject.analysis.case.levers[crossing.leader].label
    assert sum(int(row[2]) for row in table.rows if row[1] == leader) == sure


def test_where_nothing_open_counts_there_is_no_table():
    section = next(s for s in note("clear").annex if s.title == "Choix encore ouverts")
    assert not [block for block in section.blocks if isinstance(block, Table)]


def test_the_method_of_work_is_in_the_words_of_its_slide():
    annex = note_of(present()).annex
    section = next(s for s in annex if s.title.startswith("La méthode de travail"))
    assert plain(section.blocks[0].items[0]) == (
        "1. Entendre les pilotes : « Audition des pilotes GT + pilotes d’axes » (GT ECTE, diapo "
        "27, « Rappel des échanges du 5 décembre »)"
    )
    assert len(section.blocks[0].items) == 3


def test_everything_can_be_traced():
    lines = dict(trace_of(sample("clear")))
    assert lines["Numéro de contrôle (SHA-256) du fichier de preuve"] == sample("clear").sha256
    assert lines["Empreinte (SHA-256) des notes arrêtées"] == sample("clear").case.frozen.sha256
    assert lines["Numéro du tirage"] == "1234, 100\u00a0000 essais au hasard"
    assert "numpy" in lines["Calculé par"]
    assert "replay fichier-de-preuve.json" in lines["Pour vérifier"]


def test_without_figures_there_is_nothing_to_annex_but_the_trace():
    assert annex_of(few(), None, None) == ()
    assert (
        dict(trace_of(few()))["Numéro de contrôle (SHA-256) du fichier de preuve"] == few().sha256
    )


def test_points_that_do_not_follow_a_straight_line_are_told_wherever_the_ends_are():
    """A reader who does the sum again with the two ends alone has another result."""
    steps = "entre les deux, 25 points pour 300 m², 50 points pour 500 m² et 75 points pour 900 m²"
    lines = {
        section.title: plain(" | ".join(block.items))
        for section in note_of(bent()).annex
        for block in section.blocks
        if isinstance(block, Bullets)
    }
    rules = lines["Façons de compter, sens et réserves"].replace("\u202f", " ")
    assert f"100 points : 1 500 m² ; {steps}" in rules
    weights = weights_table(subject_of(bent()))
    assert [row[0] for row in weights.rows if steps in plain(row[-1])] == ["Surface"]
