"""The projector: each phase has its view, and none tells more than a visitor may know."""

import re
from datetime import UTC, datetime, timedelta

from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.cli.report import analysis_text
from prioritisation.drawing.group import counts, group_weights_block, weights_legend
from prioritisation.drawing.projector import projector_view
from prioritisation.drawing.swarm import swarm
from prioritisation.drawing.view import SCANNED, TIMER, TYPED, timer
from prioritisation.meeting.rules import Act, Role
from prioritisation.sentences.shares import weight_texts
from tests.each import each
from tests.prioritisation.ui.reading import plain_words
from tests.sitting import Sitting


def view(sitting):
    return projector_view(sitting.room, sitting.stage())


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


# What a room sees of a round has the figures of the report: shares, and weights of the group.


def words(made):
    return " ".join(re.sub("<[^>]+>", " ", made).replace("\u00a0", " ").split())


@each("seed", range(6))
def test_the_group_has_one_weight_wherever_the_room_reads_it(room, seed):
    """In the key, the table beside other means, and above the ballots: decimals included."""
    made = Sitting(room).open()
    made.vote(9, seed=seed)
    made.reveal()
    results = room.results(made.code, Role.OBSERVER)
    written = [text.replace("\u00a0", " ") for text in weight_texts(results.group.mean)]
    for criterion, weight in zip(results.case.criteria, written, strict=True):
        for shown in (weights_legend(results), group_weights_block(results)):
            assert f"{criterion.label} {weight}" in words(shown)
        above = rf"{re.escape(criterion.label)}.{{0,40}}groupe {weight}, vote du milieu"
        assert re.search(above, words(swarm(results)))


def test_the_room_sees_the_shares_and_the_weights_of_the_report(results):
    analysis = results.analysis
    written = analysis_text(analysis, assess_robustness(analysis))
    report = " ".join(written.replace("\u00a0", " ").split())
    shares = report.partition("Aux deux premiers Rangs")[2]
    shown = words(counts(results))
    for row, lever in enumerate(results.case.levers):
        one = r"((?:[a-z ]*[\d,]+(?: %)? à )?[a-z ]*[\d,]+ %)"
        share = re.search(rf"{re.escape(lever.label)} {one}", shares)
        if results.analysis.region(row).sure:
            assert re.search(rf"{re.escape(lever.short_label)} \d+ {share[1]}", shown)
    whole = [text.replace("\u00a0", " ") for text in weight_texts(results.analysis.weights)]
    for criterion, weight in zip(results.case.criteria, whole, strict=True):
        label = re.escape(criterion.label)
        exact = re.search(rf"- {label}(?: \(nom officiel : [^)]*\))? : ([\d,]+) %", report)[1]
        assert abs(float(exact.replace(",", ".")) - int(weight.removesuffix(" %"))) < 1
        for made in (weights_legend(results), group_weights_block(results)):
            assert f"{criterion.label} {weight}" in words(made)
        assert re.search(
            rf"{label}.{{0,40}}groupe {weight}, vote du milieu", words(swarm(results))
        )


# What is put into a view for whoever asks: the time left, the address.

PHONES = "http://192.0.2.7:8501"


def test_the_time_left_is_that_of_the_moment(sitting):
    sitting.open()
    sitting.room.set_countdown(sitting.code, sitting.secret, 5)
    found = view(sitting)
    end = datetime.fromisoformat(found.deadline)
    assert "2 min 05" in found.at(end - timedelta(seconds=125), PHONES)
    assert "Temps écoulé" in timer(found.deadline, end + timedelta(seconds=1))
    assert TIMER not in found.at(datetime.now(UTC), PHONES)


def test_each_who_asks_is_told_their_own_address_in_the_same_view(sitting):
    found = view(sitting.lobby())
    assert all(mark in found.html for mark in (TYPED, SCANNED))
    for origin in (PHONES, "https://vote.example"):
        shown = found.at(datetime.now(UTC), origin)
        assert origin.split("//")[1] + "/vote" in shown
        assert "\ue000" not in shown
