"""A dossier's own page: what is missing and who may say, and what each role may do with it."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier
from time import sleep

import pytest

from prioritisation.cases.changes import difference
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.region import region_files, territories
from prioritisation.cases.shelf import Shelf
from prioritisation.cases.units import CASE, canonical_json, unit_content, unit_name
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import NewEntry, UnknownDossier
from prioritisation.settings import CASE_VARIABLE, current_day
from prioritisation.ui.dossiers import making
from prioritisation.ui.shared.pages import FIRST, PAGES
from prioritisation.ui.visit import visit
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN, opened_dossiers
from tests.prioritisation.ui.overtaking import pressed_during
from tests.prioritisation.ui.reading import MARKUP, html, page, press, unfolded, words
from tests.sitting import Sitting

ACTS = {"Renommer", "En faire une copie", "Archiver", "Effacer…", "Partager"}


def acts(app):
    return {b.label for b in app.button} & ACTS


@each(
    ("role", "allowed"),
    [
        (Role.FACILITATOR, ACTS),
        (Role.EXPERT, {"En faire une copie"}),
        (Role.OBSERVER, {"En faire une copie"}),
    ],
)
def test_each_role_is_offered_what_it_may_do(bretagne, holds, role, allowed):
    holds(**bretagne.cookie(bretagne.link(role)))
    app = bretagne.open()
    assert acts(app) == allowed
    fold = next(e.label for e in app.expander if "copier" in e.label.casefold())
    assert ("Renommer" in fold) is ("Renommer" in allowed)
    assert ("archiver" in fold) is ("Archiver" in allowed)
    for name in ("zip", "modele.xlsx", "modele.csv"):
        assert f"/dossiers/{bretagne.key}/{name}" in html(app)


def test_it_is_renamed_and_what_cannot_be_stays_in_the_field(bretagne):
    app = bretagne.open()
    app.text_input[0].set_value("\u202e")
    press(app, "Renommer")
    assert "Ceci contient un signe caché" in words(app)
    assert bretagne.now.seq == 1
    app.text_input[0].set_value("x" * 10_000)
    press(app, "Renommer")
    assert "C’est trop long : 120 signes au plus." in words(app)
    assert app.text_input[0].value == "x" * 10_000
    app.text_input[0].set_value(MARKUP)
    press(app, "Renommer")
    assert bretagne.now.case.title == MARKUP
    assert "<img" not in html(app)
    assert "Le dossier est renommé." in words(app)
    assert "Ce dossier a changé" not in words(app), "one knows what one has done"


def test_what_is_compared_gets_another_noun_and_pages_say_it_at_once(bretagne):
    app = bretagne.open()
    assert "les 6 leviers" in words(app)
    noun = [one for one in app.get("button_group") if one.label == "On compare des"]
    noun[0].set_value("lieu")
    press(app, "Renommer")
    assert bretagne.now.case.option == "lieu"
    assert "Le dossier est renommé." in words(app)
    assert "les 6 lieux" in words(app)
    assert "les 6 leviers" not in words(app)
    classer = page(FIRST, dossier=bretagne.key)
    assert "Quel lieu d’abord" in words(classer)


def test_two_tabs_do_not_rename_over_each_other(bretagne):
    one, other = bretagne.open(), bretagne.open()
    one.text_input[0].set_value("Le premier")
    press(one, "Renommer")
    other.text_input[0].set_value("Le second")
    press(other, "Renommer")
    assert bretagne.now.case.title == "Le premier"
    assert "Cela vient de changer" in words(other)


def test_it_is_erased_once_asked_twice(bretagne):
    app = bretagne.open()
    press(app, "Effacer…")
    assert "Les séances gardent la copie qu’elles en ont prise." in words(app)
    press(app, "Garder ce dossier")
    assert bretagne.now.seq == 1
    press(app, "Effacer…")
    press(app, "L’effacer pour toujours")
    with pytest.raises(UnknownDossier):
        bretagne.shelf.open(bretagne.key, *bretagne.cookie().values())
    assert "Le dossier est effacé." in words(app)
    assert "Le dossier est effacé." in words(app)
    assert "effacé de ce serveur" not in words(app), "one knows what one has done"


def test_what_somebody_else_erases_meanwhile_is_said_to_be_gone(bretagne):
    app = bretagne.open()
    bretagne.shelf.erase(bretagne.key, bretagne.secret)
    press(app, "Renommer")
    assert "Ce dossier a été effacé de ce serveur." in words(app)
    assert "Quel dossier ouvre-t-on ?" in words(app)


def test_the_address_alone_opens_nothing(bretagne, holds):
    holds()
    text = words(bretagne.open())
    assert "COP de Bretagne" not in text
    assert "Ce dossier s’ouvre par un lien" in text


def test_a_copy_is_made_of_it(bretagne, monkeypatch):
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    app = bretagne.open()
    press(app, "En faire une copie")
    assert app.selectbox[0].value == bretagne.key
    press(app, "Créer ce dossier")
    press(app, "Le lien est gardé : revenir aux dossiers")
    copy, first = opened_dossiers(bretagne.shelf)
    assert copy.case.title == "Priorisation des leviers : Bretagne, copie"
    assert copy.origin == DoorOrigin("copy", first.case.title, first.sha256, first.case.id)
    assert copy.case.id != first.case.id


# What was changed, in words; undone, compared, written again.

CELL = unit_name("score", "mieux_produire", "partner_ecosystem", "")


def score(bretagne, level, reason="dit par le pilote"):
    """Somebody scores a lever."""
    shelf, state = bretagne.shelf, bretagne.shelf.state(bretagne.key, bretagne.secret)
    before = state[CELL]
    after = unit_content(state, CELL) | {"status": "avis", "score": level, "reason": reason}
    edit = DossierEdit({CELL: (before, canonical_json(after))}, 1, "form", reason)
    return shelf.write(bretagne.key, bretagne.secret, edit)


@pytest.fixture
def levels(bretagne):
    """The words of the scale that the cell is scored in."""
    scale = bretagne.now.case.criterion("partner_ecosystem").scale
    return [level.id for level in scale.levels]


def history(bretagne):
    return bretagne.open(vue="historique")


def press_last(app, label):
    """The last button of a label: that of the oldest change."""
    [b for b in app.button if b.label == label][-1].click().run()
    assert not app.exception


def test_each_change_is_told_in_words(bretagne, levels):
    score(bretagne, levels[0])
    bretagne.shelf.rename(bretagne.key, bretagne.secret, "Autre titre", "COP de Bretagne")
    text = words(history(bretagne))
    assert "2 changements depuis sa création." in text
    assert "Mieux produire, Partenaires mobilisés" in text
    assert "avant : manquante maintenant : « aucun partenaire » (avis)" in text
    assert "« dit par le pilote »" in text
    assert "le dossier, titre avant : Priorisation des leviers : Bretagne" in text
    assert "maintenant : Autre titre" in text
    assert "dossier créé (région : Bretagne)" in text


def test_a_change_is_undone_with_its_reason_and_once(bretagne, levels):
    score(bretagne, levels[0])
    app = history(bretagne)
    press(app, "Annuler…")
    press(app, "Annuler ce changement")
    assert "Écrivez d’abord pourquoi" in words(app)
    assert bretagne.now.seq == 2
    app.text_input[0].set_value("mal compris")
    press(app, "Annuler ce changement")
    assert "La version 2 est annulée." in words(app)
    assert "Ce dossier a changé" not in words(app), "one knows what one has done"
    assert "annule la version 2" in words(app)
    assert "annulé depuis par la version 3" in words(app)
    assert bretagne.now.seq == 3


def test_what_was_undone_by_somebody_else_meanwhile_is_told(bretagne, levels):
    score(bretagne, levels[0])
    app = history(bretagne)
    press(app, "Annuler…")
    bretagne.shelf.undo(bretagne.key, bretagne.secret, 2, "autre")
    app.text_input[0].set_value("moi aussi")
    press(app, "Annuler ce changement")
    assert "Cela vient de changer" in words(app)
    assert bretagne.now.seq == 3


def test_an_earlier_version_is_written_again(bretagne, levels):
    first = bretagne.now.case
    score(bretagne, levels[0])
    app = history(bretagne)
    press_last(app, "Revenir à cette version…")
    app.text_input[0].set_value("on repart du début")
    press(app, "Revenir à cette version")
    assert "La version 1 est réécrite" in words(app)
    assert "Ce dossier a changé" not in words(app), "one knows what one has done"
    assert bretagne.now.seq == 3
    cell = ("mieux_produire", "partner_ecosystem")
    tables = [c.tables[c.default_combination] for c in (first, bretagne.now.case)]
    assert tables[0].score(*cell) == tables[1].score(*cell)


def test_one_goes_back_only_from_the_version_that_one_has_seen(bretagne, levels):
    score(bretagne, levels[0])
    app = history(bretagne)
    press_last(app, "Revenir à cette version…")
    score(bretagne, levels[1])
    app.text_input[0].set_value("on repart du début")
    press(app, "Revenir à cette version")
    assert "Cela vient de changer" in words(app)
    assert bretagne.now.seq == 3


def test_a_reader_sees_all_of_it_and_changes_nothing(bretagne, holds, levels):
    score(bretagne, levels[0])
    holds(**bretagne.cookie(bretagne.shelf.new_link(bretagne.key, bretagne.secret, Role.OBSERVER)))
    app = history(bretagne)
    labels = {b.label for b in app.button}
    assert not labels & {"Annuler…", "Revenir à cette version…"}
    assert f"/dossiers/{bretagne.key}/zip?version=1" in html(app)


# The three links of a dossier: shown once, made anew, and who may.


def sharing(bretagne):
    return bretagne.open(vue="partage")


def makers(app):
    return [b for b in app.button if b.label in {"Créer ce lien", "Refaire ce lien"}]


def secret_shown(app):
    (address,) = [c.value for c in app.code]
    return address.split("/")[-1]


def test_a_link_is_made_and_shown_once_then_made_anew_once_asked(bretagne, holds):
    app = sharing(bretagne)
    assert [b.label for b in makers(app)] == ["Créer ce lien", "Créer ce lien", "Refaire ce lien"]
    makers(app)[0].click().run()
    first = secret_shown(app)
    assert bretagne.shelf.role(bretagne.key, first) is Role.OBSERVER
    app = sharing(bretagne)
    assert first not in html(app)
    makers(app)[0].click().run()
    assert "ne l’ouvre plus" in words(app)
    press(app, "Garder l’actuel")
    assert bretagne.shelf.role(bretagne.key, first) is Role.OBSERVER
    makers(app)[0].click().run()
    press(app, "Le refaire")
    assert bretagne.shelf.role(bretagne.key, first) is None
    assert bretagne.shelf.role(bretagne.key, secret_shown(app)) is Role.OBSERVER
    holds(**bretagne.cookie(first))
    assert "COP de Bretagne" not in words(page(SCREEN))


@each("role", [Role.OBSERVER, Role.EXPERT])
def test_others_see_no_link(bretagne, holds, role):
    holds(**bretagne.cookie(bretagne.link(role)))
    app = sharing(bretagne)
    assert makers(app) == []
    assert "droit" in words(app)


# A button of a whole dossier that is pressed twice: done once, and told as one's own.


@pytest.mark.parametrize(
    ("method", "label", "sentence"),
    [
        ("accept", "Accepter", "La proposition est acceptée : c’est la version 2 du dossier."),
        ("refuse", "Refuser", "La proposition est refusée, et votre mot est écrit à côté."),
    ],
)
def test_an_answer_that_is_given_by_two_presses_is_given(
    bretagne, monkeypatch, method, label, sentence
):
    """The second press said that the proposal had its answer already, as if somebody else had."""
    before = bretagne.shelf.state(bretagne.key, bretagne.secret)
    after = {**before, CASE: canonical_json(unit_content(before, CASE) | {"title": "Autre"})}
    edit = DossierEdit(difference(before, after), 1, "form", "Parce que.")
    bretagne.shelf.propose(bretagne.key, bretagne.secret, edit)
    app = bretagne.open(vue="propositions")
    next(f for f in app.text_input if "proposal_word" in f.key).set_value("Vu.")
    pressed_during(monkeypatch, Shelf, method)
    press(app, label)
    assert bretagne.now.seq == 1 + (method == "accept")
    text = words(app)
    assert sentence in text
    assert "a déjà sa réponse" not in text
    assert "n’a pas été écrit" not in text


def test_two_presses_whose_runs_go_on_side_by_side_make_one_dossier(shelf, monkeypatch):
    """The run of a second press begins beside the first, which had not written its dossier yet."""
    made, together = making.MadeHere("mark"), Barrier(2)
    files = region_files(territories()[0], "Notre groupe", current_day(None))

    def slowly():
        sleep(0.05)
        return files

    for name, stub in (
        ("_made_here", lambda: made),
        ("may_create", lambda: True),
        ("attempt", lambda work: work()),
        ("leave_door", lambda: None),
    ):
        monkeypatch.setattr(making, name, stub)
    monkeypatch.setattr(making.st, "rerun", lambda: None)

    def pressed(_):
        together.wait()
        making.create_dossier("Un", DoorOrigin("blank", ""), slowly, nullcontext(), "form")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(pressed, range(2)))
    assert len(shelf.every()) == made.count == 1


# The list: what this browser holds, the example, and what whoever may not create is told.

DOORS = ["Choisir une région", "Reprendre une séance", "Partir de rien", "Copier un dossier"]
OTHERS = "Un lien est perdu ? Tous les dossiers de ce serveur"


def labels(app):
    return [b.label for b in app.button]


@pytest.mark.usefixtures("seated")
def test_a_newcomer_who_may_create_sees_four_doors_and_the_example(monkeypatch):
    monkeypatch.delenv(CASE_VARIABLE)
    app = page(SCREEN)
    assert [one for one in labels(app) if one in DOORS] == DOORS
    assert "Partez de l’exemple, ou faites votre propre dossier." in words(app)
    assert "exemple, à regarder ou à copier" in words(app)
    assert "dossier du serveur" not in words(app)


@pytest.mark.usefixtures("bretagne")
def test_who_may_not_create_is_told_how_and_is_offered_no_door():
    app = page(SCREEN)
    assert "ouvrez le lien de démarrage de cette application" in words(app)
    assert not {*DOORS} & {*labels(app)}
    assert "Nouveau dossier" not in words(app)
    assert "Une page blanche" not in words(app)


@pytest.mark.usefixtures("bretagne")
def test_only_the_dossiers_of_this_browser_are_listed(shelf):
    other = shelf.create(case_files_of(INTERVALS), DoorOrigin("blank"))
    shelf.rename(other.key, other.secret, "Dossier d’un autre groupe", "Autres")
    text = words(page(SCREEN))
    assert "Priorisation des leviers : Bretagne · COP de Bretagne" in text
    assert "6 leviers, 3 critères · 18 notes : 13 manquantes, 6 points à confirmer" in text
    assert "région : Bretagne" in text
    assert "votre lien : corriger" in text
    assert "aucune séance encore" in text
    assert "autre groupe" not in text


def test_a_link_made_anew_since_lists_nothing(bretagne, holds, shelf):
    reader = shelf.new_link(bretagne.key, bretagne.secret, Role.OBSERVER)
    holds(**bretagne.cookie(reader))
    assert "votre lien : lire" in words(page(SCREEN))
    bretagne.link(Role.OBSERVER)
    assert "COP de Bretagne" not in words(page(SCREEN))


def test_a_lost_link_is_made_again_by_who_may_create_and_by_nobody_else(
    bretagne, holds, shelf, monkeypatch
):
    holds()
    assert OTHERS not in str([e.label for e in page(SCREEN).expander]).replace("\u00a0", " ")
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    app = page(SCREEN)
    assert OTHERS in str([e.label for e in app.expander]).replace("\\xa0", " ")
    press(app, "Nouveau lien d’animation")
    (address,) = [c.value for c in app.code]
    secret = address.rpartition("/")[2]
    assert shelf.role(bretagne.key, secret) is Role.FACILITATOR
    assert "Son lien est refait." in words(app)


def test_a_link_is_not_made_again_once_the_right_is_gone(bretagne, holds, shelf, monkeypatch):
    holds()
    monkeypatch.setattr(visit, "sits_here", lambda: True)
    app = page(SCREEN)
    monkeypatch.setattr(visit, "sits_here", lambda: False)
    press(app, "Nouveau lien d’animation")
    assert not app.code
    assert len(shelf.links(bretagne.key, bretagne.secret)) == 1


# A dossier that this program refuses: said in one sentence, the others listed.

WORDS = "Ce programme ne sait pas lire la dernière version"


def spoil(bretagne, role="facilitator"):
    """Write what no version of this program writes: a noun that is not in its list."""
    shelf, key = bretagne.shelf, bretagne.key
    state = shelf.state(key, bretagne.secret)
    after = canonical_json(unit_content(state, CASE) | {"words": {"option": "banane"}})
    seq = shelf.store.dossiers.dossier(key).seq
    new = NewEntry({CASE: (state[CASE], after)}, seq, "form", role, "demain", "0" * 64)
    with shelf.store.dossiers.change(key) as change:
        change.append(new)
    return bretagne


@pytest.fixture
def spoilt(bretagne):
    return spoil(bretagne)


def test_it_does_not_take_the_list_away_and_is_said_in_one_sentence(spoilt, holds, shelf):
    other = shelf.create(shelf.files(spoilt.key, spoilt.secret, 1), DoorOrigin("blank"))
    shelf.rename(other.key, other.secret, "Un dossier sain", "Groupe")
    holds(**spoilt.cookie(), **{f"dossier_{other.key}": shelf.pass_of(other.key, other.secret)})
    text = words(page(SCREEN)).replace("\u00a0", " ")
    assert "Un dossier sain" in text
    assert "Ce programme ne sait pas lire « Priorisation des leviers : Bretagne »" in text
    assert "2 dossiers à vous" in text


def test_every_part_and_every_page_stands(spoilt):
    for part in ("historique", "corriger", "partager", "propositions", "liste"):
        assert not spoilt.open(vue=part).exception
    for path in PAGES:
        app = page(path, dossier=spoilt.key)
        assert not app.exception
        assert path == "seance" or WORDS in words(app)


def test_a_meeting_on_an_earlier_version_goes_on(bretagne, room, holds):
    about = bretagne.shelf.for_meeting(bretagne.key, bretagne.secret)
    sitting = Sitting(room, about=about).open()
    spoil(bretagne)
    holds(**{f"lien_{sitting.code}": sitting.secret}, **bretagne.cookie())
    app = page("seance", seance=sitting.code)
    assert not app.exception
    assert WORDS not in words(app)


# The folder that the server was given is broken: dossiers and their list stay open.


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A folder without the columns of its levers."""
    folder = tmp_path / "case"
    shutil.copytree(INTERVALS, folder)
    (folder / "levers.csv").write_text("lever_id,label\nx,Isoler\n", "utf-8")
    monkeypatch.setenv(CASE_VARIABLE, str(folder))


@pytest.mark.usefixtures("broken")
def test_the_list_says_what_is_wrong_where_the_server_s_dossier_is(bretagne):
    app = page(SCREEN)
    text = words(app)
    assert bretagne.now.case.title in text
    assert text.index("Dossier du serveur") < text.index("ne peut pas être utilisé")
    assert "levers.csv" in text or "leviers" in text
    assert "exemple, à copier" in text
    assert "Dossier de départ" not in text


@pytest.mark.usefixtures("broken")
def test_a_page_of_the_folder_says_what_is_wrong_and_leads_to_the_list(shelf, holds):
    holds()
    assert shelf
    app = page(FIRST)
    assert "ne peut pas être utilisé" in words(app)
    assert [link.proto.label for link in app.get("page_link")] == ["Autres dossiers"]


# Proposals to a dossier: read, accepted, refused, withdrawn; told what others did meanwhile.

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


def test_what_people_type_is_never_markup(bretagne, holds, expert):
    number = bretagne.shelf.propose(bretagne.key, expert, edit(bretagne, 1, MARKUP))
    app = inbox(bretagne)
    assert MARKUP not in html(app)
    word(app, MARKUP)
    act(app, f"refuse_{number}")
    assert MARKUP not in html(app)
    holds(**bretagne.cookie(expert))
    assert MARKUP not in html(inbox(bretagne))
