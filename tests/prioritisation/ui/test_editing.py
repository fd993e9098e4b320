"""A shelved is corrected: the form of a score, what is wrong in it, two who write the same."""

import json
import re

import pytest

from prioritisation.cases.blank import BlankCase, BlankCriterion, blank_files
from prioritisation.cases.editing.notes import note_unit
from prioritisation.cases.units import canonical_json, unit_content, unit_parts
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.rules import Role
from prioritisation.settings import current_day
from tests.each import each
from tests.prioritisation.ui.reading import COMPRENDRE, MARKUP, go_to, html, page, press, words
from tests.shelving import Shelved
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("fresh")

DOSSIERS = "dossiers"
LEVER, CRITERION = "mieux_se_loger", "partner_ecosystem"
UNIT = note_unit(LEVER, CRITERION)


def edited(shelved, lever=LEVER, criterion=CRITERION):
    """The part where a shelved is corrected, the form of one of its scores being open."""
    return page(DOSSIERS, dossier=shelved.key, vue="corriger", note=f"{lever}.{criterion}")


def field(app, name):
    """A control of the form, by the end of its name."""
    every = (*app.text_input, *app.text_area, *app.selectbox, *app.radio, *app.get("button_group"))
    (one,) = [e for e in every if (e.key or "").endswith(f"_{name}")]
    return one


def table(app):
    """What the page tells the browser of the table."""
    (drawn,) = [c.proto for c in app.get("bidi_component") if "score_table" in c.proto.id]
    return json.loads(drawn.json)


def cell(app, lever=LEVER, criterion=CRITERION):
    data = table(app)
    row = [one["id"] for one in data["levers"]].index(lever)
    return data["cells"][row][[one["id"] for one in data["criteria"]].index(criterion)]


def fill(app, level="plutot_favorable", reason="Le pilote a cité quatre partenaires."):
    field(app, "kind").set_value("one").run()
    field(app, "low").set_value(level)
    field(app, "source").set_value("deck")
    field(app, "reason").set_value(reason).run()
    assert not app.exception
    return app


def write_beside(shelved, unit=UNIT, **values):
    """Somebody else writes a score."""
    before = shelved.shelf.state(shelved.key, shelved.secret)
    tree = {
        "score": "quelques_partenaires",
        "status": "avis",
        "source_id": "deck",
        "reason": "Deux réseaux.",
    }
    after = canonical_json(tree | values)
    edit = DossierEdit({unit: (before[unit], after)}, shelved.seq, "form", "Deux réseaux.")
    shelved.shelf.write(shelved.key, shelved.secret, edit)


def content(shelved, unit=UNIT):
    return unit_content(shelved.shelf.state(shelved.key, shelved.secret), unit)


def test_a_missing_score_opens_on_one_to_write_and_stays_missing_until_it_is(shelved):
    app, before = edited(shelved), content(shelved)
    assert field(app, "kind").value == "one"
    assert before["reason"] in words(app)
    assert "Ce que cela changerait" not in words(app)
    press(app, "Écrire cette note")
    assert "Ne doit pas être vide." in words(app)
    press(app, "Fermer")
    assert (content(shelved), cell(app)[0]) == (before, "manquante")


@pytest.mark.parametrize("proposes", [False, True])
def test_a_score_is_written_and_the_next_one_opens(shelved, holds, proposes):
    if proposes:
        holds(**shelved.cookie(shelved.link(Role.EXPERT)))
    app = fill(edited(shelved))
    opened = table(app)["open"]
    press(app, f"{'Proposer' if proposes else 'Écrire'} et passer à la suivante")
    assert table(app)["open"] != opened
    done = "Votre correction est proposée" if proposes else "La note est écrite."
    assert f"mobilisés : {done}" in words(app), "of which score"
    assert bool(content(shelved).get("score")) is not proposes
    assert bool(proposals(shelved)) is proposes


def test_nothing_opens_while_what_is_to_be_written_is_refused(shelved):
    app = fill(edited(shelved), reason="")
    opened = table(app)["open"]
    press(app, "Écrire et passer à la suivante")
    assert table(app)["open"] == opened
    assert "Ne doit pas être vide." in words(app)


def test_whoever_goes_on_is_told_that_what_is_typed_is_not_written_and_finds_it_again(shelved):
    app = edited(shelved)
    press(app, "Note manquante suivante")
    assert "pas écrit" not in words(app), "nothing was typed"
    app = fill(edited(shelved))
    opened = table(app)["open"]
    press(app, "Note manquante suivante")
    assert "ce que vous avez saisi n’est pas écrit" in words(app)
    assert "score" not in content(shelved)
    while table(app)["open"] != opened:
        go_on(app)
    assert field(app, "low").value == "plutot_favorable"


def test_a_missing_score_is_filled_with_its_reason(shelved):
    app = fill(edited(shelved))
    assert cell(app)[0] == "manquante"
    press(app, "Écrire cette note")
    assert "favorable" in cell(app)[0]
    assert "La note est écrite." in words(app)
    assert content(shelved)["reason"] == "Le pilote a cité quatre partenaires."
    entry = shelved.shelf.history(shelved.key, shelved.secret)[0]
    assert (entry.kind, entry.reason) == ("form", "Le pilote a cité quatre partenaires.")


@each(("lever", "kind", "known"), [(LEVER, "one", False), ("mieux_produire", "nobody", True)])
def test_why_a_score_was_missing_is_no_reason_for_one_nor_the_other_way(
    shelved, lever, kind, known
):
    app = edited(shelved, lever)
    old = content(shelved, note_unit(lever, CRITERION))
    assert bool(old.get("score")) is known
    field(app, "kind").set_value("one" if known else "nobody").run()
    assert field(app, "reason").value == old["reason"]
    field(app, "kind").set_value(kind).run()
    assert field(app, "reason").value == ""
    assert field(app, "date").value == ""
    assert field(app, "source").value == ("\n" if kind == "one" else None), "another one"
    assert old["reason"] in words(app), "it stands in what is there today"
    field(app, "kind").set_value("one" if known else "nobody").run()
    assert field(app, "reason").value == old["reason"]


def test_a_reason_that_was_typed_stays_when_what_is_known_changes(shelved):
    app = edited(shelved)
    field(app, "reason").set_value("Le pilote a répondu.").run()
    field(app, "kind").set_value("between").run()
    assert field(app, "reason").value == "Le pilote a répondu."


@each(
    ("name", "value", "said"),
    [
        ("reason", "", "Ne doit pas être vide."),
        ("date", "03/02/2099", "n’est pas encore venu"),
        ("date", "hier", "n’a pas la forme attendue"),
        ("reason", "\u202eretourné", "signe caché"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    shelved, name, value, said
):
    app = fill(edited(shelved), reason="Une raison.")
    before = shelved.seq
    field(app, name).set_value(value).run()
    press(app, "Écrire cette note")
    assert said in words(app)
    assert field(app, name).value == value
    assert field(app, "low").value == "plutot_favorable"
    assert shelved.seq == before


def test_another_value_is_not_written_with_why_the_first_was_what_it_was(shelved):
    write_beside(shelved, score="plutot_favorable", status="avis", source_id="deck", reason="A.")
    app = edited(shelved)
    field(app, "low").set_value("quelques_partenaires").run()
    press(app, "Écrire cette note")
    assert "dites pourquoi elle en est une autre" in words(app)
    assert "Ce que cela changerait" in words(app), "what it would change is said meanwhile"
    assert content(shelved)["score"] == "plutot_favorable"
    field(app, "reason").set_value("Deux partenaires se sont retirés.").run()
    press(app, "Écrire cette note")
    assert content(shelved)["score"] == "quelques_partenaires"


def test_an_opinion_asks_who_says_so_in_a_field(shelved):
    app = edited(shelved)
    field(app, "kind").set_value("one").run()
    assert field(app, "new").label == "Qui le dit ?".replace(" ?", "\u00a0?")
    field(app, "low").set_value("plutot_favorable")
    field(app, "reason").set_value("Dit en réunion.").run()
    press(app, "Écrire cette note")
    assert "Ne doit pas être vide." in words(app)
    field(app, "new").set_value("Le pilote régional").run()
    press(app, "Écrire cette note")
    case = shelved.shelf.open(shelved.key, shelved.secret).case
    assert case.sources[content(shelved)["source_id"]].title == "Le pilote régional"


def test_a_source_that_was_typed_stays_in_sight_when_the_figure_is_official(shelved):
    app = edited(shelved)
    field(app, "status").set_value("officiel").run()
    assert field(app, "source").value is None
    field(app, "status").set_value("avis").run()
    field(app, "new").set_value("Mairie").run()
    field(app, "status").set_value("officiel").run()
    assert field(app, "new").value == "Mairie"


@each(
    ("control", "value", "label"),
    [
        ("status", "officiel", "Source : son titre, ou qui l’a dit"),
        ("kind", "nobody", "Source : son titre, ou qui l’a dit"),
    ],
)
def test_where_no_source_is_listed_its_field_is_at_hand(room, holds, control, value, label):
    criteria = (BlankCriterion("Coût", "1500", "500"), BlankCriterion("Surface", "100", "400"))
    blank = BlankCase("Où aller ?", ("Gare", "Halle", "École"), criteria, "Maison")
    made = Shelved(room, files=blank_files(blank, current_day(None)))
    holds(**made.cookie())
    case = made.opened().case
    app = edited(made, case.levers[0].id, case.criteria[0].id)
    field(app, control).set_value(value).run()
    assert field(app, "new").label.replace("\u00a0", " ") == label
    assert not [s for s in app.selectbox if (s.key or "").endswith("_source")]


def test_two_words_make_a_range_in_whichever_order_they_come(shelved):
    app = edited(shelved)
    field(app, "kind").set_value("between").run()
    low, high = field(app, "low"), field(app, "high")
    assert [low.label, high.label] == ["Entre", "et"]
    low.set_value("plutot_favorable")
    high.set_value("quelques_partenaires")
    field(app, "source").set_value("deck")
    field(app, "reason").set_value("Deux avis.").run()
    press(app, "Écrire cette note")
    assert "La note est écrite." in words(app)
    kept = content(shelved)
    assert (kept["score"], kept["high"]) == ("quelques_partenaires", "plutot_favorable")


def test_what_it_would_change_is_said_before_it_is_written(shelved):
    app = edited(shelved)
    assert "Ce que cela changerait" not in words(app)
    fill(app)
    assert "Ce que cela changerait, à poids égaux" in words(app)
    assert "Aujourd’hui : " in words(app)


CLASH = "Cela a changé pendant que vous l’écriviez"
COST = "À poids égaux, place de"


def test_what_a_missing_score_costs_is_said_in_its_form_and_of_no_other(shelved):
    assert COST in words(edited(shelved))
    assert COST not in words(edited(shelved, "mieux_produire"))


def is_of(meeting, who):
    """The cookies of somebody of a meeting, or of nobody here: in another browser."""
    lead, voter = {f"lien_{meeting.code}": meeting.secret}, {f"present_{meeting.code}": "1"}
    return {"leads": lead, "votes": voter, "elsewhere": {}}[who]


@each("who", ["leads", "votes", "elsewhere"])
def test_what_a_score_costs_and_changes_is_hidden_while_a_vote_on_it_is_open(
    shelved, room, holds, who
):
    meeting = Sitting(room, about=shelved.meeting()).open()
    holds(**shelved.cookie(), **is_of(meeting, who))
    app = edited(shelved)
    assert COST not in words(app)
    fill(app)
    assert "n’est pas montré pendant un vote" in words(app)
    assert "est premier" not in words(app)
    assert "peut être premier" not in words(app)


def test_two_who_write_one_score_see_what_is_there_and_nothing_unseen_is_written_over(shelved):
    app = fill(edited(shelved))
    write_beside(shelved)
    press(app, "Écrire cette note")
    assert CLASH in words(app)
    assert "quelques partenaires engagés" in words(app)
    assert content(shelved)["score"] == "quelques_partenaires"
    assert field(app, "reason").value == "Le pilote a cité quatre partenaires.", "kept"
    write_beside(shelved, reason="Trois réseaux.")
    press(app, "Écrire cette note")
    assert content(shelved)["reason"] == "Trois réseaux.", "nobody here had seen that"
    assert "Trois réseaux." in words(app)
    press(app, "Écrire cette note")
    assert content(shelved)["score"] == "plutot_favorable"
    assert CLASH not in words(app)
    history = shelved.shelf.history(shelved.key, shelved.secret)
    assert [entry.kind for entry in history[:3]] == ["form"] * 3, "nothing is lost"


def test_an_address_of_a_score_leads_to_the_scores_from_any_other_part(shelved):
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger")
    control = next(e for e in app.get("button_group") if "edited_part" in (e.key or ""))
    control.set_value("criteria").run()
    app.query_params["note"] = f"{LEVER}.{CRITERION}"
    app.run()
    assert "Écrire cette note" in {b.label for b in app.button}


def test_a_computed_score_is_not_typed_over(shelved):
    app = edited(shelved, criterion="ghg_impact")
    assert "somme de lignes officielles" in words(app)
    assert [b for b in app.button if b.label == "Écrire cette note"] == []
    assert cell(app, criterion="ghg_impact")[2] == "is-computed"


@pytest.fixture
def proposer(shelved, holds):
    """The secret of a link that proposes and corrects nothing, which the visitor holds."""
    secret = shelved.link(Role.EXPERT)
    holds(**shelved.cookie(secret))
    return secret


def proposals(shelved):
    return shelved.shelf.proposals(shelved.key, shelved.secret)


def test_who_corrects_nothing_proposes_in_the_same_table(shelved, proposer):
    app = edited(shelved)
    assert "Rien ne change dans le dossier tant que" in words(app)
    assert "Écrire cette note" not in {b.label for b in app.button}
    before = shelved.seq
    press(fill(app), "Proposer")
    assert "Votre correction est proposée : elle attend une réponse." in words(app)
    (one,) = shelved.shelf.proposals(shelved.key, proposer)
    assert one.reason == "Le pilote a cité quatre partenaires."
    assert "plutot_favorable" in one.changes[UNIT][1]
    assert (shelved.seq, cell(app)[0]) == (before, "manquante")
    assert "Proposé, et qui attend une réponse : Mieux se loger" in words(app)


def test_what_waits_for_an_answer_is_told_in_the_form(shelved, proposer, holds):
    assert proposer
    press(fill(edited(shelved)), "Proposer")
    holds(**shelved.cookie(shelved.secret))
    assert "qui attend une réponse : Mieux se loger" in words(edited(shelved))
    (one,) = proposals(shelved)
    shelved.shelf.refuse(shelved.key, shelved.secret, one.id, "Pas encore.")
    assert "qui attend une réponse" not in words(edited(shelved))


def test_a_proposal_needs_its_reason_and_something_new(shelved, proposer):
    assert proposer
    app = edited(shelved)
    press(fill(app, reason=""), "Proposer")
    assert proposals(shelved) == ()
    assert field(app, "reason").value == ""
    write_beside(shelved)
    app = edited(shelved)
    press(app, "Proposer")
    assert "Rien ne diffère de ce qui est écrit" in words(app)
    assert proposals(shelved) == ()


def test_what_was_written_while_one_proposes_is_shown_beside(shelved, proposer):
    assert proposer
    app = fill(edited(shelved))
    write_beside(shelved)
    press(app, "Proposer")
    assert proposals(shelved) == ()
    assert "Deux réseaux." in words(app)
    press(app, "Proposer")
    (one,) = proposals(shelved)
    state = shelved.shelf.state(shelved.key, shelved.secret)
    assert not shelved.shelf.late(one, state)


def test_whoever_only_reads_is_told_so(shelved, holds):
    holds(**shelved.cookie(shelved.link(Role.OBSERVER)))
    app = edited(shelved)
    assert "se lit et ne se corrige pas" in words(app)
    assert app.get("bidi_component") == [] or "score_table" not in str(app.get("bidi_component"))


def test_a_link_that_is_made_anew_meanwhile_writes_nothing(shelved, holds):
    holds(**shelved.cookie())
    app = fill(edited(shelved))
    before = shelved.seq
    shelved.secret = shelved.shelf.recover(shelved.key)
    app.run()
    assert shelved.seq == before
    assert [b for b in app.button if b.label == "Écrire cette note"] == []


def test_the_browser_opens_only_what_the_case_has(shelved):
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger", note=f"{MARKUP}.{MARKUP}")
    assert table(app)["open"] is None
    assert MARKUP not in html(app)


def test_that_a_score_is_written_is_said_in_its_form_once(shelved):
    app = fill(edited(shelved))
    press(app, "Écrire cette note")
    said = words(app)
    assert said.count("La note est écrite.") == 1
    assert said.index("La note est écrite.") > said.index("Mieux se loger : "), "under its title"
    app.run()
    assert "La note est écrite." not in words(app)


def test_a_cell_is_named_with_the_colon_of_its_language(shelved):
    assert table(edited(shelved))["words"]["cell"] == "{name}\u00a0: {label}"


def ways_to_forms(app):
    """Where a page leads to the form of a score."""
    links = [str(one.proto) for one in app.get("page_link")]
    return html(app).count("vue=corriger") + sum("vue=corriger" in one for one in links)


@pytest.mark.parametrize("screen", [COMPRENDRE, "classer"])
def test_a_missing_score_leads_to_its_form_for_who_may_write_it(shelved, holds, screen):
    assert ways_to_forms(page(screen, dossier=shelved.key)) > 0
    assert ways_to_forms(page(screen)) == 0, "the case of the folder is corrected by nobody"
    holds(**shelved.cookie(shelved.link(Role.OBSERVER)))
    assert ways_to_forms(page(screen, dossier=shelved.key)) == 0


def test_a_score_out_of_its_scale_says_where_the_scale_is_changed_to_who_may(shelved, holds):
    where = "Les bouts d’une échelle se changent dans « Critères »."
    app = edited(shelved, criterion="cop_progress")
    field(app, "low").set_value("250").run()
    press(app, "Écrire cette note")
    assert "est hors de l’échelle" in words(app)
    assert where in words(app)
    assert field(app, "low").value == "250"
    holds(**shelved.cookie(shelved.link(Role.EXPERT)))
    app = edited(shelved, criterion="cop_progress")
    field(app, "low").set_value("250").run()
    press(app, "Proposer")
    assert where not in words(app)


def test_what_a_missing_score_does_to_ranks_is_told_in_plain_words(shelved):
    said = words(page(DOSSIERS, dossier=shelved.key, vue="corriger"))
    assert "Elles peuvent être n’importe où sur leur échelle" in said
    assert "intervalle" not in said


def test_what_is_to_be_looked_at_ends_its_title_with_a_stop(shelved):
    app = page(DOSSIERS, dossier=shelved.key, vue="corriger")
    titles = re.findall(r"<li><b>(.*?)</b>", html(app).partition('class="checks"')[2])
    assert titles
    assert all(title.endswith(".") for title in titles)


def go_on(app):
    press(app, next(b.label for b in app.button if b.key == "next_score"))
    data = table(app)
    row, column = data["open"]
    return data["levers"][row]["id"], data["criteria"][column]["id"]


def test_what_is_missing_comes_next_by_row_and_round_again(shelved):
    app = edited(shelved, "mieux_produire", "cop_progress")
    case = shelved.shelf.open(shelved.key, shelved.secret).case
    scores = case.tables[case.default_combination].scores
    order = [(v.id, c.id) for v in case.levers for c in case.criteria]
    missing = [one for one in order if scores[one].unknown]
    assert len(missing) > 2
    start = order.index(("mieux_produire", "cop_progress"))
    due = [one for one in order[start:] + order[:start] if one in missing]
    assert "Note manquante suivante" in {b.label for b in app.button}
    assert [go_on(app) for _ in missing] == due
    assert go_on(app) == due[0]


def test_once_none_is_missing_the_next_score_is_that_beside_and_no_computed_one(shelved):
    state = shelved.shelf.state(shelved.key, shelved.secret)
    case = shelved.shelf.open(shelved.key, shelved.secret).case
    for unit in state:
        kind, *ids = unit_parts(unit)
        if kind == "score" and not unit_content(state, unit).get("score"):
            levels = getattr(case.criterion(ids[1]).scale, "levels", ())
            write_beside(shelved, unit, score=levels[0].id if levels else "40")
    app = edited(shelved, "mieux_se_loger", "ghg_impact")
    assert "Note suivante" in {b.label for b in app.button}
    assert go_on(app) == ("mieux_se_loger", "partner_ecosystem")
    second = go_on(app)
    assert second != ("mieux_se_loger", "existing_coverage"), "computed"
    assert table(app)["steps"] == 2


COVERAGE = "existing_coverage"


def test_a_score_opens_each_time_one_comes_by_its_address_and_stays_closed_meanwhile(shelved):
    app = edited(shelved)
    press(app, "Fermer")
    app.run()
    assert table(app)["open"] is None
    for elsewhere in (COMPRENDRE, DOSSIERS):
        address = dict(app.query_params)
        app.query_params.pop("vue")
        go_to(app, elsewhere).run()
        go_to(app, DOSSIERS)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert table(app)["open"] is not None, elsewhere
        press(app, "Fermer")
        assert table(app)["open"] is None


@each("role", [Role.FACILITATOR, Role.EXPERT])
@each("screen", ["classer", COMPRENDRE])
def test_a_ranking_leads_to_each_score_that_is_missing(shelved, holds, role, screen):
    if role is not Role.FACILITATOR:
        holds(**shelved.cookie(shelved.link(role)))
    case = shelved.opened().case
    shown = html(page(screen, dossier=shelved.key)).replace("&amp;", "&")
    every = case.tables[case.default_combination].unknowns
    unknowns = [one for one in every if case.criterion(one.criterion).active]
    assert len(unknowns) > 1
    for one in unknowns:
        address = f"/dossiers?dossier={shelved.key}&vue=corriger&note={one.lever}.{one.criterion}"
        assert f'href="{address}"' in shown
