"""The Normandie case, against the figures of its documentation (literals: a second source)."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from criteria.evidence import Target
from criteria.model import Sense, Standing, Status
from tests.each import each

DATA = Path(__file__).parents[2] / "data"
MOVE, HOUSE, NATURE = "mieux_se_deplacer", "mieux_se_loger", "preserver_ecosystemes"
PRODUCE, FEED, CONSUME = "mieux_produire", "mieux_se_nourrir", "mieux_consommer"
GHG, PARTNERS, COVERAGE = "ghg_impact", "partner_ecosystem", "existing_coverage"
PROGRESS, SHORTAGE, NEEDS = "cop_progress", "labour_shortage", "cop_needs"
LEVERS = (MOVE, HOUSE, NATURE, PRODUCE, FEED, CONSUME)

# Lever -> (ktCO2e, share of the regional effort in %, rank); seed README, section 5.
SGPE = {
    PRODUCE: (7681.4, 58.3, 1),
    MOVE: (1488.4, 11.3, 2),
    NATURE: (1393.9, 10.6, 3),
    FEED: (1341.1, 10.2, 4),
    HOUSE: (1269.0, 9.6, 5),
}
GROUPS = {
    PRODUCE: (4156.9, 31.6, 1), MOVE: (3287.7, 25.0, 2), HOUSE: (2423.4, 18.4, 3),
    NATURE: (1393.9, 10.6, 4), FEED: (1341.1, 10.2, 5), CONSUME: (570.8, 4.3, 6),
}  # fmt: skip
FREIGHT = GROUPS | {PRODUCE: (5956.2, 45.2, 1), HOUSE: (2423.4, 18.4, 2), MOVE: (1488.4, 11.3, 3)}
REGION = 13_173.9046


@each(("combination", "table"), [("sgpe", SGPE), ("gt", GROUPS), ("gt_freight", FREIGHT)])
def test_sums_shares_and_ranks_are_those_of_the_documentation(case, combination, table):
    scores = [case.tables[combination].score(lever, GHG) for lever in LEVERS]
    known = {s.lever: s.low for s in scores if s.exact}
    ranks = {v: 1 + sum(other > total for other in known.values()) for v, total in known.items()}
    found = {
        v: (round(total, 1), round(100 * total / REGION, 1), ranks[v])
        for v, total in known.items()
    }
    assert found == table
    assert sum(known.values()) == pytest.approx(REGION, abs=1e-4)
    assert {s.status for s in scores if s.exact} == {Status.OFFICIAL}


def test_consuming_has_no_figure_under_the_states_perimeter_and_says_why(case):
    score = case.tables["sgpe"].score(CONSUME, GHG)
    assert (score.unknown, score.status) == (True, Status.UNKNOWN)
    assert score.reason
    assert [s.lever for s in case.tables["sgpe"].unknowns if s.criterion == GHG] == [CONSUME]


@each("combination", ["sgpe", "gt", "gt_freight"])
def test_every_official_row_counts_in_exactly_one_lever(case, combination):
    assert {row.lever(combination) for row in case.official_rows} <= set(LEVERS)


def test_sheets_are_counted_from_the_sure_links_to_all_links(case):
    found = {
        s.lever: (s.low, s.high)
        for s in case.tables["gt"].scores.values()
        if s.criterion == COVERAGE
    }
    assert found == {
        MOVE: (2, 3), HOUSE: (4, 5), NATURE: (2, 4), PRODUCE: (3, 10), FEED: (0, 1),
        CONSUME: (0, 1),
    }  # fmt: skip
    statuses = {s.status for s in case.tables["gt"].scores.values() if s.criterion == COVERAGE}
    assert statuses == {Status.INFERRED}


def test_the_64_statements_of_today_and_what_they_are_about(normandie):
    assert [e.id for e in normandie.evidence] == [f"E{n:02}" for n in range(1, 65)]
    targets = Counter(e.target for e in normandie.evidence)
    assert targets == {
        Target.CELL: 39, Target.LEVER: 8, Target.PORTFOLIO: 5, Target.CASE: 7, Target.CRITERION: 5,
    }  # fmt: skip
    about = Counter(e.criterion for e in normandie.evidence if e.target is Target.CELL)
    assert about == {GHG: 17, PARTNERS: 2, COVERAGE: 9, PROGRESS: 6, SHORTAGE: 5}


def test_what_was_said_of_a_criterion_itself_is_not_of_its_scores(normandie):
    def of(criterion):
        about = normandie.evidence_for(Target.CRITERION, criterion)
        return [(e.id, e.stance.sense) for e in about]

    assert of(COVERAGE) == [("E55", Sense.MAX), ("E56", None), ("E57", None)]
    assert (of(NEEDS), of(PARTNERS), of(GHG)) == ([("E30", None)], [("E31", None)], [])
    every = normandie.tables
    cells = {e.id for c in every for e in normandie.evidence_on(PRODUCE, COVERAGE, c)}
    assert not cells & {"E55", "E56", "E57"}


def test_figures_written_in_the_evidence_are_those_computed(case):
    checked = 0
    for e in case.evidence:
        written = re.match(r"(\d+),(\d) ktCO2e", e.summary)
        if written:
            total = case.tables[e.reading].score(e.lever, GHG).low
            assert round(total, 1) == float(".".join(written.groups())), e.id
            checked += 1
    assert checked == 11


def test_all_scores_stay_inside_their_anchors_with_room(case):
    for table in case.tables.values():
        for score in (s for s in table.scores.values() if s.criterion != PARTNERS):
            low, high = sorted(case.criterion(score.criterion).anchors())
            assert score.unknown or low <= score.low <= score.high < high, score


def test_directions_and_what_is_still_to_confirm(case):
    ways = {c.id: (c.direction.default, c.direction.status) for c in case.criteria}
    assert ways == {
        GHG: (Sense.MAX, Standing.CONFIRMED),
        PARTNERS: (Sense.MAX, Standing.CONFIRMED),
        COVERAGE: (Sense.MIN, Standing.TO_CONFIRM),
        PROGRESS: (Sense.MIN, Standing.TO_CONFIRM),
        SHORTAGE: (Sense.MAX, Standing.TO_CONFIRM),
    }
    for criterion in (COVERAGE, PROGRESS, SHORTAGE):
        direction = case.criterion(criterion).direction
        assert set(direction.labels) == {Sense.MAX, Sense.MIN}
        assert direction.question


def test_the_states_caveat_goes_with_its_figures_and_with_them_only(case):
    (criterion, source), *others = case.caveats("gt")
    assert (criterion.id, source.id, others) == (GHG, "sgpe", [])
    assert source.caveat.replace("\u2019", "'") == (
        "« Les données présentées sont des données de travail qui n'engagent en rien l'État. »"
    )
    assert source.licence == "Licence Ouverte 2.0"


def test_every_source_used_is_listed_and_every_source_listed_is_used(case):
    used = {e.source for e in case.evidence} | {v.scope_source for v in case.levers}
    used |= {s.source for table in case.tables.values() for s in table.scores.values()}
    assert used - {""} == set(case.sources)


def test_no_person_of_the_deck_is_named_in_the_data():
    """By fingerprint, so that the tests do not name them either."""
    persons = {
        "14f0848722db0b7b5f3ae4e268c81d17dcb98fd597690c223bd0b88a947b4c22",
        "df3de105057df1a6a162b32bfc052b8d5af0e1d28de32fd8c930c07cbc30c826",
    }
    words = {
        hashlib.sha256(word.lower().encode()).hexdigest()
        for path in DATA.rglob("*")
        if path.is_file()
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8-sig"))
    }
    assert len(words) > 500
    assert not words & persons
