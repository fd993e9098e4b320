"""Checks between the files of a case: references, duplicates, completeness, anchors."""

from criteria.crosscheck.claims import check_claims
from criteria.crosscheck.definitions import check_case, check_computed, check_criteria
from criteria.crosscheck.references import (
    check_census,
    check_duplicates,
    check_evidence,
    check_levers,
    check_rows,
    check_sheets,
)
from criteria.crosscheck.scores import check_complete, check_scores
from criteria.problems import Problem
from criteria.raw import RawCase

CHECKS = (
    check_case,
    check_criteria,
    check_computed,
    check_levers,
    check_duplicates,
    check_scores,
    check_complete,
    check_rows,
    check_sheets,
    check_evidence,
    check_claims,
    check_census,
)


def crosscheck(raw: RawCase) -> list[Problem]:
    """Every problem between the files, in the order of the files."""
    return [problem for check in CHECKS for problem in check(raw)]
