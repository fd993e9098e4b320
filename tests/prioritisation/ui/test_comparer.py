"""The page *Comparer* through the framework's own test runner: every state it may be in."""

import re

from criteria.model import Sense
from tests.prioritisation.ui.reading import html, press, unfolded
from tests.prioritisation.ui.reading import page as page_at

COMPARER = "comparer"
NBSP = "\u00a0"
MORE_COVERED = "Plus couvert = plus prioritaire"
FREIGHT = "Groupes normands, fret dans Mieux produire"
SGPE = "Chantiers du simulateur SGPE"
START = [MORE_COVERED, FREIGHT]
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
    return re.findall(r'<th scope="col">([^<]*)', table)


def picker(app):
    return app.pills(key="columns")


def address(app, key="colonnes"):
    found = app.query_params.get(key, "")
    return found if isinstance(found, str) else found[0]


def told(app):
    """Name of a setting -> what the page says that it changes."""
    lines = re.findall(r"<p><strong>([^<]*) \?</strong> ([^<]*)</p>", shown(app))
    return dict(lines)


def take(app, k):
    app.button(key=f"take_{k}").click().run()
    assert not app.exception


def test_it_starts_with_what_changes_who_is_first_and_leaves_room_for_one_s_own():
    app = page()
    assert columns(app) == START
    assert "La réponse change dans 1 autre classement sur 2." in words(app)
    assert list(told(app)) == START
    assert "Poids égaux" in picker(page(**UNEQUAL)).options


def test_a_setting_of_one_s_own_is_changed_named_and_taken_up():
    app = page(colonnes="sens:existing_coverage")
    app.button(key="own_setting").click().run()
    assert columns(app) == [MORE_COVERED, "Réglage 1"]
    app.slider(key="own_1_points_ghg_impact").set_value(100).run()
    app.text_input(key="own_1_name").set_value("+ Mon <b>,:;=% ").run()
    app.selectbox(key="own_1_sense_existing_coverage").set_value(Sense.MAX).run()
    assert not app.exception
    name = "+ Mon &lt;b&gt;,:;=%"
    assert columns(app) == [MORE_COVERED, name]
    head = re.search(rf"{re.escape(name)}<span class=\"st\">([^<]*)", shown(app)).group(1)
    assert head.startswith("Impact GES 50 %")
    assert "Les poids passent" in words(app)
    again = page(colonnes=address(app))
    assert heads(again) == heads(app)
    assert told(again) == told(app)
    assert address(app, "poids.ghg_impact") == "50"
    take(again, 1)
    assert address(again, "poids.ghg_impact") == "100"
    assert address(again, "sens.existing_coverage") == "max"


def test_a_colleague_s_link_is_pasted_as_a_column_or_refused_with_its_reason():
    weights = "poids.ghg_impact=80&poids.partner_ecosystem=50&poids.existing_coverage=50"
    link = f"https://priorites.example/?{weights}&lecture=gt_freight&sens.existing_coverage=max"

    def pasted(text):
        app = page(colonnes="aucune")
        app.text_input(key="pasted").set_value(text).run()
        assert not app.exception
        return app

    app = pasted(link)
    assert columns(app) == ["Collègue 1"]
    assert "poids:ghg_impact=80" in address(app)
    assert "sens:existing_coverage" in address(app)
    assert app.text_input(key="pasted").value == ""
    for text, why in (
        ("bonjour", "Ce lien ne contient aucun réglage"),
        (f"{link}&dossier=k7", "Ce lien montre un autre dossier"),
        (link.replace("=80", "=beaucoup"), "poids.ghg_impact"),
    ):
        app = pasted(text)
        assert (columns(app), app.text_input(key="pasted").value) == ([], text)
        assert why in words(app)
        assert why not in words(app.run())


def test_criteria_and_a_score_are_settings_and_a_score_is_not_taken_up():
    app = unfolded(page(colonnes="nom:Mien"), "column_0")
    app.pills(key="own_0_criteria").set_value(["ghg_impact", "existing_coverage"]).run()
    assert "écosystème partenarial de 33 % à hors" in words(app).lower()
    assert [b.key for b in app.button if b.key.startswith("take_")] == ["take_0"]
    app.number_input(key="own_0_end_0_mieux_se_deplacer_ghg_impact").set_value(1000.0)
    press(app, "Écrire cette note")
    assert not app.exception
    assert "note:mieux_se_deplacer.ghg_impact=1000.0;1000.0" in address(app)
    assert "Mieux se déplacer, Impact GES (1 000 ktCO₂e)".lower() in words(app).lower()
    assert [b.key for b in app.button if b.key.startswith("take_")] == []
    app.button(key="own_0_unscore").click().run()
    assert "note:" not in address(app)


def test_the_address_says_which_columns_are_shown_and_in_which_order():
    app = page(colonnes="vikor,lecture:sgpe+sens:existing_coverage,topsis")
    composed = f"{SGPE} + plus couvert = plus prioritaire"
    assert columns(app) == ["Compromis", composed, "Distance à l’idéal"]
    assert list(told(app)) == columns(app)


def test_a_column_that_is_not_understood_is_named_and_the_others_are_kept():
    app = page(colonnes="topsis,lune,lecture:sgpe")
    assert columns(app) == ["Distance à l’idéal", SGPE]
    assert "« lune » n’est pas compris" in words(app)
    assert "Un choix de l’adresse n’a pas été compris ; il est laissé de côté." in words(app)
    assert "réglage de départ" not in words(app)


def test_more_than_three_others_are_refused_and_the_first_three_drawn():
    start = "topsis,vikor,weighted_product"
    drawn = ["Distance à l’idéal", "Compromis", "Produit pondéré"]
    most = "3 autres classements au plus"
    app = page(colonnes=f"{start},promethee_ii")
    assert columns(app) == drawn
    assert words(app).index(most) < words(app).index("Et avec d’autres réglages")
    app = page(colonnes=start)
    assert app.button(key="own_setting").disabled
    picker(app).select("sens:existing_coverage").run()
    assert not app.exception
    assert (columns(app), address(app), words(app).count(most)) == (drawn, start, 1)
    assert words(app.run()).count(most) == 0


def test_a_column_is_added_and_removed_in_one_click_and_the_address_follows():
    app = page()
    picker(app).select("lecture:sgpe").run()
    assert not app.exception
    assert columns(app) == [*START, SGPE]
    assert address(app) == "sens:existing_coverage,lecture:gt_freight,lecture:sgpe"
    for code in ("sens:existing_coverage", "lecture:gt_freight", "lecture:sgpe"):
        picker(app).unselect(code).run()
    assert address(app) == "aucune"
    assert columns(app) == []


def test_a_rank_that_is_not_known_is_an_interval_and_no_line_joins_it():
    app = page(colonnes="lecture:sgpe")
    (table,) = re.findall(r'<table class="left benchtable".*?</table>', shown(app), re.DOTALL)
    rows = [re.sub("<[^>]+>", "|", row) for row in table.split("<tr>")[1:]]
    assert len(rows) == 1 + 6
    (produce,) = (row for row in rows if "Mieux produire" in row)
    assert re.findall(r"[\d][^|]*", produce) == ["1 à 6", "1 à 3"]
    pieces = re.findall(r'class="c\d( u| chk|)" style="width:[\d.]+%"', table)
    assert {" u", ""} <= set(pieces)


def test_no_text_of_a_case_is_markup(other_case):
    for name in ("levers.csv", "evidence.csv", "claims.csv", "case.toml", "criteria.toml"):
        path = other_case / name
        said = path.read_text("utf-8")
        for real in ("Mieux produire", "Impact GES", "Un levier déterminant", "fret dans"):
            said = said.replace(real, f"<b onclick=x>{real}</b>")
        path.write_text(said, "utf-8")
    found = html(page(colonnes="topsis,lecture:gt_freight"))
    assert "<b onclick" not in found
    for real in ("Mieux produire", "Impact GES", "fret dans"):
        assert f"&lt;b onclick=x&gt;{real}" in found
