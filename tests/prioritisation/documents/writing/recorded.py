"""Records for documents: the samples, a large one, hostile texts, one without a vote."""

import datetime as dt
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from criteria.load import load_case
from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.analysis.scenario import Scenario, starting_scenario
from prioritisation.documents.writing.note import note_of
from prioritisation.meeting.rules import Role
from prioritisation.meeting.rules.decision import Decision, Finding, Objection, Outcome, Step
from prioritisation.record.making import record_of
from prioritisation.record.model import read_record
from tests.conftest import INTERVALS
from tests.other_cases import bent_sites
from tests.prioritisation.documents.writing.made import HOSTILE
from tests.synthetic import long_name, mixed, write_case
from tests.thresholds import MeetingFacts
from tests.voting import round_facts

SAMPLES = Path(__file__).parents[3] / "cases" / "records"
NAMES = ("clear", "contested", "undecidable")
DAY = dt.date(2026, 2, 1)


@cache
def sample(name):
    """A sample record."""
    return read_record(SAMPLES / f"{name}.decision.json")


def record(name):
    """A sample, or a record that is made here."""
    made = (alone, bent, few, hostile, large, written_large)
    return {one.__name__: one for one in made}.get(name, lambda: sample(name))()


@cache
def note(name):
    """The note of a record: written once in a process, when it is asked for."""
    return note_of(record(name))


def written(texts):
    """A decision in which people wrote these texts, wherever they may."""
    return Decision(
        proposed=("mieux_produire",),
        body=texts[0][:400],
        context="\n".join(text[:600] for text in texts),
        objections=tuple(
            Objection(text=text, answer=text, outcome=Outcome.LIFTED) for text in texts
        ),
        motives="\n".join(text[:600] for text in texts),
        minority="\n".join(text[:600] for text in texts),
        arguments="\n".join(text[:600] for text in texts),
        steps=tuple(Step(action=text, who=text[:400], when=text[:400]) for text in texts),
        to_find=tuple(Finding(text=text) for text in texts),
    )


def facts(case, scenario, decision, **more):
    """Facts of one person's scenario."""
    return MeetingFacts(
        case, scenario, "Essai", "Sur quoi ?", DAY, chosen_by=Role.LEAD, decision=decision, **more
    )


@cache
def normandie():
    return load_case(INTERVALS)


@cache
def alone():
    """A scenario of one person."""
    scenario = starting_scenario(normandie())
    return record_of(facts(normandie().keeping(tuple(scenario.points)), scenario, Decision()))


@cache
def bent():
    """The same on a case where the points of one criterion do not follow a straight line."""
    return record_of(facts(bent_sites(), starting_scenario(bent_sites()), Decision()))


@cache
def hostile():
    """What should never be obeyed, wherever people may write; five thousand signes at most."""
    texts = tuple(text[:4_900] for text in HOSTILE)
    case = normandie()
    scenario = starting_scenario(case)
    case = case.keeping(tuple(scenario.points))
    levers = tuple(
        replace(lever, label=text[:400], short_label=text[:60])
        for lever, text in zip(case.levers, texts, strict=False)
    )
    tables = {name: replace(table, levers=levers) for name, table in case.tables.items()}
    aside = (
        replace(case.criteria[0], id=f"aside{k}", label=text[:400], caveat=text, active=False)
        for k, text in enumerate(texts)
    )
    whole = (*case.criteria, *aside)
    case = replace(case, title=texts[0], group=texts[1], levers=levers, tables=tables, whole=whole)
    more = {}
    return record_of(facts(case, scenario, written(texts), **more))


@cache
def large():
    """Thirty levers with names of sixty characters, twelve criteria, sixty ballots."""
    with tempfile.TemporaryDirectory() as folder:
        case = load_case(write_case(folder, 30, 12, mixed(), long_name))
    scenario = starting_scenario(case)
    ids = [c.id for c in case.criteria]
    cast = tuple(
        Ballot(
            {c: 100 if j == k % 12 else (7 * k + 13 * j) % 100 for j, c in enumerate(ids)},
            ids[k % 12],
        )
        for k in range(60)
    )
    return record_of(
        MeetingFacts(
            case,
            Scenario(scenario.points, scenario.combination),
            "Grande séance",
            "Lequel ?",
            DAY,
            rounds=(
                round_facts(
                    case.criteria,
                    {"": cast},
                    opened=DAY,
                    closed=DAY,
                    identifiers=tuple(f"{k:016x}" for k in range(60)),
                ),
            ),
            decision=replace_texts(),
        )
    )


def replace_texts():
    """A long decision."""
    long = (
        "Un texte assez long, écrit par le groupe, qui dit pourquoi et avec quelles réserves. " * 5
    )
    return Decision(
        proposed=("l0", "l1"),
        context=long,
        motives=long,
        minority=long,
        objections=tuple(Objection(text=long) for _ in range(4)),
        steps=tuple(Step(action=long, who="pilote", when="un jour") for _ in range(9)),
    )


@cache
def written_large():
    """A scenario with more than any slide holds in each text that people write."""
    long = " ".join(f"mot{k}" for k in range(700))[:4_990]
    scenario = starting_scenario(normandie())
    case = normandie().keeping(tuple(scenario.points))
    return record_of(facts(case, scenario, written((long, long[::-1]))))


@cache
def few():
    """Two ballots: nothing may be ranked."""
    case = normandie()
    scenario = starting_scenario(case)
    ids = tuple(scenario.points)
    cast = tuple(Ballot(dict(zip(ids, (100, 50, 20), strict=True)), ids[0]) for _ in "ab")
    return record_of(
        MeetingFacts(
            case.keeping(ids),
            scenario,
            "Petite séance",
            "",
            DAY,
            rounds=(round_facts(case.keeping(ids).criteria, {"": cast}),),
            simulated=True,
        )
    )
