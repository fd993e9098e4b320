"""How far what is read of a file is from what must come out: a line for each difference."""

import math
import unicodedata
from itertools import product

from tests.cases.imports.expected import WRONG, AnyOf, Ask, Grouped, Maybe, Word, covers, each_cell


def differences(expected, reading):
    """All of them; ``reading`` is a ``FileReading``, or the kind of a refusal."""
    if isinstance(reading, str):
        return _refused(expected, reading)
    if expected.refused and not expected.unsure:
        return [f"refused as {expected.refused}: it is read"]
    facts = _Facts(expected, reading)
    if expected.unsure and not (reading.pending or reading.problems):
        return ["it is sure: nothing is asked, nothing is wrong"]
    return [
        *facts.names(), *facts.scores(), *facts.questions(), *facts.problems(), *facts.asides(),
        *facts.units(),
    ]  # fmt: skip


def _refused(expected, kind):
    if expected.refused:
        wanted = expected.refused.split("|")
        return [] if kind in wanted else [f"refused as {kind}, not {wanted}"]
    return [] if expected.unsure or expected.may_refuse else [f"refused as {kind}"]


class _Facts:
    """A file and what is read of it."""

    def __init__(self, expected, reading):
        self.expected, self.reading = expected, reading
        self.criteria = _present(expected.criteria, reading.criteria)
        self.problem_cells = [one.cell for one in reading.problems]
        self.question_cells = [
            cell for one in reading.pending for cell in (one.about, *one.cells) if cell
        ]
        self.aside_cells = [one.cells for one in reading.left_out]
        self.free = [
            expected.full(one.cell)
            for one in expected.scores
            if isinstance(one.value, Maybe | Ask)
        ]

    def names(self):
        """Levers and criteria, in the order of the file."""
        levers = [one.name for one in self.reading.levers]
        criteria = [one.name for one in self.reading.criteria]
        lists = self.expected.levers
        options = lists.values if isinstance(lists, AnyOf) else (lists,)
        if lists and not any(_same(option, levers) for option in options):
            yield f"levers: {_short(levers)}"
        if self.expected.criteria and not _same(self.criteria, criteria):
            yield f"criteria: {criteria}"

    def scores(self):
        """Each score at its cell, none besides."""
        levers, criteria = self.reading.levers, self.reading.criteria
        by_names = {(one.lever, one.criterion): one for one in self.reading.scores}
        if len(by_names) < len(self.reading.scores) and not self.expected.unsure:
            yield "two scores of one lever and one criterion"
        known = set()
        for place in self.expected.scores:
            wanted = self.expected.criteria[place.criterion]
            column = self.criteria.index(wanted) if wanted in self.criteria else -1
            if column < 0:
                continue
            if place.lever >= len(levers) or column >= len(criteria):
                return
            key = (levers[place.lever].name, criteria[column].name)
            entry = by_names.get(key)
            known.add(key)
            cell = self.expected.full(place.cell)
            yield from (f"{cell}: {one}" for one in self._score(place.value, cell, entry))
        if isinstance(self.expected.levers, AnyOf):
            return
        extra = [
            (one.lever, one.criterion, one.cell)
            for key, one in by_names.items()
            if self.expected.scores and key not in known and _valued(one)
            if not self._covered(one.cell, map(self.expected.full, self.expected.doubted))
        ]
        if extra:
            yield f"scores besides: {extra[:3]}"

    def _score(self, wanted, cell, entry):
        valued = entry is not None and _valued(entry)
        if entry is not None and entry.cell != cell:
            yield f"named {entry.cell}"
        if entry is not None and (entry.status == "inconnu") == valued:
            yield f"status {entry.status} of {_seen(entry)}"
        if wanted is WRONG or isinstance(wanted, Ask):
            if valued or not self._pointed_at(wanted, cell):
                yield f"{_seen(entry)}, not told ({wanted})"
        elif isinstance(wanted, Maybe):
            yield from self._perhaps(wanted, cell, entry)
        elif not _equal(wanted, entry):
            yield f"{_seen(entry)}, not {wanted}"

    def _perhaps(self, wanted, cell, entry):
        if entry is not None and _valued(entry):
            if not _equal(AnyOf(*wanted.values), entry):
                yield f"{_seen(entry)}, not {wanted.values or 'noticed'}"
        elif not (entry is not None and None in wanted.values) and not self._noticed(cell):
            yield f"dropped without a word: {_seen(entry)}"

    def _pointed_at(self, wanted, cell):
        if wanted is WRONG:
            return self._covered(cell, self.problem_cells)
        kinds = {q.kind for q in self.reading.questions if cell in (q.about, *q.cells)}
        return bool(kinds & set(wanted.kinds.split("|")))

    def _covered(self, cell, ranges):
        return any(covers(one, cell) for one in ranges)

    def _noticed(self, cell):
        every = (*self.problem_cells, *self.question_cells, *self.aside_cells)
        return self._covered(cell, every)

    def questions(self):
        """What must be asked, and nothing that keeps from going on besides."""
        pairs = {(one.kind, one.about) for one in self.reading.questions}
        for kind, about in self.expected.asked:
            if not any(k == kind and about in ("", a) for k, a in pairs):
                yield f"not asked: {kind} {about}"
        if self.expected.criteria:
            yield from self._open(pairs)
        if not self.expected.unsure:
            yield from self._besides()

    def _open(self, pairs):
        for one in self.reading.criteria:
            stated = self._stated(one.name)
            if one.direction not in stated:
                yield f"direction of {one.name}: {one.direction!r}"
            kind = "order" if one.words else "direction"
            if self.expected.orders.get(one.name, ()) != (one.words if one.ordered else ()):
                yield f"order of {one.name}: {one.words}, {one.ordered}"
            known = one.ordered or one.direction
            if not known and (kind, one.name) not in pairs:
                yield f"{kind} of {one.name} is not asked"

    def _stated(self, name):
        directions = self.expected.directions.items()
        return next((ways.split("|") for head, ways in directions if name.startswith(head)), [""])

    def _besides(self):
        free = {*self.free, *map(self.expected.full, self.expected.doubted)}
        for one in self.reading.pending:
            places = [place for place in (one.about, *one.cells) if place]
            about_free = any(covers(a, b) or covers(b, a) for a, b in product(places, free))
            if one.kind not in self.expected.may_ask and not about_free:
                yield f"asked besides: {one.kind} {one.about} {one.cells[:2]} {one.choices}"

    def problems(self):
        """Those that there must be, and no other."""
        wanted = [one.split("|") for one in self.expected.problems]
        for cells in wanted:
            if not any(
                self._covered(self.expected.full(one), self.problem_cells) for one in cells
            ):
                yield f"no problem at {cells}"
        if self.expected.unsure:
            return
        right = [
            self.expected.full(one.cell) for one in self.expected.scores if one.value is WRONG
        ]
        doubted = [self.expected.full(one) for one in self.expected.doubted]
        for one in self.reading.problems:
            if not any(covers(a, one.cell) for a in (*right, *self.free, *doubted)):
                yield f"a problem besides: {one.kind} {one.cell} {one.found!r}"

    def asides(self):
        """What is left out, why; and what may not pass without a word."""
        for cells, why in self.expected.left_out.items():
            whole = self.expected.full(cells)
            gone = [cell for cell in each_cell(whole) if not self._covered(cell, self.aside_cells)]
            if len(gone) == len(each_cell(whole)):
                yield f"not left out: {cells} ({why})"
            reasons = {
                one.why
                for one in self.reading.left_out
                if any(covers(one.cells, cell) for cell in each_cell(whole))
            }
            if why and reasons and not reasons & set(why.split("|")):
                yield f"left out: {cells} as {sorted(reasons)}, not {why}"
        for cells in self.expected.doubted:
            each = each_cell(self.expected.full(cells))
            if not any(self._noticed(cell) for cell in each):
                yield f"passed without a word: {cells}"
        for note in self.expected.notes:
            if note not in self.reading.notes:
                yield f"not noted: {note}"

    def units(self):
        """The unit of each criterion that is expected."""
        for place, options in self.expected.units.items():
            if place < len(self.reading.criteria):
                unit = self.reading.criteria[place].unit
                if unit not in options:
                    yield f"unit of {self.reading.criteria[place].name}: {unit!r}, not {options}"


def _present(wanted, criteria):
    """The names that are wanted, without those that may be left out if they are."""
    extra = len(wanted) - len(criteria)
    present = list(wanted)
    for one in wanted:
        if extra > 0 and isinstance(one, AnyOf) and None in one.values:
            present.remove(one)
            extra -= 1
    return present


def _same(wanted, names):
    return len(wanted) == len(names) and all(map(_named, wanted, names))


def _named(wanted, name):
    match wanted:
        case AnyOf(values):
            return any(_named(one, name) for one in values if one)
        case Grouped(top, below, needed):
            bare = name.partition("(")[0].strip() if "(" in name else name
            alone = bare == below and not needed
            return alone or (bare.startswith(top) and bare.endswith(below))
    return unicodedata.normalize("NFC", wanted) == unicodedata.normalize("NFC", name)


def _valued(entry):
    return entry.value is not None or entry.word is not None


def _equal(wanted, entry):
    if isinstance(wanted, AnyOf):
        return any(_equal(one, entry) for one in wanted.values)
    if entry is None or wanted is None:
        return entry is not None and not _valued(entry)
    if isinstance(wanted, Word | str):
        text = wanted.text if isinstance(wanted, Word) else wanted
        same = text == "" or _named(text, entry.word or "")
        return entry.value is None and entry.word is not None and same
    low, high = wanted if isinstance(wanted, tuple) else (wanted, None)
    return entry.word is None and _close(low, entry.value) and _close(high, entry.high)


def _close(wanted, number):
    if wanted is None or number is None:
        return wanted is number
    return math.isclose(wanted, number, rel_tol=1e-12, abs_tol=1e-12)


def _seen(entry):
    if entry is None:
        return "nothing"
    high = "" if entry.high is None else f" to {entry.high}"
    return f"{entry.word if entry.word is not None else entry.value}{high}"


def _short(names):
    return names if len(names) < 15 else f"{len(names)}: {names[:3]}…"
