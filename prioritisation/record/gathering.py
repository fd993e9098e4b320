"""A meeting -> the facts of its decision record: everything that its documents rest on."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from prioritisation.meeting.room.rationale import RecordGathering, decision_of
from prioritisation.meeting.room.stage import DECISION_TEXT
from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.rules.setup import Setup, question_text
from prioritisation.meeting.rules.state import RoundFacts
from prioritisation.meeting.store import Entry
from prioritisation.record.facts import Admission, MeetingFacts
from prioritisation.wording.catalogue import question_of
from prioritisation.wording.moments import local_moment
from prioritisation.wording.nouns import speaking_of


def facts_of(
    rationale: RecordGathering, settings: Mapping[str, tuple[float, ...]]
) -> MeetingFacts:
    """The facts of a meeting as far as it went.

    Parameters
    ----------
    settings
        Thresholds of the words: name of the setting -> its numbers.

    Raises
    ------
    InvalidDecision
        When the decision of the meeting cannot be read back.
    """
    with speaking_of(rationale.stage.case.option):
        return _facts_of(rationale, settings)


def _facts_of(
    rationale: RecordGathering, settings: Mapping[str, tuple[float, ...]]
) -> MeetingFacts:
    stage, results, texts = rationale.stage, rationale.results, rationale.texts
    return MeetingFacts(
        stage.case,
        stage.scenario(),
        rationale.title,
        question_of(stage.case),
        _day(local_moment(rationale.created_at, stage.case.timezone).date(), rationale.rounds),
        settings,
        files=rationale.files,
        matrix_content=rationale.matrix_content,
        confirmed_by=_confirmed_by(rationale.log, stage.setup),
        present=stage.present,
        rounds=rationale.rounds,
        wording=question_text(stage.setup.weighting),
        mode=Admission.INVITED if stage.setup.invited else Admission.OPEN,
        form=stage.meeting.form,
        moved=results.movement.moved if results.movement else None,
        unlike=results.unlike,
        warnings=rationale.warnings,
        opinions=True,
        # Of what is proposed: an answer given for other levers is not one that is recorded.
        decision=decision_of(texts[DECISION_TEXT]).model_copy(update={"former_consent": None}),
        simulated=stage.meeting.rehearsal,
        dossier=rationale.dossier,
    )


def _day(created: dt.date, rounds: Sequence[RoundFacts]) -> dt.date:
    """The day of a meeting: when its last round ended, else when it was created."""
    ended = [r.closed for r in rounds if r.closed]
    return ended[-1] if ended else created


def _confirmed_by(log: Sequence[Entry], setup: Setup) -> dict[str, Role]:
    """Criterion -> the role that confirmed its direction last, for those that stand confirmed."""
    roles: dict[str, Role] = {}
    for entry in log:
        if entry.act == Act.CONFIRM_DIRECTION:
            roles.update(dict.fromkeys(json.loads(entry.detail), Role(entry.role)))
    return {c: role for c, role in roles.items() if c in setup.senses}
