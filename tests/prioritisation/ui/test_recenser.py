"""The page *Recenser* through the framework's own test runner: every state it may be in."""

import csv
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from criteria.load import load_case
from prioritisation.analysis.census import Filter
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.sentences.census import census_answer, coverage_text
from prioritisation.ui.census.levers import lever_by_lever, shared_words
from prioritisation.ui.census.sheets import tally
from tests.conftest import NORMANDIE
from tests.prioritisation.ui.reading import html
from tests.prioritisation.ui.reading import page as page_at

RECENSER = "screens/recenser.py"
NBSP = "\u00a0"


def page(**query):
    return page_at(RECENSER, **query)


def shown(app):
    return html(app).replace(NBSP, " ")


def row(app, lever):
    """The text of a row of the counts, without what is folded."""
    table = re.search(r'<table class="matrix tally".*?</table>', shown(app), re.DOTALL).group()
    (found,) = [r for r in table.split("<tr")[1:] if f">{lever}</th>" in r]
    cells = re.findall(r"<td.*?</td>", found, re.DOTALL)
    return [re.search(r'class="(?:cnt|st zero)">([^<]*)<', cell).group(1) for cell in cells]


def test_the_answer_says_what_is_done_for_which_lever_and_how_surely():
    words = shown(page())
    assert "Que font déjà les membres du groupe ?" in words
    assert "Améliorer la connaissance des enjeux emplois-compétences » : 11 à 13 des 26" in words
    assert (
        "quel levier est le plus servi : Mieux produire (3 à 10 fiches), Mieux se loger (4 à 5) ou"
        in words
    )
    assert (
        "Aucune fiche n’a pour levier principal, avec une confiance élevée, Mieux se nourrir ou "
        "Mieux consommer." in words
    )
    assert "confiance élevée pour 17 fiches, moyenne pour 8 et faible pour 1" in words
    assert "confiance élevée pour 18 fiches, moyenne pour 5 et faible pour 3" in words


def test_each_row_counts_its_sheets_and_says_what_the_coverage_counts():
    app = page()
    assert row(app, "Mieux produire") == [
        "3 sûres, 6 possibles",
        "1 possible",
        "aucune",
        "aucune",
        "3 à 10 fiches",
    ]
    assert row(app, "Mieux consommer")[-1] == "0 à 1 fiche"
    assert row(app, "Actions transversales")[-1] == (
        "13 fiches, dont 7 où ce levier est second ou pas sûr"
    )
    assert row(app, "Toutes les fiches")[-1] == "26 fiches affichées"
    words = shown(app)
    assert "ne compte pas" in words
    assert "3 dont c’est le levier principal, avec une confiance élevée, 3 dont" in words
    assert "Ce qui ne sert que « Actions transversales » ne compte pour aucun levier" in words


def drawn(app, lever):
    """What is said in the cells of a row, and how many squares: (words, sure, possible) each."""
    table = re.search(r'<table class="matrix tally".*?</table>', shown(app), re.DOTALL).group()
    (found,) = [r for r in table.split("<tr")[1:] if f">{lever}</th>" in r]
    for summary in re.findall("<summary>(.*?)</summary>", found, re.DOTALL):
        squares = summary.count('class="sq"'), summary.count('class="sq u"')
        yield (re.sub("<[^>]*>", " ", summary).split(), *squares)


COMBINATIONS = ["", *load_case(NORMANDIE).tables]


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("links", COMBINATIONS[:5])
def test_squares_are_as_many_as_the_words_beside_them_say(links):
    app = page(**{"lecture": links} if links else {})
    case = load_case(NORMANDIE)
    for lever in case.levers:
        table = case.tables[links or case.default_combination]
        score = table.score(lever.id, "existing_coverage")
        cells = list(drawn(app, lever.label))
        for words, sure, possible in cells[:-1]:
            counts = [int(n) for n, what in pairwise(words) if what.strip(",")[:4] in SAID]
            assert sum(counts) == sure + possible, words
        words, sure, possible = cells[-1]
        assert (sure, sure + possible) == (score.low, score.high), words


SAID = ("sûre", "poss")


def without_boxes(app):
    """The words in sight of the last column and of the last row: no box of a lever there."""
    table = re.search(r'<table class="matrix tally".*?</table>', shown(app), re.DOTALL).group()
    rows = [re.findall("<td.*?</td>", one, re.DOTALL) for one in table.split("<tr")[1:]]
    for cell in [cells[-1] for cells in rows if cells] + rows[-1]:
        folded = re.sub("</summary>.*?</details>", "", cell, flags=re.DOTALL)
        yield re.sub("<[^>]*>", " ", folded)


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("links", COMBINATIONS[:5])
def test_sure_and_possible_are_said_in_boxes_alone_as_the_key_defines_them(links):
    app = page(**{"lecture": links} if links else {})
    cells = list(without_boxes(app))
    assert len(cells) > len(load_case(NORMANDIE).levers)
    for words in cells:
        assert not re.search(r"\d sûre|possible", words), words


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("links", COMBINATIONS[:5])
def test_a_row_adds_up_its_boxes_are_what_the_score_counts_and_what_it_does_not(links):
    app = page(**{"lecture": links} if links else {})
    for lever in load_case(NORMANDIE).levers:
        *boxes, last = drawn(app, lever.label)
        drawn_there = sum(sure + possible for _, sure, possible in boxes)
        words, sure, possible = last
        left = re.search(r"(\d+) non comptée", " ".join(words))
        assert drawn_there == sure + possible + (int(left.group(1)) if left else 0), words


def test_a_score_that_somebody_wrote_is_not_said_to_be_of_the_sheets_drawn():
    case = load_case(NORMANDIE)
    table, cell = case.tables[case.default_combination], ("mieux_produire", "existing_coverage")
    scores = {**table.scores, cell: replace(table.scores[cell], low=12.0, high=12.0)}
    written = replace(table, scores=scores)
    case = replace(case, tables={**case.tables, case.default_combination: written})
    found = tally(case, starting_scenario(case), Filter()).replace(NBSP, " ")
    row = found.partition(">Mieux produire</th>")[2].partition("</tr>")[0]
    apart, _, sheets = row.partition('class="counted"')[2].partition("<summary>")
    assert "12 fiches" in apart
    assert "12" not in sheets.partition("</summary>")[0]
    assert "10 fiches, dont 7 où ce levier est second ou pas sûr" in sheets


@pytest.mark.usefixtures("today")
def test_what_the_score_counts_is_said_by_the_links_it_counts():
    first, every = (shown(page(lecture=f"gt-{links}")) for links in ("primary", "all_links"))
    assert "et une fiche compte pour un levier au plus" in first
    assert "Chaque fiche compte une fois, pour le levier qu’elle sert d’abord." in first
    assert "4 fiches qui le citent ne sont pas comptées" in first
    assert "une fiche peut compter pour plusieurs leviers" in every
    assert "ne sont pas comptées" not in every


def test_a_filter_narrows_the_counts_and_the_list_but_not_the_coverage():
    app = page(levier="mieux_se_loger", confiance="élevée")
    words = shown(app)
    assert "4 fiches sur 26" in words
    assert row(app, "Mieux se loger") == [
        "1 sûre",
        "1 sûre, 1 possible",
        "aucune",
        "1 sûre",
        "4 à 5 fiches",
    ]
    assert ">Mieux produire</th>" not in words.split("Levier par levier")[0]
    listed = re.search(r'<table class="matrix roll".*?</table>', words, re.DOTALL).group()
    assert listed.count("<tr>") == 1 + 4


def test_a_choice_is_written_in_the_address_and_one_click_shows_everything():
    app = page()
    app.radio(key="filter_contributor").set_value("CAPEB").run()
    assert not app.exception
    assert app.query_params["contributeur"] in ("CAPEB", ["CAPEB"])
    assert "3 fiches sur 26" in shown(app)
    next(b for b in app.button if b.label == "Tout afficher").click().run()
    assert "contributeur" not in app.query_params
    assert "Les 26 fiches" in shown(app)
    assert app.radio(key="filter_contributor").value == ""


def test_a_filter_survives_a_page_change():
    app = page(categorie="4.4")
    app.switch_page("screens/classer.py").run()
    app.switch_page(RECENSER).run()
    assert app.radio(key="filter_category").value == "4.4"
    assert "3 fiches sur 26" in shown(app)


def test_two_categories_with_one_printed_title_have_each_a_short_label():
    app = page()
    heads = re.findall(r"<th [^>]*><strong>(4\.[34])</strong>([^<]*)</th>", shown(app))
    assert heads == [("4.3", " Attractivité des métiers"), ("4.4", " Ajustement des formations")]
    fold = shown(app).partition("Que recouvre chaque catégorie")[2].partition("</details>")[0]
    assert fold.count("Imprimé : « 4.3 &amp; 4. Attractivité des métiers et ajustement") == 2


def test_a_wrong_filter_is_named_and_ignored():
    app = page(levier="lune", categorie="4.2")
    assert "adresse, levier : « lune » n’est pas compris ; attendu : mieux_se_depl" in shown(app)
    assert "7 fiches sur 26" in shown(app)


def test_choices_that_no_sheet_answers_are_said():
    app = page(levier="mieux_produire", categorie="4.3")
    assert "Aucune fiche ne répond à tous ces choix" in shown(app)
    assert 'class="matrix tally"' not in shown(app)
    assert any(b.label == "Tout afficher" for b in app.button)


def test_the_coverage_is_said_to_be_left_out_when_it_is():
    points = {"ghg_impact": "10", "partner_ecosystem": "20", "existing_coverage": "hors"}
    app = page(**{f"poids.{c}": p for c, p in points.items()})
    assert "Ce critère ne compte pas dans le classement affiché" in shown(app)
    assert row(app, "Mieux produire")[-1] == "3 à 10 fiches"


def test_what_was_collected_besides_is_there_and_nothing_is_made_of_the_budgets():
    words = shown(page())
    for said in (
        "26 fiches produites par 14 contributeurs",
        "13 porteurs, 16 graphies : notre compte",
        "9 réponses de 52 000 à 600 000 euros",
        "17 fiches sur 26 n’ont pas de budget connu",
        "Aucune moyenne n’est calculée",
        "Automobile · Transport fluvial · Mobilités · Logistique",
        "4 images perdues",
        "rien n’a été reconstitué",
        "Renforcer le programme d’observation Climat-Air-Energies ORECAN",
    ):
        assert said in words, said


def test_progress_comes_from_the_scores_with_its_caveat(case):
    words = shown(page())
    for lever in case.levers:
        score = case.tables["gt"].score(lever.id, "cop_progress")
        assert f'<span class="val">{score.low:g} %</span>' in words
    assert "Les diapositives impriment ces taux sans le nom des groupes" in words


def test_a_case_without_census_nor_progress_shows_the_sheets_alone(other_case):
    (other_case / "census.csv").unlink()
    app = page()
    words = shown(app)
    assert "Surtout « 4.1 » : 11 à 13 des 26 fiches action." in words
    assert row(app, "Mieux se loger")[-1] == "4 à 5 fiches"
    for absent in ("Levier par levier", "images perdues", "Publics", "Avancement COP"):
        assert absent not in words
    assert "13 porteurs" in words


def test_a_case_without_sheets_says_so_and_shows_nothing_empty(other_case):
    path = other_case / "criteria.toml"
    words = path.read_text("utf-8")
    head, _, tail = words.partition("[existing_coverage]")
    path.write_text(head + tail[tail.index("[cop_progress]") :], "utf-8")
    keep_only(other_case / "evidence.csv", lambda r: r["criterion_id"] != "existing_coverage")
    keep_only(other_case / "claims.csv", lambda r: r["criterion_id"] != "existing_coverage")
    app = page()
    said = shown(app)
    assert "Ce dossier n’a pas de fiche action : ce qui suit" in re.sub("<[^>]+>", "", said)
    assert "Levier par levier" in said
    for absent in ("matrix tally", "porteurs,", "Méthode"):
        assert absent not in said
    (other_case / "census.csv").unlink()
    said = re.sub("<[^>]+>", "", shown(page()))
    assert "Ce dossier n’a pas de fiche action : il n’y a rien à recenser." in said
    assert "Levier par levier" not in said


def keep_only(path, kept):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(r for r in rows if kept(r))


def test_a_sheet_that_serves_no_lever_first_says_so_everywhere_it_is(other_case):
    path = other_case / "action_sheets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bare, second = (next(r for r in rows if r["sheet_id"] == ident) for ident in ("F01", "F03"))
    bare |= {"primary_lever": "", "lever_confidence": "", "lever_reason": ""}
    second["primary_lever"] = ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    app = page()
    told = re.sub("<[^>]+>", " ", shown(app))
    assert "2 fiches ne servent aucun levier d’abord." in told
    assert "Levier : aucun d’abord, aussi Mieux se loger" in told
    assert "levier : non dite ; catégorie : élevée" in told
    app.switch_page("screens/comprendre.py").run()
    assert not app.exception
    assert "aucun levier" in shown(app)


def test_no_text_of_a_sheet_nor_of_a_note_is_markup(other_case):
    for name in ("action_sheets.csv", "census.csv"):
        path = other_case / name
        words = path.read_text("utf-8")
        for real in ("RENOBOOST", "CAPEB", "Rénovation", "Entreprises prioritairement"):
            words = words.replace(real, f"<b onclick=x>{real}</b>")
        path.write_text(words, "utf-8")
    said = shown(page())
    assert "<b onclick" not in said
    for real in ("RENOBOOST", "CAPEB", "Rénovation", "Entreprises prioritairement"):
        assert f"&lt;b onclick=x&gt;{real}" in said


def test_a_broken_case_says_the_same_here(other_case):
    (other_case / "sources.csv").unlink()
    assert "ne peut pas être utilisé" in shown(page())


# Sentences


def test_one_lever_that_nothing_can_pass_is_named(other_case):
    def kept(line):
        return "mieux_produire" in line["primary_lever"] or line["sheet_id"] in ("F05", "F10")

    keep_only(other_case / "action_sheets.csv", kept)
    loud, rest, then = census_answer(load_case(other_case))
    assert "6 à 7 des 8 fiches action" in loud.replace(NBSP, " ")
    assert "Le levier le plus servi est Mieux produire : 3 à 7 fiches." in rest.replace(NBSP, " ")
    assert "1 fiche sert d’abord" in then


def test_the_coverage_sentence_is_silent_where_nothing_counts_sheets(case):
    without = case.keeping(("ghg_impact",))
    assert coverage_text(without, None) == []
    assert lever_by_lever(without, None) != ""


def test_a_shared_text_is_told_once():
    assert shared_words(["a", "a b", "c a"]) == "a"
    assert shared_words(["a", "b"]) == ""
    assert shared_words([]) == ""


def test_what_the_answer_leaves_open_takes_two_lines_and_the_ways_of_counting_follow():
    _, rest, then = census_answer(load_case(NORMANDIE))
    assert len(rest) <= 90
    assert "Mieux produire ou Mieux se loger" in rest.replace(NBSP, " ")
    assert "Mieux se loger avec « premier levier, s’il est sûr »" in then.replace(NBSP, " ")
