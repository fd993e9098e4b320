"""The decision of a meeting, through the framework's runner: written, read, kept, projected."""

import re

import pytest

from prioritisation.meeting.rules import Act, Phase, Role
from prioritisation.meeting.rules.decision import (
    Decision,
    Finding,
    Objection,
    Outcome,
    ShowOfHands,
    State,
    Step,
    from_json,
    status,
    to_json,
)
from tests.each import each
from tests.prioritisation.ui.reading import MARKUP, html, page, plain_words, screened
from tests.sitting import Sitting

pytestmark = pytest.mark.usefixtures("room", "fresh")

NBSP = "\u00a0"
FIRST, SECOND = "mieux_se_deplacer", "mieux_produire"


POLL = "Vote sur la proposition : il aide à décider, il ne décide pas"


@pytest.fixture
def made(room, holds):
    found = deciding(Sitting(room))
    holds(**{f"lien_{found.code}": found.secret})
    return found


def deciding(sitting, n=7):
    sitting.open().vote(n)
    sitting.reveal()
    sitting.act(Act.START_ANALYSIS)
    sitting.act(Act.START_DECISION)
    return sitting


def visited(made, screen="seance"):
    return page(screen, seance=made.code)


def words(app):
    shown = re.sub("<[^>]+>", " ", html(app).replace(NBSP, " "))
    return re.sub(r"\s+", " ", shown)


def kept(made):
    found = made.room.text(made.code, "decision")
    return from_json(found.content) if found.version else Decision()


def wrote(made, found):
    version = made.room.text(made.code, "decision").version
    made.room.write_text(made.code, made.secret, "decision", to_json(found), version)


def key(made, what):
    return f"decision_{made.code}_{what}"


def fill(app, made, **texts):
    for name, value in texts.items():
        kind = "text_input" if name in ("body", "review") else "text_area"
        next(w for w in getattr(app, kind) if w.key == key(made, name)).set_value(value).run()
        assert not app.exception
    return app


def propose(app, made, *levers):
    group = next(g for g in app.get("button_group") if g.key == key(made, "proposed"))
    group.set_value(list(levers)).run()
    assert not app.exception
    return app


def press(app, label, nth=0):
    [b for b in app.button if b.label == label][nth].click().run()
    assert not app.exception
    return app


def new(fields, kind, name):
    """The control of the row of a list that is not written yet, whichever its number."""
    (found,) = [f for f in fields if re.search(rf"_{kind}_new\d+_{name}$", f.key or "")]
    return found


def object_to(app, said="Cela coûte trop cher"):
    new(app.text_area, "objection", "text").set_value(said)
    return press(app, "Ajouter cette objection")


def answer(app, made, place=0, said="Le coût est partagé", outcome=Outcome.LIFTED):
    app.button(key=f"edit_{key(made, f'objection_{place}')}").click().run()
    app.text_area(key=key(made, f"objection_{place}_answer")).set_value(said)
    app.radio(key=key(made, f"objection_{place}_outcome")).set_value(outcome.value)
    return press(app, "Enregistrer")


def hand(app, made, **numbers):
    """Write how many hands, one field after the other."""
    for name, n in numbers.items():
        app.number_input(key=key(made, f"hands_{name}")).set_value(n).run()
        assert not app.exception
    return app


@pytest.mark.parametrize("role", [None, Role.RECORDER])
def test_the_office_writes_a_decision_and_a_reload_shows_it(room, holds, made, role):
    secret = room.new_link(made.code, made.secret, role) if role else made.secret
    holds(**{f"lien_{made.code}": secret})
    app = propose(visited(made), made, SECOND, FIRST)
    fill(app, made, body="la commission", motives="Parce que.", minority="Trop tôt.")
    fill(app, made, context="Mandat de la COP", review="5/3/2027")
    assert "Projet" in words(app)
    app.checkbox(key=key(made, "no_objection")).check().run()
    found = kept(made)
    assert set(found.proposed) == {FIRST, SECOND}
    assert (found.body, found.motives, found.minority) == (
        "la commission",
        "Parce que.",
        "Trop tôt.",
    )
    assert found.review.isoformat() == "2027-03-05"
    assert status(found).state is State.DECISION
    again = visited(made)
    assert "Proposition Le groupe propose « Mieux se déplacer » et « Mieux produire »" in words(
        again
    )
    assert again.text_area(key=key(made, "motives")).value == "Parce que."
    assert again.text_input(key=key(made, "review")).value == "05/03/2027"
    assert "Cela reste un projet" not in words(again)


def test_the_consent_round_then_a_vote_only_when_an_objection_is_kept(made):
    app = object_to(visited(made))
    assert "1 objection attend une réponse" in words(app)
    answer(app, made)
    assert kept(made).objections == (
        Objection(
            text="Cela coûte trop cher",
            answer="Le coût est partagé",
            outcome=Outcome.LIFTED,
            raised_for=(),
        ),
    )
    assert POLL not in words(app)
    answer(app, made, outcome=Outcome.KEPT)
    assert POLL in words(app)
    hand(app, made, favour=5)
    assert "écrivez les 2 nombres qui manquent, 0 compris" in words(app)
    hand(app, made, against=2, abstaining=0)
    assert "nombres qui manquent" not in words(app)
    assert "Vote indicatif : 5 pour, 2 contre, 0 abstention." in words(app)
    hand(app, made, favour=4, abstaining=1)
    assert kept(made).vote == ShowOfHands(favour=4, against=2, abstaining=1)
    press(app, "Retirer le vote")
    assert kept(made).vote is None


def test_an_objection_takes_back_that_there_is_none_and_is_added_once(made):
    wrote(made, Decision(no_objection=True))
    app = object_to(visited(made))
    assert not kept(made).no_objection
    object_to(app)
    assert len(kept(made).objections) == 1
    press(app, "Ajouter cette objection")
    assert "Écrivez d’abord l’objection." in words(app)
    press(app, "Retirer")
    assert kept(made).objections == ()


def test_a_day_that_is_none_is_refused_at_its_place_and_stays_typed(made):
    app = fill(visited(made), made, review="32/13/2027")
    assert "Date de revue : « 32/13/2027 » n’est pas une date" in words(app)
    assert app.text_input(key=key(made, "review")).value == "32/13/2027"
    assert kept(made).review is None


def test_long_texts_are_refused_with_their_place_and_are_not_lost(made):
    app = fill(visited(made), made, motives="m" * 10_000)
    assert "Motifs du groupe : 5000 caractères au plus." in words(app)
    assert len(app.text_area(key=key(made, "motives")).value) == 10_000
    object_to(app, "o" * 10_000)
    assert "Objections 1, Texte : 5000 caractères au plus." in words(app)
    assert len(new(app.text_area, "objection", "text").value) == 10_000
    assert kept(made) == Decision()
    fill(app, made, motives="court")
    assert "caractères au plus" not in words(app)
    assert kept(made).motives == "court"


def test_two_people_in_two_fields_lose_nothing_and_nobody_is_asked(made):
    app = visited(made)
    wrote(made, Decision(motives="les leurs", objections=(Objection(text="o"),)))
    fill(app, made, body="la commission")
    found = kept(made)
    assert (found.motives, found.body, len(found.objections)) == ("les leurs", "la commission", 1)
    assert "Écrit entre-temps par quelqu’un d’autre : les leurs" in words(app)
    app.button(key=key(made, "take_motives")).click().run()
    assert app.text_area(key=key(made, "motives")).value == "les leurs"


@pytest.mark.parametrize(("choice", "left"), [("Écrire le mien", "de moi"), (None, "les leurs")])
def test_two_people_in_the_same_field_see_both_texts_and_choose(made, choice, left):
    app = visited(made)
    wrote(made, Decision(motives="les leurs"))
    fill(app, made, motives="de moi")
    told = words(app)
    assert "De vous : de moi" in told
    assert "En place : les leurs" in told
    assert app.text_area(key=key(made, "motives")).value == "de moi"
    assert kept(made).motives == "les leurs"
    press(app, choice or "Laisser ce qui est en place")
    assert kept(made).motives == left
    assert app.text_area(key=key(made, "motives")).value == left
    assert "De vous" not in words(app)


def test_writing_over_what_was_shown_never_writes_over_what_came_since(made):
    app = visited(made)
    wrote(made, Decision(motives="les leurs"))
    fill(app, made, motives="de moi")
    wrote(made, Decision(motives="encore autre chose"))
    press(app, "Écrire le mien")
    assert "En place : encore autre chose" in words(app)
    assert kept(made).motives == "encore autre chose"


def test_an_objection_changed_by_somebody_else_is_not_overwritten(made):
    wrote(made, Decision(objections=(Objection(text="o"),)))
    app = visited(made)
    app.button(key=f"edit_{key(made, 'objection_0')}").click().run()
    app.text_area(key=key(made, "objection_0_answer")).set_value("ma réponse")
    wrote(made, Decision(objections=(Objection(text="o, précisée"),)))
    app.button(key=key(made, "objection_0_send")).click().run()
    assert not app.exception
    assert "En place : o, précisée" in words(app)
    press(app, "Écrire le mien")
    assert [o.answer for o in kept(made).objections] == ["ma réponse"]


def test_text_is_never_markup(made):
    app = fill(object_to(visited(made), MARKUP), made, body=MARKUP)
    propose(app, made, FIRST)
    for shown in (html(app), screened(made)):
        assert "<img" not in shown
    assert "&lt;img" in html(app)


@each("role", [Role.LEAD, None])
def test_others_read_and_have_no_control(room, holds, made, role):
    found = Decision(
        proposed=(FIRST,),
        motives="Parce que.",
        objections=(Objection(text="Trop cher", answer="Non", outcome=Outcome.KEPT),),
        steps=(Step(action="Écrire"),),
        to_find=(Finding(text="le budget"),),
    )
    wrote(made, found)
    holds(**{f"lien_{made.code}": room.new_link(made.code, made.secret, role)} if role else {})
    app = visited(made)
    told = words(app)
    for said in (
        "Mieux se déplacer",
        "Parce que.",
        "Trop cher",
        "Objection : maintenue.",
        "Écrire",
        "budget",
    ):
        assert said in told
    assert told.count("Que décide le groupe ?") == 1, "the title of the page asks it"
    assert not [w for w in (*app.text_area, *app.checkbox, *app.pills) if "decision" in str(w.key)]
    assert not [b for b in app.button if str(b.key).startswith(("drop_", "edit_"))]


def test_once_closed_the_decision_is_locked_until_it_is_reopened_with_a_reason(holds, made):
    fill(visited(made), made, motives="écrits avant")
    made.act(Act.CLOSE)
    app = visited(made)
    assert "La séance est close : sa décision est verrouillée." in words(app)
    assert "écrits avant" in words(app)
    assert not [w for w in app.text_area if "motives" in str(w.key)]
    assert [c for c in app.caption if "comptes rendus déjà envoyés restent tels quels" in c.value]
    press(app, "Rouvrir la décision")
    assert "Écrivez d’abord la raison" in words(app)
    assert made.stage().meeting.phase is Phase.CLOSED
    app.text_input(key=f"unlock_reason_{made.code}").set_value("une faute")
    press(app, "Rouvrir la décision")
    assert made.stage().meeting.phase is Phase.DECISION
    assert "une faute" in [e.detail for e in made.room.audit(made.code, made.secret)]
    fill(visited(made), made, motives="corrigés")
    assert kept(made).motives == "corrigés"
    press(press(visited(made), "Clore la séance…"), "Clore quand même")
    assert not [w for w in visited(made).text_area if "motives" in str(w.key)]
    holds()
    shown = visited(made)
    assert "corrigés" in words(shown)
    assert "verrouillée" not in words(shown)


def test_a_meeting_is_not_closed_without_recalling_each_thing_that_is_not_written(made):
    objection = Objection(
        text="Trop cher", answer="Partagé", outcome=Outcome.KEPT, raised_for=(FIRST,)
    )
    step = Step(action="Écrire au comité", who="", when="")
    parts = {
        "Une objection est maintenue, et aucun vote n’est écrit.": "vote",
        "Une objection est maintenue, et aucun avis minoritaire n’est écrit.": "minority",
        "Aucune étape suivante n’est écrite.": "steps",
        "Les motifs ne sont pas écrits.": "motives",
    }
    whole = {
        "proposed": (FIRST,),
        "objections": (objection,),
        "vote": ShowOfHands(favour=5, against=2, abstaining=0),
        "minority": "Non.",
        "steps": (step,),
        "motives": "Parce que.",
    }
    wrote(made, Decision(**whole))
    app = press(visited(made), "Clore la séance…")
    assert "choses à savoir avant de conclure n’ont pas de réponse." in words(app)
    for warning in made.room.warnings(made.code):
        if not warning.answer:
            made.act(Act.ANSWER_WARNING, warning=warning.id, reason="le groupe le sait")
    for sentence, name in parts.items():
        wrote(made, Decision(**{k: v for k, v in whole.items() if k != name}))
        app = press(visited(made), "Clore la séance…")
        assert sentence in words(app)
        assert made.stage().meeting.phase is Phase.DECISION
        press(app, "Revenir à la décision")
        assert "Clore quand même" not in [b.label for b in app.button]
    wrote(made, Decision(**whole))
    press(visited(made), "Clore la séance")
    assert made.stage().meeting.phase is Phase.CLOSED


def test_a_row_that_somebody_changes_under_the_form_keeps_its_form(made):
    """The same control stays, and with it, in the browser, what is typed there."""

    def control(place):
        return app.text_area(key=key(made, f"objection_{place}_answer"))

    wrote(made, Decision(objections=(Objection(text="première"), Objection(text="o"))))
    app = visited(made)
    app.button(key=f"edit_{key(made, 'objection_1')}").click().run()
    was = control(1).id
    wrote(made, Decision(objections=(Objection(text="o"),)))
    app.run()
    assert control(1).id == was
    control(1).set_value("ma réponse")
    press(app, "Enregistrer")
    assert [(o.text, o.answer) for o in kept(made).objections] == [("o", "ma réponse")]
    app.button(key=f"edit_{key(made, 'objection_0')}").click().run()
    was = control(0).id
    wrote(made, Decision(objections=(Objection(text="o, précisée"),)))
    app.run()
    assert "Écrit entre-temps par quelqu’un d’autre : o, précisée" in words(app)
    assert control(0).id == was
    control(0).set_value("mieux")
    press(app, "Enregistrer")
    press(app, "Écrire le mien")
    assert [o.answer for o in kept(made).objections] == ["mieux"]
    wrote(made, Decision())
    assert "Ajouter cette objection" in [b.label for b in visited(made).button]


def test_a_rehearsal_is_never_a_decision(room, holds):
    sitting = Sitting(room).lobby()
    sitting.act(Act.REHEARSE)
    sitting.open()
    room.simulate(sitting.code, sitting.secret, 7)
    sitting.reveal()
    sitting.act(Act.START_ANALYSIS)
    sitting.act(Act.START_DECISION)
    holds(**{f"lien_{sitting.code}": sitting.secret})
    wrote(sitting, Decision(proposed=(FIRST,), motives="x", no_objection=True))
    desk, room_ = html(visited(sitting)), screened(sitting)
    for shown in (desk, room_):
        assert "Projet" in plain_words(shown)
    assert 'class="sim' in desk
    assert "Répétition : votes inventés" in plain_words(room_)
    assert "C’est une répétition" in words(visited(sitting))


def test_an_answer_given_for_other_levers_is_asked_for_again_and_reasons_say_whose_they_are(made):
    """Nobody objected to one lever: that is no consent to another."""
    app = propose(visited(made), made, FIRST)
    fill(app, made, motives="Les partenaires sont mobilisés.", minority="Attendre.")
    app.checkbox(key=key(made, "no_objection")).check().run()
    assert status(kept(made)).state is State.DECISION
    # As it is done on a page: one is let go, then the other picked.
    propose(app, made)
    propose(app, made, SECOND)
    shown = words(app)
    assert "Projet Le groupe propose « Mieux produire »" in shown
    assert (
        "La réponse « aucune objection » avait été donnée pour « Mieux se déplacer » : reposez la "
        "question." in shown
    )
    assert shown.count("Ceci portait sur « Mieux se déplacer ».") >= 2
    assert not app.checkbox(key=key(made, "no_objection")).value
    app.checkbox(key=key(made, "no_objection")).check().run()
    assert "les motifs ont été écrits pour d’autres leviers" in words(app).lower()
    for name in ("motives", "minority"):
        app.button(key=key(made, f"confirm_{name}")).click().run()
    assert status(kept(made)).state is State.DECISION
    assert "avait été donnée" not in words(app)
    assert "écrits pour" not in words(app)


def test_an_objection_is_to_the_levers_it_was_written_about(made):
    app = object_to(propose(visited(made), made, FIRST))
    answer(app, made)
    propose(app, made)
    propose(app, made, SECOND)
    assert "Ceci portait sur « Mieux se déplacer »." in words(app)
    assert "rien n’est dit des objections" in words(app).lower()
    answer(app, made, said="Le coût est réparti")
    (objection,) = kept(made).objections
    assert (objection.answer, objection.raised_for) == ("Le coût est réparti", (FIRST,))
    assert app.checkbox(key=key(made, "no_objection"))
