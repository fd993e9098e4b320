"""Problems as sentences: where it is, what is wrong, what to do."""

from collections.abc import Callable

from criteria.errors import Problem, ProblemKind
from prioritisation.wording.catalogue import t
from prioritisation.wording.numbers import plain

SENTENCES: dict[ProblemKind, Callable[[], str]] = {
    "ambiguous_number": lambda: t("« {found} » reads in two ways: write {whole}, or {decimal}"),
    "anchor_inexact": lambda: t(
        "counted {found} at a time, the end {anchor} is not written exactly: at most three "
        "decimals"
    ),
    "bad_encoding": lambda: t("the file is not UTF-8: save it again as « UTF-8 »"),
    "bad_form": lambda: t("« {found} » does not have the form expected here"),
    "bad_list": lambda: t("a list is expected here: between brackets, or one [[table]] for each"),
    "bad_quotes": lambda: t("a quotation mark is missing, or is not doubled inside a cell"),
    "bad_structure": lambda: t("a table of keys is expected here"),
    "bad_toml": lambda: t("the file cannot be read as TOML, near line {line}, column {column}"),
    "both_sides": lambda: t("« {found} » is on both sides of the statement"),
    "computed_score": lambda: t(
        "this score is computed: correct the rows or the sheets that it comes from"
    ),
    "control_sign": lambda: t("this holds a control sign that nobody sees ({allowed})"),
    "decimal_comma": lambda: t("« {found} »: write the decimal point, not the comma"),
    "default_reading": lambda: t(
        "one way of counting, and only one, must be the default; {found} are"
    ),
    "direction_closed": lambda: t(
        "« {found} » argues for a direction that criteria.toml does not name"
    ),
    "direction_label_missing": lambda: t("the sentence of this direction is missing"),
    "duplicate": lambda: t("« {found} » is there twice (first in row {first})"),
    "duplicate_column": lambda: t("this column is there twice"),
    "empty": lambda: t("this must not be empty"),
    "empty_file": lambda: t("the file has no row"),
    "evidence_mismatch": lambda: t(
        "« {found} » is about another criterion, or about no lever of this side"
    ),
    "flat_scale": lambda: t("the two marks, worst and best, are equal"),
    "future_date": lambda: t("« {found} » is still to come: nobody can have said it yet"),
    "interval_reversed": lambda: t(
        "the interval is reversed: « {found} » comes after « {allowed} »"
    ),
    "last_criterion": lambda: t("one criterion at least must count"),
    "invisible": lambda: t("this holds no sign that anybody sees"),
    "level_in_use": lambda: t(
        "« {found} » is the score of {allowed}: give another score first, then withdraw it"
    ),
    "no_other_order": lambda: t("the other order must hold the same words, and not be the same"),
    "levels_not_increasing": lambda: t("the values of the levels must rise from 0 to 1"),
    "links_without_count": lambda: t(
        "this way of counting says which links count, but none of its criteria counts action "
        "sheets"
    ),
    "low_above_high": lambda: t(
        "« At least » goes beyond « At most »: « {found} » comes after « {allowed} ». Nothing is "
        "written"
    ),
    "line_break": lambda: t("a cell holds a line break: a quotation mark is probably missing"),
    "missing_column": lambda: t("this column is missing"),
    "missing_file": lambda: t("the file is missing"),
    "missing_folder": lambda: t("this folder does not exist"),
    "missing_key": lambda: t("this is missing"),
    "missing_reading_score": lambda: t(
        "no row for lever « {lever} » and criterion « {criterion} » with the way of counting "
        "« {reading} »: it holds for all levers at once"
    ),
    "missing_score": lambda: t(
        "no row for lever « {lever} » and criterion « {criterion} »: write it, with the status "
        "« inconnu » if nobody knows"
    ),
    "no_active_criterion": lambda: t(
        "no criterion is active: at least one must count from the start"
    ),
    "no_criterion": lambda: t("the case has no criterion"),
    "no_levels": lambda: t("this scale has no levels"),
    "not_a_number": lambda: t("« {found} » is not a number"),
    "not_allowed": lambda: t("« {found} » is not accepted here; expected: {allowed}"),
    "not_an_address": lambda: t("« {found} » is no web address: it begins with https://"),
    "not_finite": lambda: t("« {found} » is not a finite number"),
    "nothing_known": lambda: t(
        "« {found} »: none of its scores is known; give the worst and the best that they may be"
    ),
    "reading_of_criterion": lambda: t(
        "what is said of a whole criterion holds for every way of counting: leave this cell empty"
    ),
    "one_word": lambda: t(
        "« {found} »: « {allowed} » alone tells nothing apart; add the words that are not there, "
        "or leave this criterion out"
    ),
    "other_unit": lambda: t("in « {found} », where the scores of this case are in « {allowed} »"),
    "points_not_monotone": lambda: t("the points must follow each other from value 0 to value 1"),
    "sense_unused": lambda: t(
        "this name is never used: the direction of the criterion does not have this sense"
    ),
    "several_lines": lambda: t("write this on one line, without line break or tab"),
    "source_in_use": lambda: t(
        "« {found} » is still a source of something: give it another one first"
    ),
    "score_outside_anchors": lambda: t("{found} is outside the marks, from {low} to {high}"),
    "reading_without_effect": lambda: t(
        "no score of the criterion « {found} » depends on this question"
    ),
    "sum_needs_question": lambda: t(
        "a sum of official lines depends on a way of counting: this question stays"
    ),
    "sum_without_question": lambda: t(
        "a sum depends on a way of counting: name this criterion in a question of case.toml"
    ),
    "score_with_unknown": lambda: t("the status is « inconnu » but there is a score, « {found} »"),
    "target_mismatch": lambda: t(
        "the lever and the criterion do not go with the target « {found} »"
    ),
    "reason_of_before": lambda: t("this was said of the score before: say why it is another one"),
    "too_few": lambda: t("at least {allowed} are needed, there are {found}"),
    "too_few_levers": lambda: t("at least two levers are needed, there are {found}"),
    "too_long": lambda: t("this is too long (at most {allowed})"),
    "too_many": lambda: t("at most {allowed} are compared, there are {found}"),
    "too_many_cells": lambda: t("{found} cells where the header has {expected}"),
    "answer_in_force": lambda: t(
        "« {found} » is in force: have another answer in force first, then withdraw this one"
    ),
    "too_many_readings": lambda: t(
        "the ways of counting make {found} combinations; at most {allowed}"
    ),
    "too_many_words": lambda: t("{found} words, where {allowed} at most are read on the screen"),
    "turned_round": lambda: t(
        "this holds a hidden sign that turns round what is read after it ({allowed})"
    ),
    "unknown_column": lambda: t("unknown column; expected: {allowed}"),
    "unknown_criterion": lambda: t("« {found} » is not a criterion; expected: {allowed}"),
    "unknown_evidence": lambda: t("« {found} » is not listed in evidence.csv"),
    "unknown_key": lambda: t("unknown key"),
    "unknown_level": lambda: t("« {found} » is not a level of the scale; expected: {allowed}"),
    "unknown_lever": lambda: t("« {found} » is not a lever of levers.csv"),
    "unknown_reading": lambda: t("« {found} » is not a way of counting; expected: {allowed}"),
    "unknown_source": lambda: t("« {found} » is not listed in sources.csv"),
    "unknown_without_reason": lambda: t("a missing score must say why (reason)"),
    "unreadable": lambda: t("the file cannot be read"),
    "meeting_named": lambda: t(
        "the weights of a meeting stand in its own documents; name weights here, not a meeting"
    ),
    "negative": lambda: t("« {found} » is negative; a weight is 0 or more"),
    "not_whole": lambda: t("« {found} » is not a whole number"),
    "out_of_range": lambda: t("« {found} » is outside 0 to 100"),
    "refused": lambda: t("{text}"),
    "repeated": lambda: t("« {found} » is given twice"),
    "setting_falling": lambda: t(
        "« {found} » is not understood; expected: {count} numbers from {high} down to {low}, "
        "separated by commas, none above the one before, for instance {example}"
    ),
    "setting_malformed": lambda: t("« {found} » is not understood; expected: {allowed}"),
    "setting_numbers": lambda: t(
        "« {found} » is not understood; expected, from {low} to {high} and separated by commas: "
        "{count} number(s), for instance {example}"
    ),
    "unknown_direction": lambda: t(
        "« {found} » is not a direction open here; expected: {allowed}"
    ),
    "unknown_setting": lambda: t("unknown setting"),
    "zero_weights": lambda: t("all the weights are zero: give points to one criterion at least"),
}
"""Kind -> its sentence; functions, so that the extraction sees whole messages."""
_WITHOUT_PLACE: dict[ProblemKind, Callable[[], str]] = {
    "bad_toml": lambda: t("the file cannot be read as TOML"),
    "duplicate": lambda: t("« {found} » is there twice"),
}
"""Kind -> its sentence when the problem tells neither a line nor a first row."""


def template(problem: Problem) -> str:
    """The sentence of a problem, with the names of its values between braces."""
    placed = problem.values.get("line") or problem.values.get("first")
    sentences = SENTENCES if placed else SENTENCES | _WITHOUT_PLACE
    return sentences[problem.kind]()


def problem_sentence(problem: Problem) -> str:
    """One problem, its place first: « scores.csv, ligne 3, colonne score : … »."""
    return t("{place}: {text}", place=_place(problem), text=problem_text(problem))


def problem_text(problem: Problem) -> str:
    """One problem without its place: what stands beside the field that it is about."""
    values = {
        key: plain(value) if isinstance(value, float) else value
        for key, value in problem.values.items()
    }
    return template(problem).format_map(_Blank(values))


def _place(problem: Problem) -> str:
    """Where a problem is: file or entry point, row, column or key."""
    entries = {"address": t("address"), "room": t("score typed in")}
    parts = [entries.get(problem.place, problem.place)]
    if problem.row is not None:
        parts.append(t("row {n}", n=problem.row))
    if problem.column:
        in_table = problem.row is not None
        parts.append(t("column {name}", name=problem.column) if in_table else problem.column)
    return ", ".join(parts)


class _Blank(dict[str, object]):
    """A value that a problem does not carry is written as nothing."""

    def __missing__(self, key: str) -> str:
        return ""
