"""The page *Un ou deux*, its place in a meeting and on the wall."""

from prioritisation.drawing.projector import projector_view
from prioritisation.meeting.rules import Act
from tests.prioritisation.ui.reading import html, page, unfolded, words

FOLD = "sets_arguments"
ARGUMENTS = ("Anticiper les besoins", "Possibles synergies", "Risque d’éparpillement")


def test_the_page_has_the_two_lists_what_the_second_adds_and_the_arguments():
    app = unfolded(page("un-ou-deux"), FOLD)
    told = words(app)
    for one in ("Aux deux premiers rangs", "Ce que le second ajoute", "environ", *ARGUMENTS):
        assert one in told, one


def test_in_a_meeting_it_is_in_its_phase_with_the_votes_and_on_the_wall(sitting):
    sitting.open()
    sitting.vote(7)
    sitting.reveal()
    sitting.act(Act.START_ANALYSIS)
    assert "sets_meeting" not in html(page("seance", seance=sitting.code))
    sitting.act(Act.START_PORTFOLIO)
    told = words(unfolded(page("seance", seance=sitting.code), FOLD))
    for one in ("Aux deux premiers rangs, selon les votes", "sur 7", *ARGUMENTS):
        assert one in told, one
    wall = projector_view(sitting.room, sitting.stage()).html
    assert "p-set-row" in wall
    assert "Anticiper" in wall
    assert "éparpillement" in wall
