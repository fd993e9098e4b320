"""What the group settles in a meeting: ways of counting and directions, by choices and buttons."""

from functools import partial

import pytest

from criteria.model import Sense
from prioritisation.analysis.crossing import open_choices
from prioritisation.meeting.rules import Act, Form, Phase
from tests.prioritisation.ui.reading import page, press, words
from tests.sitting import Sitting

OPEN = "Ouvrir le premier vote"
HOW = "Choisissez comment compter, ou laissez ce choix ouvert."
LEFT = "La façon de compter est un choix que le groupe n’a pas confirmé"

pytestmark = pytest.mark.usefixtures("today")


def choice(app, sitting, question):
    return app.radio(key=f"take_{sitting.code}_{question}")


def answers(app):
    return [f for f in app.text_input if str(f.key).startswith("opening_")]


@pytest.fixture
def dialog(sitting):
    """The dialog of the first round, as the facilitator opens it."""
    sitting.lobby()
    app = page(seance=sitting.code)
    press(app, "Ouvrir le premier vote…")
    return app


def test_each_open_way_of_counting_is_a_choice_and_none_is_made_beforehand(dialog, sitting):
    live = {q.id: q for q in sitting.stage().plain_case.live_questions}
    for question in ("perimeter", "links"):
        radio = choice(dialog, sitting, question)
        assert radio.value is None
        assert ["choix actuel" in label for label in radio.options].count(True) == 1
        assert radio.options[-1] == "Laisser ce choix ouvert pour ce vote"
        described = {r.id: r.description for r in live[question].readings}
        assert all(description in words(dialog) for description in described.values())
        assert len(described) + 1 == len(radio.options)
    assert words(dialog).count(LEFT) == 1
    press(dialog, OPEN)
    assert words(dialog).count(HOW) == 2
    assert not sitting.stage().meeting.rounds


def filled_in(app, sitting, **picks):
    for question, reading in picks.items():
        choice(app, sitting, question).set_value(reading).run()
    app.radio(key=f"sense_{sitting.code}_existing_coverage").set_value("min")
    for field in answers(app):
        field.set_value("su et accepté")
    press(app, OPEN)


def test_what_is_chosen_before_a_round_is_what_the_round_is_about(dialog, sitting):
    filled_in(dialog, sitting, perimeter="sgpe", links="all_links")
    stage = sitting.stage()
    assert stage.meeting.phase is Phase.ROUND
    assert stage.setup.combination == "sgpe-all_links"
    assert set(stage.setup.settled) == {"sgpe", "all_links"}


def test_a_choice_may_stay_open_and_then_waits_for_its_reason(dialog, sitting):
    choice(dialog, sitting, "perimeter").set_value("left_open").run()
    assert words(dialog).count(LEFT) == 2
    filled_in(dialog, sitting, links="primary")
    stage = sitting.stage()
    assert stage.meeting.phase is Phase.ROUND
    assert stage.setup.combination == "gt-primary"
    assert stage.setup.settled == ("primary",)
    (note,) = [w for w in sitting.room.warnings(sitting.code) if w.id == "perimeter"]
    assert (note.what, note.answer) == (("gt",), "su et accepté")


def test_what_somebody_else_settled_meanwhile_is_not_written_over(dialog, sitting):
    choice(dialog, sitting, "perimeter").set_value("sgpe").run()
    sitting.room.settle_reading(sitting.code, sitting.secret, "gt")
    filled_in(dialog, sitting, links="primary")
    assert sitting.stage().setup.combination == "gt-primary"


@pytest.fixture
def checks(room, holds):
    """A full meeting at its checks: the scores are frozen."""
    made = Sitting(room, Form.FULL).lobby()
    holds(**{f"lien_{made.code}": made.secret})
    made.act(Act.START_REVIEW)
    made.room.settle_reading(made.code, made.secret, "gt")
    for criterion in made.stage().meeting.unconfirmed:
        made.room.confirm_direction(made.code, made.secret, criterion, Sense.MIN)
    made.room.freeze(made.code, made.secret)
    return made.act(Act.START_CHECKS)


FROZEN = "Les notes sont arrêtées : aucune réponse ne se retient maintenant."
FREIGHT, LINKS = "Où compter le fret, le tertiaire et les déchets ?", "Quelles fiches compter"


def titles(app):
    return [e.label.replace("\\", "").replace("\u00a0", " ") for e in app.expander]


@pytest.fixture
def lobby(sitting):
    sitting.lobby()
    return page(seance=sitting.code)


def test_what_is_to_settle_is_named_by_its_question_and_its_answers_are_described(lobby):
    assert FREIGHT in titles(lobby)
    assert any(title.startswith(LINKS) for title in titles(lobby))
    assert "Chaque fiche compte pour chaque levier qu’elle cite, sûr ou non." in words(lobby)
    assert "fret dans Mieux se déplacer choix actuel" in words(lobby)


def test_after_the_freeze_what_is_open_says_why_and_where_it_is_settled(checks):
    app = page(seance=checks.code)
    assert FROZEN in words(app)
    assert "revenez aux notes" in words(app)
    assert not [b for b in app.button if b.label.startswith("Retenir")]
    assert "Déjà réglé : Émissions comptées, fret dans Mieux se déplacer" in words(app)


def test_after_the_reveal_the_desk_shows_the_choices_crossed_and_how_to_settle_them(checks):
    for step in checks.results_steps(9):
        app = page(seance=step.code)
        assert "Choix encore ouverts" in words(app)
        assert "Si le groupe retient" in words(app)
        assert "Pour retenir une réponse, revenez aux notes" in words(app)


def test_what_is_settled_is_not_said_to_be_still_to_settle(room, holds):
    """One thing after the other: the title of the list, then what the projector offers."""
    made = Sitting(room, Form.FULL)
    holds(**{f"lien_{made.code}": made.secret})
    made.act(Act.OPEN_LOBBY).act(Act.START_REVIEW)
    steps = [
        lambda: [
            room.confirm_direction(made.code, made.secret, c, Sense.MIN)
            for c in made.stage().meeting.unconfirmed
        ],
        *(
            partial(room.settle_reading, made.code, made.secret, reading)
            for reading in ("gt", "primary")
        ),
        lambda: [
            room.settle_order(made.code, made.secret, choice.about, choice.options[0])
            for choice in open_choices(made.stage().case, made.stage().scenario())
        ],
    ]
    for step in (None, *steps):
        if step:
            step()
        unsettled = open_choices(made.stage().case, made.stage().scenario())
        app = page(seance=made.code)
        open_ones = [e for e in app.expander if e.label.replace("\u00a0", " ").endswith(" ?")]
        assert len(open_ones) == len(unsettled)
        # One more to leave the ways of counting open, as long as there is one.
        others = [e for e in app.expander if e.label.startswith("Ou bien, laisser ouvert")]
        assert len(others) == any(c.kind == "reading" for c in unsettled)
    assert not unsettled
    room.freeze(made.code, made.secret)
    made.act(Act.START_CHECKS).open().vote(6)
    made.reveal()
    assert LEFT_TO_SETTLE not in pictures(page(seance=made.code))


LEFT_TO_SETTLE = "Reste à régler"


def pictures(app):
    return [b.label for b in app.button if (b.key or "").startswith("show_")]
