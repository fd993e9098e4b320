"""What people type in a dossier: a case comes of it, or a sentence beside its field."""

import datetime as dt
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from criteria import raw
from criteria.errors import InvalidCase
from criteria.evidence import Stance
from criteria.load import case_from_files
from criteria.model import Sense, Standing, Status
from criteria.scales import WordScale
from prioritisation.cases.blank import BlankCriterion
from prioritisation.cases.changes import applied, clashes
from prioritisation.cases.editing import criteria, evidence, levers, notes, scales
from prioritisation.cases.editing.notes import NoteKind, TypedNote
from prioritisation.cases.folder import files_of
from prioritisation.cases.units import canonical_json, unit_name, unit_parts, units_of
from prioritisation.errors import InvalidRequest
from prioritisation.sentences import phrases
from prioritisation.wording.problems import problem_text
from tests.each import each
from tests.prioritisation.cases.conftest import FILES

UNITS = units_of(FILES)
CASE = case_from_files(FILES)
WORD = notes.note_unit("mieux_se_loger", "partner_ecosystem")
NUMBER = notes.note_unit("mieux_se_loger", "cop_progress")
EVIDENCE = [json.loads(text) for unit, text in UNITS.items() if unit_parts(unit)[0] == "evidence"]
TYPED = st.text(max_size=30) | st.sampled_from(
    ["", " ", "<b>x</b>", "=1+1", "a\u202eb", "x" * 10_000, "a\nb", "\ud800", "\0", "日本"]
)


def after(change, units=UNITS):
    """The case once a change is written; it clashes with nothing."""
    assert not clashes(units, change)
    return case_from_files(files_of(applied(units, change)))


def note_of(case, lever, criterion):
    return case.tables[case.default_combination].score(lever, criterion)


def fields(error):
    """What is wrong, by field; each has its French sentence."""
    assert all(problem_text(p) for p in error.value.problems)
    return {(p.column, p.kind) for p in error.value.problems}


def case_or_told(make, *given):
    """The case that comes of what was typed, or all that is wrong with it."""
    try:
        change = make(*given)
    except InvalidRequest as error:
        return error.problems
    return after(change)


def written(unit, typed):
    return notes.note_change(UNITS, CASE, unit, typed, dt.date(2026, 12, 1))


def note(**typed):
    return TypedNote(**{"kind": NoteKind.EXACT, "source": "deck", "reason": "dit", **typed})


class TestNotes:
    def test_a_word_is_written_with_who_says_so(self):
        typed = note(low="plutot_favorable", date="2026-11", confidence="moyenne")
        score = note_of(after(written(WORD, typed)), "mieux_se_loger", "partner_ecosystem")
        assert (score.low, score.high, score.status) == (*["plutot_favorable"] * 2, Status.OPINION)
        assert (score.source, score.date, score.reason) == ("deck", "2026-11", "dit")

    def test_a_range_of_numbers_is_written_as_people_write_them(self):
        typed = note(kind=NoteKind.RANGE, low="12,5", high="60", status=Status.OFFICIAL)
        change = written(NUMBER, typed)
        score = note_of(after(change), "mieux_se_loger", "cop_progress")
        assert (score.low, score.high, score.status) == (12.5, 60.0, Status.OFFICIAL)
        assert '"score":"12.5"' in change[NUMBER][1]

    def test_what_nobody_knows_says_whom_to_ask_and_is_never_zero(self):
        typed = note(kind=NoteKind.UNKNOWN, low="12", reason="à demander à la DREAL")
        score = note_of(after(written(NUMBER, typed)), "mieux_se_loger", "cop_progress")
        assert (score.low, score.high, score.unknown) == (None, None, True)
        assert score.reason == "à demander à la DREAL"

    def test_a_new_source_comes_with_the_note(self):
        typed = note(low="40", source="", new_source="Pilote du GT 2, réunion du 3 décembre")
        case = after(written(NUMBER, typed))
        source = case.sources[note_of(case, "mieux_se_loger", "cop_progress").source]
        assert source.title == "Pilote du GT 2, réunion du 3 décembre"
        assert len(case.sources) == len(CASE.sources) + 1

    @each(
        ("unit", "typed", "wrong"),
        [
            (NUMBER, note(low=""), {("low", "empty")}),
            (NUMBER, note(low="quatre"), {("low", "not_a_number")}),
            (NUMBER, note(low="1.500"), {("low", "ambiguous_number")}),
            (NUMBER, note(low="101"), {("low", "score_outside_anchors")}),
            (NUMBER, note(kind=NoteKind.RANGE, low="60", high="12"), {("high", "low_above_high")}),
            (WORD, note(low="formidable"), {("low", "unknown_level")}),
            (NUMBER, note(low="4", source=""), {("source", "empty")}),
            (NUMBER, note(low="4", source="x"), {("source", "unknown_source")}),
            (NUMBER, note(low="4", reason=" "), {("reason", "empty")}),
            (NUMBER, note(low="4", date="2099-01-01"), {("date", "future_date")}),
            (NUMBER, note(low="4", date="hier"), {("date", "bad_form")}),
            (
                NUMBER,
                note(low="4", source="", new_source="a\u202eb"),
                {("source", "turned_round")},
            ),
            (NUMBER, note(kind=NoteKind.UNKNOWN, reason=""), {("reason", "empty")}),
            (
                notes.note_unit("mieux_se_loger", "ghg_impact"),
                note(low="4"),
                {("low", "computed_score")},
            ),
        ],
    )
    def test_what_cannot_be_is_told_beside_its_field(self, unit, typed, wrong):
        with pytest.raises(InvalidRequest) as error:
            written(unit, typed)
        assert fields(error) >= wrong

    def test_a_form_opens_with_what_is_written_and_writes_it_back(self):
        for unit in UNITS:
            if unit_parts(unit)[0] == "score":
                typed = notes.typed_note(UNITS, unit)
                change = written(unit, typed)
                assert change[unit][0] == change[unit][1], unit

    @given(st.floats(0, 100) | st.integers(0, 100_000).map(lambda n: n / 1000), st.booleans())
    @example(12.345, True)
    @example(0.00001, False)
    def test_any_number_of_a_file_is_written_back_unchanged(self, number, alone):
        text = repr(number).removesuffix(".0")
        high = {} if alone or number == 100 else {"high": "100"}
        tree = {"score": text, **high, "status": "avis", "source_id": "deck", "reason": "dit"}
        units = {**UNITS, NUMBER: canonical_json(tree)}
        typed = notes.typed_note(units, NUMBER)
        change = notes.note_change(units, CASE, NUMBER, typed, dt.date(2026, 12, 1))
        assert change[NUMBER][0] == change[NUMBER][1]
        assert not {".", "e"} & {*typed.low}

    @given(
        low=TYPED,
        high=TYPED,
        words=TYPED,
        kind=st.sampled_from(NoteKind),
        unit=st.sampled_from([WORD, NUMBER]),
    )
    def test_anything_typed_makes_a_case_or_is_told(self, low, high, words, kind, unit):
        typed = TypedNote(kind, low, high, Status.OPINION, "", words, "", "", words)
        assert case_or_told(written, unit, typed)


class TestLevers:
    def test_a_new_lever_has_every_score_unknown(self):
        change = levers.added_lever(UNITS, CASE, "Mieux se soigner")
        case = after(change)
        (new,) = {v.id for v in case.levers} - {v.id for v in CASE.levers}
        assert case.levers[-1].label == "Mieux se soigner"
        written = [c for c in case.criteria if not notes.computed_from(UNITS, c.id)]
        assert written
        for table in case.tables.values():
            assert all(table.score(new, c.id).unknown for c in written)
        assert len({v.colour for v in case.levers}) == len(case.levers)

    def test_a_new_lever_has_no_count_of_sheets_that_were_read_without_it(self):
        """Not 0: it is unknown until a sheet names it."""
        units = applied(UNITS, levers.added_lever(UNITS, CASE, "Mieux se soigner"))
        new, coverage = "mieux_se_soigner", "existing_coverage"

        def counts(state):
            tables = case_from_files(files_of(state)).tables.values()
            return {(t.score(new, coverage).low, t.score(new, coverage).high) for t in tables}

        assert counts(units) == {(None, None)}
        unit = unit_name("sheet", "F01", "levers")
        moved = {unit: canonical_json({**json.loads(UNITS[unit]), "primary_lever": new})}
        assert counts(units | moved) == {(1, 1)}

    def test_a_lever_that_was_there_when_the_first_sheet_is_listed_is_one_of_those_read_for(self):
        units = {unit: text for unit, text in UNITS.items() if unit_parts(unit)[0] != "sheet"}
        change = levers.added_lever(units, case_from_files(files_of(units)), "Mieux se soigner")
        later = {unit: text for unit, text in UNITS.items() if unit_parts(unit)[0] == "sheet"}
        case = case_from_files(files_of(applied(units, change) | later))
        assert note_of(case, "mieux_se_soigner", "existing_coverage").low == 0

    @each("lever", [v.id for v in CASE.levers])
    def test_a_lever_withdrawn_leaves_nothing_of_it(self, lever):
        case = after(levers.withdrawn_lever(UNITS, CASE, lever))
        assert lever not in {v.id for v in case.levers}
        assert not any(e.lever == lever for e in case.evidence)
        assert {v.id for v in case.levers} == {v.id for v in CASE.levers} - {lever}

    def test_two_levers_are_the_fewest_and_those_left_have_the_scores_that_they_had(self):
        """A sheet is counted in no lever that nobody linked it to so, nor as sure as that."""
        units, case = UNITS, CASE
        for lever in [v.id for v in CASE.levers][2:]:
            units = applied(units, levers.withdrawn_lever(units, case, lever))
            case = case_from_files(files_of(units))
            for combination, table in case.tables.items():
                before = CASE.tables[combination].scores
                assert {cell: before[cell] for cell in table.scores} == table.scores
        with pytest.raises(InvalidRequest) as error:
            levers.withdrawn_lever(units, case, case.levers[0].id)
        assert fields(error) == {("label", "too_few")}

    def test_a_sheet_whose_first_lever_leaves_serves_none_first(self):
        """« mieux_produire » is first on F03, before another, and alone on F01."""
        units = applied(UNITS, levers.withdrawn_lever(UNITS, CASE, "mieux_produire"))
        case = case_from_files(files_of(units))
        linked = {s.id: s for s in case.sheets}
        assert list(linked) == [s.id for s in CASE.sheets]
        assert linked["F03"].levers == ("", "mieux_se_loger")
        bare = linked["F01"]
        assert (bare.levers, bare.confidence, bare.reason) == (("",), "", "")

    def test_thirty_levers_are_the_most(self):
        units, case = UNITS, CASE
        while len(case.levers) < 30:
            units = applied(units, levers.added_lever(units, case, f"Levier {len(case.levers)}"))
            case = case_from_files(files_of(units))
        with pytest.raises(InvalidRequest) as error:
            levers.added_lever(units, case, "Le trente et unième")
        assert fields(error) == {("label", "too_many")}

    @given(label=TYPED, short=TYPED, scope=TYPED)
    def test_any_name_makes_a_case_or_is_told(self, label, short, scope):
        assert case_or_told(levers.added_lever, UNITS, CASE, label, short)
        assert case_or_told(levers.lever_change, UNITS, "mieux_produire", label, short, scope)

    def test_the_name_of_another_lever_is_refused(self):
        with pytest.raises(InvalidRequest) as error:
            levers.lever_change(UNITS, "mieux_produire", " mieux SE loger", "", "")
        assert ("label", "duplicate") in fields(error)

    def test_sheets_that_no_score_counts_may_name_no_lever(self):
        """Nothing has checked their columns: what a dossier came with stays as it was."""
        files = {**FILES, raw.SHEETS_FILE: "sheet_id,title\nF01,Atelier\n"}
        units = units_of(files)
        counted = next(c for c in CASE.criteria if notes.computed_from(units, c.id) == "count")
        units = applied(units, criteria.withdrawn_criterion(units, CASE, counted.id))
        case = case_from_files(files_of(units))
        change = levers.withdrawn_lever(units, case, "mieux_produire")
        assert not any(unit_parts(unit)[0] == "sheet" for unit in change)
        assert after(change, units)


class TestCriteria:
    def test_a_new_criterion_is_unknown_everywhere_and_open_where_it_was_not_said(self):
        typed = BlankCriterion("Coût", "500", "0", unit="k€")
        case = after(criteria.added_criterion(UNITS, CASE, typed))
        made = case.criteria[-1]
        assert (made.label, made.direction.default) == ("Coût", Sense.MIN)
        assert made.direction.status is Standing.TO_CONFIRM
        # It came months after the case was made.
        assert "création" not in made.direction.reason + made.scale_note
        assert all(note_of(case, v.id, made.id).unknown for v in case.levers)

    @each("criterion", [c.id for c in CASE.criteria])
    def test_a_criterion_withdrawn_leaves_nothing_of_it(self, criterion):
        case = after(criteria.withdrawn_criterion(UNITS, CASE, criterion))
        assert [c.id for c in case.criteria] == [c.id for c in CASE.criteria if c.id != criterion]
        assert not any(e.criterion == criterion for e in case.evidence)
        assert not any(criterion in q.criteria for q in case.questions)

    def test_the_last_that_counts_is_neither_withdrawn_nor_set_aside(self):
        units, case = UNITS, CASE
        *rest, last = [c.id for c in case.criteria if c.active]
        for criterion in rest:
            units = applied(units, criteria.active_change(units, case, criterion, active=False))
            case = case_from_files(files_of(units))
        for attempt in (
            lambda: criteria.withdrawn_criterion(units, case, last),
            lambda: criteria.active_change(units, case, last, active=False),
        ):
            with pytest.raises(InvalidRequest) as error:
                attempt()
            assert fields(error) == {("active", "last_criterion")}
        units = applied(units, criteria.active_change(units, case, rest[0], active=True))
        assert case_from_files(files_of(units)).criterion(rest[0]).active

    def test_ends_that_are_none_are_told(self):
        for worst, best, kind in (("5", "5", "flat_scale"), ("x", "5", "not_a_number")):
            with pytest.raises(InvalidRequest) as error:
                scales.ends_change(UNITS, "cop_progress", worst, best)
            assert kind in {k for _, k in fields(error)}

    @each("criterion", [c.id for c in CASE.criteria])
    @each("confirmed", [True, False])
    def test_any_criterion_is_turned_and_ends_swapped_are_the_same_act(self, criterion, confirmed):
        """Decided or not: each value is what is left of the first; undone, all is as before."""
        own = unit_name("criterion", criterion, "direction")
        units = applied(UNITS, criteria.confirmed_change(UNITS, own)) if confirmed else UNITS
        change = scales.turned_change(units, criterion)
        now, turned = after({}, units).criterion(criterion), after(change, units)
        first, other = now.scale, turned.criterion(criterion).scale
        worded = isinstance(first, WordScale)
        for score in [v.id for v in first.levels] if worded else (first.worst, first.best):
            assert other.value(score) == pytest.approx(1 - first.value(score))
        assert not worded or other.other_order == first.other_order[::-1]
        said, before = turned.criterion(criterion).direction, now.direction
        assert said.contested
        assert said.default is (before.default if worded else before.default.opposite)
        assert said.question
        assert {*said.labels} == {*Sense}
        assert said.reason != before.reason or not confirmed
        assert applied(applied(units, change), {u: p[::-1] for u, p in change.items()}) == units
        if not worded:
            swapped = str(first.best), str(first.worst)
            assert scales.ends_change(units, criterion, *swapped) == change

    def test_ends_that_no_longer_hold_a_score_are_refused_by_the_case(self):
        change = scales.ends_change(UNITS, "cop_progress", "50", "0")
        with pytest.raises(InvalidCase) as error:
            after(change)
        assert {p.kind for p in error.value.problems} == {"score_outside_anchors"}

    @each("unit", [u for u in UNITS if "anchors" in unit_parts(u)])
    def test_a_scale_that_was_confirmed_is_open_again_once_its_ends_are_others(self, unit):
        _, criterion, _ = unit_parts(unit)
        own = unit_name("criterion", criterion, "scale")
        units = applied(UNITS, criteria.confirmed_change(UNITS, own))
        ends = [json.loads(units[unit])[end] for end in ("worst", "best")]

        def standing(*given):
            change = scales.ends_change(units, criterion, *map(str, given))
            return after(change, units).criterion(criterion).scale_status

        assert standing(*ends) is Standing.CONFIRMED
        assert standing(ends[0], 2 * ends[1] - ends[0]) is Standing.TO_CONFIRM

    @each("criterion", ["cop_progress", "ghg_impact", "partner_ecosystem"])
    def test_a_scale_that_is_another_one_says_why_in_place_of_what_was_said_of_the_first(
        self, criterion
    ):
        unit = unit_name("criterion", criterion, "scale")
        renamed = UNITS[unit].replace("quelques partenaires", "un ou deux")
        change = {
            "cop_progress": lambda: scales.turned_change(UNITS, criterion),
            "ghg_impact": lambda: scales.ends_change(UNITS, criterion, "0", "9 500"),
            "partner_ecosystem": lambda: {unit: (UNITS[unit], renamed)},
        }[criterion]()
        written = after(scales.with_reason(change, "C’est l’inverse.")).criterion(criterion)
        assert written.scale_note == (
            "Échelle changée dans le dossier\u00a0: C’est l’inverse. À confirmer par le groupe."
        )

    def test_a_scale_that_is_the_same_keeps_what_is_said_of_it(self):
        unit = unit_name("criterion", "cop_progress", "scale")
        same = {unit: (UNITS[unit], UNITS[unit])}
        confirmed = criteria.confirmed_change(UNITS, unit)
        renamed = criteria.words_change(UNITS, "cop_progress", {"unit": "points"})
        for change in (same, confirmed, renamed):
            assert scales.with_reason(change, "Parce que.") == change

    def test_a_scale_that_was_confirmed_is_open_again_once_turned_round(self):
        units = applied(
            UNITS,
            criteria.confirmed_change(UNITS, unit_name("criterion", "cop_progress", "scale")),
        )
        case = after(scales.turned_change(units, "cop_progress"), units)
        assert case.criterion("cop_progress").scale_status is Standing.TO_CONFIRM

    @each("criterion", [c.id for c in CASE.criteria])
    def test_a_direction_is_confirmed_in_one_tap(self, criterion):
        for part in ("direction", "scale"):
            unit = unit_name("criterion", criterion, part)
            case = after(criteria.confirmed_change(UNITS, unit))
            status = case.criterion(criterion).direction.status
            status = status if part == "direction" else case.criterion(criterion).scale_status
            assert status is Standing.CONFIRMED

    def test_an_open_direction_needs_both_sentences(self):
        typed = criteria.TypedDirection("", "moins = mieux", confirmed=False, reason="à voir")
        with pytest.raises(InvalidRequest) as error:
            criteria.direction_change(UNITS, "cop_progress", typed)
        assert fields(error) == {("max", "direction_label_missing")}

    @each(
        ("criterion", "unit", "written"),
        [
            ("existing_coverage", "k€", ("0 k€", "1 k€", "5 k€")),
            ("existing_coverage", "minutes", ("0 minute", "1 minute", "5 minutes")),
            ("ghg_impact", "{n} x", ("0 {n} x", "1 {n} x", "5 {n} x")),
            ("cop_progress", "", ("0", "1", "5")),
        ],
    )
    def test_another_unit_takes_the_phrases_of_the_first_with_it(self, criterion, unit, written):
        """« aucune fiche » is nothing of what is counted in k€."""
        case = after(criteria.words_change(UNITS, criterion, {"unit": unit}))
        ours = case.criterion(criterion)
        for say in (phrases.anchor_text, phrases.plain_anchor):
            texts = tuple(say(ours, n) for n in (0, 1, 5))
            assert tuple(text.replace("\u00a0", " ") for text in texts) == written
        assert ours.plain.names == CASE.criterion(criterion).plain.names

    def test_the_unit_that_is_there_keeps_its_phrases(self):
        change = criteria.words_change(UNITS, "existing_coverage", {"unit": "fiches"})
        assert {u: pair[0] for u, pair in change.items()} == {
            u: pair[1] for u, pair in change.items()
        }

    @given(label=TYPED, question=TYPED, unit=TYPED)
    def test_any_words_make_a_case_or_are_told(self, label, question, unit):
        words = {"label": label, "question": question, "unit": unit}
        assert case_or_told(criteria.words_change, UNITS, "cop_progress", words)


class TestStatements:
    typed = evidence.TypedStatement(
        Stance.FOR, "emploi", "Des postes sont ouverts.", "deck", "page 3", lever="mieux_produire"
    )

    def test_a_statement_is_added_corrected_and_withdrawn(self):
        change = evidence.added_statement(UNITS, self.typed)
        case = after(change)
        assert len(case.evidence) == len(CASE.evidence) + 1
        units = applied(UNITS, change)
        ident = unit_parts(next(iter(change)))[1]
        other = evidence.TypedStatement(Stance.AGAINST, "coût", "Trop cher.", "deck", "page 4")
        case = after(evidence.statement_change(units, ident, other), units)
        assert case.evidence[-1].stance is Stance.AGAINST
        assert after(evidence.withdrawn_statement(units, ident), units).evidence == CASE.evidence

    @staticmethod
    def corrected(row, **other):
        """A statement before and after its form opened and some fields were typed over."""
        fields = evidence.TypedStatement.__dataclass_fields__.keys() - {"new_source"}
        typed = evidence.TypedStatement(**{name: getattr(row, name) for name in fields} | other)
        (pair,) = evidence.statement_change(UNITS, row.id, typed).values()
        return tuple(map(json.loads, pair))

    def test_a_statement_that_is_written_back_unchanged_is_the_same(self):
        for row in CASE.evidence:
            before, content = self.corrected(row)
            assert list(before.items()) == list(content.items()), row.id

    @each(
        ("typed", "leave"),
        [
            ({"place": "page 400"}, set()),
            ({"topic": "autre"}, set()),
            ({"statement": "Autre chose."}, {"summary", "short"}),
            ({"quote": "Autre chose", "statement": "x"}, {"summary", "short"}),
            ({"criterion": "cop_needs"}, {"perimeter"}),
            ({"lever": "mieux_se_loger", "criterion": "cop_needs"}, {"perimeter"}),
        ],
    )
    def test_what_stands_beside_a_statement_leaves_with_what_it_is_of(self, typed, leave):
        beside = ("summary", "short", "perimeter", "note", "confidence", "at")
        for row in CASE.evidence:
            before, content = self.corrected(row, **typed)
            kept_as_is = {name for name in beside if name in before} - leave
            assert {name for name in beside if name in content} == kept_as_is, row.id
            assert all(content[name] == before[name] for name in kept_as_is)
            if "perimeter" not in leave:
                assert content["target"] == before["target"], row.id
        assert leave <= {name for unit in EVIDENCE for name in unit}

    @each("ident", [e.id for e in CASE.evidence])
    def test_any_statement_leaves_with_the_comparisons_that_rest_on_it_alone(self, ident):
        case = after(evidence.withdrawn_statement(UNITS, ident))
        assert ident not in {e.id for e in case.evidence}

    @given(words=TYPED, quote=TYPED, place=TYPED)
    def test_any_words_make_a_case_or_are_told(self, words, quote, place):
        typed = evidence.TypedStatement(Stance.FOR, words, words, "deck", place, quote=quote)
        assert case_or_told(evidence.added_statement, UNITS, typed)
