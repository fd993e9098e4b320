from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.rules import Act, Form
from prioritisation.web.ballot import meanwhile
from prioritisation.web.ballot.form import Visitor
from prioritisation.web.ballot.rendering import render
from tests.prioritisation.web.visitor import voted


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


TURNING = "\u05d0\u05d1\u05d2 1"


def test_a_title_turns_nothing_round_on_any_page_of_a_ballot(sitting, device):
    """After letters that are read from right to left, so would be a code."""
    here, visitor = sitting(title=TURNING), device()
    pages = [visitor.get(here.path)]
    here.open()
    form = visitor.get(here.path)
    pages += [form, voted(visitor, here), visitor.get(here.path)]
    pages.append(visitor.get(f"{here.path}/recu"))
    here.act(Act.END_ROUND)
    pages.append(visitor.get(here.path))
    here.reveal()
    pages.append(visitor.get(here.path))
    for page in pages:
        assert page.main.count(TURNING) == page.main.count(f"<bdi>{TURNING}</bdi>") > 0
