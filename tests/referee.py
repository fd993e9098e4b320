"""Checks what a sentence asserts against an analysis, and its words against what it asserts.

Independent of ``prioritisation.sentences`` but for the classes of assertions: who is first comes
from the bounds of the matrix, by the definition; shares over all weights from draws of its own;
figures are read from the words, as a reader would.
"""

import re
from dataclasses import replace
from math import ceil, floor

import numpy as np

from criteria.model import Status
from prioritisation.analysis.crossing import crossing_of
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.solidity import withstands
from prioritisation.analysis.thresholds import RobustnessWord
from prioritisation.sentences.assertions import (
    Excluded,
    First,
    Never,
    Placed,
    Quantity,
    Solidity,
    WrittenFigure,
)
from tests.strategies import simplex

NEAR, BORDER, HAIR = 1e-9, 1e-7, 1e-10
DRAWS = 4_000
FEW = 3
"""Levers named of those that are counted."""
FIGURE = re.compile(r"[-−]?\d+(?:[\u00a0 ]\d{3})*(?:,\d+)?")
SHARE = re.compile(r"(?:(?:moins|plus) de )?\d+(?:,\d+)?")


def bounds(matrix, weights):
    """Arrays (m,), (m,): lowest and highest value of each row."""
    return matrix.low @ weights, matrix.high @ weights


def surely_first(low, high):
    """Rows that no other can pass, by the definition: alone or tied."""
    rows = range(len(low))
    return {i for i in rows if all(low[i] >= high[j] - NEAR for j in rows if j != i)}


def perhaps_first(low, high):
    """Rows that some values of the uncertain scores put first."""
    rows = range(len(low))
    return {i for i in rows if all(high[i] >= low[j] - NEAR for j in rows if j != i)}


def otherwise(analysis, under):
    """Lists of (low, high, rows): the values of rows once something is otherwise; one or more."""
    matrix, rows = analysis.matrix, list(range(len(analysis.matrix.alternatives)))
    match under:
        case ("without lever", row):
            left = [i for i in rows if i != int(row)]
            low, high = bounds(matrix, analysis.weights)
            return [(low[left], high[left], left)]
        case ("score among", row, column, amounts):
            every = [with_score(analysis, row, column, amount) for amount in amounts]
            return [(*bounds(other, analysis.weights), rows) for other in every]
        case ("value between", row, column, first, last):
            return [
                (*bounds(with_value(matrix, row, column, value), analysis.weights), rows)
                for value in (first, last, (first + last) / 2)
            ]
        case ("sense", criterion, sense):
            senses = {c: analysis.sense(c) for c in matrix.criteria} | {criterion: sense}
            other = decision_matrix(analysis.table, senses)
            return [(*bounds(other, analysis.weights), rows)]
        case _:
            return [(*bounds(matrix, other_weights(analysis.weights, under)), rows)]


def other_weights(weights, under):
    """The weights once they are otherwise."""
    match under:
        case ():
            return weights
        case ("no weight" | "without criterion", column):
            return other_weights(weights, ("weight", int(column), 0.0))
        case ("weight", column, share):
            others = np.delete(weights, column)
            return np.insert(others / others.sum() * (1 - share), column, share)
        case ("weights", there):
            return np.array(there)
        case _:
            raise AssertionError(under)


def with_score(analysis, row, column, amount):
    """The matrix with one score known."""
    table, matrix = analysis.table, analysis.matrix
    cell = matrix.alternatives[row], matrix.criteria[column]
    score = replace(table.scores[cell], low=amount, high=amount)
    senses = {c: analysis.sense(c) for c in matrix.criteria}
    return decision_matrix(replace(table, scores=table.scores | {cell: score}), senses)


def with_value(matrix, row, column, value):
    low, high = matrix.low.copy(), matrix.high.copy()
    low[row, column] = high[row, column] = value
    return replace(matrix, low=low, high=high)


def check_first(analysis, first):
    for low, high, rows in otherwise(analysis, first.under):
        sure = {rows[i] for i in surely_first(low, high)}
        possible = {rows[i] for i in perhaps_first(low, high)}
        assert (set(first.sure), set(first.possible)) == (sure, possible), first


def check_placed(analysis, placed):
    for low, high, rows in otherwise(analysis, placed.under):
        # On the border of a region, where a smallest change ends, rounding may tell either.
        among = (
            surely_first(low, high - BORDER) if placed.sure else perhaps_first(low, high + BORDER)
        )
        assert set(placed.rows) <= {rows[i] for i in among}, placed


def check_excluded(analysis, excluded):
    for low, high, rows in otherwise(analysis, excluded.under):
        assert not set(excluded.rows) & {rows[i] for i in perhaps_first(low, high)}, excluded


def drawn(analysis):
    """Arrays (DRAWS, m): lowest and highest values at weights drawn over all there are."""
    weights = simplex(len(analysis.weights), DRAWS)
    return weights @ analysis.matrix.low.T, weights @ analysis.matrix.high.T


def shares_drawn(analysis, row):
    """Shares of all weights for which a row is surely first, and may be."""
    low, high = drawn(analysis)
    others = np.delete(np.arange(low.shape[1]), row)
    sure = (low[:, [row]] >= high[:, others] - NEAR).all(axis=1)
    possible = (high[:, [row]] >= low[:, others] - NEAR).all(axis=1)
    return sure.mean(), possible.mean()


def check_never(analysis, never):
    for row in never.rows:
        assert shares_drawn(analysis, row)[1] == 0, never


def check_solidity(analysis, solidity):
    assert solidity.word is not RobustnessWord.NONE
    assert surely_first(*bounds(analysis.matrix, analysis.weights)) == {solidity.row}
    assert perhaps_first(*bounds(analysis.matrix, analysis.weights)) == {solidity.row}
    limits = analysis.verdict.thresholds
    levels = {
        RobustnessWord.SOLID: limits.solid,
        RobustnessWord.FAIR: limits.fair,
        RobustnessWord.SHARED: limits.shared,
        RobustnessWord.OPEN: -1.0,
    }
    share = analysis.region(solidity.row).sure_share
    # Of draws, a word is said from what is left of a share less twice its error.
    error = 2 * analysis.regions.error
    words = list(levels)
    most_said = next(w for w in words if share >= levels[w] - NEAR)
    least_said = next(w for w in words if share - error >= levels[w] - HAIR)
    assert words.index(solidity.word) >= words.index(most_said), "more than is so"
    if withstands(analysis):
        assert words.index(solidity.word) <= words.index(least_said), "less than is so"
    else:
        assert solidity.word not in (RobustnessWord.SOLID, RobustnessWord.FAIR), "not settled"


def numbers_in(written):
    """The numbers of a figure, as a reader reads them."""
    return [
        float(n.replace("\u00a0", "").replace(" ", "").replace(",", ".").replace("−", "-"))
        for n in FIGURE.findall(written)
    ]


def check_lead(analysis, figure):
    low, high = bounds(analysis.matrix, analysis.weights)
    first, second = figure.rows
    assert np.isclose(figure.low, 100 * (low[first] - high[second]), atol=1e-6), figure
    assert np.isclose(figure.high, 100 * (high[first] - low[second]), atol=1e-6), figure
    least, most = numbers_in(figure.written)[0], numbers_in(figure.written)[-1]
    if figure.quantity is Quantity.MOST_LEAD:
        assert figure.high <= most < figure.high + 1, figure
        return
    if figure.quantity is Quantity.LEAST_LEAD:
        assert least <= figure.low + NEAR, figure
        others = [j for j in range(len(low)) if j != first]
        assert all(100 * (low[first] - high[j]) >= least - NEAR for j in others), figure
        return
    unit = min(map(unit_of, FIGURE.findall(figure.written)))
    near = unit / 2 + NEAR
    if least == most < 1:  # never rounded up to the point that is no neck and neck
        assert figure.low - unit < least <= figure.low + NEAR, figure
    elif least == most:
        assert abs(least - figure.low) <= near or abs(most - figure.high) <= near, figure
    else:
        assert figure.low - unit < least <= figure.low + NEAR, figure
        assert abs(most - figure.high) <= near, figure


def check_shares(analysis, figure):
    """Of one row, or of rows that are equal and have their share together."""
    regions = [analysis.region(row) for row in figure.rows]
    assert np.isclose(figure.low, sum(r.sure_share for r in regions)), figure
    assert np.isclose(figure.high, sum(r.possible_share for r in regions)), figure
    for row in figure.rows:
        sure, possible = shares_drawn(analysis, row)
        assert abs(sure - figure.low) < 0.04, figure
        assert abs(possible - figure.high) < 0.04, figure
    check_percents(figure)


def check_percents(figure):
    """Never more sure, nor less possible, than is so; one figure for what is exact."""
    written = re.sub(r"sur.100", "", figure.written)
    shown = numbers_in(written)
    low, high = 100 * figure.low, 100 * figure.high
    if high - low <= 100 * NEAR:
        assert len(shown) == 1, figure
        assert abs(shown[0] - low) < 1, figure
    else:
        least, *most = SHARE.findall(written)
        if least.startswith("moins"):
            assert low < shown[0] == unit_of(least), figure
        else:
            assert shown[0] <= low + 1e-6, figure
        assert shown[0] > low - 1, figure
        if most and most[-1].startswith("plus"):
            assert high > shown[-1] == 100 - unit_of(most[-1]), figure
        elif most:
            assert high - 1e-6 <= shown[-1] < high + 1, figure
    if shown[0] == 100:
        assert low >= 100 - 1e-6 or "plus de" in written, figure


def unit_of(written):
    """One of the last digit of a number."""
    (decimals,) = re.findall(r"\d+,?(\d*)", written)
    return 10.0 ** -len(decimals)


def check_ways(analysis, figure):
    crossing = crossing_of(analysis)
    supposed = [o for o in crossing.outcomes if is_under(analysis, o, figure.under)]
    count = len(supposed)
    if figure.quantity is Quantity.WAYS:
        alone = [alone_in_first(analysis, outcome) for outcome in supposed]
        counts = [alone.count(row) for row in range(len(analysis.case.levers))]
        count = sum(counts[row] for row in figure.rows) if figure.rows else max(counts)
    if figure.quantity in (Quantity.OTHER_WAYS, Quantity.OUT_WAYS, Quantity.MAYBE_WAYS):
        count = other_ways(analysis, crossing, figure)
    if figure.quantity is Quantity.TIED_WAYS:
        tied = [first_in(analysis, outcome) for outcome in crossing.outcomes]
        count = sum(sure == possible == set(figure.rows) for sure, possible in tied)
    if not figure.rows and figure.quantity is Quantity.WAYS:
        assert count == 0, "nobody, it was said"
        return
    assert numbers_in(figure.written) == [count] == [figure.low], figure


def is_under(analysis, outcome, under):
    """Whether one way to settle the open choices is what a figure supposes."""
    if not under:
        return True
    kind, about, sense = under
    assert kind == "sense", under
    default = analysis.case.criterion(about).direction.default
    return outcome.scenario.senses.get(about, default) is sense


def other_ways(analysis, crossing, figure):
    """In how many ways none of some rows is first alone; or one is out, or may be and is not."""
    alone = [alone_in_first(analysis, outcome) for outcome in crossing.outcomes]
    may = [figure.rows[0] in first_in(analysis, outcome)[1] for outcome in crossing.outcomes]
    return {
        Quantity.OTHER_WAYS: sum(row not in figure.rows for row in alone),
        Quantity.OUT_WAYS: may.count(False),
        Quantity.MAYBE_WAYS: may.count(True) - alone.count(figure.rows[0]),
    }[figure.quantity]


def alone_in_first(analysis, outcome):
    """The row that no other can reach in one way to settle the open choices; None for none."""
    sure, possible = first_in(analysis, outcome)
    return min(sure) if len(sure) == len(possible) == 1 else None


def first_in(analysis, outcome):
    """Who is surely first in one way to settle the open choices, and who may be."""
    table = outcome.case.tables[outcome.scenario.combination]
    low, high = bounds(decision_matrix(table, outcome.scenario.senses), analysis.weights)
    return surely_first(low, high), perhaps_first(low, high)


def check_range(analysis, figure):
    """Inside, the row is surely first, or the rows that are equal; a little beyond, not so."""
    unit = 0.01 / 10 ** decimals_of(figure)
    shown = [n / 100 for n in numbers_in(figure.written)]
    ends = [end for end in (figure.low, figure.high) if 0 < end < 1]
    assert all(0 < s < 1 for s in shown) or figure.high - figure.low <= NEAR, figure
    assert len(set(shown)) == len(shown), figure
    if "environ" in figure.written:
        for end, share in zip(ends, shown, strict=True):
            inside = unit if end == figure.low else -unit
            assert abs(share - end) <= unit / 2 + NEAR, figure
            assert holds_at(analysis, figure, share + inside), figure
            assert not holds_at(analysis, figure, share - inside), figure
    else:
        assert all(figure.low - 1e-6 <= s <= figure.high + 1e-6 for s in shown), figure
        assert all(holds_at(analysis, figure, s) or _border(s, figure) for s in shown), figure
    for past in (figure.low - 1e-3, figure.high + 1e-3):
        assert not 0 <= past <= 1 or not holds_at(analysis, figure, past), figure
    check_decimals(analysis, figure)


def holds_at(analysis, figure, share):
    """Whether rows are surely first once the weight of the column is that share."""
    ((low, high, _),) = otherwise(analysis, ("weight", figure.column, share))
    return set(figure.rows) <= surely_first(low, high)


def decimals_of(figure):
    return max(len(d) for d in re.findall(r"\d+,?(\d*)", figure.written))


def check_decimals(analysis, figure):
    """No more decimals than it takes to write a range, and the present weight in it."""
    digits = decimals_of(figure)
    if not digits:
        return
    unit, near = 10 ** (digits - 1), "environ" in figure.written
    weight = read_weight(analysis.weights[figure.column], unit)
    inside = figure.low - NEAR <= analysis.weights[figure.column] <= figure.high + NEAR
    ends = [(figure.low, ceil, 1), (figure.high, floor, -1)]
    low, high = (
        nearest_inside(end, unit, side)
        if near
        else rounded(100 * unit * end - side * BORDER) / 100 / unit
        for end, rounded, side in ends
    )
    unclear = low >= high or (low < weight < high) is not inside
    assert unclear or (near and nobody_beyond(analysis, figure, unit)), figure


def nearest_inside(end, unit, side):
    """An end to the nearest, and one unit inside it where it is not exact."""
    written = nearest_written(end, unit)
    return written if abs(written - end) <= NEAR else written + side * 0.01 / unit


def nobody_beyond(analysis, figure, unit):
    """Whether nobody may be first from an end on to a unit past it, in units of so many."""

    def others_at(share):
        ((low, high, _),) = otherwise(analysis, ("weight", figure.column, share))
        return perhaps_first(low, high) - set(figure.rows)

    ends = [(figure.low, -0.01 / unit), (figure.high, 0.01 / unit)]
    pairs = [(end, nearest_written(end, unit) + away, away) for end, away in ends if 0 < end < 1]
    return any(
        not 0 <= past <= 1 or not others_at(end + away / 1e4) & others_at(past)
        for end, past, away in pairs
    )


def nearest_written(end, unit):
    return floor(100 * unit * end + 0.5 + BORDER) / 100 / unit


def read_weight(weight, unit):
    """A weight as a screen writes it in as many units a percent; between two where it is tiny."""
    one = 0.01 / unit
    if NEAR < weight < one or NEAR < 1 - weight < one:
        return one / 2 if weight < one else 1 - one / 2
    return floor(100 * unit * weight + 0.5 + BORDER) / 100 / unit


def _border(share, figure):
    return min(abs(share - figure.low), abs(share - figure.high)) < 1e-6


def check_count(analysis, figure):
    low, high = bounds(analysis.matrix, analysis.weights)
    possible = perhaps_first(low, high)
    assert numbers_in(figure.written) == [figure.low], figure
    if figure.quantity is Quantity.LEVERS:
        assert figure.low == len(possible)
        return
    # Of levers that can be first, where the question is who is; of all where it is how solid.
    counts = {
        len(
            [
                1
                for i in rows
                for j in np.flatnonzero(analysis.weights)
                if (
                    (score := analysis.score(i, int(j))).unknown
                    is (figure.quantity is Quantity.MISSING)
                    and score.low is score.high is None
                )
                or (figure.quantity is Quantity.UNCERTAIN and score.low != score.high)
            ]
        )
        for rows in (possible, range(len(low)))
    }
    assert figure.low in counts, figure


def check_doubted(analysis, figure):
    """Scores given, inferred or doubted: with how many, anywhere on the scale, the lead changes.

    The lead of the lever over the best of the others, with the score at the lowest of the scale:
    some value of it is below zero, and above zero once the score brings all that it can.
    """
    matrix, count = analysis.matrix, 0
    for i, j in np.ndindex(matrix.low.shape):
        score = analysis.score(i, j)
        doubted = score.status is Status.INFERRED or score.confidence == "faible"
        if score.unknown or score.low != score.high or not doubted:
            continue
        columns = [k for k in range(matrix.low.shape[1]) if k != j]
        low, high = bounds(matrix, analysis.weights)
        low_rest, high_rest = (
            float(end[i, columns] @ analysis.weights[columns]) for end in (matrix.low, matrix.high)
        )
        least = low_rest - max(np.delete(high, i))
        most = high_rest - max(np.delete(low, i))
        count += least < -NEAR and most + analysis.weights[j] > NEAR
    assert numbers_in(figure.written) == [count] == [figure.low], figure


def check_moved(_, figure):
    """At least the smallest change, unless it is about that; less than a unit more, or a fifth."""
    (shown,) = numbers_in(figure.written)
    unit = 1 / 10 ** decimals_of(figure)
    least, most = 100 * figure.low, 100 * figure.high
    if "moins" in figure.written:
        assert most < shown, figure
        return
    assert abs(shown - most) <= NEAR, figure
    assert shown >= least - (unit if "environ" in figure.written else 0) - NEAR, figure
    assert shown <= min(least + unit, 1.2 * least) + NEAR, figure


def check_weight(_, figure):
    (shown,) = numbers_in(figure.written)
    half = 0.5 / 10 ** decimals_of(figure) + NEAR
    assert 100 * figure.low - half <= shown <= 100 * figure.high + half, figure


def check_part(analysis, figure):
    """Points of the lead that one criterion brings, with their sign."""
    first, second = figure.rows
    weight, j = analysis.weights[figure.column], figure.column
    low, high = analysis.matrix.low[:, j], analysis.matrix.high[:, j]
    ends = 100 * weight * (low[first] - high[second]), 100 * weight * (high[first] - low[second])
    assert np.allclose((figure.low, figure.high), ends, atol=1e-6), figure
    signs = re.findall("[+−]", figure.written)
    shown = [abs(n) for n in numbers_in(figure.written)]
    assert all(abs(abs(e) - s) <= 0.5 + NEAR for e, s in zip(ends, shown, strict=False)), figure
    assert len(signs) == sum(s > 0 for s in shown), figure


def check_amounts(_, figure):
    """The whole range that is written is among the scores that are asserted, beside it."""
    shown = numbers_in(figure.written)
    assert (min(shown), max(shown)) == (figure.low, figure.high), figure


def values_of(matrix, cell, draws):
    """Values of a score, all as likely: those that it may have, or draws between its bounds."""
    if matrix.steps.get(cell):
        return np.array([step.value for step in matrix.steps[cell]])
    return matrix.low[cell] + draws * (matrix.high[cell] - matrix.low[cell])


def opened(matrix, cell):
    """The matrix with a score on its whole scale, if it is known but doubted."""
    if matrix.low[cell] < matrix.high[cell]:
        return matrix
    low, high = matrix.low.copy(), matrix.high.copy()
    low[cell], high[cell] = 0, 1
    return replace(matrix, low=low, high=high)


def check_settling(analysis, figure):
    """Each value of the score in turn: how many leave one lever first, whatever the others are."""
    cell = figure.rows[0], figure.column
    matrix = opened(analysis.matrix, cell)
    firsts = []
    for value in values_of(matrix, cell, (np.arange(1000) + 0.5) / 1000):
        low, high = bounds(with_value(matrix, *cell, value), analysis.weights)
        firsts.append(len(perhaps_first(low, high)) == len(surely_first(low, high)) == 1)
    assert abs(np.mean(firsts) - figure.low) < 0.003, figure
    if not figure.written:
        assert figure.low == 0, figure
        return
    (shown,) = numbers_in(figure.written)
    assert abs(shown - 100 * figure.low) <= 0.5 + NEAR or re.match("moins|plus", figure.written)
    assert 0 < shown < 100 or shown == 100 * figure.low, figure


def check_chance(analysis, figure):
    """Two values of the score, all others drawn: how often its lever comes at another place.

    A tie is broken by a coin, as the convention says.
    """
    cell, rng = (figure.rows[0], figure.column), np.random.default_rng(11)
    matrix = opened(analysis.matrix, cell)
    scores = np.repeat(matrix.low[None], DRAWS, axis=0)
    places = 1 if figure.quantity is Quantity.CHANCE else 2

    def drawn_of(other):
        return rng.choice(values_of(matrix, other, rng.random(DRAWS)), DRAWS)

    for row, column in zip(*np.nonzero(matrix.high > matrix.low), strict=True):
        scores[:, row, column] = drawn_of((row, column))
    reached = []
    for _ in range(2):
        scores[:, cell[0], cell[1]] = drawn_of(cell)
        totals = scores @ analysis.weights
        own, coin = totals[:, [cell[0]]], rng.random((DRAWS, 1)) < 1 / 2
        bars = np.sort(np.delete(totals, cell[0], axis=1), axis=1)[:, ::-1][:, :places]
        below = (own < bars - NEAR) | (coin & (abs(own - bars) <= NEAR))
        reached.append(below.sum(axis=1))
    differ = (reached[0] != reached[1]).mean()
    assert abs(differ - figure.low) < 0.04, (differ, figure)
    (shown,) = numbers_in(figure.written)
    assert 100 * figure.low - 1e-6 <= shown < 100 * figure.low + 1 + 1e-6, figure


def firsts_of_ballots(analysis, ballots):
    """For each ballot, who is surely first and who may be, with its own weights."""
    for ballot in ballots:
        points = [ballot.points[c] or 0 for c in analysis.matrix.criteria]
        low, high = bounds(analysis.matrix, np.array(points) / sum(points))
        yield surely_first(low, high), perhaps_first(low, high)


def check_ballots(analysis, figure, ballots):
    each = list(firsts_of_ballots(analysis, ballots))
    settled = [sure for sure, possible in each if sure == possible]
    count = {
        Quantity.BALLOTS: settled.count(set(figure.rows)),
        Quantity.TIED_BALLOTS: sum(len(sure) > 1 for sure in settled),
        Quantity.JOINED_BALLOTS: sum(
            sure == set(figure.rows) != possible for sure, possible in each
        ),
        Quantity.OPEN_BALLOTS: sum(not sure for sure, _ in each),
        Quantity.ALL_BALLOTS: len(each),
    }[figure.quantity]
    assert numbers_in(figure.written) == [count] == [figure.low], figure


def check_all_counted(text, assertions, ballots):
    """Each ballot is told once."""
    counted = [
        a.low
        for a in assertions
        if isinstance(a, WrittenFigure) and a.quantity in BALLOTS - {Quantity.ALL_BALLOTS}
    ]
    assert sum(counted) == len(ballots), text


BALLOTS = {
    Quantity.BALLOTS,
    Quantity.TIED_BALLOTS,
    Quantity.JOINED_BALLOTS,
    Quantity.OPEN_BALLOTS,
    Quantity.ALL_BALLOTS,
}
FIGURES = {
    Quantity.SETTLING: check_settling,
    Quantity.CHANCE: check_chance,
    Quantity.SECOND_CHANCE: check_chance,
    Quantity.AMOUNTS: check_amounts,
    Quantity.PART: check_part,
    Quantity.LEAD: check_lead,
    Quantity.MOST_LEAD: check_lead,
    Quantity.LEAST_LEAD: check_lead,
    Quantity.WEIGHTS: check_shares,
    Quantity.WAYS: check_ways,
    Quantity.ALL_WAYS: check_ways,
    Quantity.TIED_WAYS: check_ways,
    Quantity.OTHER_WAYS: check_ways,
    Quantity.OUT_WAYS: check_ways,
    Quantity.MAYBE_WAYS: check_ways,
    Quantity.LEVERS: check_count,
    Quantity.MISSING: check_count,
    Quantity.UNCERTAIN: check_count,
    Quantity.DOUBTED: check_doubted,
    Quantity.RANGE: check_range,
    Quantity.MOVED: check_moved,
    Quantity.WEIGHT: check_weight,
}
CHECKS = {
    First: check_first,
    Placed: check_placed,
    Excluded: check_excluded,
    Never: check_never,
    Solidity: check_solidity,
}


def check(analysis, text, assertions, ballots=()):
    """Each assertion against the analysis, each figure of the words against an assertion."""
    for assertion in assertions:
        if isinstance(assertion, WrittenFigure):
            assert assertion.written in text, assertion
            if assertion.quantity in BALLOTS:
                check_ballots(analysis, assertion, ballots)
            else:
                FIGURES[assertion.quantity](analysis, assertion)
        else:
            CHECKS[type(assertion)](analysis, assertion)
    check_words(analysis, text, assertions)
    check_figures(analysis, text, assertions)


def check_words(analysis, text, assertions):
    """Who is asserted is named or counted, and a tie is never said to be sure nor solid."""
    labels = [lever.label for lever in analysis.case.levers]
    for assertion in assertions:
        if isinstance(assertion, First | Placed | Excluded):
            of = assertion.possible if isinstance(assertion, First) else assertion.rows
            check_named([labels[i] for i in of], text, len(labels))
        if isinstance(assertion, First) and assertion.sure:
            assert labels[assertion.sure[0]] in text, assertion
            if len(assertion.possible) > 1 and not assertion.under:
                assert re.search("égalité|égaler|coude", text), text
                assert "solide" not in text, text


def check_named(who, text, count):
    """All of them are in the words, or those that are not are counted after the others."""
    if all(name in text for name in who):
        return
    among = re.search(r"départager (\d+) leviers, dont (.*)", text)
    if among and int(among[1]) == len(who) and sum(n in among[2] for n in who) >= FEW:
        return
    every = rf"[Nn]’importe lequel des {count} leviers|aucune note n’est encore connue"
    if len(who) == count and re.search(every, text):
        return
    counts = re.finditer(r"(?:et|ou l’un de) (\d+) autres", text)
    before = [(sum(n in text[: c.start()] for n in who), int(c[1])) for c in counts]
    assert any(names + left == len(who) for names, left in before), (who, text)


def check_figures(analysis, text, assertions):
    """No figure that nobody asserts: all but those of names are of an assertion."""
    left = text
    written = [a.written for a in assertions if isinstance(a, WrittenFigure)]
    names = [lever.label for lever in analysis.case.levers]
    names += [n for c in analysis.case.criteria for n in (c.label, c.in_sentence, c.of_sentence)]
    firsts = [a for a in assertions if isinstance(a, First)]
    counts = [str(len(rows)) for a in firsts for rows in (a.possible, a.sure)]
    # The longest first, lest a part of a figure is taken for another one.
    for known in sorted(filter(None, {*written, *names, *counts}), key=len, reverse=True):
        left = re.sub(rf"(?<![\d,]){re.escape(known)}(?![\d]|,\d)", "§", left)
    left = re.sub(r"et \d+ autres|ou l’un de \d+ autres", "", left)
    assert not re.search(r"\d", left), (text, left)
