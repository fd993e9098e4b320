"""A newer file over a case: what it would change is told first, written at once, taken back."""

import datetime as dt
from dataclasses import replace

import pytest

from criteria.load import case_from_files
from criteria.model import Status
from prioritisation.cases.changes import applied, clashes
from prioritisation.cases.editing.notes import NoteKind
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import units_of
from prioritisation.cases.writing import DossierEdit
from prioritisation.errors import InvalidRequest
from prioritisation.imports.making.case import imported_case_files
from prioritisation.imports.making.over import (
    OverChoices,
    StrangeName,
    change_of_each,
    comparison,
    import_reason,
    imported_change,
)
from prioritisation.imports.model import ReadCriterion, ReadLever, ReadScore
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.sentences.dossier_changes import change_kind_word, changed_lines
from prioritisation.sentences.editing import change_of_score
from prioritisation.wording.nouns import speaking_of
from tests.conftest import INTERVALS
from tests.each import each
from tests.prioritisation.imports.readings import ACCESS, CONSENT, COST, HEAD, SITES, with_score
from tests.shelving import Shelved

TODAY = dt.date(2026, 11, 28)
FILES = imported_case_files(SITES, HEAD, TODAY)
CASE, UNITS = case_from_files(FILES), units_of(FILES)
NEWER = replace(HEAD, file="comparatif-avril.xlsx", source="", date="2026-04-02", confidence="")


def compared(reading, **options):
    return comparison(CASE, UNITS, reading, **options)


def change(reading, head=NEWER, **choices):
    return imported_change(CASE, UNITS, reading, head, OverChoices(**choices), TODAY)


def after(reading, head=NEWER, **choices):
    changed = change(reading, head, **choices)
    units = {**UNITS, **{unit: pair[1] for unit, pair in changed.items()}}
    return case_from_files(files_of({u: text for u, text in units.items() if text is not None}))


def score_of(case, lever, criterion):
    ids = {v.label: v.id for v in case.levers} | {c.label: c.id for c in case.criteria}
    return next(iter(case.tables.values())).score(ids[lever], ids[criterion])


def plain(text):
    return text.replace("\u00a0", " ")


def test_the_same_file_again_changes_nothing():
    result = compared(SITES)
    assert (result.changes, result.forgotten, result.problems) == ((), (), ())
    assert result.same == 9
    assert change(SITES) == {}


def test_each_score_that_changes_is_told_with_its_cell_before_anything_is_written():
    reading = with_score(SITES, "Friche", "Coût", value=1300.0, found="1 300")
    reading = with_score(reading, "Friche", "Accord", word="partagé", status="avis")
    cost, consent = compared(reading).changes
    assert (cost.lever, cost.criterion, cost.read.cell) == ("friche", "cout", "Notes!B4")
    assert plain(cost.note.low) == "1 300"
    assert (consent.note.kind, consent.note.low) == (NoteKind.EXACT, "partage")


def test_a_score_that_changes_is_of_the_file_and_the_others_stay():
    case = after(with_score(SITES, "Friche", "Coût", value=1300.0, high=1350.0, found="1300-1350"))
    cost = score_of(case, "Friche", "Coût")
    assert (cost.low, cost.high, cost.status, cost.date) == (
        1300.0,
        1350.0,
        Status.OPINION,
        "2026-04-02",
    )
    assert plain(case.sources[cost.source].title) == "fichier « comparatif-avril.xlsx »"
    assert "1300-1350" in cost.reason
    assert score_of(case, "Ancienne gare", "Coût") == score_of(CASE, "Ancienne gare", "Coût")


def lines(reading, **choices):
    changed = change(reading, **choices)
    state = {**UNITS, **{unit: pair[1] for unit, pair in changed.items()}}
    case = case_from_files(files_of(state))
    scores = [u for u in changed if u.startswith("score")]
    return [plain(change_of_score(case, u, *changed[u], whole=True)) for u in scores]


def test_what_a_score_rests_on_changes_alone_and_is_told():
    rests = {"date": "2026-10-05", "confidence": "élevée", "reason": "devis signé"}
    reading = with_score(SITES, "Friche", "Coût", status="officiel", stated=True, **rests)
    (one,) = compared(reading).changes
    assert (one.same, compared(reading).same) == (True, 8)
    before, score = score_of(CASE, "Friche", "Coût"), score_of(after(reading), "Friche", "Coût")
    assert (score.low, score.source) == (before.low, before.source)
    assert (score.status, score.date, score.confidence) == (
        Status.OFFICIAL,
        "2026-10-05",
        "élevée",
    )
    assert score.reason == "devis signé"
    (line,) = lines(reading)
    assert line.startswith("Friche, Coût : 1 400,5 k€ (avis · Services techniques")
    assert line.endswith("05/10/2026 · confiance élevée · devis signé)")


def test_a_score_that_changes_has_its_own_status_date_and_remark():
    rests = {"date": "2026-10", "confidence": "faible", "reason": "repris"}
    reading = with_score(SITES, "Friche", "Coût", value=1300.0, status="inféré", stated=True)
    score = score_of(after(with_score(reading, "Friche", "Coût", **rests)), "Friche", "Coût")
    assert (score.low, score.status, score.date) == (1300.0, Status.INFERRED, "2026-10")
    assert (score.confidence, score.reason) == ("faible", "repris")


def test_score_by_score_each_has_the_source_that_it_needs_and_all_of_them_are_the_whole():
    reading = with_score(SITES, "Friche", "Coût", value=1300.0)
    reading = with_score(reading, "Halle", "Accès", value=20.0)
    whole = change(with_score(reading, "Halle", "Coût", reason="on attend la mairie"))
    parts = change_of_each(whole)
    assert [sorted(unit.split("/")[0] for unit in part) for part in parts] == [
        ["score", "source"],
        ["score", "source"],
        ["score"],
    ]
    state = dict(UNITS)
    for part in parts:
        assert clashes(state, part) == ()
        state = applied(state, part)
    assert state == applied(UNITS, whole)


def test_what_the_file_does_not_know_leaves_what_is_known_unless_it_is_chosen():
    reading = with_score(SITES, "Friche", "Coût", value=None, status="inconnu", found="n.d.")
    result = compared(reading)
    (one,) = result.forgotten
    assert (result.changes, one.read.cell) == ((), "Notes!B4")
    assert change(reading) == {}
    forgotten = score_of(after(reading, forget=frozenset({one.unit})), "Friche", "Coût")
    assert forgotten.unknown
    assert plain(forgotten.reason) == "« n.d. » dans le tableau (Notes!B4)"


def renamed(old, new):
    levers = tuple(replace(v, name=new) if v.name == old else v for v in SITES.levers)
    scores = tuple(replace(s, lever=new) if s.lever == old else s for s in SITES.scores)
    return replace(SITES, levers=levers, scores=scores)


@each("name", ["HALLE", "Hallé", "ha lle", "halle :"])
def test_names_are_the_same_whatever_their_case_accents_and_spaces(name):
    assert compared(renamed("Halle", name)).same == 9


def test_a_name_that_is_near_is_asked_and_never_taken_for_the_other():
    reading = with_score(renamed("Halle", "Hale"), "Hale", "Accès", value=3.0)
    result = compared(reading)
    assert result.new_levers == (StrangeName("Hale", "Notes!A3", "halle"),)
    assert (result.missing_levers, result.changes) == (("halle",), ())
    (one,) = compared(reading, matches={"Hale": "halle"}).changes
    assert one.lever == "halle"
    assert score_of(after(reading, matches={"Hale": "halle"}), "Halle", "Accès").low == 3.0


def test_a_lever_of_the_file_alone_comes_with_its_scores_when_it_is_chosen():
    scores = (
        *SITES.scores,
        ReadScore("Zone des Prés", "Coût", "Notes!B5", 700.0, status="avis", found="700"),
        ReadScore("Zone des Prés", "Accès", "Notes!C5", found="?"),
    )
    levers = (*SITES.levers, ReadLever("Zone des Prés", "Notes!A5"))
    reading = replace(SITES, levers=levers, scores=scores)
    assert compared(reading).new_levers == (StrangeName("Zone des Prés", "Notes!A5", ""),)
    assert change(reading) == {}
    case = after(reading, new_levers=frozenset({"Zone des Prés"}))
    assert [v.label for v in case.levers][-1] == "Zone des Prés"
    assert score_of(case, "Zone des Prés", "Coût").low == 700.0
    assert score_of(case, "Zone des Prés", "Accès").unknown
    assert score_of(case, "Zone des Prés", "Accord").unknown


def test_a_computed_score_is_not_written_over():
    files = case_files_of(INTERVALS)
    case, units = case_from_files(files), units_of(files)
    counted = next(c for c in case.criteria if c.id == "ghg_impact")
    lever = case.levers[0]
    reading = replace(
        SITES,
        levers=(ReadLever(lever.label, "A2"),),
        criteria=(ReadCriterion(counted.official or counted.label, "B1"),),
        scores=(ReadScore(lever.label, counted.official or counted.label, "B2", 1.0),),
    )
    result = comparison(case, units, reading)
    assert (result.computed, result.changes, result.same) == (("ghg_impact",), (), 0)


def problems(reading):
    result = {(p.place, p.kind) for p in compared(reading).problems}
    if result:
        with pytest.raises(InvalidRequest):
            change(reading)
    return result


def test_what_no_score_can_be_is_told_at_its_cell_and_nothing_is_written():
    assert problems(with_score(SITES, "Friche", "Coût", value=9000.0)) == {
        ("Notes!B4", "score_outside_anchors")
    }
    assert problems(with_score(SITES, "Friche", "Accord", word="mitigé")) == {
        ("Notes!D4", "unknown_level")
    }
    assert problems(with_score(SITES, "Friche", "Coût", value=None, word="cher")) == {
        ("Notes!B4", "not_a_number")
    }
    assert problems(with_score(SITES, "Friche", "Accord", value=3.0)) == {
        ("Notes!D4", "unknown_level")
    }


def test_another_unit_is_never_taken_for_that_of_the_case():
    reading = replace(SITES, criteria=(replace(COST, unit="M€"), ACCESS, CONSENT))
    reading = with_score(reading, "Friche", "Coût", value=1.3)
    assert problems(reading) == {("Notes!B1", "other_unit")}
    for unit in ("", "k€"):
        same = replace(SITES, criteria=(replace(COST, unit=unit), ACCESS, CONSENT))
        assert problems(same) == set()


def test_one_change_is_told_in_the_history_and_one_undo_takes_all_of_it_back(room):
    shelved = Shelved(room, files=FILES)
    case, units = shelved.opened().case, shelved.shelf.state(shelved.key, shelved.secret)
    reading = with_score(SITES, "Friche", "Coût", value=1300.0, found="1 300")
    reading = with_score(reading, "Halle", "Coût", value=900.0, status="avis", found="900")
    scores = (*reading.scores, ReadScore("Prés", "Coût", "Notes!B5", 700.0, status="avis"))
    levers = (*SITES.levers, ReadLever("Prés", "Notes!A5"))
    reading = replace(reading, levers=levers, scores=scores)
    choices = OverChoices(new_levers=frozenset({"Prés"}))
    written = imported_change(case, units, reading, NEWER, choices, TODAY)
    edit = DossierEdit(written, shelved.seq, "import", import_reason(NEWER))
    seq = shelved.shelf.write(shelved.key, shelved.secret, edit)
    entry = shelved.shelf.history(shelved.key, shelved.secret)[0]
    assert (entry.seq, change_kind_word(entry.kind)) == (seq, "repris d’un fichier")
    assert plain(entry.reason) == "fichier « comparatif-avril.xlsx »"
    done = shelved.shelf.change_of(shelved.key, shelved.secret, seq)
    with speaking_of("site"):
        lines = changed_lines(shelved.opened().case, done)
    told = {plain(line.what): plain(line.after) for line in lines}
    assert any("Friche" in what and "1 300 k€" in amount for what, amount in told.items())
    shelved.shelf.undo(shelved.key, shelved.secret, seq, "mauvais fichier")
    back = shelved.shelf.state(shelved.key, shelved.secret)
    assert {u: c for u, c in back.items() if u != "case/updated"} == {
        u: c for u, c in units.items() if u != "case/updated"
    }
