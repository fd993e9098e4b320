"""What a reading of a file says otherwise than the case that the file was made of."""

from dataclasses import replace

from hypothesis import strategies as st

from criteria.model import Standing, Status
from criteria.scales import WordScale
from tests import strategies as drawn

_LETTERS = "abéœe\u0301ÉÇ'’\",;#=+@[]{}/%|\\~«»0129 -_:<&\u00a0\u202fא\u05d1م日🙂𝒳"
"""Accents of one sign and of two, signs of CSV and of formulas, letters to the left, wide ones."""
_ENDS = "abÉœאم日🙂"
TEXTS = st.tuples(st.sampled_from(_ENDS), st.text(_LETTERS, max_size=16), st.sampled_from(_ENDS))
NAMES = TEXTS.map("".join) | st.sampled_from(
    [
        *("Mieux se déplacer", "Navette gare", "3 gares", "100 % vélo", "École fermée", "=1+1"),
        *("-x", "@home", "+33 rue", "Site « nord »", "L’été", "A;B", 'Dit "le pont"', "Îlot B"),
    ]
)
WORDS = NAMES | st.sampled_from(
    [
        *(
            "oui", "non", "oui/non", "oui / non", "oui, mais tard", "facile à faire", "moyen",
            "fort",
        ),
        *("0", "1", "2", "1 à 2", "3 et plus", "de 0 à 5 %", "plus de 10 %", "1/2", "environ 3"),
        *("à préciser", "sans avis", "s.o.", "néant", "n.d.", "A > B", "A | B", "= égal", "- 5"),
        *("Total", "Rang", "vrai", "5 k€", "10 %", "« bien »", "très fort", "faible"),
    ]
)  # fmt: skip
"""Levels, some of which would be numbers, ranges or unknown if nobody said that they are words."""
_UNITS = st.sampled_from(["", "k€", "%", "m²", "fiches", "minutes à pied"])
_SAID = st.sampled_from([Standing.CONFIRMED, Standing.TO_CONFIRM])
_KNOWN = st.sampled_from([Status.OPINION, Status.OFFICIAL, Status.INFERRED])


def on_one_line(text):
    """A text with one plain space between its words, whatever space it has."""
    return " ".join(text.split())


def _alike(text):
    return on_one_line(text).casefold()


@st.composite
def spoken_cases(draw, rows=(3, 5), columns=(2, 4)):
    """Cases with names, words, units, statuses and sources as people write them."""
    case = draw(drawn.cases(rows, columns))
    most = rows[1] + columns[1]
    names = draw(st.lists(NAMES, min_size=most, max_size=most, unique_by=_alike))
    levers = [replace(v, label=name) for v, name in zip(case.levers, names, strict=False)]
    heads = zip(case.criteria, names[rows[1] :], strict=False)
    criteria = [draw(_spoken(criterion, name)) for criterion, name in heads]
    (table,) = case.tables.values()
    scores = {
        pair: score
        if score.unknown
        else replace(score, status=draw(_KNOWN), source=draw(TEXTS.map("".join)))
        for pair, score in table.scores.items()
    }
    every = {"levers": tuple(levers), "criteria": tuple(criteria)}
    return replace(case, **every, tables={"here": replace(table, **every, scores=scores)})


@st.composite
def _spoken(draw, criterion, name):
    scale = criterion.scale
    if isinstance(scale, WordScale):
        count = len(scale.levels)
        words = draw(st.lists(WORDS, min_size=count, max_size=count, unique_by=_alike))
        levels = [replace(v, label=w) for v, w in zip(scale.levels, words, strict=True)]
        scale = replace(scale, levels=tuple(levels))
    direction = replace(criterion.direction, status=draw(_SAID))
    more = {"direction": direction, "scale_status": draw(_SAID), "scale": scale}
    unit = "" if isinstance(scale, WordScale) else draw(_UNITS)
    return replace(
        criterion, label=name, unit=replace(criterion.unit, one=unit, several=unit), **more
    )


def differences(case, reading, *, ranked=False):
    """Names and scores that are not the same; nothing where all are.

    Levers are in the order of the case, unless they are in that of a result.
    """
    wrong = []
    levers, criteria = ([on_one_line(v.label) for v in of] for of in (case.levers, case.criteria))
    read = [on_one_line(one.name) for one in reading.levers]
    if (sorted(read) != sorted(levers)) if ranked else (read != levers):
        wrong.append(("levers", read, levers))
    heads = [on_one_line(one.name) for one in reading.criteria]
    if heads != criteria:
        wrong.append(("criteria", heads, criteria))
    table = case.tables[case.default_combination]
    found = {(on_one_line(s.lever), on_one_line(s.criterion)): as_read(s) for s in reading.scores}
    for lever in case.levers:
        for criterion in case.criteria:
            pair = on_one_line(lever.label), on_one_line(criterion.label)
            score = as_known(criterion, table.score(lever.id, criterion.id))
            if found.get(pair) != score:
                wrong.append((pair, found.get(pair), score))
    return wrong


def as_read(score):
    """The two ends of a score that was read; none where it is unknown."""
    low, high = score.value, score.high
    if score.word is not None:
        low, high = (one and on_one_line(one) for one in (score.word, score.high_word))
    return None if low is None else (low, low if high is None else high)


def as_known(criterion, score):
    """The same of a score of a case."""
    if score.unknown:
        return None
    scale = criterion.scale
    if isinstance(scale, WordScale):
        return tuple(on_one_line(scale.level(end).label) for end in (score.low, score.high))
    return score.low, score.high
