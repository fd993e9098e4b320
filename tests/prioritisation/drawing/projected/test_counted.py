"""What the pictures say is what is counted: votes, segments, rows, limits rounded inwards."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from criteria.load import load_case
from prioritisation.analysis.ballots.group import FirstCounts
from prioritisation.analysis.conflicts import contradicted_cells
from prioritisation.analysis.crossing import ChoiceKind, choice_answers, concerned, open_choices
from prioritisation.analysis.robustness.weight_changes import stability_intervals
from prioritisation.analysis.scenario import Lead, Scenario, analyse, starting_scenario
from prioritisation.drawing.projected.amounts import largest, measure_of, scores_picture
from prioritisation.drawing.projected.decided import decision_picture, shortened
from prioritisation.drawing.projected.firsts import firsts_answer, firsts_picture, vote_groups
from prioritisation.drawing.projected.question import question_picture
from prioritisation.drawing.projected.ranked import change_block, ranked_picture
from prioritisation.meeting.room import Room
from prioritisation.meeting.rules.decision import Decision, Objection, Outcome, Step, status
from prioritisation.sentences.weight_limits import nearest_range
from prioritisation.settings import CASE_VARIABLE
from tests.conftest import INTERVALS, NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.prioritisation.ui.reading import plain_words
from tests.projected import every_page, new_sitting, pages_of_analysis
from tests.sitting import Sitting
from tests.thresholds import ROBUSTNESS

LEVERS = 6


@some.composite
def counted(draw):
    """First levers of up to ninety votes: sure, tied, perhaps tied, not known."""
    few = some.integers(0, 9)
    sure = tuple(draw(few) for _ in range(LEVERS))
    pairs = some.sampled_from([(0, 1), (2, 3), (1, 4, 5)])
    ties = draw(some.dictionaries(pairs, some.integers(1, 5), max_size=2))
    joined = draw(some.dictionaries(some.sampled_from([(0,), (3,)]), some.integers(1, 5)))
    left = draw(few)
    n = sum(sure) + sum(ties.values()) + sum(joined.values()) + left
    ties = dict(sorted(ties.items(), key=lambda tie: (-tie[1], tie[0])))
    opened = left + sum(joined.values())
    return FirstCounts(sure, (n,) * LEVERS, ties, opened, n, joined)


@given(counted())
def test_every_vote_is_in_one_column_and_no_answer_says_more_than_is_counted(results, counts):
    if not counts.n:
        return
    groups = vote_groups(results, counts)
    assert sum(group.count for group in groups) == counts.n
    assert len(groups) <= 5
    assert sum(group.count for group in groups if not group.sure) == counts.undecided
    said = [int(n) for n in re.findall(r"\d+", firsts_answer(results, counts))]
    alone = max(*counts.sure, *counts.ties.values(), 0)
    levers = sum(n == alone for n in counts.sure)
    assert set(said) <= {alone, counts.n, counts.undecided, levers}


@each("n", [5, 20, 21, 60])
def test_there_are_as_many_discs_as_votes(shown, results, n):
    counts = FirstCounts((n - 2, 0, 0, 0, 0, 0), (n,) * LEVERS, {}, 2, n)
    drawn = firsts_picture(shown.stage(), replace(results, firsts=counts))
    assert len(re.findall(r'class="p-disc[ "]', drawn)) == n
    assert drawn.count('class="p-disc p-hatch"') == 2


def _analysis(points):
    case = load_case(INTERVALS)
    scenario = starting_scenario(case)
    given_points = dict(zip(scenario.points, points, strict=True))
    return analyse(case, Scenario(given_points, scenario.combination), ROBUSTNESS)


@each("points", [(50, 30, 20), (80, 10, 10), (60, 30, 10), (90, 5, 5)])
def test_the_limit_told_is_the_nearest_and_is_one_of_the_leader(points):
    analysis = _analysis(points)
    assert analysis.verdict.lead is Lead.AHEAD
    nearest = nearest_range(analysis)
    weight, low, high = nearest.weight, nearest.low, nearest.high
    assert weight == float(analysis.weights[nearest.column])
    room = min([weight - low] * (low > 0) + [high - weight] * (high < 1))
    leader = analysis.matrix.alternatives[analysis.verdict.leaders[0]]
    for one in stability_intervals(analysis.matrix, analysis.weights):
        if one.alternative == leader:
            own = float(analysis.weights[analysis.matrix.criteria.index(one.criterion)])
            least, most = one.sure
            rooms = [own - least] * (least > 1e-9) + [most - own] * (most < 1 - 1e-9)
            assert all(room <= other + 1e-9 for other in rooms)


def test_the_first_place_stands_wherever_the_track_is_solid(shown, results):
    for points in ((50, 30, 20), (80, 10, 10), (90, 5, 5)):
        analysis = _analysis(points)
        drawn = ranked_picture(shown.stage(), replace(results, analysis=analysis))
        track = drawn.partition('class="p-change"')[2]
        solid = re.search(r'p-sure p-lever" style="left:([\d.]+)%;width:([\d.]+)%', track)
        start, width = map(float, solid.groups())
        nearest = nearest_range(analysis)
        assert 100 * nearest.low - 0.01 <= start
        assert start + width <= 100 * nearest.high + 0.01
        assert start <= 100 * nearest.weight <= start + width


@given(some.text(max_size=200))
def test_what_is_cut_is_marked_and_what_is_not_is_whole(words):
    line = " ".join(words.split())
    cut = shortened(words)
    assert len(cut) <= 72
    assert cut == line or (cut.endswith(" …") and line.startswith(cut.removesuffix(" …")))


def test_reasons_stand_on_the_wall_where_they_leave_the_others_their_room(shown):
    stage, standing = shown.stage(), status(Decision())
    now = Decision(
        proposed=("mieux_produire",),
        motives="Les partenaires sont prêts.",
        steps=(Step(action="x"),),
        minority="Un autre.",
        review=date(2027, 3, 1),
    )
    drawn = plain(decision_picture(stage, stage.case, now, standing))
    assert "Motifs du groupe</h2>" in drawn
    assert drawn.count('p-block"') == 4
    kept = Objection(text="Non.", answer="x", outcome=Outcome.KEPT)
    full = now.model_copy(update={"objections": (kept,)})
    drawn = plain(decision_picture(stage, stage.case, full, standing))
    assert "Motifs du groupe" not in drawn
    assert "Objection maintenue" in drawn
    others = now.model_copy(update={"motives_for": ("mieux_se_loger",)})
    assert "Motifs du groupe" not in plain(decision_picture(stage, stage.case, others, standing))


def test_a_weight_that_may_change_the_answer_is_told_with_its_condition():
    """One weight alone cannot move: what the others do then is a part of the figure."""
    normandie = load_case(NORMANDIE)
    analysis = analyse(
        normandie,
        replace(starting_scenario(normandie), combination="gt_freight-primary"),
        ROBUSTNESS,
    )
    assert nearest_range(analysis) is not None
    drawn = plain(change_block(analysis, ours=False))
    assert re.search(r"(moins|plus) de [^<]* % [^<]*», les autres suivant<", drawn)


# What a room sees of a question: bars as long as the scores, and whom each answer helps.


@pytest.fixture
def stage(new_store, monkeypatch):
    """A meeting on the case, whose directions and ways of counting are all open."""
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    store = new_store()
    yield Sitting(Room(store)).stage()
    store.close()


def asked(stage, about):
    (choice,) = (c for c in open_choices(stage.plain_case, stage.scenario()) if c.about == about)
    return choice


@each("about", ["perimeter", "links"])
def test_each_score_has_a_bar_on_one_scale(stage, about):
    """They were a table of numbers, where the sketch has bars."""
    choice = asked(stage, about)
    answers = choice_answers(stage.plain_case, stage.scenario(), choice)
    (criterion,) = concerned(stage.plain_case, choice)
    rows = [
        row
        for row in range(len(stage.case.levers))
        if len({(a.scores[0][row].low, a.scores[0][row].high) for a in answers}) > 1
    ]
    most = largest(a.scores[0][row] for a in answers for row in rows)
    picture = question_picture(stage, choice)
    for answer in answers:
        for row in rows:
            score = answer.scores[0][row]
            bar = measure_of(criterion, score, most)
            assert bar in picture
            wide = sum(map(float, re.findall(r"width:([\d.]+)%", bar)))
            assert wide == pytest.approx(100 * float(score.high or 0) / most, abs=0.02)
            assert ("p-hatch" in bar) is (not score.exact and not score.unknown)
    assert picture.count("p-measure") == len(answers) * len(rows)


def test_scores_read_again_say_how_they_are_counted_while_that_is_open(stage):
    """« 3,3 officiel » stood alone, though another answer makes it 1,5."""
    for criterion in stage.criteria:
        ways = [
            choice
            for choice in open_choices(stage.plain_case, stage.scenario())
            if choice.kind is ChoiceKind.READING
            and criterion.id in {c.id for c in concerned(stage.plain_case, choice)}
        ]
        picture = plain(scores_picture(stage, criterion.id))
        assert picture.count("à confirmer.") == len(ways)
    assert "Émissions comptées : " in plain(scores_picture(stage, "ghg_impact"))


def test_a_score_that_a_statement_contradicts_is_said_contested_and_what_that_means(stage):
    cells = contradicted_cells(stage.case, stage.setup.combination)
    for criterion in stage.criteria:
        picture = plain(scores_picture(stage, criterion.id))
        rows = [lever for lever, about in cells if about == criterion.id]
        assert picture.count(", contesté<") == len(rows)
        assert ("Contesté : une phrase dit le contraire des chiffres." in picture) is bool(rows)
    assert cells


# While a choice is open, no picture of results names a lever without the choices in force.

BALLOTS = {
    "apart": [[100, 40, 20], [30, 100, 60], [10, 50, 100], [100, 90, 0], [20, 100, 80]],
    "alike": [[100, 50, 50]] * 6,
}
SO = ("avec les choix actuels", "façons de trancher", "dépend d’abord d’un choix ouvert")
RESULTS = ("firsts", "map", "ranking", "choices", "sets")
"""Neither the dots of the votes, which rank nothing, nor what people wrote."""


def unreserved(pages, case):
    found = []
    for name, page in pages.items():
        words = plain(plain_words(page)).lower()
        named = any(lever.short_label.lower() in words for lever in case.levers)
        if named and not any(so in words for so in SO):
            found.append(name)
    return found


@each("ballots", BALLOTS.values(), ids=BALLOTS)
def test_a_lever_named_from_votes_is_so_with_the_choices_in_force(room, monkeypatch, ballots):
    monkeypatch.setenv(CASE_VARIABLE, str(NORMANDIE))
    sitting = new_sitting(room)
    pages = every_page(sitting, ballots, arrived=8)
    stage = sitting.stage()
    assert open_choices(stage.plain_case, stage.scenario())
    seen = {name: pages[name] for name in RESULTS}
    assert unreserved(seen, stage.case) == []


def test_a_lever_named_on_a_page_is_so_with_the_choices_in_force():
    case = load_case(NORMANDIE)
    pages = pages_of_analysis(case)
    seen = {name: pages[name] for name in ("page: ranking", "page: solid", "page: pair")}
    assert unreserved(seen, case) == []
