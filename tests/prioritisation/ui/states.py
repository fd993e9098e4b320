"""Addresses of every page, drawn at random from a seed: plain, contradictory, or broken."""

from criteria.model import Sense
from prioritisation.analysis.address import (
    COLUMNS_KEY,
    CONSTRAINTS_KEY,
    EQUAL,
    LEFT_OUT,
    MEETING_KEY,
    POINTS_KEY,
    READINGS_KEY,
    REVERSED,
    SCENARIOS_KEY,
    SENSE_KEY,
    TRIANGLE_KEY,
)
from prioritisation.analysis.census import KEYS, choices
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.scenario import Scenario
from prioritisation.analysis.weight_elicitation import starting_elicitation
from prioritisation.analysis.whatif import Fork, ScoreChange, packed, to_text

BROKEN = ("", "x", "-1", "nan", "1e9", "٣", "%", "a.b.c", "~", "~eJx", "<b>", "\u202e", "é" * 300)


def base(random, case):
    """The settings that all pages share."""
    if random.random() < 0.1:
        return {}
    found = {
        f"{POINTS_KEY}.{c.id}": random.choice([LEFT_OUT, "0", "1", "50", "50", "100"])
        for c in case.criteria
    }
    found[READINGS_KEY] = random.choice(list(case.tables))
    for c in case.criteria:
        if random.random() < 0.5:
            found[f"{SENSE_KEY}.{c.id}"] = random.choice([s.value for s in c.direction.labels])
    return found


def broken(random, address):
    """The same with something that means nothing."""
    key = random.choice(
        [*address, READINGS_KEY, f"{SENSE_KEY}.ghg_impact", "inconnu", MEETING_KEY]
    )
    return {**address, key: random.choice(BROKEN)}


def constraints(random, case):
    """Orders and bounds, which may contradict each other."""
    ids = [c.id for c in case.criteria]
    found = []
    for _ in range(random.randint(0, 4)):
        one, other = random.sample(ids, 2)
        low, high = random.randint(0, 100), random.randint(0, 100)
        found.append(
            random.choice(
                [f"{one}>={other}", f"{one}>={low}", f"{one}<={low}", f"{one} {low}..{high}"]
            )
        )
    return {CONSTRAINTS_KEY: ",".join(found)} if found else {}


def columns(random, case):
    parts = [
        EQUAL,
        *(m.value for m in Method if m is not Method.ADDITIVE),
        *(f"{READINGS_KEY}:{r}" for r in case.readings),
        *(f"{REVERSED}:{c.id}" for c in case.criteria),
    ]
    found = [
        "+".join(random.sample(parts, random.randint(1, 3))) for _ in range(random.randint(0, 7))
    ]
    return {COLUMNS_KEY: ",".join(found)} if found else {}


def triangle(random, case):
    if random.random() < 0.6:
        return {}
    return {TRIANGLE_KEY: ".".join(random.sample([c.id for c in case.criteria], 3))}


def filters(random, case):
    known = choices(case)
    return {
        key: random.choice([*known[field], "x"])
        for field, key in KEYS.items()
        if random.random() < 0.4
    }


def scenarios(random, case):
    """One to six forks, some of which do not fit the case."""
    texts = [
        "~" + packed(to_text(case, fork(random, case, f"Essai {k}")))
        for k in range(random.randint(1, 6))
    ]
    return {SCENARIOS_KEY: ",".join(texts)}


def fork(random, case, name):
    some = random.sample(case.criteria, random.randint(1, len(case.criteria)))
    points = {
        c.id: float(random.choice([0, 1, 33.333, 50, 100])) for c in case.criteria if c in some
    }
    senses = {c.id: random.choice(list(Sense)) for c in case.criteria if random.random() < 0.3}
    made = Fork(name, Scenario(points, random.choice(list(case.tables)), senses))
    made = made.by(random.choice(list(Method)))
    if random.random() < 0.3:
        made = made.elicited(starting_elicitation(tuple(points), list(points.values())))
    if random.random() < 0.3:
        made = made.adding("Mieux former")
    for lever in random.sample(case.levers, random.choice([0, 0, 1, len(case.levers)])):
        made = made.without(lever.id)
    for _ in range(random.choice([0, 0, 1, 3])):
        made = made.scored(score(random, case, made))
    return made


def score(random, case, made):
    lever = random.choice([*(v.id for v in case.levers), *(a.id for a in made.added)])
    criterion = random.choice(case.criteria)
    ends = sorted(criterion.anchors(), key=str)
    low = random.choice([None, *ends])
    return ScoreChange(lever, criterion.id, low, random.choice([low, *ends]) if low else low)


def sitting(random, case):
    """A meeting that nobody knows, and a score to write in it."""
    cell = f"{random.choice(case.levers).id}.{random.choice(case.criteria).id}"
    return {
        MEETING_KEY: random.choice(["AAAAA", "٣٣", "<b>"]),
        "note": random.choice([cell, "x", "."]),
    }


OF_PAGES = {
    "screens/classer.py": (triangle,),
    "screens/comprendre.py": (),
    "screens/comparer.py": (columns,),
    "screens/scenarios.py": (scenarios,),
    "screens/robustesse.py": (constraints,),
    "screens/ensembles.py": (),
    "screens/note.py": (),
    "screens/telecharger.py": (),
    "screens/refaire.py": (),
    "screens/criteres.py": (),
    "screens/dossiers.py": (),
    "screens/seance.py": (sitting,),
    "screens/recenser.py": (filters,),
}


def state(random, case, page):
    """An address of a page; one in five means nothing somewhere."""
    found = base(random, case)
    for part in OF_PAGES[page]:
        found |= part(random, case)
    return broken(random, found) if found and random.random() < 0.2 else found
