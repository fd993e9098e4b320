"""Makes the sample records: the Normandie case, with ballots and texts that nobody gave.

``python -m tests.cases.records.make`` writes them again. Everything that people would have said
is invented and marked so; nothing here was decided by anybody.
"""

import datetime as dt
import hashlib
import json
from dataclasses import replace
from pathlib import Path

from criteria.load import load_case
from criteria.model import Sense, Status
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.ballots.rounds import movement
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.sets.discussion import starting_cards
from prioritisation.analysis.sets.question import (
    Capacity,
    LeverLoad,
    Load,
    PairSynergy,
    Question,
    Synergy,
)
from prioritisation.meeting.room.case_edits import (
    ScoreEdit,
    case_files_of,
    edited_case,
    matrix_content,
    to_json,
)
from prioritisation.meeting.room.setup import framed, starting_setup
from prioritisation.meeting.rules import Form, Role
from prioritisation.meeting.rules.decision import (
    Decision,
    Finding,
    Objection,
    Outcome,
    ShowOfHands,
    Step,
)
from prioritisation.meeting.rules.rounds import RoundFacts
from prioritisation.meeting.store import StoredEdit
from prioritisation.record.facts import Admission
from prioritisation.record.making import record_of
from prioritisation.record.model import Record, schema, text_of
from tests.thresholds import MeetingFacts, case_warnings

HERE = Path(__file__).parent
INTERVALS = HERE.parent / "intervals"
DAY = dt.date(2026, 12, 5)
GHG, PARTNERS, COVERAGE = "ghg_impact", "partner_ecosystem", "existing_coverage"
UNIONS, EMPLOYERS, STATE = "organisations syndicales", "organisations patronales", "État et Région"
WORDING = "Quel passage du plus bas au plus haut compte le plus ? (exemple fictif)"
FICTITIOUS = "Exemple fictif : rien de cela n’a été dit."


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
        "mieux_se_deplacer": 3.0,
        "mieux_se_loger": 5.0,
        "preserver_ecosystemes": 4.0,
        "mieux_produire": produce,
        "mieux_se_nourrir": 1.0,
        "mieux_consommer": 1.0,
    }
    return tuple(scored(lever, COVERAGE, count) for lever, count in counts.items())


def grounds(edits, sense=Sense.MIN):
    """The case as a meeting would have frozen it, its scenario, and the text frozen."""
    whole = load_case(INTERVALS)
    setup = replace(
        starting_setup(whole),
        senses={GHG: Sense.MAX, PARTNERS: Sense.MAX, COVERAGE: sense},
    )
    stored = [
        StoredEdit(k, to_json(e), Role.FACILITATOR, f"{DAY}T10:00:00")
        for k, e in enumerate(edits, 1)
    ]
    case = framed(edited_case(whole, stored), setup)
    senses = {COVERAGE: sense} if sense is Sense.MAX else {}
    scenario = Scenario(dict.fromkeys(setup.criteria, 50.0), setup.combination, senses)
    return case, scenario, matrix_content(case, setup, len(edits))


def facts(title, edits, **more):
    case, scenario, content = grounds(edits)
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
        portfolio=Question(),
        cards=starting_cards(case),
        fictitious=True,
        **more,
    )


def poll(name, content, number, ballots, **more):
    digest = hashlib.sha256(content.encode()).hexdigest()
    bare = RoundFacts(number, digest, DAY, DAY, by_college=ballots, **more)
    n = len(bare.ballots)
    return replace(bare, count=n, identifiers=identifiers(name, number, n))


def clear() -> Record:
    """One lever is first for nearly all weights, whatever is unknown; three colleges vote."""
    edits = PARTNERS_SCORED + coverage(3.0)
    content = grounds(edits)[2]
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
    return record_of(
        facts(
            "Séance fictive : un premier rang net",
            edits,
            decision=texts,
            opinions=True,
            mode=Admission.INVITED,
            present=18,
            rounds=(
                poll(
                    "clear",
                    content,
                    1,
                    cast,
                    reasons=("L’industrie pèse le plus.",),
                    groups=((EMPLOYERS,), (UNIONS,), (STATE,)),
                ),
            ),
        )
    )


def contested() -> Record:
    """Two camps, two rounds after one declared void, an objection kept and a vote."""
    edits = PARTNERS_SCORED + coverage(7.0)
    content = grounds(edits)[2]
    heavy = [(100, 40, 10), (100, 50, 0), (100, 30, 20), (100, 60, 10), (100, 45, 15)] * 2
    missing = [(10, 40, 100), (0, 30, 100), (20, 50, 100), (15, 20, 100), (5, 45, 100)] * 2
    later = [(100, 50, 20)] * 2 + heavy[2:]
    cast = [[ballot(*p) for p in part + missing] for part in (heavy, later)]
    pairs = [{str(k): one for k, one in enumerate(part)} for part in cast]
    void = RoundFacts(
        1,
        hashlib.sha256(content.encode()).hexdigest(),
        DAY,
        DAY,
        "question mal affichée (exemple fictif)",
        7,
    )
    said = Question(
        synergies=(PairSynergy("mieux_produire", "mieux_se_deplacer", Synergy.HELP, FICTITIOUS),),
        loads=tuple(LeverLoad(v, Load.MODERATE, FICTITIOUS)
                    for v in ("mieux_se_deplacer", "mieux_se_loger", "preserver_ecosystemes",
                              "mieux_produire", "mieux_se_nourrir", "mieux_consommer")),
        capacity=Capacity.FAIR,
    )  # fmt: skip
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
        minority="Six membres voulaient un levier peu couvert. " + FICTITIOUS,
        steps=(Step(action="Étude flash", who="Carif-Oref", when="mars 2027"),),
        review=dt.date(2027, 6, 1),
        to_find=(Finding(lever="mieux_produire", criterion=COVERAGE),),
    )
    base = facts(
        "Séance fictive : un groupe partagé",
        edits,
        decision=texts,
        present=22,
        rounds=(
            void,
            poll("contested", content, 2, {"": cast[0]}),
            poll("contested", content, 3, {"": cast[1]}),
        ),
        movement=movement(*pairs, (GHG, PARTNERS, COVERAGE)),
    )
    return record_of(replace(base, portfolio=said))


def undecidable() -> Record:
    """Nothing was scored in the room: the first place depends on what nobody knows."""
    content = grounds(())[2]
    points = [
        (100, 80, 60),
        (80, 100, 60),
        (60, 80, 100),
        (100, 100, 50),
        (50, 100, 80),
        (100, 70, 70),
        (70, 100, 90),
        (90, 60, 100),
        (100, 90, 40),
        (60, 100, 70),
    ]
    texts = Decision(
        context=FICTITIOUS,
        to_find=(
            Finding(lever="mieux_se_loger", criterion=PARTNERS),
            Finding(text="Qui porte déjà une action sur l’alimentation ?"),
        ),
        steps=(Step(action="Noter l’écosystème des quatre leviers", who="pilotes"),),
    )
    return record_of(
        facts(
            "Séance fictive : indécidable",
            (),
            decision=texts,
            present=10,
            rounds=(poll("undecidable", content, 1, {"": [ballot(*p) for p in points]}),),
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
