"""Record and note -> what the page *Note* draws: the texts of the PDF, and what is missing."""

import json

from prioritisation.export.content import Note
from prioritisation.export.decided import state_of
from prioritisation.export.pdf import data_of
from prioritisation.record.decision import Missing, State
from prioritisation.record.model import Kind, Record
from prioritisation.sentences.decision import missing_texts
from prioritisation.wording import t, tn

SHOWN = (
    *("title", "organisation", "status", "mark", "lines", "first-title", "first", "sections"),
    *("annex-title", "annex", "trace-title", "trace"),
)
"""What is shown of what the PDF says: all but the attached record."""

VOTE, DECISION, WARNINGS = "vote", "decision", "warnings"
"""Where a missing piece is filled in."""


def preview_of(record: Record, note: Note) -> str:
    """The preview as JSON: texts and pictures of the note, its state, what is missing."""
    found = state_of(record)
    told = data_of(note)
    return json.dumps(
        {
            "note": {name: told[name] for name in SHOWN},
            "state": "rehearsal" if record.rehearsal else found.state.value,
            "decided": found.state is State.DECISION,
            "missing": [*_of_decision(record), *_of_the_rest(record)],
            "sha256": record.sha256,
        },
        ensure_ascii=False,
    )


def _of_decision(record: Record) -> list[tuple[str, str]]:
    """What keeps the texts from being a decision, each with its place."""
    found = state_of(record)
    return [
        (text, VOTE if what in (Missing.VOTE, Missing.REHEARSAL) else DECISION)
        for what, text in zip(found.missing, missing_texts(found), strict=True)
    ]


def _of_the_rest(record: Record) -> list[tuple[str, str]]:
    """What the note says is still to be written."""
    decision = record.decision
    found = []
    if not decision.context.strip():
        found.append((t("the context is not written"), DECISION))
    if not decision.steps:
        found.append((t("no next step is written"), DECISION))
    silent = sum(not warning.answer.strip() for warning in record.warnings)
    if silent and record.kind is Kind.MEETING:
        text = tn("{n} warning has no answer", "{n} warnings have no answer", silent)
        found.append((text, WARNINGS))
    return found
