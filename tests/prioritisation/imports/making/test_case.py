"""A case made of what a file says: the same names and numbers, and what is ours is said to be."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from criteria.load import case_from_files
from criteria.model import Sense, Standing, Status
from criteria.scales import LinearScale
from prioritisation.analysis.scenario import starting_scenario
from prioritisation.cases.blank import COLOURS
from prioritisation.errors import InvalidRequest
from prioritisation.imports.grids import UnfinishedReading
from prioritisation.imports.making.case import (
    import_problems,
    imported_case_files,
    too_large_for_dossier,
)
from prioritisation.imports.model import (
    CellProblem,
    FileQuestion,
    ReadCriterion,
    ReadLever,
    ReadScore,
)
from tests.each import each
from tests.prioritisation.imports.readings import (
    ACCESS,
    CONSENT,
    COST,
    HEAD,
    SITES,
    readings,
    with_score,
)
from tests.strategies import ENOUGH
from tests.thresholds import analyse

TODAY = dt.date(2026, 11, 28)


def loaded(reading=SITES, head=HEAD):
    return case_from_files(imported_case_files(reading, head, TODAY))


def score_of(case, lever, criterion):
    ids = {v.label: v.id for v in case.levers} | {c.label: c.id for c in case.criteria}
    return next(iter(case.tables.values())).score(ids[lever], ids[criterion])


def problems(reading=SITES, **head):
    return {
        (p.place, p.column, p.kind) for p in import_problems(reading, replace(HEAD, **head), TODAY)
    }


def with_criterion(one):
    criteria = tuple(one if c.name == one.name else c for c in SITES.criteria)
    return replace(SITES, criteria=criteria)


def plain(text):
    return text.replace("\u00a0", " ")


def test_the_case_is_called_as_was_typed_and_compares_what_the_file_does():
    case = loaded()
    assert (case.title, case.group, case.choice) == (HEAD.title, HEAD.group, HEAD.choice)
    assert (case.option, case.updated) == ("site", TODAY)
    assert [v.label for v in case.levers] == ["Ancienne gare", "Halle", "Friche"]
    assert [c.label for c in case.criteria] == ["Coût", "Accès", "Accord"]
    assert len({v.colour for v in case.levers}) == 3
    assert analyse(case, starting_scenario(case)).ranking


def test_scores_are_those_that_were_read_with_where_they_stand():
    case = loaded()
    cost = score_of(case, "Friche", "Coût")
    assert (cost.low, cost.high, cost.status) == (1400.5, 1400.5, Status.OPINION)
    assert (cost.date, cost.confidence) == ("2026-03-12", "moyenne")
    assert plain(cost.reason) == "« 1400,5 » dans le tableau (Notes!B4)"
    access = score_of(case, "Ancienne gare", "Accès")
    assert (access.low, access.high) == (4.0, 12.0)
    consent = score_of(case, "Halle", "Accord")
    assert (consent.low, consent.reason.count("Défavorable")) == ("defavorable", 1)


def test_what_is_not_known_stays_so_with_the_word_of_the_file():
    case = loaded()
    reasons = {}
    for lever, criterion in (("Halle", "Coût"), ("Friche", "Accès"), ("Friche", "Accord")):
        score = score_of(case, lever, criterion)
        assert (score.unknown, score.status, score.source) == (True, Status.UNKNOWN, "")
        reasons[lever, criterion] = plain(score.reason)
    assert reasons == {
        ("Halle", "Coût"): "« n.c. » dans le tableau (Notes!B3)",
        ("Friche", "Accès"): "case vide du tableau (Notes!C4)",
        ("Friche", "Accord"): "« ? » dans le tableau (Notes!D4)",
    }
    bare = replace(SITES, scores=SITES.scores[:-1])
    assert score_of(loaded(bare), "Friche", "Accord").reason == "le tableau n’en dit rien"


def test_what_somebody_wrote_in_the_place_of_a_cell_is_never_said_to_stand_there():
    reading = with_score(SITES, "Halle", "Coût", value=900.0, found="900", typed=True)
    reason = plain(score_of(loaded(reading), "Halle", "Coût").reason)
    assert reason == "« 900 », écrit en reprenant le tableau (Notes!B3)"


@each(
    ("words", "ends"),
    [
        (("partagé", "favorable"), ("partage", "favorable")),
        (("favorable", "partagé"), ("partage", "favorable")),
        (("favorable", "favorable"), ("favorable", "favorable")),
    ],
)
def test_a_range_of_words_is_one_whichever_is_written_first(words, ends):
    word, high = words
    case = loaded(with_score(SITES, "Halle", "Accord", word=word, high_word=high))
    score = score_of(case, "Halle", "Accord")
    assert (score.low, score.high) == ends


def test_a_direction_is_confirmed_only_where_somebody_says_it():
    cost, access, consent = loaded().criteria
    assert cost.direction.status is Standing.CONFIRMED
    assert set(cost.direction.labels) == {Sense.MIN}
    for one in (access, consent):
        assert one.direction.contested
        assert set(one.direction.labels) == set(Sense)
        assert one.direction.question.endswith("?")
    (open_one,) = [
        c
        for c in loaded(with_criterion(replace(COST, direction="open"))).criteria
        if c.label == "Coût"
    ]
    assert open_one.direction.contested, "answered « à voir »"


def test_ends_are_those_that_are_stated_or_round_ones_said_to_be_ours():
    cost, access, _ = loaded().criteria
    assert (cost.scale, access.scale) == (LinearScale(1500, 500), LinearScale(0, 30))
    assert cost.scale_status is Standing.TO_CONFIRM
    assert "sont de nous" in cost.scale_note
    stated = with_criterion(replace(COST, ends=(2000.0, 0.0)))
    cost = loaded(stated).criteria[0]
    assert cost.scale == LinearScale(2000, 0)
    assert "de nous" not in cost.scale_note
    unasked = replace(SITES, questions=())
    assert loaded(unasked).criteria[0].scale == LinearScale(1500, 500)


def test_ends_follow_the_direction_however_they_were_typed():
    for ends in ((0.0, 2000.0), (2000.0, 0.0)):
        cost = loaded(with_criterion(replace(COST, ends=ends))).criteria[0]
        assert cost.scale == LinearScale(2000, 0)
        more = loaded(with_criterion(replace(COST, ends=ends, direction="max"))).criteria[0]
        assert more.scale == LinearScale(0, 2000)


def test_the_order_of_words_is_ours_until_somebody_says_it():
    consent = loaded().criteria[2]
    assert [v.label for v in consent.scale.levels] == list(CONSENT.words)
    assert [v.value for v in consent.scale.levels] == [0, 0.5, 1]
    assert consent.direction.contested
    assert "leur ordre" in consent.scale_note
    ordered = loaded(with_criterion(replace(CONSENT, ordered=True))).criteria[2]
    assert (ordered.direction.status, ordered.direction.default) == (Standing.CONFIRMED, Sense.MAX)
    assert "leur ordre" not in ordered.scale_note
    assert ordered.scale_status is Standing.TO_CONFIRM, "the gaps between them are ours"


def test_where_scores_come_from_is_said_once_for_all():
    case = loaded()
    (source,) = case.sources.values()
    assert source.title == HEAD.source
    assert (source.date, source.caveat) == (HEAD.date, HEAD.caution)
    known = [s for s in next(iter(case.tables.values())).scores.values() if not s.unknown]
    assert {s.source for s in known} == {source.id}
    (source,) = loaded(head=replace(HEAD, source="")).sources.values()
    assert plain(source.title) == "fichier « comparatif-sites.xlsx »"
    assert loaded(head=replace(HEAD, source="", file="")).sources == {}


RESTS = {"date": "2025-11", "confidence": "faible", "reason": "devis à <b>revoir</b>"}


def test_what_the_file_says_of_a_score_wins_over_what_is_said_of_all():
    reading = with_score(SITES, "Friche", "Coût", status="officiel", stated=True, **RESTS)
    case = loaded(reading)
    one, other = (score_of(case, lever, "Coût") for lever in ("Friche", "Ancienne gare"))
    assert (one.status, one.date, one.confidence) == (Status.OFFICIAL, "2025-11", "faible")
    assert one.reason == RESTS["reason"]
    assert (other.date, other.confidence) == (HEAD.date, HEAD.confidence)


def test_nothing_was_said_after_today():
    reading = with_score(SITES, "Friche", "Coût", date="2027")
    assert problems(reading) == {("Notes!B4", "", "future_date")}


def test_what_was_typed_is_refused_by_field():
    assert problems(title=" ", group="", option="offre") == {
        ("import", "title", "empty"),
        ("import", "group", "empty"),
        ("import", "option", "not_allowed"),
    }
    assert problems(date="2027-01", confidence="forte", status="inconnu") == {
        ("import", "date", "future_date"),
        ("import", "confidence", "not_allowed"),
        ("import", "status", "not_allowed"),
    }
    assert problems(choice="x" * 121, source="a\u202eb", caution="y" * 501) == {
        ("import", "choice", "too_long"),
        ("import", "source", "turned_round"),
        ("import", "caution", "too_long"),
    }
    with pytest.raises(InvalidRequest):
        imported_case_files(SITES, replace(HEAD, title=""), TODAY)


def test_what_is_wrong_in_the_file_is_told_by_its_cell():
    outside = with_criterion(replace(COST, ends=(0.0, 1000.0)))
    assert problems(outside) == {
        ("Notes!B2", "", "score_outside_anchors"),
        ("Notes!B4", "", "score_outside_anchors"),
    }
    flat = with_criterion(replace(ACCESS, ends=(30.0, 30.0)))
    assert problems(flat) == {("Notes!C1", "", "flat_scale")}
    one_word = with_criterion(replace(CONSENT, words=("favorable",)))
    assert ("Notes!D1", "", "one_word") in problems(one_word)
    for place in ("word", "high_word"):
        strange = with_score(SITES, "Halle", "Accord", **{place: "mitigé"})
        assert problems(strange) == {("Notes!D3", "", "unknown_level")}
    empty = with_criterion(ReadCriterion("Coût", "Notes!B1"))
    assert problems(empty) == {("Notes!B1", "", "nothing_known")}


def test_names_of_the_file_are_held_to_those_of_a_case():
    again = replace(SITES, levers=(*SITES.levers, ReadLever("HALLE", "Notes!A5")))
    assert problems(again) == {("Notes!A5", "", "duplicate")}
    one = replace(SITES, levers=SITES.levers[:1], criteria=())
    assert problems(one) == {("import", "options", "too_few"), ("import", "criteria", "too_few")}
    long = with_criterion(replace(COST, name="x" * 101))
    reading = replace(SITES, criteria=(replace(COST, name="x" * 101), ACCESS, CONSENT))
    assert long.criteria[0] == COST
    assert ("Notes!B1", "", "too_long") in problems(reading)


def test_nothing_is_made_of_a_file_while_something_is_wrong_or_asked():
    for unfinished in (
        replace(SITES, problems=(CellProblem("date", "Notes!C4"),)),
        replace(SITES, questions=(FileQuestion("cell", "Notes!C4"),)),
    ):
        with pytest.raises(UnfinishedReading):
            imported_case_files(unfinished, HEAD, TODAY)


def test_a_case_that_a_file_holds_is_left_as_it_is():
    files = imported_case_files(SITES, HEAD, TODAY)
    assert (
        imported_case_files(replace(SITES, files=files), replace(HEAD, title=""), TODAY) == files
    )


def test_what_a_cell_says_never_harms_the_files():
    reading = with_score(SITES, "Halle", "Coût", found="\u202en.c.\x07\n\udc80 " + "x" * 90)
    assert score_of(loaded(reading), "Halle", "Coût").unknown


def test_a_thousand_levers_are_a_case_that_no_dossier_takes():
    levers = tuple(
        ReadLever(f"🚲 {k}" if k % 2 else f"Site {k}", f"A{k + 2}") for k in range(1000)
    )
    criteria = tuple(
        ReadCriterion(f"C{j}", f"C{j}", low=0.0, high=19.0, direction="max") for j in range(3)
    )
    scores = tuple(
        ReadScore(v.name, c.name, "B2", float((k * j) % 20), status="avis")
        for k, v in enumerate(levers)
        for j, c in enumerate(criteria)
    )
    large = replace(SITES, levers=levers, criteria=criteria, scores=scores, questions=())
    assert (too_large_for_dossier(large), too_large_for_dossier(SITES)) == (True, False)
    case = loaded(large)
    assert (len(case.levers), len(case.criteria)) == (1000, 3)
    assert {v.colour for v in case.levers} == set(COLOURS)
    assert score_of(case, "Site 998", "C2").low == (998 * 2) % 20


def test_any_file_makes_a_case_that_says_the_same_or_is_refused_by_its_cells():
    reached = set()

    @settings(ENOUGH, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(readings())
    def every(reading):
        wrong = import_problems(reading, HEAD, TODAY)
        if wrong:
            reached.add("refused")
            with pytest.raises(InvalidRequest) as error:
                imported_case_files(reading, HEAD, TODAY)
            assert error.value.problems == wrong
            return
        reached.add("made")
        case = loaded(reading)
        assert [v.label for v in case.levers] == [v.name for v in reading.levers]
        check_criteria(case, reading)
        reached.update(check_scores(case, reading))

    every()
    assert reached == {"refused", "made", "known", "between", "unknown", "word"}


def check_criteria(case, reading):
    for criterion, read in zip(case.criteria, reading.criteria, strict=True):
        known = read.ordered if read.words else read.direction in ("min", "max")
        assert criterion.label == read.name
        assert criterion.direction.contested is not known
        if known and not read.words:
            assert criterion.direction.default == read.direction


def check_scores(case, reading):
    """Each score is the same; the kinds that were met."""
    (table,) = case.tables.values()
    ids = {c.name: i.id for c, i in zip(reading.criteria, case.criteria, strict=True)}
    levers = {v.name: i.id for v, i in zip(reading.levers, case.levers, strict=True)}
    for read in reading.scores:
        score = table.score(levers[read.lever], ids[read.criterion])
        if read.word is not None:
            assert case.criterion(ids[read.criterion]).scale.level(score.low).label == read.word
            yield "word"
        elif read.value is None:
            assert score.unknown
            yield "unknown"
        else:
            high = read.value if read.high is None else read.high
            assert (score.low, score.high) == (read.value, high)
            yield "known" if score.exact else "between"
