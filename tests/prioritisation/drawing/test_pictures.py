"""Dots of ballots: one each, of one size, no two in the same place, none outside the picture."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis import strategies as st

from criteria.model import Status
from prioritisation.analysis.ballots.ballot import ballot_shares_of
from prioritisation.analysis.crossing import crossing_of, open_choices
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.analysis.weight_map import weight_map as mapped
from prioritisation.drawing.ballot_dots import dot_piles
from prioritisation.drawing.bars import bars, points_table
from prioritisation.drawing.choices import choices_block, open_question_block
from prioritisation.drawing.group import (
    ballot_corners,
    ballots_triangle,
    firsts_legend,
    group_weights_block,
    has_triangle,
    weights_legend,
)
from prioritisation.drawing.heading import (
    gauge,
    missing_text,
    phase_in_words,
    rail,
    state_block,
    turnout_text,
)
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.firsts import firsts_answer
from prioritisation.drawing.projected.ranked import projected_ranking
from prioritisation.drawing.projected.weights import map_picture
from prioritisation.drawing.swarm import agreement_picture, swarm
from prioritisation.drawing.triangle import triangle
from prioritisation.drawing.view import code_and_qr
from prioritisation.sentences.group import firsts_text
from prioritisation.sentences.lacking import doubted_text
from prioritisation.sentences.phrases import points_text
from prioritisation.sentences.verdict import conclusion
from tests.each import each
from tests.prioritisation.sentences.made import plain
from tests.prioritisation.ui.reading import plain_words
from tests.thresholds import analyse, spreads

CORNERS = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.5, 0.25, 0.25), (0.4, 0.6, 0.0))
STYLE = re.compile(r'<(?:i|div) class="(?:p-vote|p-dot|sw-dot|ballot)" style="([^"]*)"')
SIZE = re.compile(r"width:([^;]+)")


def of(results, ballots):
    """The results, had these been cast."""
    ids = [criterion.id for criterion in results.case.criteria]
    return replace(results, ballots=ballots, spreads=spreads(ballots, ids), n=len(ballots))


def repeated(results, copies):
    """Every ballot as many times."""
    return of(results, results.ballots[:5] * copies)


def place_of(style):
    """Where a dot stands: its style without its size."""
    return tuple(one for one in style.split(";") if not one.startswith(("width", "height")))


@given(some.lists(some.sampled_from(CORNERS), min_size=1, max_size=120))
def test_each_ballot_has_a_dot_or_is_in_a_number(ballots):
    piles = dot_piles(ballots)
    assert sum(pile.count for pile in piles) == len(ballots)
    assert all(len(pile.dots) == pile.count or pile.full for pile in piles)
    dots = [dot for pile in piles for dot in pile.dots]
    assert len(dots) == len(set(dots))
    for x, y in dots:
        assert y <= 1.001
        assert abs(x - 0.5) <= y / 2 + 0.001


@each("copies", [1, 2, 3])
def test_on_every_picture_dots_are_as_many_as_votes_of_one_size_and_apart(shown, results, copies):
    made = repeated(results, copies)
    stage = shown.room.stage(shown.code)
    votes = len(made.ballots)
    for drawn, lines in (
        (map_picture(stage, made), 1),
        (ballots_triangle(made), 1),
        (agreement_picture(stage, made), len(made.case.criteria)),
        (swarm(made), len(made.case.criteria)),
    ):
        groups = [drawn] if lines == 1 else re.split(r'class="(?:p-line|sw-row) ', drawn)[1:]
        assert len(groups) == lines
        styles = [STYLE.findall(group) for group in groups]
        assert [len(one) for one in styles] == [votes] * lines
        assert all(len(set(map(place_of, one))) == votes for one in styles)
        assert len({size for one in styles for s in one for size in SIZE.findall(s)}) <= 1


@each("copies", [1, 4, 7, 11])
def test_dots_of_a_strip_stay_in_it_or_bars_say_how_many(shown, results, copies):
    first, *_ = results.ballots
    made = of(results, (*results.ballots[:5], *(first,) * copies))
    drawn = agreement_picture(shown.room.stage(shown.code), made)
    dots = [style for style in STYLE.findall(drawn) if "bottom" in style]
    lefts = [float(one) for style in dots for one in re.findall(r"left:([\d.]+)%", style)]
    assert all(0 <= left <= 100 for left in lefts)
    figures = re.findall(r'class="p-of"[^>]*>(\d+)<', drawn)
    criteria = len(made.case.criteria)
    assert len(dots) + sum(map(int, figures)) == len(made.ballots) * criteria
    assert bool(dots) is not bool(figures)
    assert ("une barre" in plain_words(drawn)) is bool(figures)


def test_a_pile_that_has_no_room_is_written_on_both_triangles(shown, results):
    first, *_ = results.ballots
    made = of(results, (first,) * 60)
    assert all(ballot_shares_of(one) == ballot_shares_of(first) for one in made.ballots)
    stage = shown.room.stage(shown.code)
    for drawn, css in ((map_picture(stage, made), "p-votes"), (ballots_triangle(made), "ballots")):
        assert re.findall(rf'class="{css}"[^>]*>(\d+)<', drawn) == ["60"]


@each("abstaining", [0, 1, 2])
def test_the_wall_says_how_many_votes_a_line_or_the_map_leaves_out(shown, results, abstaining):
    (_, column, *_), stage = results.case.criteria, shown.room.stage(shown.code)
    ballots = [
        replace(one, points={**one.points, column.id: None}) if k < abstaining else one
        for k, one in enumerate(replace(b, first="") for b in results.ballots)
    ]
    made = of(results, tuple(ballots))
    lines = re.split(r'class="p-line ', agreement_picture(stage, made))[1:]
    remarks = [re.findall(r"(\d+) ne se prononce", plain_words(line)) for line in lines]
    dots = [len(STYLE.findall(line)) for line in lines]
    assert len(results.ballots) - dots[1] == abstaining
    expected = [str(abstaining)] if abstaining else []
    assert remarks == [[], expected, []]
    key = plain_words(map_picture(stage, made))
    assert re.findall(r"(\d+) votes? n’y (?:est|sont) pas", key) == expected


# The ranking as bars: every lever once, the same figures in the table.


def test_each_lever_has_its_bar_and_its_points(results):
    drawn = bars(results.analysis)
    ranking = results.analysis.ranking
    assert drawn.count('class="row') == 1 + len(results.case.levers)
    for row in ranking.order:
        assert points_text(ranking, row) in drawn
        assert points_text(ranking, row) in points_table(results.analysis)


def test_a_score_to_check_is_drawn_as_one_up_to_what_it_may_be(results):
    """Never solid: what is given is striped, and what its scale leaves is hatched."""
    analysis = results.analysis
    page, wall = bars(analysis), projected_ranking(analysis, "")
    for i, lever in enumerate(analysis.case.levers):
        sure, checked, more = [], [], []
        for j, weight in enumerate(100 * analysis.weights):
            score = analysis.score(i, j)
            low, high = weight * analysis.matrix.low[i, j], weight * analysis.matrix.high[i, j]
            to_check = score.exact and score.status is Status.INFERRED
            (checked if to_check else sure).append(low)
            more.append((weight if to_check else high) - low)
        row = re.search(rf'{lever.short_label}</span><span class="bar">(.*?)</span>', page)[1]
        for css, widths in (("", sure), (" chk", checked), (" u", more)):
            drawn = re.findall(rf'class="c\d{css}" style="width:([\d.]+)%', row)
            assert [float(w) for w in drawn] == pytest.approx([w for w in widths if w], abs=1e-3)
        ends = np.cumsum([sum(sure), sum(checked), sum(more)])
        for css, start, end in zip(("sure", "check", "hatch"), [0, *ends], ends, strict=False):
            drawn = f'"p-{css}" style="left:{start:.2f}%;width:{end - start:.2f}%"'
            assert (drawn in wall) is bool(end - start > 1e-7)
    assert ' chk"' in page


@each("points", [(50, 50, 50), (45, 35, 20), (10, 50, 20), (1, 50, 1)])
def test_the_wall_names_the_scores_to_check_that_the_page_names(normandie, points):
    start = starting_scenario(normandie)
    given = replace(start, points=dict(zip(start.points, points, strict=True)))
    analysis = analyse(normandie, given)
    page, wall = (
        re.findall(
            r"\d+ notes? donnée?s?, à vérifier, peu\w+ changer le premier",
            made.replace("\u00a0", " "),
        )
        for made in (str(conclusion(analysis)), projected_ranking(analysis, ""))
    )
    assert page == wall


def test_a_score_to_check_is_named_somewhere(normandie):
    assert doubted_text(analyse(normandie, starting_scenario(normandie)))


# Open choices drawn: a row for each way to settle them; before a vote, scores and no ranking.

COVERAGE = "existing_coverage"


def words(html):
    return re.sub(r"\s+", " ", plain(re.sub("<[^>]*>", " ", html)))


@pytest.fixture(scope="module")
def analysis(normandie):
    return analyse(normandie, starting_scenario(normandie))


def test_the_rows_add_up_to_all_the_ways_and_one_holds_the_choices_in_force(analysis):
    html = choices_block(analysis)
    rows = re.findall("<tr>(.*?)</tr>", html, re.DOTALL)[1:]
    counts = [int(re.findall(r"(\d+)\s*</td>", row)[-1]) for row in rows]
    assert sum(counts) == len(crossing_of(analysis).outcomes) == 48
    assert [("choix actuels" in row) for row in rows].count(True) == 1


@each("points", [(50, 50, 50), (0, 0, 50), (1, 0, 99)])
def test_only_what_is_not_known_is_drawn_with_dashes(normandie, points):
    """Whoever is surely first, alone or tied, is in bold."""
    start = starting_scenario(normandie)
    made = analyse(normandie, replace(start, points=dict(zip(start.points, points, strict=True))))
    rows = re.findall("<tr>(.*?)</tr>", choices_block(made), re.DOTALL)[1:]
    for branch, row in zip(crossing_of(made).branches, rows, strict=True):
        known = branch.sure is not None or len(branch.tied) > 1
        assert ('class="u"' in row) is not known
        assert bool(re.search("</span> <b>", row)) is known


@each("about", [COVERAGE, "perimeter", "links"])
def test_before_a_vote_there_are_scores_and_no_rank(analysis, about):
    case, scenario = analysis.case, analysis.scenario
    (choice,) = (c for c in open_choices(case, scenario) if c.about == about)
    text = words(open_question_block(case, scenario, choice))
    assert "choix actuel" in text
    assert all(lever.short_label in text for lever in case.levers)
    assert not re.search(
        "rang|est premier|premiers|premier à|en tête|points|solide|départager", text
    )


# Who is first, for how many ballots: all are counted, on the picture and in the table.


def test_three_criteria_make_a_triangle_with_every_ballot(results):
    assert has_triangle(results)
    assert len(ballot_corners(results)) == 12
    assert ballots_triangle(results).count('class="ballot"') == 12
    assert firsts_legend(results)


def test_too_few_ballots_are_not_on_a_picture(few):
    assert ballot_corners(few) == ()
    assert 'class="ballot"' not in ballots_triangle(few)


@each("unknown", [0, 2, 12])
def test_wall_page_and_phone_say_in_one_way_that_a_first_place_is_not_known(results, unknown):
    sure = [0] * len(results.case.levers)
    sure[0] = 12 - unknown
    made = replace(results.firsts, sure=tuple(sure), ties={}, open=unknown, joined={})
    names = [lever.label for lever in results.case.levers]
    says = "sait pas encore"
    assert (says in firsts_answer(results, made)) is bool(unknown)
    assert (says in firsts_text(made, names, "notes incertaines")) is bool(unknown)
    assert "pas encore départagé" in plain_words(firsts_legend(results))


# What is shown before the reveal: numbers of ballots and of people, nothing else.


def test_ballots_are_counted_among_those_present(sitting):
    sitting.open()
    assert gauge(sitting.stage()) == ""
    sitting.vote(3)
    stage = sitting.stage()
    assert turnout_text(stage).replace("\u00a0", " ") == "3 votes, 3 présents"
    assert gauge(stage).count('class="in"') == gauge(stage).count("<i") == 3
    assert missing_text(stage) == "Tous les présents ont voté."


def test_how_many_are_missing_is_said_and_never_who(sitting):
    sitting.open()
    sitting.vote(1)
    for missed in (1, 2):
        sitting.room.join_soon(sitting.code, sitting.room.new_token(sitting.code)).result()
        stage = sitting.room.stage(sitting.code, fresh=True)
        assert stage.missing == missed
        assert missing_text(stage) == f"Il en manque {missed}"
        assert gauge(stage).count("<i") == 1 + missed


# Wherever weights stand side by side, a note says that they are rounded when it shows.

ADDING_UP, ROUNDED = (0.5, 0.3, 0.2), (1 / 3, 1 / 3, 1 / 3)
SURFACES = {"table": group_weights_block, "key": weights_legend}


@each("surface", SURFACES.values(), ids=SURFACES)
def test_weights_of_a_group_are_said_to_be_rounded_when_it_shows(results, surface):
    for mean, noted in ((ADDING_UP, False), (ROUNDED, True)):
        group = replace(results.group, mean=np.array(mean), median=None)
        shown = surface(replace(results, group=group)).replace("\u00a0", " ")
        assert ("oids arrondis" in shown) is noted


# Pieces of HTML: whatever people wrote stays text.


@given(st.text())
def test_no_text_is_markup(words):
    written = text(words) + tag("p", text(words), words, title=words)
    assert written.count("<") == 2
    assert '"' not in written.replace('class="', "").replace('title="', "").replace(
        '" ', ""
    ).replace('">', "")


# What stands on top of the pages of a meeting.


def test_the_steps_say_what_is_done_and_where_one_is_once(sitting):
    assert "aria-current" not in rail(sitting.stage().meeting)
    sitting.open()
    meeting = sitting.stage().meeting
    assert rail(meeting).count('aria-current="step"') == 1
    assert rail(meeting).count('class="past"') == 1
    assert phase_in_words(meeting) == "Le premier vote est ouvert"
    assert phase_in_words(meeting) in state_block(meeting)


# The weight triangle: its corners, its regions, a circle for each ballot.


def test_each_ballot_has_its_circle(results):
    found = mapped(results.analysis)
    apart = [(k / 8, 0.25, 0.75 - k / 8) for k in range(7)]
    drawn = triangle(results.analysis, found, apart)
    assert drawn.count('class="ballot"') == 7
    assert 'class="ballot"' not in triangle(results.analysis, found)


# How people come in: an address to type, and the same one to scan.

ORIGIN = "https://vote.example"


def test_the_code_is_shown_with_the_address_that_it_opens():
    drawn = code_and_qr("K7Q4P", ORIGIN)
    assert '<p class="code">K7Q4P</p>' in drawn
    assert "https://vote.example/vote/K7Q4P" in drawn
