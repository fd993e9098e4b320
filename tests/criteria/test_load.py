import typing
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.errors import InvalidCase, ProblemKind
from criteria.load import case_from_files, load_case
from criteria.model import Sense, Status
from prioritisation.analysis.conflicts import check_claim
from prioritisation.analysis.scenario import Scenario
from prioritisation.wording.problems import template
from tests.conftest import INTERVALS, NORMANDIE
from tests.criteria.breakages import both, cells, coverage_by_hand, delete, keep, replace, write
from tests.criteria.cross_breakages import CROSSED
from tests.criteria.file_breakages import FILES
from tests.criteria.plain_breakages import PLAIN
from tests.criteria.question_breakages import BROKEN, COVERAGE
from tests.criteria.statement_breakages import WRONG_STATEMENTS
from tests.each import each
from tests.synthetic import mixed, write_case
from tests.thresholds import analyse

BREAKAGES = FILES | CROSSED
OF_FORMS = {
    "ambiguous_number", "answer_in_force", "computed_score", "future_date", "last_criterion",
    "level_in_use", "not_an_address", "nothing_known", "one_word", "other_unit",
    "reason_of_before", "source_in_use", "sum_needs_question", "too_few", "too_many",
}  # fmt: skip
"""Kinds of what is typed in a form or at a door, which no file can have."""
OF_SETTINGS = {
    "low_above_high", "meeting_named", "negative", "not_whole", "refused", "repeated",
    "setting_falling", "setting_malformed", "setting_numbers", "unknown_direction",
    "unknown_setting", "zero_weights",
}  # fmt: skip


def only_its_header(file):
    file.write_text(file.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")


def problems_of(folder):
    with pytest.raises(InvalidCase) as error:
        load_case(folder)
    return error.value.problems


def places(problems):
    return [(p.kind, p.place, p.row, p.column) for p in problems]


def _reported(folder, edit):
    edit(folder)
    problems = problems_of(folder)
    for problem in problems:
        fields = {field for _, field, *_ in Formatter().parse(template(problem)) if field}
        assert fields <= set(problem.values), "the sentence needs more than the problem carries"
    return [(k, "" if p == str(folder) else p, r, c) for k, p, r, c in places(problems)]


@each("name", BREAKAGES)
def test_what_is_broken_is_reported_where_it_is_and_nothing_else(copied, name):
    edit, expected = BREAKAGES[name]
    assert _reported(copied(INTERVALS), edit) == expected


@each("name", PLAIN)
def test_plain_words_that_a_room_could_not_trust_are_refused_where_they_are(copied, name):
    edit, expected = PLAIN[name]
    assert _reported(copied(NORMANDIE), edit) == expected


@each("name", WRONG_STATEMENTS)
def test_what_is_said_of_a_criterion_or_of_the_method_is_held_to_the_rest(copied, name):
    edit, expected = WRONG_STATEMENTS[name]
    assert _reported(copied(NORMANDIE), edit) == expected


def test_every_kind_that_concerns_files_is_produced_by_a_broken_folder():
    broken = (BREAKAGES | BROKEN | PLAIN | WRONG_STATEMENTS).values()
    produced = {kind for _, expected in broken for kind, *_ in expected}
    assert produced == set(typing.get_args(ProblemKind)) - OF_SETTINGS - OF_FORMS


def test_everything_wrong_is_reported_at_once(folder):
    edits = ["broken TOML", "a colour by name", "a French date", "an empty label"]
    edits += ["a stance that is none", "a key misspelt"]
    for name in edits:
        BREAKAGES[name][0](folder)
    expected = [place for name in edits for place in BREAKAGES[name][1]]
    assert sorted(places(problems_of(folder))) == sorted(expected)


def test_problems_within_files_and_between_files_are_reported_together(folder):
    both(
        cells("official_rows.csv", 5, objective_ktco2e="655,4"),
        cells("evidence.csv", 3, source_id="nowhere"),
        replace("criteria.toml", 'max = "plus mobilisé', '# "plus mobilisé'),
    )(folder)
    assert sorted(kind for kind, *_ in places(problems_of(folder))) == [
        "decimal_comma",
        "direction_label_missing",
        "unknown_source",
    ]


def loop(folder):
    (folder / "loop").symlink_to("loop")
    return folder / "loop"


@each(
    "wrong",
    [
        pytest.param(lambda folder: folder / "nothing", id="nothing there"),
        pytest.param(lambda folder: folder / "case.toml", id="a file"),
        pytest.param(lambda folder: folder / "case.toml" / "x", id="inside a file"),
        pytest.param(lambda folder: folder / ("x" * 5000), id="too long a name"),
        pytest.param(lambda _: Path("x/" * 5000), id="too long a path"),
        pytest.param(lambda folder: folder / "a\x00b", id="a null character"),
        pytest.param(lambda folder: folder / "a\ud800b", id="half a character"),
        pytest.param(loop, id="a link to itself"),
    ],
)
def test_a_folder_that_cannot_be_one_is_missing(folder, wrong):
    path = wrong(folder)
    assert places(problems_of(path)) == [("missing_folder", str(path), None, "")]


@each(
    "edit",
    [
        pytest.param(delete("levers.csv"), id="no levers"),
        pytest.param(
            replace("levers.csv", '"infrastructures, transport, mobilités"', '"infrastructures'),
            id="levers lost after a quotation mark",
        ),
        pytest.param(cells("sources.csv", 2, caveat="a\nb"), id="a source lost to a line break"),
        pytest.param(replace("case.toml", 'id = "sgpe"', 'id = "SGPE"'), id="a bad perimeter id"),
        pytest.param(replace("case.toml", 'id = "transversal"', "id = 3"), id="a bad axis id"),
        pytest.param(write("case.toml", "id = "), id="no case to read"),
        pytest.param(write("criteria.toml", "id = "), id="no criteria to read"),
        pytest.param(cells("scores.csv", 3, lever_id="Mieux"), id="a score of a bad lever id"),
        pytest.param(write("levers.csv", "a,b\r\n1,2\r\n"), id="levers under other columns"),
        pytest.param(cells("levers.csv", 2, lever_id="Mieux se déplacer"), id="a bad lever id"),
        pytest.param(delete("sources.csv"), id="no sources"),
        pytest.param(cells("sources.csv", 3, source_id="DECK"), id="a bad source id"),
        pytest.param(delete("criteria.toml"), id="no criteria"),
        pytest.param(replace("criteria.toml", 'kind = "words"', ""), id="a bad criterion"),
        pytest.param(delete("scores.csv"), id="no scores"),
        pytest.param(cells("scores.csv", 3, status="?"), id="a bad score"),
        pytest.param(cells("evidence.csv", 3, place="a\nb"), id="evidence lost to a line break"),
        pytest.param(cells("evidence.csv", 3, stance="?"), id="bad evidence"),
        pytest.param(cells("evidence.csv", 3, source_id="x"), id="evidence without a source"),
        pytest.param(cells("evidence.csv", 3, evidence_id=""), id="evidence without an id"),
        pytest.param(cells("claims.csv", 2, criterion_id="x"), id="a claim on no criterion"),
        pytest.param(cells("claims.csv", 2, higher_levers="x"), id="a claim on no lever"),
    ],
)
def test_one_broken_file_has_no_echo_in_the_others(copied, edit):
    folder = copied(INTERVALS)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    edit(folder)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    (touched,) = {name for name in before if after.get(name) != before[name]}
    assert {p.place for p in problems_of(folder)} == {touched}


def test_nothing_of_a_criterion_scored_by_hand_is_read_when_there_is_none(folder, case):
    """A criterion that is summed or counted needs no ``scores.csv``."""
    both(replace("criteria.toml", "[partner_ecosystem", "[gone", 99), delete("scores.csv"))(folder)
    text = (folder / "criteria.toml").read_text(encoding="utf-8")
    coverage = text[text.index("[existing_coverage]") : text.index("[cop_progress]")]
    write("criteria.toml", text[: text.index("[gone]")] + coverage)(folder)
    both(keep("evidence.csv", 2), delete("claims.csv"))(folder)
    assert [c.id for c in load_case(folder).criteria] == ["ghg_impact", "existing_coverage"]
    assert load_case(folder).levers == case.levers


def test_what_a_room_reads_of_a_criterion_is_that_of_its_case_or_its_own_label(folder, normandie):
    coverage = normandie.criterion(COVERAGE)
    assert coverage.plain_name() == "Peu de fiches action"
    assert coverage.plain_name(Sense.MAX) == "Beaucoup de fiches action"
    assert coverage.plain_question() == "Reste-t-il à faire ?"
    partners = normandie.criterion("partner_ecosystem")
    assert partners.plain.levels["a_construire"] == "aucun partenaire identifié"
    bare = load_case(folder).criterion(COVERAGE)
    assert bare.plain_name() == bare.plain_name(Sense.MAX) == bare.label
    assert bare.plain_question(Sense.MAX) == bare.question


def test_an_interval_written_by_hand_is_kept_and_may_be_one_point(folder):
    coverage_by_hand(("3", "5"), ("4", "4"))(folder)
    cells("scores.csv", 2, high="fortement_mobilise")(folder)
    cells("scores.csv", 5, high="fortement_mobilise")(folder)
    table = load_case(folder).tables["gt"]
    keys = [
        ("mieux_se_deplacer", "existing_coverage"),
        ("mieux_se_loger", "existing_coverage"),
        ("mieux_se_deplacer", "partner_ecosystem"),
        ("mieux_produire", "partner_ecosystem"),
    ]
    assert [(table.score(*key).low, table.score(*key).high) for key in keys] == [
        (3, 5),
        (4, 4),
        ("plutot_favorable", "fortement_mobilise"),
        ("fortement_mobilise", "fortement_mobilise"),
    ]


def names_of(folder):
    return sorted(path.name for path in folder.iterdir())


TEXTS = st.text(max_size=12) | st.sampled_from(
    [
        *("", "0", "-1", "1e400", "1e308", "nan", "inf", "12,5", "true", "[]", "{}", "[[x]]"),
        *("deck", "gt", "inconnu", "avis", "élevée", "mieux_produire"),
        *('"', ",", "\r\n", "\x00", "\ufeff"),
    ]
)


def corrupt(raw, data):
    """Change a line, a token or the bytes of a file."""
    lines = raw.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1), "line")
    how = data.draw(st.sampled_from(["drop", "twice", "token", "insert", "cut", "bytes"]), "how")
    if how == "bytes":
        lines[at] = data.draw(st.binary(max_size=8))
    elif how == "cut":
        lines[at:] = [lines[at][: data.draw(st.integers(0, len(lines[at])))]]
    elif how in ("drop", "twice"):
        lines[at : at + 1] = [lines[at]] * (2 if how == "twice" else 0)
    else:
        text = data.draw(TEXTS).encode("utf-8", "surrogatepass")
        mark = b"=" if b"=" in lines[at] else b","
        tokens = lines[at].split(mark)
        token = data.draw(st.integers(0, len(tokens) - 1), "token")
        tokens[token] = text if how == "token" else tokens[token] + text
        lines[at] = mark.join(tokens)
    return b"".join(lines)


@settings(
    max_examples=settings().max_examples // 3,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_corrupted_folder_is_refused_or_can_be_trusted(folder, data):
    name = data.draw(st.sampled_from(names_of(folder)), "file")
    before = (folder / name).read_bytes()
    (folder / name).write_bytes(corrupt(before, data))
    try:
        case = load_case(folder)
    except InvalidCase as error:
        assert error.problems  # noqa: PT017 (either outcome is right)
    else:
        for combination, table in case.tables.items():
            analyse(case, Scenario({c.id: 1 for c in case.criteria}, combination))
            for claim in case.claims:
                assert check_claim(claim, table).outcome
    finally:
        (folder / name).write_bytes(before)


NOTHING = each(
    "nothing",
    [Path.unlink, lambda file: file.write_text("", "utf-8"), only_its_header],
    ids=["absent", "empty", "a header"],
)


@NOTHING
def test_without_any_action_sheet_a_count_is_unknown_and_never_zero(copied, nothing):
    folder = copied(INTERVALS)
    nothing(folder / "action_sheets.csv")
    read = load_case(folder)
    assert read.sheets == ()
    for combination, table in read.tables.items():
        column = [table.score(lever.id, "existing_coverage") for lever in read.levers]
        assert {(s.low, s.high, s.status) for s in column} == {(None, None, Status.UNKNOWN)}
        analyse(read, Scenario({c.id: 1 for c in read.criteria}, combination))


def test_with_one_action_sheet_a_lever_that_it_does_not_serve_has_none(folder):
    keep("action_sheets.csv", 2)(folder)
    read = load_case(folder)
    counts = [
        read.tables[read.default_combination].score(lever.id, "existing_coverage").low
        for lever in read.levers
    ]
    assert sorted(counts) == [0, 0, 0, 0, 0, 1]


@pytest.fixture
def opinions(tmp_path):
    """A case of opinions that name no source."""
    made = write_case(tmp_path / "opinions", 3, 2, mixed())
    scores = made / "scores.csv"
    scores.write_text(scores.read_text("utf-8").replace(",officiel,s,", ",avis,,"), "utf-8")
    for name in ("evidence.csv", "unknowns.csv"):
        (made / name).unlink()
    return made


@NOTHING
def test_opinions_may_have_no_source_and_a_case_then_lists_none(copied, opinions, nothing):
    folder = copied(opinions)
    nothing(folder / "sources.csv")
    read = load_case(folder)
    assert (read.sources, read.evidence, read.unknowns, read.claims) == ({}, (), (), ())
    assert {s.status for s in read.tables[read.default_combination].scores.values()} >= {
        Status.OPINION
    }


@each("name", ["../out.csv", "a/b.csv", "..", "", "C:\\x", "x\x00", "é" * 90])
def test_no_text_is_written_outside_of_the_folder_of_its_case(folder, name, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    files = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    before = {*tmp_path.rglob("*")}
    for where in (name, str(tmp_path / "absolute.csv")):
        with pytest.raises(InvalidCase) as refused:
            case_from_files(files | {where: "x"})
        assert [p.kind for p in refused.value.problems] == ["unreadable"]
    assert {*tmp_path.rglob("*")} == before
