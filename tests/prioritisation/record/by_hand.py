"""Facts put together by hand, for what makes a record of facts; samples are real meetings."""

import hashlib
import json
from dataclasses import replace

from criteria.load import load_case
from criteria.model import Sense
from prioritisation.analysis.scenario import Scenario
from prioritisation.meeting.room.case_edits import (
    case_files_of,
    edited_case,
    matrix_content,
    to_json,
)
from prioritisation.meeting.rules import Form, Role
from prioritisation.meeting.rules.setup import framed, starting_setup
from prioritisation.meeting.store import StoredEdit
from prioritisation.record.making import computed_record, record_of
from prioritisation.record.warned import warnings_again
from prioritisation.settings import warning_thresholds
from tests.cases.records.make import COVERAGE, DAY, FICTITIOUS, INTERVALS, identifiers
from tests.thresholds import MeetingFacts, case_warnings
from tests.voting import round_facts

WORDING = "Quel passage du plus bas au plus haut compte le plus ? (exemple fictif)"


def grounds(edits, sense=Sense.MIN, **choices):
    """The case as a meeting would have frozen it, its scenario, and the text frozen."""
    whole = load_case(INTERVALS)
    setup = replace(starting_setup(whole), senses={COVERAGE: sense}, **choices)
    stored = [
        StoredEdit(k, to_json(e), Role.FACILITATOR, f"{DAY}T10:00:00")
        for k, e in enumerate(edits, 1)
    ]
    case = framed(edited_case(whole, stored), setup)
    senses = {COVERAGE: sense} if sense is Sense.MAX else {}
    scenario = Scenario(dict.fromkeys(setup.criteria, 50.0), setup.combination, senses)
    return case, scenario, matrix_content(case, setup, len(edits))


def facts(title, edits, choices=None, **more):
    case, scenario, content = grounds(edits, **(choices or {}))
    warnings = tuple(
        replace(w, answer=FICTITIOUS)
        for w in case_warnings(case, scenario.combination, scenario.senses)
    )
    return MeetingFacts(
        case,
        scenario,
        title,
        "Sur quel levier travailler d’abord ?",
        DAY,
        files=case_files_of(INTERVALS),
        matrix_content=content,
        confirmed_by={COVERAGE: Role.FACILITATOR},
        wording=WORDING,
        form=Form.SHORT,
        warnings=warnings,
        fictitious=True,
        **more,
    )


def poll(name, content, number, ballots, **more):
    digest, whole = hashlib.sha256(content.encode()).hexdigest(), load_case(INTERVALS)
    criteria = [whole.criterion(c[0]) for c in json.loads(content)["criteria"]]
    more = {"opened": DAY, "closed": DAY, **more}
    bare = round_facts(criteria, ballots, number, digest, **more)
    return replace(bare, identifiers=identifiers(name, number, bare.count))


def warned(meeting):
    """The record of a meeting that was told all warnings of its case and of its ballots."""
    record, computed = computed_record(meeting)
    limits = warning_thresholds(), meeting.thresholds.group
    notes = warnings_again(record, computed, limits).values()
    return record_of(
        replace(meeting, warnings=tuple(replace(n, answer=FICTITIOUS) for n in notes))
    )
