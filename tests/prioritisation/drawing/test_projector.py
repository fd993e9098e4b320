"""The projector: each phase has its view, and none tells more than a visitor may know."""

from datetime import UTC, datetime

from prioritisation.drawing.projector import projector_view
from prioritisation.meeting.rules import Act
from tests.each import each
from tests.prioritisation.ui.reading import plain_words
from tests.sitting import Sitting

PHONES = "http://192.0.2.7:8501"


def view(sitting):
    return projector_view(sitting.room, sitting.stage())


def test_each_view_says_which_version_it_is_of(sitting):
    assert view(sitting).version == sitting.stage().version
    assert "GT ECTE" in plain_words(view(sitting).html)


def test_the_way_in_is_shown_with_the_address_of_phones(sitting):
    sitting.lobby()
    for origin in (PHONES, "https://vote.example"):
        shown = view(sitting).at(datetime.now(UTC), origin)
        assert f"{origin}/vote/{sitting.code}" in shown
        assert "\ue000" not in shown


def test_nothing_of_an_open_round_is_told_but_the_count(sitting):
    sitting.open()
    sitting.vote(6)
    told = view(sitting).html
    case = sitting.stage().case
    assert "6 votes reçus 6 personnes présentes" in plain_words(told)
    for word in [v.label for v in case.levers] + [c.label for c in case.criteria]:
        assert word not in told
    assert sitting.secret not in told


def test_two_rooms_that_voted_otherwise_are_shown_the_same_while_the_round_is_open(room):
    seen = []
    for seed in (1, 2):
        made = Sitting(room)
        made.open().vote(6, seed=seed)
        seen.append(view(made).html.replace(made.code, ""))
    assert seen[0] == seen[1]


def test_a_revealed_round_is_shown_with_its_own_ballots_when_a_later_one_is_void(sitting):
    sitting.open().vote(6)
    sitting.reveal().open()
    sitting.act(Act.VOID_ROUND, reason="ouvert par erreur")
    sitting.room.project(sitting.code, sitting.secret, "agreement")
    shown = view(sitting).html
    assert "un vote, sur 6" in plain_words(shown)
    assert shown.count('class="p-dot"') == 6 * len(sitting.ids)


@each(
    ("acts", "mark"),
    [
        ((), "agreement"),
        ((Act.START_ANALYSIS,), "ranking"),
        ((Act.START_ANALYSIS, Act.START_DECISION), "decision p-two"),
    ],
)
def test_by_itself_it_shows_what_the_group_is_at(sitting, acts, mark):
    sitting.open().vote(6)
    sitting.reveal()
    for act in acts:
        sitting.act(act)
    assert f'class="proj p-{mark}"' in view(sitting).html
