"""Makes the sample records: meetings on the Normandie case, in which nobody took part.

``python -m tests.cases.records.make`` holds them again, each in a room of its own, as a group
would, and writes their records as an export does. Everything that people would have said is
invented and marked so; nothing here was decided by anybody. Clock and identifiers are given, so
that a sample changes only when the product does.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from criteria.model import Sense, Status
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.case_edits import ScoreEdit
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act, Form, Role
from prioritisation.meeting.rules.decision import (
    Decision,
    Finding,
    Objection,
    Outcome,
    ShowOfHands,
    Step,
)
from prioritisation.meeting.rules.decision import to_json as decision_json
from prioritisation.meeting.store import NewText, open_store
from prioritisation.record.making import record_of
from prioritisation.record.model import Record, schema, text_of
from tests.sitting import Sitting
from tests.thresholds import facts_of

HERE = Path(__file__).parent
INTERVALS = HERE.parent / "intervals"
DAY = dt.date(2026, 12, 5)
MORNING = dt.datetime(2026, 12, 5, 9, tzinfo=dt.UTC)
GHG, PARTNERS, COVERAGE = "ghg_impact", "partner_ecosystem", "existing_coverage"
UNIONS, EMPLOYERS, STATE = "organisations syndicales", "organisations patronales", "État et Région"
FICTITIOUS = "Exemple fictif : rien de cela n’a été dit."
ANSWER = "Le groupe en tient compte (exemple fictif)."


def identifiers(name, number, n):
    """The same at each writing, so that a sample changes only when the product does."""
    return tuple(
        hashlib.sha256(f"{name}.{number}.{k}".encode()).hexdigest()[:16] for k in range(n)
    )


def ballot(ghg, partners, coverage):
    points = {GHG: ghg, PARTNERS: partners, COVERAGE: coverage}
    return Ballot(points, next(c for c, p in points.items() if p == 100))


def scored(lever, criterion, low, high=None):
    return ScoreEdit(
        lever,
        criterion,
        low,
        low if high is None else high,
        Status.UNKNOWN if low is None else Status.OPINION,
        "tour de table fictif",
        "noté en séance (exemple fictif)",
    )


PARTNERS_SCORED = (
    scored("mieux_se_loger", PARTNERS, "plutot_favorable"),
    scored("preserver_ecosystemes", PARTNERS, "quelques_partenaires"),
    scored("mieux_se_nourrir", PARTNERS, "quelques_partenaires"),
    scored("mieux_consommer", PARTNERS, "a_construire"),
)


def coverage(produce):
    """Every count of action sheets written in the room, one of them as wished."""
    counts = {
        "mieux_se_deplacer": 3.0, "mieux_se_loger": 5.0, "preserver_ecosystemes": 4.0,
        "mieux_produire": produce, "mieux_se_nourrir": 1.0, "mieux_consommer": 1.0,
    }  # fmt: skip
    return tuple(scored(lever, COVERAGE, count) for lever, count in counts.items())


@dataclass(frozen=True)
class Poll:
    """A round: its ballots by college, in the order of the voters; revealed unless it is void."""

    cast: Mapping[str, Sequence[Ballot]]
    void: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Script:
    """A meeting, as it is to be held."""

    name: str
    title: str
    scores: Sequence[ScoreEdit]
    polls: Sequence[Poll]
    decision: Decision
    present: int
    colleges: Sequence[str] = ()
    invited: bool = False


def held(script: Script) -> Record:
    """The record of a meeting held from its first score to its decision, in a room of its own."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/seances.db", now=lambda: MORNING)
        try:
            sitting = _voted(Room(store), script)
            _concluded(sitting, script)
            rationale = sitting.room.rationale(sitting.code, sitting.secret)
        finally:
            store.close()
    return record_of(replace(facts_of(rationale), fictitious=True))


def _voted(room: Room, script: Script) -> Sitting:
    colleges = list(script.colleges)
    options = {"colleges": colleges, "invited": script.invited, "folder": INTERVALS}
    sitting = Sitting(room, Form.SHORT, title=script.title, **options)
    for score in script.scores:
        room.edit_score(sitting.code, sitting.secret, score)
    sitting.lobby()
    tokens = _gathered(sitting, script)
    for poll in script.polls:
        _polled(sitting, poll, tokens)
    return sitting


def _gathered(sitting: Sitting, script: Script) -> list[str]:
    """Everybody comes in, voters first; their tokens."""
    room, code = sitting.room, sitting.code
    where = [college for college, cast in script.polls[-1].cast.items() for _ in cast]
    where += [""] * (script.present - len(where))
    invitations: list[str | None] = [None] * len(where)
    if script.invited:
        invitations = [*room.new_invitations(code, sitting.secret, drawn_invitations(len(where)))]
    tokens = [room.new_token(code) for _ in where]
    for token, college, invitation in zip(tokens, where, invitations, strict=True):
        sitting.voter(token, college=college, invitation=invitation)
    return tokens


def _polled(sitting: Sitting, poll: Poll, tokens: Sequence[str]) -> None:
    """Open a round, with an answer to each warning; vote; reveal it, or declare it void."""
    room, code = sitting.room, sitting.code
    unconfirmed = dict.fromkeys(sitting.stage().meeting.unconfirmed, Sense.MIN)
    answers = {warning.id: ANSWER for warning in room.warnings(code)}
    room.open_round(code, sitting.secret, senses=unconfirmed, answers=answers)
    cast = [ballot for ballots in poll.cast.values() for ballot in ballots]
    for k, (token, given) in enumerate(zip(tokens, cast, strict=False)):
        voter, reason = room.voter_of(code, token), poll.reason if k == 0 else ""
        room.cast_soon(code, voter, given, reason, f"envoi-{k}").result()
    if poll.void:
        sitting.act(Act.VOID_ROUND, reason=poll.void)
    else:
        sitting.reveal()


def _concluded(sitting: Sitting, script: Script) -> None:
    """Answer what was found in the ballots, write, decide; identifiers are not drawn."""
    room, code = sitting.room, sitting.code
    for warning in room.warnings(code, Role.FACILITATOR):
        if not warning.answer:
            sitting.act(Act.ANSWER_WARNING, warning=warning.id, reason=ANSWER)
    for act in (Act.START_ANALYSIS, Act.START_PORTFOLIO, Act.START_DECISION):
        sitting.act(act)
    room.write_text(code, sitting.secret, "decision", decision_json(script.decision), 0)
    number, n = len(script.polls), sum(map(len, script.polls[-1].cast.values()))
    kept = json.dumps(identifiers(script.name, number, n))
    with room.store.change(code) as change:
        change.write_text(NewText(f"identifiers.{number}", kept, Role.RECORDER, 0))


def clear() -> Record:
    """One lever is first for nearly all weights, whatever is unknown; three colleges vote."""
    given = [
        (UNIONS, 100, 60, 30), (UNIONS, 100, 80, 40), (UNIONS, 90, 100, 20), (UNIONS, 100, 50, 50),
        (UNIONS, 100, 70, None), (UNIONS, 80, 100, 30), (EMPLOYERS, 100, 90, 20),
        (EMPLOYERS, 100, 100, 10), (EMPLOYERS, 70, 100, 30), (EMPLOYERS, 100, 40, 40),
        (EMPLOYERS, 100, 60, 20), (STATE, 100, 50, 40), (STATE, 100, 70, 60), (STATE, 100, 30, 30),
        (STATE, 90, 100, 50), (STATE, 100, 80, 20),
    ]  # fmt: skip
    cast = {
        college: [ballot(*points) for name, *points in given if name == college]
        for college in (UNIONS, EMPLOYERS, STATE)
    }
    texts = Decision(
        proposed=("mieux_produire",),
        body="bureau du CREFOP (exemple fictif)",
        context=FICTITIOUS,
        no_objection=True,
        motives="Plus forte baisse visée et partenaires déjà mobilisés. " + FICTITIOUS,
        steps=(Step(action="Réunir les porteurs de fiches", who="DREETS", when="janvier 2027"),),
        review=dt.date(2027, 6, 1),
    )
    return held(
        Script(
            "clear",
            "Séance fictive : un premier rang net",
            PARTNERS_SCORED + coverage(3.0),
            [Poll(cast, reason="L’industrie pèse le plus.")],
            texts,
            present=18,
            colleges=(UNIONS, EMPLOYERS, STATE),
            invited=True,
        )
    )


def contested() -> Record:
    """Two camps, two rounds after one declared void, an objection kept and a vote."""
    heavy = [(100, 40, 10), (100, 50, 0), (100, 30, 20), (100, 60, 10), (100, 45, 15)] * 2
    missing = [(10, 40, 100), (0, 30, 100), (20, 50, 100), (15, 20, 100), (5, 45, 100)] * 2
    later = [(100, 50, 20)] * 2 + heavy[2:]
    first, last = ({"": [ballot(*p) for p in part + missing]} for part in (heavy, later))
    void = Poll({"": first[""][:7]}, void="question mal affichée (exemple fictif)")
    texts = Decision(
        proposed=("mieux_produire", "mieux_se_deplacer"),
        body="bureau du CREFOP (exemple fictif)",
        context=FICTITIOUS,
        objections=(
            Objection(
                text="Deux leviers dispersent. " + FICTITIOUS,
                answer="Les deux partagent les mêmes partenaires. " + FICTITIOUS,
                outcome=Outcome.KEPT,
            ),
            Objection(
                text="Le fret compte deux fois. " + FICTITIOUS,
                answer="Le périmètre est écrit. " + FICTITIOUS,
                outcome=Outcome.LIFTED,
            ),
        ),
        vote=ShowOfHands(favour=12, against=6, abstaining=2),
        motives="Les deux camps s’accordent sur ces deux leviers. " + FICTITIOUS,
        arguments="Les deux partagent une filière. " + FICTITIOUS,
        minority="Six membres voulaient un levier peu couvert. " + FICTITIOUS,
        steps=(Step(action="Étude flash", who="Carif-Oref", when="mars 2027"),),
        review=dt.date(2027, 6, 1),
        to_find=(Finding(lever="mieux_produire", criterion=COVERAGE),),
    )
    return held(
        Script(
            "contested",
            "Séance fictive : un groupe partagé",
            PARTNERS_SCORED + coverage(7.0),
            [void, Poll(first), Poll(last)],
            texts,
            present=22,
        )
    )


def undecidable() -> Record:
    """Nothing was scored in the room: the first place depends on what nobody knows."""
    points = [
        (100, 80, 60), (80, 100, 60), (60, 80, 100), (100, 100, 50), (50, 100, 80), (100, 70, 70),
        (70, 100, 90), (90, 60, 100), (100, 90, 40), (60, 100, 70),
    ]  # fmt: skip
    texts = Decision(
        context=FICTITIOUS,
        to_find=(
            Finding(lever="mieux_se_loger", criterion=PARTNERS),
            Finding(text="Qui porte déjà une action sur l’alimentation ?"),
        ),
        steps=(Step(action="Noter l’écosystème des quatre leviers", who="pilotes"),),
    )
    return held(
        Script(
            "undecidable",
            "Séance fictive : des notes trop incertaines",
            (),
            [Poll({"": [ballot(*p) for p in points]})],
            texts,
            present=10,
        )
    )


SAMPLES = {"clear": clear, "contested": contested, "undecidable": undecidable}


def main() -> None:
    """Write the samples and the schema."""
    published = json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
    (HERE.parents[2] / "docs" / "record.schema.json").write_text(published, "utf-8")
    for name, make in SAMPLES.items():
        text = text_of(make())
        (HERE / f"{name}.decision.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
