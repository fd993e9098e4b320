import pytest

from criteria.evidence import ActionSheet, OfficialRow
from criteria.model import Sense, Standing, Status
from criteria.rows import ScoreRow
from criteria.scales import LinearScale, PiecewiseScale, WordLevel, WordScale
from criteria.schema import CriterionModel, ScoredFromRows
from criteria.scoring import (
    build_criterion,
    check_amount,
    outside_anchors,
    score_by_hand,
    score_counted,
    score_summed,
)
from tests.each import each

WORDS = WordScale((WordLevel("none", "", 0), WordLevel("some", "", 0.5), WordLevel("all", "", 1)))


def spec(kind):
    return ScoredFromRows(
        kind=kind,
        file="official_rows.csv" if kind == "sum" else "action_sheets.csv",
        status=Status.OFFICIAL,
        source_id="state",
        date="2024",
        confidence="moyenne",
        reason="because",
        missing="no figure",
    )


def official(amount, lever):
    return OfficialRow("", "", "", amount, None, (("here", lever),), "", "")


def sheet(confidence, *levers):
    return ActionSheet("", "", "", "", "", levers, confidence, "", "", "", "")


def by_hand(**cells):
    row = {"lever_id": "move", "criterion_id": "c", "score": "", "high": "", "status": "avis"}
    row |= {"source_id": "deck", "date": "2026", "confidence": "", "reason": "said so"}
    return ScoreRow.model_validate(row | cells)


def test_official_rows_of_the_lever_are_summed():
    rows = [official(1.5, "move"), official(2.25, "move"), official(99, "build")]
    score = score_summed("move", "ghg", spec("sum"), rows, "here")
    assert (score.low, score.high) == (3.75, 3.75)
    assert (score.status, score.source, score.reason) == (Status.OFFICIAL, "state", "because")


def test_without_a_row_the_score_is_unknown_and_says_why_never_zero():
    score = score_summed("move", "ghg", spec("sum"), [official(1, "build")], "here")
    assert (score.low, score.high, score.status) == (None, None, Status.UNKNOWN)
    assert score.reason == "no figure"


def test_sheets_are_counted_from_the_sure_links_to_all_of_them():
    sheets = [
        sheet("élevée", "move"),
        sheet("élevée", "move", "build"),
        sheet("moyenne", "move"),
        sheet("élevée", "build", "move"),
        sheet("faible", "build"),
    ]
    score = score_counted("move", "coverage", spec("count"), sheets)
    assert (score.low, score.high) == (2, 4)


def test_where_nobody_has_listed_any_sheet_the_count_is_unknown_never_zero():
    score = score_counted("move", "coverage", spec("count"), [])
    assert (score.low, score.high, score.status) == (None, None, Status.UNKNOWN)
    assert score.reason == "no figure"


def test_a_lever_that_no_sheet_was_read_for_is_unknown_until_one_names_it():
    read, sheets = spec("count"), [sheet("élevée", "build")]
    score = score_counted("move", "coverage", read, sheets, unread=True)
    assert (score.low, score.status, score.reason) == (None, Status.UNKNOWN, "no figure")
    sheets.append(sheet("moyenne", "build", "move"))
    score = score_counted("move", "coverage", read, sheets, unread=True)
    assert (score.low, score.high) == (0, 1)


def test_a_lever_no_sheet_serves_is_known_to_have_none():
    score = score_counted("move", "coverage", spec("count"), [sheet("élevée", "build")])
    assert (score.low, score.high, score.exact) == (0, 0, True)


@each(
    ("scale", "cells", "bounds"),
    [
        pytest.param(WORDS, {"score": "some"}, ("some", "some"), id="a word"),
        pytest.param(WORDS, {"score": "some", "high": "all"}, ("some", "all"), id="two words"),
        pytest.param(LinearScale(0, 9), {"score": "4.5"}, (4.5, 4.5), id="a number"),
        pytest.param(LinearScale(0, 9), {"score": "1", "high": "2"}, (1, 2), id="two numbers"),
        pytest.param(WORDS, {"status": "inconnu"}, (None, None), id="unknown"),
        pytest.param(
            WORDS, {"status": "inconnu", "score": "all"}, (None, None), id="still unknown"
        ),
    ],
)
def test_a_score_by_hand(scale, cells, bounds):
    score = score_by_hand(by_hand(**cells), scale)
    assert (score.low, score.high) == bounds
    assert (score.lever, score.source, score.date, score.reason) == (
        "move", "deck", "2026", "said so",
    )  # fmt: skip


def model(scale, **direction):
    texts = dict.fromkeys(("label", "in_sentence", "of_sentence", "question", "short_source"), "x")
    return CriterionModel.model_validate(
        texts
        | {
            "direction": {"status": "à confirmer", "reason": "r"} | direction,
            "scale": {"status": "confirmé"} | scale,
            "scoring": {"kind": "scores", "file": "scores.csv"},
        }
    )


def test_a_criterion_counts_from_the_start_unless_it_says_otherwise():
    scale = {"kind": "linear", "anchors": {"worst": 0, "best": 1}}
    plain = build_criterion("c", model(scale, max="more"))
    assert (plain.active, plain.caveat, plain.essential) == (True, "", False)
    off = model(scale, max="more").model_copy(update={"active": False, "caveat": "national"})
    built = build_criterion("c", off)
    assert (built.active, built.caveat) == (False, "national")
    vital = model(scale, max="more").model_copy(update={"essential": True})
    assert build_criterion("c", vital).essential


def test_the_ends_say_which_way_it_counts():
    scale = {"kind": "linear", "whole": True, "anchors": {"worst": 12, "best": 0}}
    built = build_criterion("c", model(scale, min="less", max="more"))
    assert built.scale == LinearScale(12, 0, whole=True)
    assert built.direction.default is Sense.MIN
    assert built.direction.labels == {Sense.MAX: "more", Sense.MIN: "less"}
    assert built.direction.contested


def test_words_and_points_become_scales():
    levels = [
        {"id": "no", "label": "No", "value": 0, "sentence": "None."},
        {"id": "yes", "label": "Yes", "value": 1, "sentence": "All."},
    ]
    words = build_criterion("c", model({"kind": "words", "levels": levels}, max="m"))
    assert words.scale == WordScale(
        (WordLevel("no", "No", 0, "None."), WordLevel("yes", "Yes", 1, "All."))
    )
    points = [{"at": 0, "value": 1}, {"at": 9, "value": 0}]
    lines = build_criterion("c", model({"kind": "piecewise", "points": points}, min="l"))
    assert lines.scale == PiecewiseScale((0, 9), (1, 0))
    assert lines.direction.default is Sense.MIN
    assert lines.scale_status is Standing.CONFIRMED


YES_NO = WordScale((WordLevel("none", "", 0), WordLevel("all", "", 1)))


@each(
    ("amount", "scale", "kind", "values"),
    [
        ("12,5", LinearScale(0, 20), "decimal_comma", {"found": "12,5"}),
        ("a", LinearScale(0, 20), "not_a_number", {"found": "a"}),
        ("inf", LinearScale(0, 20), "not_finite", {"found": "inf"}),
        ("21", LinearScale(20, 0), "score_outside_anchors", {"found": 21, "low": 0, "high": 20}),
        ("some", YES_NO, "unknown_level", {"found": "some", "allowed": "none, all"}),
    ],
)
def test_an_amount_that_does_not_fit_its_scale_says_why(amount, scale, kind, values):
    (problem,) = check_amount(amount, scale, "scores.csv", 4, "high")
    assert (problem.kind, problem.place, problem.row, problem.column) == (
        kind,
        "scores.csv",
        4,
        "high",
    )
    assert problem.values == values


def test_a_computed_amount_outside_the_anchors_says_which_anchors():
    (problem,) = outside_anchors("ghg", LinearScale(0, 20), [None, 3.0, 20.5], "criteria.toml")
    assert (problem.place, problem.column) == ("criteria.toml", "ghg.scale.anchors")
    assert problem.values == {"found": 20.5, "low": 0, "high": 20}
