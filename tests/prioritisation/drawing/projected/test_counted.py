"""What the pictures say is what is counted: votes, segments, rows, limits rounded inwards."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from criteria.load import load_case
from prioritisation.analysis.ballots.group import FirstCounts
from prioritisation.analysis.robustness.weight_changes import stability_intervals
from prioritisation.analysis.scenario import Lead, Scenario, analyse, starting_scenario
from prioritisation.drawing.projected.arriving import code_line, ring
from prioritisation.drawing.projected.decided import decision_picture, shortened
from prioritisation.drawing.projected.firsts import (
    firsts_answer,
    firsts_picture,
    vote_groups,
)
from prioritisation.drawing.projected.ranked import change_block, ranked_picture
from prioritisation.meeting.room.identity import ALPHABET
from prioritisation.meeting.rules.decision import (
    Decision,
    Objection,
    Outcome,
    Step,
    status,
)
from prioritisation.sentences.weight_limits import nearest_range
from tests.conftest import INTERVALS, NORMANDIE
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.thresholds import ROBUSTNESS

LEVERS = 6
COLUMN = 860


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


def test_above_sixty_votes_one_bar_holds_them(shown, results):
    counts = FirstCounts((31, 20, 0, 0, 0, 0), (61,) * LEVERS, {}, 10, 61)
    drawn = firsts_picture(shown.stage(), replace(results, firsts=counts))
    assert not re.search(r'class="p-disc[ "]', drawn)
    widths = [float(w) for w in re.findall(r'class="p-piece[^>]*?width:([\d.]+)%', drawn)]
    assert sum(widths) == pytest.approx(100, abs=0.01)


@each("present", [1, 5, 60, 61, 300])
def test_a_segment_for_each_who_is_there_up_to_sixty_then_an_arc(shown, present):
    votes = present // 2
    drawn = ring(replace(shown.stage(), present=present, ballots=votes))
    thin, thick = drawn.split('class="p-thick"')
    if 1 < present <= 60:
        assert thick.count("var(--accent)") == votes
        assert thin.count("var(--mid)") == present - votes
    else:
        assert thick.count("var(--accent)") == bool(votes)
    assert f">{votes}</b>" in drawn


def test_every_code_fits_its_column():
    """A wide letter takes at most 0.93 of its size, and there is a space after each."""
    for sign in ALPHABET:
        size = float(re.search(r"calc\(([\d.]+)\*", code_line(5 * sign))[1])
        assert 150 < size <= 236
        assert 5 * size * (0.93 if sign in "MW" else 0.61 + 0.05) <= COLUMN + 5


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


def test_levers_that_may_be_first_are_all_there_or_counted(shown, results):
    analysis = results.analysis
    drawn = ranked_picture(shown.stage(), results)
    assert drawn.count('class="p-track') == len(analysis.case.levers)
    assert "p-others" not in drawn


@given(some.text(max_size=200))
def test_what_is_cut_is_marked_and_what_is_not_is_whole(words):
    line = " ".join(words.split())
    cut = shortened(words)
    assert len(cut) <= 72
    assert cut == line or (cut.endswith(" …") and line.startswith(cut.removesuffix(" …")))


@each("words", ["court", "une action décrite bien trop longuement, " * 8])
@each("others", [0, 3])
def test_when_the_next_step_is_and_who_validates_stay_whole(shown, words, others):
    when = "avant le comité du 12 mars 2027"
    now = Decision(
        proposed=("mieux_produire",),
        body="Le comité",
        steps=(Step(action=words, who="Région, Carif-Oref", when=when),) * (1 + others),
        minority=words,
    )
    stage, standing = shown.stage(), status(Decision())
    picture = plain(decision_picture(stage, stage.case, now, standing))
    assert f": {when}</h2>" in picture
    assert "à valider par : Le comité" in picture
    assert "CREFOP" in plain(
        decision_picture(stage, stage.case, now.model_copy(update={"body": "CREFOP"}), standing)
    )


def test_the_wall_answers_the_question_of_the_case(shown):
    stage, now = shown.stage(), Decision(proposed=("mieux_produire",))
    told = [
        plain(decision_picture(stage, replace(stage.case, choice=choice), now, status(now)))
        for choice in ("", "Où installer la maison des projets ?")
    ]
    assert "Commencer par Mieux produire" in told[0]
    assert "Le groupe propose Mieux produire" in told[1]


def test_a_text_is_not_cut_while_the_picture_has_room(shown):
    """Three lines beside four blocks, more beside two; two lines where it departs too."""
    stage, standing = shown.stage(), status(Decision())
    words = "Commencer par Mieux se nourrir, car personne ne sait ce que vaut le reste."
    now = Decision(proposed=("mieux_produire",), minority=words)
    assert words in plain(decision_picture(stage, stage.case, now, standing))
    kept = Objection(text=words * 2, answer="x", outcome=Outcome.KEPT)
    full = now.model_copy(
        update={"objections": (kept,), "steps": (Step(action="x"),), "review": date(2027, 3, 1)}
    )
    assert words in plain(decision_picture(stage, stage.case, full, standing))
    dated = full.model_copy(update={"minority": ""})
    assert words * 2 in plain(decision_picture(stage, stage.case, dated, standing)), "of a date"
    tight = plain(
        decision_picture(stage, stage.case, full, standing, "Il s’écarte du classement.")
    )
    assert words not in tight
    assert "--lines:2" in tight


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
