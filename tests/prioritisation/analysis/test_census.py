from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.evidence import ActionSheet, CensusNote, CensusSection
from criteria.model import Score, Status
from criteria.scales import LinearScale, WordLevel, WordScale
from criteria.schema import ScoredFromRows
from criteria.scoring import score_counted
from prioritisation.analysis.census import (
    KEYS,
    Doubt,
    Filter,
    categories,
    choices,
    companions,
    confidences,
    contributors,
    counting_criterion,
    doubts,
    filed_count,
    filter_of,
    levers_and_axes,
    most_served,
    second,
    served_and_filed,
    served_count,
)
from tests.strategies import ENOUGH, case_of, criterion_of

ROWS = ("produce", "move", "house", "across")
CODES = ("4.1", "4.2", "4.3", "")
WORDS = ("élevée", "moyenne", "faible")
COUNTED = ScoredFromRows(
    kind="count",
    file="action_sheets.csv",
    status=Status.INFERRED,
    source_id="s",
    date="",
    confidence="",
    reason="because",
)


def sheet(ident="F01", levers=("produce",), confidence="élevée", **facts):
    given_ = {"category": "4.1", "category_confidence": "élevée", "contributor_lead": "A", **facts}
    return ActionSheet(
        id=ident,
        title=ident,
        contributor=given_.pop("contributor", given_["contributor_lead"]),
        place="here",
        levers=levers,
        confidence=confidence,
        reason="",
        note="",
        **given_,
    )


@st.composite
def sheets(draw, most=12):
    found = []
    for n in range(draw(st.integers(0, most))):
        levers = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=3, unique=True))
        facts = {
            "category": draw(st.sampled_from(CODES)),
            "secondary_category": draw(st.sampled_from(CODES)),
            "category_confidence": draw(st.sampled_from(WORDS)),
            "contributor_lead": draw(st.sampled_from("ABC")),
        }
        word = draw(st.sampled_from(WORDS))
        found.append(sheet(f"F{n}", tuple(levers), word, **facts))
    return tuple(found)


filters = st.builds(
    Filter,
    st.sampled_from(("", *ROWS)),
    st.sampled_from(CODES),
    st.sampled_from(("", *"ABC")),
    st.sampled_from(("", *WORDS)),
)


def counted_case(given_sheets, **scores):
    """Three levers and an axis; the scores count the sheets unless they are given."""
    criterion = criterion_of("any", LinearScale(12, 0, whole=True))
    table = {
        (lever, "any"): scores.get(lever) or score_counted(lever, "any", COUNTED, given_sheets)
        for lever in ROWS[:3]
    }
    case = case_of([criterion], table)
    return replace(case, sheets=given_sheets, axes={"across": "Across"})


# Normandie, counted by hand in action_sheets.csv


@pytest.mark.parametrize(
    ("row", "low", "high"),
    [
        ("mieux_se_deplacer", 2, 3),
        ("mieux_se_loger", 4, 5),
        ("preserver_ecosystemes", 2, 4),
        ("mieux_produire", 3, 10),
        ("mieux_se_nourrir", 0, 1),
        ("mieux_consommer", 0, 1),
        ("transversal", 6, 13),
    ],
)
def test_the_sheets_of_each_row(case, row, low, high):
    count = served_count(case.sheets, row)
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize(
    ("code", "low", "high", "also"),
    [("4.1", 11, 13, 1), ("4.2", 4, 7, 10), ("4.3", 2, 3, 0), ("4.4", 1, 3, 0)],
)
def test_the_sheets_of_each_category(case, code, low, high, also):
    count = filed_count(case.sheets, code)
    assert (count.low, count.high, len(second(case.sheets, code))) == (low, high, also)


def test_the_sheets_of_a_box_and_why_they_are_there(case):
    count = served_and_filed(case.sheets, "mieux_produire", "4.1")
    assert [s.id for s in count.sure] == ["F01", "F06", "F07"]
    assert [s.id for s in count.possible] == ["F03", "F04", "F05", "F08", "F13", "F17"]
    why = {s.id: doubts(s, "mieux_produire", "4.1") for s in count.possible}
    assert why["F03"] == (Doubt.LEVER,)
    assert why["F05"] == (Doubt.SECONDARY,)
    assert why["F08"] == (Doubt.LEVER, Doubt.CATEGORY)
    schools = served_and_filed(case.sheets, "preserver_ecosystemes", "4.4")
    assert (schools.low, schools.high) == (0, 2)


def test_how_sure_the_readings_are(case):
    levers = confidences(s.confidence for s in case.sheets)
    filed_ = confidences(s.category_confidence for s in case.sheets)
    assert list(levers.items()) == [("élevée", 17), ("moyenne", 8), ("faible", 1)]
    assert list(filed_.values()) == [18, 5, 3]


def test_which_lever_is_most_served_cannot_be_told_but_the_category_can(case):
    levers = {v.id: served_count(case.sheets, v.id) for v in case.levers}
    assert set(most_served(levers)) == {
        "mieux_se_loger",
        "preserver_ecosystemes",
        "mieux_produire",
    }
    assert most_served({c: filed_count(case.sheets, c) for c in categories(case)}) == ("4.1",)


def test_the_criteria_that_go_with_the_census(case):
    assert counting_criterion(case).id == "existing_coverage"
    assert [c.id for c in companions(case)] == ["cop_progress"]
    without = case.keeping(("ghg_impact", "partner_ecosystem"))
    assert counting_criterion(without) is None
    assert companions(without) == ()


def test_thirteen_leads_and_sixteen_spellings(case):
    found = contributors(case)
    assert len(found) == 13
    assert next(iter(found)) == "Carif-Oref Normandie"
    assert len(found["Carif-Oref Normandie"]) == 7
    assert sum(map(len, found.values())) == 26
    assert len({s.contributor for s in case.sheets}) == 16


def test_rows_are_levers_then_axes_and_categories_follow_their_codes(case):
    assert list(levers_and_axes(case))[-1] == "transversal"
    assert len(levers_and_axes(case)) == 7
    assert categories(case) == ("4.1", "4.2", "4.3", "4.4")


def test_a_category_that_only_the_census_names_is_there_and_none_comes_last():
    note = CensusNote(
        "N1", CensusSection.CATEGORIES, "", "5.0", "Title", "", "", "", "", "here", "s", "", ""
    )
    case = counted_case((sheet(category=""), sheet("F02", category="4.2")))
    assert categories(replace(case, census=(note,))) == ("4.2", "5.0", "")
    assert "" not in choices(case)["category"]


# Any sheets


@given(sheets())
def test_a_count_is_the_score_that_counts_the_sheets(found):
    for lever in ROWS:
        score, count = score_counted(lever, "any", COUNTED, found), served_count(found, lever)
        # Where nobody has listed any, it is unknown, never 0.
        counted = (count.low, count.high) if found else (None, None)
        assert (score.low, score.high) == counted


@given(sheets())
def test_boxes_sum_to_the_row_at_most_and_never_exceed_it_at_least(found):
    for lever in ROWS:
        row, boxes = (
            served_count(found, lever),
            [served_and_filed(found, lever, code) for code in CODES],
        )
        assert sum(box.high for box in boxes) == row.high
        assert sum(box.low for box in boxes) <= row.low


def test_a_sure_sheet_is_sure_of_both_and_a_possible_one_says_why():
    reached = set()

    @ENOUGH
    @given(sheets())
    def check(found):
        for lever in ROWS:
            for code in CODES[:3]:
                box = served_and_filed(found, lever, code)
                reached.update({"sure"} if box.sure else (), {"possible"} if box.possible else ())
                assert set(box.sure) == set(served_count(found, lever).sure) & set(
                    filed_count(found, code).sure
                )
                assert not set(box.sure) & set(box.possible)
                assert all(doubts(s, lever, code) for s in box.possible)

    check()
    assert reached == {"sure", "possible"}


@given(sheets())
def test_main_categories_sum_to_all_the_sheets(found):
    assert sum(filed_count(found, code).high for code in CODES) == len(found)


@given(sheets(), filters)
def test_a_filter_keeps_sheets_that_answer_to_each_of_its_fields(found, shown):
    kept = [s for s in found if shown.keeps(s)]
    alone = [Filter(lever=shown.lever), Filter(category=shown.category)]
    alone += [Filter(contributor=shown.contributor), Filter(confidence=shown.confidence)]
    assert kept == [s for s in found if all(one.keeps(s) for one in alone)]


@given(sheets())
def test_a_filter_of_nothing_keeps_everything(found):
    assert not Filter().is_set
    assert all(Filter().keeps(sheet) for sheet in found)


@given(sheets(), filters)
def test_an_address_gives_back_the_filter_it_can_answer(found, shown):
    case = counted_case(found)
    asked = {KEYS[f]: getattr(shown, f) for f in KEYS}
    read, problems = filter_of(case, asked)
    for field, key in KEYS.items():
        known = getattr(shown, field) in ("", *choices(case)[field])
        assert getattr(read, field) == (getattr(shown, field) if known else "")
        assert known == (key not in [p.column for p in problems])


@given(sheets())
def test_every_choice_keeps_a_sheet(found):
    for field, values in choices(counted_case(found)).items():
        assert all(any(Filter(**{field: v}).keeps(s) for s in found) for v in values)


@given(sheets())
def test_the_leading_ones_are_those_that_nothing_surely_passes(found):
    counts = {lever: served_count(found, lever) for lever in ROWS}
    for lever, count in counts.items():
        passed = any(other.low > count.high for other in counts.values())
        assert (lever in most_served(counts)) == (count.high > 0 and not passed)


# Corners


def test_a_wrong_filter_is_named_with_what_is_expected(case):
    shown, problems = filter_of(case, {"levier": "mieux_produire", "categorie": "9" * 200})
    assert shown == Filter(lever="mieux_produire")
    (problem,) = problems
    assert (problem.kind, problem.column) == ("setting_malformed", "categorie")
    assert problem.values == {"found": "9" * 80, "allowed": "4.1, 4.2, 4.3, 4.4"}


def test_scores_that_nobody_has_counted_yet_are_of_no_sheet_or_of_another_criterion():
    unread = score_counted("house", "any", COUNTED, (sheet(),), unread=True)
    assert counting_criterion(counted_case((sheet(),), house=unread)) is not None
    named = (sheet(levers=("produce", "house")),)
    assert counting_criterion(counted_case(named, house=unread)) is None
    bare = (sheet(levers=("across",)),)
    none = {v: score_counted(v, "any", COUNTED, bare, unread=True) for v in ROWS[:3]}
    assert counting_criterion(counted_case(bare, **none)) is None


def test_a_case_without_sheets_has_nothing_to_filter_nor_to_count():
    case = counted_case(())
    assert counting_criterion(case) is None
    assert choices(case) == dict.fromkeys(KEYS, ())
    shown, (problem,) = filter_of(case, {"levier": "produce"})
    assert not shown.is_set
    assert problem.kind == "unknown_setting"


def test_no_criterion_counts_the_sheets_when_one_score_is_another():
    one = (sheet(),)
    assert counting_criterion(counted_case(one)).id == "any"
    other = Score("move", "any", 5.0, 5.0, Status.OPINION)
    assert counting_criterion(counted_case(one, move=other)) is None


def test_companions_are_numbers_of_the_sources_of_the_census():
    words = WordScale((WordLevel("no", "no", 0.0), WordLevel("yes", "yes", 1.0)))
    sources = {
        "same": ("deck", "deck"),
        "unknown": ("deck", ""),
        "words": ("deck", "deck"),
        "other": ("elsewhere", "elsewhere"),
        "mixed": ("deck", "elsewhere"),
        "nobody": ("", ""),
    }
    criteria = [criterion_of(c, words if c == "words" else LinearScale(0, 9)) for c in sources]
    scores = {
        (lever, c): Score(lever, c, *(("yes",) * 2 if c == "words" else (3.0, 3.0)), status, name)
        for c, names_ in sources.items()
        for lever, name in zip("ab", names_, strict=True)
        for status in [Status.OPINION if name else Status.UNKNOWN]
    }
    note = CensusNote(
        "N1", CensusSection.AXES, "", "", "x", "", "", "", "", "here", "deck", "", ""
    )
    case = case_of(criteria, scores)
    assert companions(case) == ()
    found = companions(replace(case, census=(note,)))
    assert [c.id for c in found] == ["same", "unknown"]


def test_a_contributor_is_a_lead_however_it_is_spelt(case):
    shown, _ = filter_of(case, {"contributeur": "Académie de Normandie"})
    assert [s.id for s in case.sheets if shown.keeps(s)] == ["F14", "F15"]
