"""Addresses of every page, drawn at random from a seed: plain, contradictory, or broken."""

from prioritisation.analysis.address import (
    COLUMNS_KEY,
    CONSTRAINTS_KEY,
    EQUAL,
    LEFT_OUT,
    MEETING_KEY,
    POINTS_KEY,
    READINGS_KEY,
    REVERSED,
    SENSE_KEY,
    column_text,
)
from prioritisation.analysis.comparison import Change, ScoreChange
from prioritisation.analysis.opinions import Method

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
    found += [column_text(own(random, case)) for _ in range(random.randint(0, 2))]
    return {COLUMNS_KEY: ",".join(found)} if found else {}


def own(random, case):
    """A setting of one's own, which may weigh nothing; in the order in which it is written."""
    counted = random.sample(case.criteria, random.randint(1, len(case.criteria)))
    change = Change(
        name=random.choice(["Le mien", "", "+,:=;%", "<b>"]),
        points=tuple(
            (c.id, float(random.choice([0, 1, 50, 100]))) for c in case.criteria if c in counted
        ),
        method=random.choice(list(Method)),
    )
    for _ in range(random.choice([0, 0, 1, 3])):
        criterion = random.choice(case.criteria)
        low = random.choice([None, *criterion.anchors()])
        lever = random.choice(case.levers).id
        change = change.scored(ScoreChange(lever, criterion.id, low, low))
    return change


def sitting(random, _case):
    """A meeting that nobody knows."""
    return {MEETING_KEY: random.choice(["AAAAA", "٣٣", "<b>"])}


OF_PAGES = {
    "classer": (), "les-notes": (), "comparer": (columns,), "pour-experts": (constraints,),
    "compte-rendu": (), "dossiers": (), "seance": (sitting,),
}  # fmt: skip


def state(random, case, page):
    """An address of a page; one in five means nothing somewhere."""
    found = base(random, case)
    for part in OF_PAGES[page]:
        found |= part(random, case)
    return broken(random, found) if found and random.random() < 0.2 else found
