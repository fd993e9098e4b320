"""Proposals to a dossier: read, accepted, refused, withdrawn; told what others did meanwhile."""

import pytest

from prioritisation.cases.editing.levers import withdrawn_lever
from prioritisation.cases.units import canonical_json, unit_content, unit_name
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.rules import Role
from tests.each import each
from tests.prioritisation.ui.reading import MARKUP, html, press, unfolded, words
from tests.sitting import Sitting

CELL = unit_name("score", "mieux_produire", "partner_ecosystem", "")
WHY = "vu sur le terrain"


def edit(bretagne, place, why=WHY):
    """The score of a cell, at that level of its scale."""
    state = bretagne.shelf.state(bretagne.key, bretagne.secret)
    level = bretagne.now.case.criterion("partner_ecosystem").scale.levels[place].id
    after = unit_content(state, CELL) | {"status": "avis", "score": level, "reason": why}
    return DossierEdit({CELL: (state[CELL], canonical_json(after))}, 1, "form", why)


def label(bretagne, place):
    level = bretagne.now.case.criterion("partner_ecosystem").scale.levels[place]
    return f"« {level.label} »"


@pytest.fixture
def expert(bretagne):
    """The secret of an expert, whose link has a name."""
    return bretagne.shelf.new_link(bretagne.key, bretagne.secret, Role.EXPERT)


@pytest.fixture
def proposed(bretagne, expert):
    """The number of a proposal of the expert."""
    return bretagne.shelf.propose(bretagne.key, expert, edit(bretagne, 1))


def inbox(bretagne):
    return bretagne.open(vue="propositions")


def act(app, name):
    next(b for b in app.button if b.key.split("__")[0] == name).click().run()
    assert not app.exception
    return app


def one(bretagne, number):
    every = bretagne.shelf.proposals(bretagne.key, bretagne.secret)
    return next(p for p in every if p.id == number)


def word(app, text):
    next(f for f in app.text_input if "proposal_word" in f.key).set_value(text)


def test_the_own_page_leads_to_those_that_wait_and_to_nothing_before(bretagne, expert):
    assert "part_propositions" not in {b.key for b in bretagne.open().button}
    for place in (0, 1):
        bretagne.shelf.propose(bretagne.key, expert, edit(bretagne, place))
    app = bretagne.open()
    press(app, "2 propositions attendent")
    assert "2 propositions attendent une réponse." in words(app)


def test_what_would_change_is_said_in_words_with_who_and_why(bretagne, proposed):
    assert proposed
    text = words(inbox(bretagne))
    assert "Mieux produire, Partenaires mobilisés" in text
    assert f"avant : manquante proposé : {label(bretagne, 1)} (avis)" in text
    assert "maintenant :" not in text, "nothing of it is there yet"
    assert text.count(WHY) == 1
    assert "qui propose" in text


def effect(app, number):
    """The inbox, what a proposal would change being open."""
    return words(unfolded(app, f"effect_{number}"))


def test_what_accepting_would_change_is_said_to_whoever_answers(bretagne, proposed, expert, holds):
    app = inbox(bretagne)
    assert "Aujourd’hui : " not in words(app), "nothing is computed before it is opened"
    said = effect(app, proposed)
    assert "Aujourd’hui : " in said
    assert "Avec cette note : " in said or "n’y changerait rien" in said
    bretagne.shelf.write(bretagne.key, bretagne.secret, edit(bretagne, 2, "entre-temps"))
    assert "Aujourd’hui : " in effect(inbox(bretagne), proposed), "over what stands there now"
    holds(**bretagne.cookie(expert))
    assert "Aujourd’hui : " not in effect(inbox(bretagne), proposed)


@each("who", ["leads", "votes", "elsewhere"])
def test_what_accepting_would_change_is_hidden_while_a_vote_on_it_is_open(
    bretagne, proposed, room, holds, who
):
    taken = bretagne.shelf.for_meeting(bretagne.key, bretagne.secret)
    meeting = Sitting(room, about=taken).open()
    lead, voter = {f"lien_{meeting.code}": meeting.secret}, {f"present_{meeting.code}": "1"}
    holds(**bretagne.cookie(), **{"leads": lead, "votes": voter, "elsewhere": {}}[who])
    said = effect(inbox(bretagne), proposed)
    assert "n’est pas montré pendant un vote" in said
    assert "Aujourd’hui : " not in said
    assert "est premier" not in said


def test_what_cannot_be_written_any_more_has_no_effect(bretagne, proposed):
    """The lever that it is about was withdrawn since."""
    shelf, door = bretagne.shelf, (bretagne.key, bretagne.secret)
    state, case = shelf.state(*door), bretagne.now.case
    gone = withdrawn_lever(state, case, "mieux_produire")
    shelf.write(*door, DossierEdit(gone, bretagne.now.seq, "form", "Hors sujet."))
    assert "ne peut pas être écrite" in effect(inbox(bretagne), proposed)


def test_one_is_accepted_with_a_word_and_folded_below(bretagne, proposed):
    app = inbox(bretagne)
    word(app, "merci")
    act(app, f"accept_{proposed}")
    assert "La proposition est acceptée : c’est la version 2 du dossier." in words(app)
    assert "Aucune proposition n’attend de réponse." in words(app)
    assert "Réponse : « merci »" in words(app)
    assert (bretagne.now.seq, one(bretagne, proposed).answer) == (2, "accepted")


def test_a_refusal_needs_its_word_and_changes_nothing(bretagne, proposed):
    app = act(inbox(bretagne), f"refuse_{proposed}")
    assert "Écrivez d’abord un mot" in words(app)
    assert one(bretagne, proposed).answer is None
    word(app, "compté ailleurs")
    act(app, f"refuse_{proposed}")
    assert (one(bretagne, proposed).answer, bretagne.now.seq) == ("refused", 1)
    assert "Réponse : « compté ailleurs »" in words(app)


def test_what_came_too_late_shows_both_and_is_written_only_over_what_was_read(bretagne, proposed):
    shelf, door = bretagne.shelf, (bretagne.key, bretagne.secret)
    shelf.write(*door, edit(bretagne, 2, "entre-temps"))
    app = inbox(bretagne)
    assert "1 proposition attend une réponse, 1 est arrivée trop tard." in words(app)
    assert "Arrivée trop tard : la note a été changée depuis." in words(app)
    assert f"proposé : {label(bretagne, 1)} (avis)" in words(app)
    assert f"maintenant : {label(bretagne, 2)} (avis)" in words(app)
    shelf.write(*door, edit(bretagne, 0, "encore"))
    act(app, f"accept_{proposed}")
    assert "rien de plus n’est écrit" in words(app)
    assert one(bretagne, proposed).answer is None
    act(app, f"accept_{proposed}")
    assert (one(bretagne, proposed).answer, bretagne.now.seq) == ("accepted", 4)


def test_what_somebody_else_answered_meanwhile_is_told_and_nothing_more_is_written(
    bretagne, proposed
):
    pages = [inbox(bretagne), inbox(bretagne)]
    for app in pages:
        word(app, "bonne idée")
        act(app, f"accept_{proposed}")
    assert "Cela vient de changer" in words(pages[1])
    assert "Réponse : « bonne idée »" in words(pages[1])
    assert bretagne.now.seq == 2


def test_one_corrects_otherwise_in_the_form_of_the_score(bretagne, proposed):
    app = act(inbox(bretagne), f"otherwise_{proposed}")
    assert app.query_params["vue"] in ("corriger", ["corriger"])
    assert "mieux_produire.partner_ecosystem" in str(app.query_params["note"])


def test_others_see_their_own_with_the_answer_and_take_them_back(bretagne, expert, holds):
    shelf = bretagne.shelf
    first, second = (shelf.propose(bretagne.key, expert, edit(bretagne, k)) for k in (0, 1))
    shelf.refuse(bretagne.key, bretagne.secret, first, "compté ailleurs")
    holds(**bretagne.cookie(expert))
    app = bretagne.open()
    press(app, "Ce que vous avez proposé")
    text = words(app)
    assert "compté ailleurs" in text
    assert not {b.label for b in app.button} & {"Accepter", "Refuser"}
    act(app, f"withdraw_{second}")
    assert "Votre proposition est retirée." in words(app)
    assert one(bretagne, second).answer == "withdrawn"


def test_a_reader_has_no_proposals(bretagne, proposed, holds):
    reader = bretagne.shelf.new_link(bretagne.key, bretagne.secret, Role.OBSERVER)
    holds(**bretagne.cookie(reader))
    assert "part_propositions" not in {b.key for b in bretagne.open().button}
    text = words(inbox(bretagne))
    assert WHY not in text
    assert "ne donne pas le droit" in text
    assert proposed


def test_what_people_type_is_never_markup(bretagne, holds, expert):
    number = bretagne.shelf.propose(bretagne.key, expert, edit(bretagne, 1, MARKUP))
    app = inbox(bretagne)
    assert MARKUP not in html(app)
    word(app, MARKUP)
    act(app, f"refuse_{number}")
    assert MARKUP not in html(app)
    holds(**bretagne.cookie(expert))
    assert MARKUP not in html(inbox(bretagne))


def test_one_that_is_put_away_shows_no_proposals_and_says_why(bretagne, proposed):
    app = inbox(bretagne)
    bretagne.shelf.archive(bretagne.key, bretagne.secret, archived=True)
    act(app, f"accept_{proposed}")
    assert "archivé" in words(app)
    assert one_stored(bretagne, proposed).answer is None


def one_stored(bretagne, number):
    every = bretagne.shelf.store.dossiers.proposals(bretagne.key)
    return next(p for p in every if p.id == number)


def test_the_history_credits_who_proposed_and_who_accepted(bretagne, expert, proposed, holds):
    reader = bretagne.shelf.new_link(bretagne.key, bretagne.secret, Role.OBSERVER)
    bretagne.shelf.accept(bretagne.key, bretagne.secret, proposed)
    for secret in (bretagne.secret, expert, reader):
        holds(**bretagne.cookie(secret))
        text = words(bretagne.open(vue="historique"))
        assert "proposé : qui propose · accepté : animation" in text
        assert text.count("accepté :") == 1, "what nobody proposed has one author"
