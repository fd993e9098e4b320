from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.rules import Form
from prioritisation.web.ballot import meanwhile
from prioritisation.web.ballot.form import Visitor
from prioritisation.web.ballot.rendering import render


def test_before_the_doors_open_no_criterion_is_told(room):
    made = room.create("Bientôt", form=Form.SHORT)
    text = render(meanwhile.welcome_page(room.stage(made.code), Visitor("t")), part=True)
    assert "La séance n’est pas encore ouverte" in text
    assert "Gardez cette page" in text
    assert "Impact GES" not in text


def test_the_door_asks_once(sitting):
    here = sitting(colleges=["État"], asks_carrying=True)
    asked = render(meanwhile.welcome_page(here.stage(), Visitor("t")), part=True)
    assert 'name="college"' in asked
    assert 'name="porte"' in asked
    assert "name=" not in render(
        meanwhile.welcome_page(here.stage(), Visitor("t", joined=True)), part=True
    )


def test_late_answers_on_other_criteria_are_not_drawn(sitting):
    here = sitting().open()
    page = meanwhile.closed_round_page(here.stage(), None, Ballot({"autre": 100}, "autre"), 1)
    assert page.values["bar_slices"] == ()
    assert page.status == 409


def test_pages_without_a_ballot_lead_back(sitting):
    here = sitting()
    back = {
        f"/vote/{here.code}": meanwhile.meeting_over_page(here.stage()),
        f"/seance?seance={here.code}": meanwhile.by_invitation_page(here.stage()),
    }
    for where, page in back.items():
        assert f'href="{where}"' in render(page, part=True)
