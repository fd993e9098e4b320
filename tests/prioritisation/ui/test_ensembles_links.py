"""What is said on *Un ou deux* outlives the session: in the address, or under a link."""

import re
from dataclasses import replace
from hashlib import sha256

import pytest

from prioritisation.analysis.parts import packed, unpacked
from prioritisation.analysis.sets.discussion import added, starting_discussion
from prioritisation.analysis.sets.link import from_text, to_text
from prioritisation.analysis.sets.question import Load, PairSynergy, Synergy
from prioritisation.meeting.room import current_room
from prioritisation.meeting.store import StoreUnavailable, texts
from prioritisation.settings import CASE_VARIABLE, current_case
from prioritisation.ui.sets import shelf
from prioritisation.ui.sets.ground import acceptable_values
from tests.prioritisation.ui.reading import html, opened, weigh
from tests.prioritisation.ui.sets import (
    FIRST,
    LEVERS,
    PAGE,
    SECOND,
    form,
    page,
    pick,
    press,
    say_synergy,
    words,
)
from tests.synthetic import mixed, write_case

pytestmark = pytest.mark.usefixtures("room", "fresh")

CASE = current_case()
START = starting_discussion(CASE)
KEY = "ensembles"


def asked(app, key=KEY):
    found = app.query_params.get(key, "")
    return found if isinstance(found, str) else found[0]


def address(app):
    """The whole address, as another browser would open it."""
    return {k: v if isinstance(v, str) else v[0] for k, v in app.query_params.items()}


def told(app):
    """What the address itself says."""
    text = asked(app)
    assert text.startswith("~")
    return from_text(CASE, unpacked(text[1:], 100_000)).discussion


def again(app):
    """The same address in another session."""
    return page(**address(app))


def short(told_, case=CASE):
    return "~" + packed(to_text(case, told_))


def saying(*synergies):
    return replace(START, question=replace(START.question, synergies=synergies))


SAID = saying(PairSynergy(FIRST, SECOND, Synergy.HELP, "mêmes entreprises"))


@pytest.fixture
def narrow(monkeypatch):
    """An address that takes little: three reasons are too long for it."""
    monkeypatch.setattr(shelf, "LONGEST_SETS_ADDRESS", 300)


def lots(app):
    """Reasons too long together for a narrow address."""
    for lever in LEVERS[1:4]:
        form(app, "synergy")
        app.selectbox(key="sets_first").set_value(LEVERS[0])
        app.selectbox(key="sets_second").set_value(lever)
        pick(app, "sets_synergy", Synergy.HELP)
        app.text_input(key="sets_synergy_reason").set_value(sha256(lever.encode()).hexdigest() * 3)
        press(app, "Garder cette synergie")
    return app


def notices(app):
    found = re.findall(r'<div class="notice"[^>]*>(.*?)</div>', html(app))
    return re.sub("<[^>]+>", " ", " ".join(found)).replace("\u00a0", " ")


def test_nothing_said_leaves_the_address_as_it_was():
    assert asked(page()) == ""


def test_a_synergy_a_workload_and_an_argument_outlive_the_session():
    app = say_synergy(page())
    form(app, "load")
    pick(pick(app, "sets_loaded", [FIRST]), "sets_load", Load.HEAVY)
    app.text_input(key="sets_load_reason").set_value("deux postes")
    press(app, "Garder cette charge")
    press(app, "Ajouter un argument")
    app.text_area(key="sets_text").set_value("Un poste de plus")
    press(app, "Garder cet argument")
    found = told(app)
    assert [s.reason for s in found.question.synergies] == ["mêmes entreprises"]
    assert [s.reason for s in found.question.loads] == ["deux postes"]
    assert found.cards[-1].text == "Un poste de plus"
    other = words(again(app))
    for said in ("mêmes entreprises", "deux postes", "Un poste de plus"):
        assert said in other
    assert words(again(app)) == words(app)


def test_what_is_judged_lost_is_in_the_address_and_leaves_it():
    app = page()
    app.slider(key="sets_dilution").set_value(30).run()
    assert told(app).question.dilution == 30
    assert words(again(app)) == words(app)
    press(app, "Ne plus se prononcer")
    assert asked(app) == ""


def test_what_is_taken_back_leaves_the_address():
    app = say_synergy(page())
    assert asked(app)
    press(app, "Retirer")
    assert asked(app) == ""
    assert "mêmes entreprises" not in words(again(app))


def test_the_size_withdrawn_arguments_and_a_date_are_in_the_address():
    app = page()
    pick(app, "sets_most", 3).run()
    app.button(key="withdraw_sets_E12").click().run()
    form(app, "wait")
    app.selectbox(key="sets_waiting").set_value(FIRST)
    app.text_input(key="sets_until").set_value("1/3/2027")
    press(app, "Garder cette attente")
    other = again(app)
    assert words(other) == words(app)
    assert "01/03/2027" in words(other)
    assert "Remettre l’argument retiré" in [b.label for b in other.button]


def test_another_address_in_the_same_session_is_what_is_shown():
    """The back button, or a link pasted."""
    app = say_synergy(page())
    before = asked(app)
    press(app, "Retirer")
    app.query_params[KEY] = before
    app.run()
    assert "mêmes entreprises" in words(app)
    del app.query_params[KEY]
    app.run()
    assert "mêmes entreprises" not in words(app)


def test_it_goes_with_the_visitor_to_other_pages_whose_reload_keeps_it():
    app = say_synergy(page())
    app.switch_page("screens/classer.py").run()
    assert told(app).question.synergies
    other = opened(**address(app))
    other.switch_page(PAGE).run()
    assert "mêmes entreprises" in words(other)


@pytest.mark.usefixtures("narrow")
def test_what_is_too_long_for_an_address_is_kept_under_a_link_by_itself():
    app = lots(page())
    assert re.fullmatch(r"[\w-]{22}", asked(app))
    assert "trop long pour l’adresse" in words(app)
    assert words(again(app)) == words(app)
    for _ in range(3):
        press(app, "Retirer")
    assert asked(app) == ""


def test_it_is_kept_under_a_short_link_when_asked():
    app = press(say_synergy(page()), "Garder sous un lien court")
    assert re.fullmatch(r"[\w-]{22}", asked(app))
    link = re.search(r'href="([^"]*ensembles=[^"]*)"', html(app)).group(1)
    assert f"{KEY}={asked(app)}" in link
    assert "poids.ghg_impact=50" in link
    assert words(again(app)) == words(app)
    form(app, "load")
    pick(pick(app, "sets_loaded", [FIRST]), "sets_load", Load.HEAVY)
    press(app, "Garder cette charge")
    assert told(app).question.loads


@pytest.fixture
def gone(monkeypatch):
    """A store that cannot be reached, from now on."""

    def away():
        def fail():
            raise StoreUnavailable("gone")

        monkeypatch.setattr(shelf, "current_room", fail)

    return away


@pytest.mark.usefixtures("narrow")
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(gone, monkeypatch):
    app = page()
    gone()
    lots(app)
    assert "serait perdu" in notices(app)
    assert words(app).count("synergie (+5 points)") >= 3
    app.switch_page("screens/classer.py").run()
    app.switch_page(PAGE).run()
    assert words(app).count("synergie (+5 points)") >= 3
    monkeypatch.setattr(shelf, "current_room", current_room)
    press(app, "Garder sous un lien court")
    assert "serait perdu" not in notices(app)
    assert words(again(app)).count("synergie (+5 points)") >= 3


def test_when_no_more_are_kept_it_is_said(monkeypatch):
    monkeypatch.setattr(texts, "MOST", 0)
    app = press(say_synergy(page()), "Garder sous un lien court")
    assert "0 textes sont déjà gardés" in notices(app)
    assert told(app).question.synergies


def test_a_link_whose_store_is_gone_can_be_read_again_later(gone, monkeypatch):
    key = current_room().keep_discussion(CASE, SAID)
    gone()
    app = page(**{KEY: key})
    assert "ne peut pas être lu" in notices(app)
    assert asked(app) == key
    assert not [b.key for b in app.button if str(b.key).startswith(("add_", "withdraw_"))]
    weigh(app, ghg_impact=90)
    assert not app.exception
    assert asked(app) == key
    monkeypatch.setattr(shelf, "current_room", current_room)
    app.run()
    assert "mêmes entreprises" in words(app)
    assert notices(app) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nulle-part", "Rien n’est gardé ici sous « nulle-part »"),
        ("a,b", "Rien n’est gardé ici sous « a,b »"),
        ("<img src=x>" + "x" * 500, "Rien n’est gardé ici sous"),
        ("~", "coupé ou modifié"),
        (short(SAID)[:-5], "coupé ou modifié"),
        ("~" + packed("0" * 1_000_000), "coupé ou modifié"),
        ("~" + packed('{"case":"normandie","most":9}'), "coupé ou modifié"),
        (short(SAID, replace(CASE, id="ailleurs")), "d’un autre dossier (« ailleurs »)"),
    ],
    ids=["unknown", "odd", "hostile", "empty", "cut", "huge", "altered", "other case"],
)
def test_an_address_that_is_wrong_is_said_and_the_page_works(text, said):
    app = page(**{KEY: text})
    assert said in notices(app)
    assert "<img" not in html(app)
    assert "Rien n’est encore dit" in words(app)
    say_synergy(app)
    assert notices(app) == ""
    assert told(app).question.synergies


def test_what_was_said_of_levers_that_left_is_named():
    text = short(saying(PairSynergy(FIRST, "lune", Synergy.HELP), *SAID.question.synergies))
    app = page(**{KEY: text})
    assert "lune" in notices(app)
    assert "mêmes entreprises" in words(app)


def test_hostile_words_of_a_link_are_text():
    told_ = replace(
        saying(PairSynergy(FIRST, SECOND, Synergy.HELP, "<script>alert(1)</script>")),
        cards=added(START.cards, "<img src=x onerror=alert(1)>", START.cards[0].side),
    )
    drawn = html(page(**{KEY: short(told_)}))
    assert "&lt;script&gt;" in drawn
    assert "&lt;img src=x" in drawn
    assert "<script" not in drawn
    assert "<img" not in drawn


def test_control_characters_and_too_much_are_not_kept():
    app = say_synergy(page(), reason="a\x07b\x1b[31m  c")
    assert [s.reason for s in told(app).question.synergies] == ["a b [31m c"]


def test_what_was_said_of_one_case_is_not_applied_to_another(tmp_path, monkeypatch):
    text = asked(say_synergy(page()))
    write_case(tmp_path / "cas", 3, 2, mixed())
    monkeypatch.setenv(CASE_VARIABLE, str(tmp_path / "cas"))
    app = page(**{KEY: text})
    assert "d’un autre dossier" in notices(app)
    assert "Deux leviers" in words(app)


def test_what_a_tab_gives_back_fits_the_fields_or_is_left_out():
    """A tab may hold anything: its memory can be written by hand."""
    given = {
        "kind": "synergy",
        "first": "x" * 81,
        "second": ["a"],
        "synergy": None,
        "synergy_reason": "x" * 301,
        "load_reason": "deux postes",
        "loaded": [FIRST, 5, None],
        "hard": "oui",
        "capacity": {"a": 1},
        "lune": "x",
    }
    assert dict(acceptable_values(given)) == {
        "kind": "synergy",
        "load_reason": "deux postes",
        "loaded": [FIRST],
        "hard": False,
    }


def test_choices_that_are_there_no_more_are_not_shown_and_the_form_can_be_sent():
    app = form(page(), "synergy")
    own = {"first": "lune", "second": SECOND, "synergy": "+++", "capacity": "vast"}
    app.session_state["own_choices"] = {
        **app.session_state["own_choices"],
        **{f"sets_{what}": one for what, one in own.items()},
    }
    app.run()
    assert not app.exception
    assert app.selectbox(key="sets_first").value is None
    assert app.selectbox(key="sets_second").value == SECOND
    press(app, "Garder cette synergie")
    assert "Choisissez deux leviers" in words(app)
    form(app, "frame")
    assert app.radio(key="sets_capacity").value == ""


def test_what_stands_in_a_form_survives_a_page_change_and_a_closed_form():
    app = form(page(), "synergy")
    app.selectbox(key="sets_first").set_value(FIRST).run()
    app.text_input(key="sets_synergy_reason").set_value("mêmes entreprises").run()
    form(app, "load")
    form(app, "synergy")
    assert app.selectbox(key="sets_first").value == FIRST
    app.switch_page("screens/classer.py").run()
    app.switch_page(PAGE).run()
    assert app.selectbox(key="sets_first").value == FIRST
    assert app.text_input(key="sets_synergy_reason").value == "mêmes entreprises"


def test_a_text_too_long_for_its_field_is_refused_and_stays():
    app = press(page(), "Ajouter un argument")
    app.session_state["own_choices"] = {
        **app.session_state["own_choices"],
        "sets_text": "x" * 601,
    }
    app.run()
    press(app, "Garder cet argument")
    assert "600 caractères au plus" in words(app)
    assert app.text_area(key="sets_text").value == "x" * 601
    assert asked(app) == ""
