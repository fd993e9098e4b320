"""The page *Comparer* through the framework's own test runner: every state it may be in."""

import re

import pytest

from prioritisation.settings import CASE_VARIABLE
from tests.prioritisation.ui.reading import html, weigh, weights_of
from tests.prioritisation.ui.reading import page as page_at
from tests.synthetic import mixed, write_case

COMPARER = "screens/comparer.py"
NBSP = "\u00a0"
MORE_COVERED = "Plus couvert = plus prioritaire"
FREIGHT = "Groupes normands, fret dans Mieux produire"
SGPE = "Chantiers du simulateur SGPE"
START = [MORE_COVERED, FREIGHT, SGPE]
ALONE = {
    "poids.ghg_impact": "50",
    "poids.partner_ecosystem": "hors",
    "poids.existing_coverage": "hors",
}
UNEQUAL = {
    "poids.ghg_impact": "80",
    "poids.partner_ecosystem": "50",
    "poids.existing_coverage": "50",
}


def page(**query):
    return page_at(COMPARER, **query)


def shown(app):
    return html(app).replace(NBSP, " ")


def labels(app):
    return "".join(f"<p>{fold.label}</p>" for fold in app.expander).replace("\\", "")


def words(app):
    """What is written on the page, and on its folds."""
    return re.sub("<[^>]+>", "", shown(app) + labels(app).replace(NBSP, " "))


def columns(app):
    """The headings of the rankings beside the present one."""
    levers, first, *others = heads(app)
    assert (levers, first) == ("Levier", "Classement actuel")
    return others


def heads(app):
    (table,) = re.findall(r'<table class="left benchtable".*?</thead>', shown(app), re.DOTALL)
    return re.findall(r'<th scope="col">([^<]*)</th>', table)


def loud(app):
    return re.search(r'<p class="answer"[^>]*><strong>([^<]*)', shown(app)).group(1)


def plain_label(fold):
    """What people read on the line of a fold."""
    return fold.label.replace(chr(92), "").replace(NBSP, " ")


def section(app, title):
    """The words of a fold: its line, then what is behind."""
    fold = next(fold for fold in app.expander if title in plain_label(fold))
    inside = "".join(one.proto.body for one in fold.get("html"))
    written = f"{plain_label(fold)} {inside}".replace(NBSP, " ")
    return re.sub("<[^>]+>", "", written).partition("** ")[2]


def picker(app):
    return app.pills(key="columns")


def address(app, key="colonnes"):
    found = app.query_params.get(key, "")
    return found if isinstance(found, str) else found[0]


def test_it_starts_with_what_is_most_in_doubt():
    app = page()
    assert columns(app) == START
    assert "La réponse change dans 1 autre classement sur 3." in words(app)
    assert "3 autres montrés, sur 7 possibles" in words(app)
    assert sorted(picker(app).value) == sorted(
        ["sens:existing_coverage", "lecture:gt_freight", "lecture:sgpe"]
    )


@pytest.mark.usefixtures("today")
def test_it_starts_with_all_that_changes_who_is_first_whatever_its_place_in_the_case():
    """The last reading of the last question is one of them."""
    app = page()
    assert {"lecture:sgpe", "lecture:all_links"} <= set(picker(app).value)
    assert len(picker(app).value) == 5
    said = "La réponse change dans 3 autres classements sur 5."
    assert said in words(app)
    assert "5 autres montrés, sur 10 possibles" in words(app)


def test_unequal_weights_are_set_beside_equal_ones():
    assert columns(page(**UNEQUAL)) == ["Poids égaux", *START]


def test_the_address_says_which_columns_are_shown_and_in_which_order():
    app = page(colonnes="vikor,lecture:sgpe+sens:existing_coverage,topsis")
    composed = f"{SGPE} + plus couvert = plus prioritaire"
    assert columns(app) == ["Compromis", composed, "Distance à l’idéal"]
    for title in ("Compromis", composed, "Distance à l’idéal"):
        assert f"**{title} ?**" in words(app)


def test_no_column_at_all_is_a_choice_too():
    app = page(colonnes="aucune")
    assert columns(app) == []
    assert loud(app) == "Rien n’est encore comparé."
    assert "Quel critère porte le choix ?" in words(app)


def test_a_column_that_is_not_understood_is_named_and_the_others_are_kept():
    app = page(colonnes="topsis,lune,lecture:sgpe")
    assert columns(app) == ["Distance à l’idéal", SGPE]
    assert "« lune » n’est pas compris" in words(app)
    assert "Un choix de l’adresse n’a pas été compris ; il est laissé de côté." in words(app)
    assert "réglage de départ" not in words(app)


def test_a_setting_and_a_column_that_are_not_understood_are_told_apart():
    app = page(colonnes="lune", lecture="mars")
    notices = re.findall(r'<div class="notice" role="alert"><p>([^<]*)', shown(app))
    assert notices == [
        "Un réglage de l’adresse n’a pas été compris ; le réglage de départ le remplace.",
        "Un choix de l’adresse n’a pas été compris ; il est laissé de côté.",
    ]


def test_more_than_five_others_are_refused_and_the_first_five_drawn():
    app = page(colonnes="topsis,vikor,weighted_product,promethee_ii,lecture:sgpe,egaux")
    assert columns(app) == ["Distance à l’idéal", "Compromis", "Produit pondéré", "Duels", SGPE]
    assert words(app).index("5 autres classements au plus") < words(app).index(
        "Et avec d’autres calculs"
    )


def test_choosing_a_sixth_keeps_the_five_and_says_which_number_is_the_most():
    start = "topsis,vikor,weighted_product,promethee_ii,lecture:sgpe"
    app = page(colonnes=start)
    before = columns(app)
    at_start = words(app).count("5 autres classements au plus")
    picker(app).select("sens:existing_coverage").run()
    assert not app.exception
    assert columns(app) == before
    assert words(app).count("5 autres classements au plus") == at_start + 1
    assert address(app) == start
    weigh(app, ghg_impact=60)
    assert words(app).count("5 autres classements au plus") == at_start


def test_the_same_ranking_is_not_drawn_twice_and_it_is_said():
    app = page(colonnes="egaux,lecture:sgpe,lecture:gt")
    assert columns(app) == [SGPE]
    same = "Même classement qu’une autre colonne, non dessiné deux fois : Poids égaux et Groupes"
    assert same in words(app)
    assert "Même classement" not in words(page())


def test_a_column_is_added_and_removed_in_one_click_and_the_address_follows():
    app = page()
    picker(app).select("topsis").run()
    assert not app.exception
    assert columns(app) == [*START, "Distance à l’idéal"]
    assert address(app) == "sens:existing_coverage,lecture:gt_freight,lecture:sgpe,topsis"
    for code in ("sens:existing_coverage", "lecture:gt_freight", "lecture:sgpe", "topsis"):
        picker(app).unselect(code).run()
    assert address(app) == "aucune"
    assert columns(app) == []


def test_the_columns_survive_a_page_change():
    app = page(colonnes="topsis")
    app.switch_page("screens/classer.py").run()
    app.switch_page(COMPARER).run()
    assert columns(app) == ["Distance à l’idéal"]
    assert address(app) == "topsis"


def test_points_all_at_zero_rank_nothing_and_it_is_said():
    app = page()
    weigh(app, **dict.fromkeys(weights_of(app), 0))
    assert loud(app) == "Aucun critère n’a de poids."
    assert "Et avec d’autres calculs ?" in words(app)
    for absent in ('benchtable"', "Comment c’est calculé", "Quel critère porte"):
        assert absent not in shown(app)
    weigh(app, ghg_impact=10)
    assert columns(app)


def test_no_criterion_at_all_ranks_nothing_and_it_is_said():
    app = page()
    app.pills(key="criteria_kept").set_value([]).run()
    assert not app.exception
    assert loud(app) == "Aucun critère n’est pris en compte."
    assert 'benchtable"' not in shown(app)
    app.pills(key="criteria_kept").set_value(["ghg_impact"]).run()
    assert columns(app) == [FREIGHT, SGPE]


def test_one_criterion_is_compared_too():
    app = page(**ALONE)
    assert columns(app) == [FREIGHT, SGPE]
    assert "il porte le choix à lui seul" in section(app, "Quel critère porte le choix ?")
    app = page(**ALONE, colonnes="topsis,vikor,weighted_product,promethee_ii")
    assert columns(app) == ["Distance à l’idéal", "Compromis", "Produit pondéré", "Duels"]


def test_a_criterion_added_brings_its_direction_and_its_caveat():
    app = page()
    assert "sans le nom des groupes" not in words(app)
    app.pills(key="criteria_added").set_value(["cop_progress"]).run()
    assert not app.exception
    assert "sans le nom des groupes" in words(app)
    assert "Plus avancé = plus prioritaire" in columns(app)
    assert weights_of(app)["cop_progress"] == 50


def test_a_contradicted_statement_stands_beside_the_figures_each_with_its_source():
    said = section(page(), "Ce qui a été dit, ce que disent les chiffres")
    assert "L’outil ne choisit pas" in said
    assert "les chiffres disent le contraire" in said
    for both in ("Un levier déterminant pour réduire", "Un levier important pour réduire"):
        assert both in said
    assert "diapo 24" in said
    assert "diapo 25" in said
    for figure in ("(3 288 ktCO₂e) et Mieux produire (4 157", "(1 488 ktCO₂e) et Mieux produire"):
        assert figure in said
    assert "notes échangées entre Mieux se déplacer et Mieux produire" in said


def test_a_case_without_statements_has_no_such_section(other_case):
    path = other_case / "claims.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert "Ce qui a été dit" not in words(page())


def test_no_technical_word_of_a_method_is_outside_what_opens_on_demand():
    app = page(colonnes="topsis,lecture:sgpe")
    folded = {one.proto.body for fold in app.expander for one in fold.get("html")}
    surface = "".join(one.proto.body for one in app.get("html") if one.proto.body not in folded)
    for word in ("Kendall", "min-max", "normalisation", "TOPSIS", "VIKOR", "PROMETHEE"):
        assert word not in re.sub("<style>.*?</style>", "", surface + labels(app), flags=re.DOTALL)
    app.session_state["fold_method"] = True
    told = section(app.run(), "Comment c’est calculé")
    assert told.count("tau de Kendall") == 1 + 2
    assert "Distance à l’idéal : tau de Kendall" in told
    for name in ("TOPSIS", "VIKOR", "PROMETHEE II"):
        assert told.count(f"({name})") == 1


def test_without_any_criterion_the_question_is_still_the_one_of_this_page():
    for points in ("hors", "0"):
        app = page(**dict.fromkeys(UNEQUAL, points))
        assert "<h1>Et avec d’autres calculs" in html(app)
        assert "Quel levier d’abord" not in words(app)


def test_a_rank_that_is_not_known_is_an_interval_and_no_line_joins_it():
    app = page(colonnes="lecture:sgpe")
    (table,) = re.findall(r'<table class="left benchtable".*?</table>', shown(app), re.DOTALL)
    rows = [re.sub("<[^>]+>", "|", row) for row in table.split("<tr>")[1:]]
    assert len(rows) == 1 + 6
    (produce,) = (row for row in rows if "Mieux produire" in row)
    assert re.findall(r"[\d][^|]*", produce) == ["1 à 6", "1 à 3"]
    hatched = re.findall(r'class="u" style="[^"]*left:([\d.]+)%;width:([\d.]+)%', table)
    assert ("0.000", "50.000") in hatched
    assert "clip-path" not in table


def test_a_large_case_shows_all_its_levers(tmp_path, monkeypatch):
    folder = write_case(tmp_path / "case", 14, 3, mixed())
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    app = page(colonnes="topsis")
    assert re.search("benchtable.*", shown(app), re.DOTALL).group().count("<tr>") == 15


def test_no_text_of_a_case_is_markup(other_case):
    for name in ("levers.csv", "evidence.csv", "claims.csv", "case.toml", "criteria.toml"):
        path = other_case / name
        said = path.read_text("utf-8")
        for real in ("Mieux produire", "Impact GES", "Un levier déterminant", "fret dans"):
            said = said.replace(real, f"<b onclick=x>{real}</b>")
        path.write_text(said, "utf-8")
    found = html(page(colonnes="topsis,lecture:gt_freight"))
    assert "<b onclick" not in found
    for real in ("Mieux produire", "Impact GES", "Un levier déterminant", "fret dans"):
        assert f"&lt;b onclick=x&gt;{real}" in found


def test_a_broken_case_says_the_same_here(other_case):
    (other_case / "sources.csv").unlink()
    assert "ne peut pas être utilisé" in words(page())
