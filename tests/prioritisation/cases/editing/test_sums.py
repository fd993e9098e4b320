"""Scores that are computed: rows and sheets are counted in other levers, nothing else moves."""

from criteria.load import case_from_files
from prioritisation.cases.changes import applied
from prioritisation.cases.editing.sums import counted_rows, counted_sheets, moved
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import units_of
from prioritisation.settings import DEFAULT_CASE

UNITS = units_of({path.name: path.read_text("utf-8") for path in DEFAULT_CASE.iterdir()})
BEFORE = case_from_files(files_of(UNITS))
READING = "gt"


def after(change):
    return case_from_files(files_of(applied(UNITS, change)))


def total(case, lever):
    rows = [r.amount for r in case.official_rows if r.lever(READING) == lever]
    return round(sum(rows), 6)


def test_a_row_counted_in_another_lever_changes_the_two_sums_and_no_other():
    rows = counted_rows(UNITS, READING)
    unit = next(u for u, (_, _, lever) in rows.items() if lever == "mieux_se_loger")
    amount = next(r.amount for r in BEFORE.official_rows if r.label == rows[unit][0])
    case = after(moved(UNITS, {unit: "mieux_consommer"}, "Compté là."))
    changed = {
        v.id: round(total(case, v.id) - total(BEFORE, v.id), 6)
        for v in BEFORE.levers
        if total(case, v.id) != total(BEFORE, v.id)
    }
    assert changed == {
        "mieux_se_loger": -round(amount, 6),
        "mieux_consommer": round(amount, 6),
    }


def test_a_row_may_be_counted_in_no_lever():
    unit = next(u for u, (*_, lever) in counted_rows(UNITS, READING).items() if lever)
    case = after(moved(UNITS, {unit: ""}, "Hors champ."))
    levers = [r.lever(READING) for r in case.official_rows]
    assert levers.count("") == [r.lever(READING) for r in BEFORE.official_rows].count("") + 1


def test_a_sheet_serves_another_lever_first_and_says_why():
    unit, (sheet, lever) = next(iter(counted_sheets(UNITS).items()))
    other = next(v.id for v in BEFORE.levers if v.id != lever)
    case = after(moved(UNITS, {unit: other}, "Lu sur la fiche."))
    (served,) = [s for s in case.sheets if s.id == sheet]
    assert (served.primary, served.reason) == (other, "Lu sur la fiche.")
    assert len(set(served.levers)) == len(served.levers), "no lever is served twice"
