"""The criteria of a dossier: their words, which way they count, their ends; added, withdrawn."""

import zlib
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.errors import Problem
from criteria.model import Criterion, Sense, Standing
from criteria.scales import WordScale
from prioritisation.cases.blank import (
    FEWEST_LEVELS,
    MOST_LEVELS,
    BlankCriterion,
    direction_of_ends,
)
from prioritisation.cases.changes import UnitChange
from prioritisation.cases.editing.criteria import (
    TypedDirection,
    active_change,
    added_criterion,
    confirmed_change,
    direction_change,
    withdrawn_criterion,
    words_change,
)
from prioritisation.cases.editing.scales import (
    TypedLevel,
    ends_change,
    ends_unit,
    has_equal_gaps,
    level_points,
    level_trees,
    levels_change,
    turned_change,
    use_problem,
)
from prioritisation.cases.editing.spoken import (
    PHRASES,
    SINGLE,
    SpokenWords,
    spoken_change,
    spoken_phrase,
    spoken_unit,
)
from prioritisation.cases.neutral import neutral_words
from prioritisation.cases.typed import (
    CRITERION_SIGNS,
    NAME_SIGNS,
    QUESTION_SIGNS,
    UNIT_SIGNS,
    number_as_typed,
)
from prioritisation.cases.units import CRITERION, unit_content, unit_name, unit_parts
from prioritisation.drawing.markup import tag, text
from prioritisation.errors import InvalidRequest
from prioritisation.sentences.editing import in_unit, room_words, within_words
from prioritisation.sentences.phrases import plain_anchor
from prioritisation.ui.editing.ground import (
    OpenForm,
    TypedForm,
    Workbench,
    draw_voted,
    draw_withdrawing,
    form_of,
    is_pressed_as_seen,
    new_form,
    say_problems,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.shared.drafts import drafts
from prioritisation.ui.shared.page import draw_html
from prioritisation.wording import t, tn

_SPOKEN_SENTENCES = ("in_sentence", "of_sentence")


def draw_spoken(bench: Workbench, criterion: Criterion) -> None:
    """The fields of what it has words for; how the room reads its ends, below them."""
    unit = unit_name(CRITERION, criterion.id, "plain")
    starts = _starts(bench, criterion, unit)
    if not starts:
        return
    starts |= {"reason": ""}
    form = form_of(bench, unit, tuple(starts))
    typed = TypedForm(bench, form, starts)
    st.html(tag("h3", text(t("What the room reads"))))
    labels = _labels(starts)
    slots = {field: typed.line(field, label, NAME_SIGNS) for field, label in labels.items()}
    if SINGLE in starts:
        draw_html(_reading(typed, criterion))
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()
    _draw_spoken_acts(typed, criterion, slots)


def _draw_spoken_acts(
    typed: TypedForm, criterion: Criterion, slots: dict[str, DeltaGenerator]
) -> None:
    bench = typed.bench

    def change(*, confirmed: bool) -> UnitChange:
        words = replace(_words(typed), confirmed=confirmed)
        return spoken_change(bench.read_by(typed.form), criterion, words)

    with st.container(key="spoken_acts", horizontal=True, gap="small"):
        write = partial(change, confirmed=False)
        typed.send(t("Write what the room reads"), write, slots, t("It is written."))
        waits = typed.form.before is not None and criterion.plain.status is Standing.TO_CONFIRM
        if waits and st.button(t("Confirm these words"), key="confirm_spoken"):
            confirm = partial(change, confirmed=True)
            typed.write(confirm, slots, t("It is confirmed."), "confirm")


def _starts(bench: Workbench, criterion: Criterion, unit: str) -> dict[str, str]:
    """What stands in each field at first: what the room reads now."""
    starts: dict[str, str] = {}
    tree = unit_content(bench.units, unit) if unit in bench.units else {}
    if not isinstance(criterion.scale, WordScale):
        ends = criterion.anchors()
        phrases = [plain_anchor(criterion, end) for end in ends]
        own = criterion.plain.unit
        alone = spoken_phrase(own, 1) if own and own.one else ""
        starts |= dict(zip(PHRASES, (*phrases, alone), strict=True))
    for sense in Sense:
        if sense in tree:
            starts |= {f"{sense}.{part}": tree[sense].get(part, "") for part in _PARTS}
    return starts | {key: tree[key] for key in _SPOKEN_SENTENCES if key in tree}


_PARTS = ("name", "question")


def _labels(starts: dict[str, str]) -> dict[str, str]:
    labels = {
        "worst": t("At worst, the room reads"),
        "best": t("At best, the room reads"),
        SINGLE: t("And for 1, where it is said otherwise"),
        "max.name": t("Its name when more = higher priority"),
        "max.question": t("Its question then, in a few words"),
        "min.name": t("Its name when less = higher priority"),
        "min.question": t("Its question in that case, in a few words"),
        "in_sentence": t("Within a sentence"),
        "of_sentence": t("After « of »"),
    }
    return {field: label for field, label in labels.items() if field in starts}


def _words(typed: TypedForm) -> SpokenWords:
    """What stands in the fields now; phrases as they were are those of the ends."""
    fields = [field for field in typed.starts if field != "reason"]
    phrases = {field: typed.value(field) for field in fields if field in PHRASES}
    names = {field: typed.value(field) for field in fields if field not in PHRASES}
    same = all(phrase == typed.starts[field] for field, phrase in phrases.items())
    return SpokenWords(None if same else phrases, names)


def _reading(typed: TypedForm, criterion: Criterion) -> str:
    """How the room reads the two ends and their middle; nothing while a phrase is wrong."""
    _combination, phrases = typed.bench.combination, _words(typed).phrases
    spoken = criterion
    if phrases is not None:
        try:
            unit = spoken_unit(criterion, phrases)
        except InvalidRequest:
            return ""
        per = criterion.plain.per if unit else 1
        spoken = replace(criterion, plain=replace(criterion.plain, unit=unit, per=per))
    return tag("p", text(room_words(spoken)), "note")


_LONGEST_POINTS = 8
_FIELDS = ("label", "sentence", "points")
_EQUAL, _WRITTEN = "equal", "written"
_GAPS, _ROWS = "gaps", "rows"
_JOINT, _NEW = "|", "new"
"""Between the rows of a form; before the number of a row that is no word of the scale yet."""
_LEAVING = "leaving"
"""Of the row that somebody wanted to take out."""


def draw_levels(bench: Workbench, criterion: Criterion) -> None:
    """One row for each word: it is named, moved, withdrawn; the whole is written at once."""
    typed = _levels_form(bench, criterion)
    rows = _rows(typed)
    st.html(tag("h3", text(t("Words, from the worst to the best"))))
    slots: dict[str, DeltaGenerator] = {}
    for k, row in enumerate(rows):
        slots |= _draw_row(typed, criterion, row, k)
    slots["levels"] = st.container()
    _draw_more(typed, rows)
    _draw_gaps(typed)
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()

    def change(*, confirmed: bool) -> UnitChange:
        equal, levels = typed.value(_GAPS) == _EQUAL, _typed(typed, rows)
        given = (bench.read_by(typed.form), bench.case, criterion.id, levels)
        return levels_change(*given, equal=equal, confirmed=confirmed)

    with st.container(key="level_acts", horizontal=True, gap="small"):
        write = partial(change, confirmed=False)
        typed.send(t("Write this list of words"), write, slots, t("It is written."))
        if criterion.scale_status is Standing.TO_CONFIRM and st.button(
            t("Confirm these words and their order"), key="confirm_levels"
        ):
            confirm = partial(change, confirmed=True)
            typed.write(confirm, slots, t("It is confirmed."), "confirm")


def _levels_form(bench: Workbench, criterion: Criterion) -> TypedForm:
    """Its fields: those of the words that it has, and room for as many as there may be."""
    unit = unit_name(CRITERION, criterion.id, "scale")
    trees = level_trees(bench.units, criterion.id)
    names = [f"{_NEW}{k}" for k in range(MOST_LEVELS)]
    fields = [f"{field}_{row}" for row in (*(v["id"] for v in trees), *names) for field in _FIELDS]
    every = (*fields, _ROWS, _GAPS, _LEAVING, "reason")
    form = form_of(bench, unit, every)
    trees = level_trees(bench.read_by(form), criterion.id)
    starts = dict.fromkeys(every, "") | {_ROWS: _JOINT.join(v["id"] for v in trees)}
    starts[_GAPS] = _EQUAL if has_equal_gaps(trees) else _WRITTEN
    for tree in trees:
        meaning = "" if tree["sentence"] == tree["label"] else tree["sentence"]
        words = (tree["label"], meaning, level_points(tree["value"]))
        starts |= dict(zip((f"{f}_{tree['id']}" for f in _FIELDS), words, strict=True))
    return TypedForm(bench, form, starts)


def _rows(typed: TypedForm) -> list[str]:
    return typed.value(_ROWS).split(_JOINT)


def _draw_row(
    typed: TypedForm, criterion: Criterion, row: str, k: int
) -> dict[str, DeltaGenerator]:
    """A word, what it means, what it is worth where that is written; one place up, down, out."""
    rows = _rows(typed)
    slots: dict[str, DeltaGenerator] = {}
    with st.container(key=f"levelrow_{k}"):
        with st.container(key=f"levelword_{k}"):
            slots[f"levels.{k}.label"] = typed.line(
                f"label_{row}", _word_label(k, rows), NAME_SIGNS
            )
        with st.container(key=f"levelmeaning_{k}"):
            label = t("What it means")
            slots[f"levels.{k}.sentence"] = typed.area(f"sentence_{row}", label, QUESTION_SIGNS)
        if typed.value(_GAPS) == _WRITTEN and 0 < k < len(rows) - 1:
            with st.container(key=f"levelpoints_{k}"):
                label = t("Points")
                slots[f"levels.{k}.points"] = typed.line(f"points_{row}", label, _LONGEST_POINTS)
        _draw_level_acts(typed, criterion, rows, k)
    problem = _what_holds_it(typed, criterion, row)
    if problem is not None:
        say_problems([problem], {"": st.container()})
    return slots


def _word_label(k: int, rows: list[str]) -> str:
    if k == 0:
        return t("Word {n}, the worst", n=1)
    if k == len(rows) - 1:
        return t("Word {n}, the best", n=k + 1)
    return t("Word {n}", n=k + 1)


def _draw_level_acts(typed: TypedForm, criterion: Criterion, rows: list[str], k: int) -> None:
    """Where the row goes, in the form alone: nothing is written."""
    write = widgets.choice_writer(typed.name(_ROWS))
    # A press is about the order that one saw: a second one is about another button.
    seen = f"{zlib.crc32(typed.value(_ROWS).encode()):08x}"

    def turned(other: int) -> str:
        order = list(rows)
        order[k], order[other] = order[other], order[k]
        return _JOINT.join(order)

    ways = [
        ("up", k - 1, t("Word {n} one place up", n=k + 1)),
        ("down", k + 1, t("Word {n} one place down", n=k + 1)),
    ]
    with st.container(key=f"levelmoves_{k}", horizontal=True, gap="small", width="content"):
        for name, other, label in ways:
            possible = 0 <= other < len(rows)
            args = (turned(other),) if possible else None
            key = f"level{name}_{k}_{seen}"
            st.button(label, key=key, disabled=not possible, on_click=write, args=args)
        st.button(
            t("Withdraw word {n}", n=k + 1),
            key=f"levelout_{k}_{seen}",
            disabled=len(rows) <= FEWEST_LEVELS,
            on_click=partial(_take_out, typed, criterion, rows[k]),
        )


def _take_out(typed: TypedForm, criterion: Criterion, row: str) -> None:
    """A row leaves the form, unless some score is that word: then it is said beside it."""
    if _problem_of(typed, criterion, row) is not None:
        widgets.choice_writer(typed.name(_LEAVING))(row)
        return
    rows = [one for one in _rows(typed) if one != row]
    widgets.choice_writer(typed.name(_ROWS))(_JOINT.join(rows))


def _problem_of(typed: TypedForm, criterion: Criterion, row: str) -> Problem | None:
    bench, old = typed.bench, typed.starts[_ROWS].split(_JOINT)
    units = bench.read_by(typed.form)
    return use_problem(units, bench.case, criterion.id, row, "") if row in old else None


def _what_holds_it(typed: TypedForm, criterion: Criterion, row: str) -> Problem | None:
    """What is said of a word that somebody wanted to withdraw."""
    wanted = typed.value(_LEAVING) == row
    return _problem_of(typed, criterion, row) if wanted else None


def _draw_more(typed: TypedForm, rows: list[str]) -> None:
    """Room for one word more, before the best; as far as a scale may have."""
    free = [f"{_NEW}{k}" for k in range(MOST_LEVELS) if f"{_NEW}{k}" not in rows]
    if len(rows) < MOST_LEVELS and free:
        st.button(
            t("Add a word"),
            key=f"{typed.form.name}_more",
            on_click=widgets.choice_writer(typed.name(_ROWS)),
            args=(_JOINT.join([*rows[:-1], free[0], rows[-1]]),),
        )
    bare = sum(not typed.value(f"sentence_{row}").strip() for row in rows)
    if bare:
        words = tn(
            "{n} word has no meaning written: each reads it in their own way.",
            "{n} words have no meaning written: each reads them in their own way.",
            bare,
        )
        st.html(tag("p", text(words), "note"))


def _draw_gaps(typed: TypedForm) -> None:
    names = {_EQUAL: t("equal gaps"), _WRITTEN: t("points written word by word")}
    widgets.segmented_control(
        t("From one word to the next"),
        list(names),
        required=True,
        format_func=names.__getitem__,
        **widgets.own_keywords(typed.name(_GAPS), typed.starts[_GAPS]),
    )


def _typed(typed: TypedForm, rows: list[str]) -> list[TypedLevel]:
    """The words that stand in the fields now."""
    old = typed.starts[_ROWS].split(_JOINT)
    return [
        TypedLevel(
            row if row in old else "", *(typed.value(f"{field}_{row}") for field in _FIELDS)
        )
        for row in rows
    ]


_AMOUNT_SIGNS = 40
_NUMBER, _WORDS = "number", "words"
_NEW_FIELDS = ("label", "kind", "words", "unit", "worst", "best", "reason")


def draw_adding_criterion(bench: Workbench) -> None:
    """The form of a new one: every score on it is missing, for the group to give."""
    starts = dict.fromkeys(_NEW_FIELDS, "") | {"kind": _NUMBER}
    typed = new_form(bench, "new criterion", starts)
    with st.container(key="edited_new"):
        st.html(tag("h2", text(t("Add a criterion"))))
        slots = {"label": typed.line("label", t("Its name"), CRITERION_SIGNS)}
        _pick(typed, "kind", t("Scored in"), {_NUMBER: t("a number"), _WORDS: t("words")})
        if typed.value("kind") == _WORDS:
            label = t("Its words, from the worst to the best, separated by commas")
            slots["worst"] = slots["between"] = slots["best"] = typed.line(
                "words", label, QUESTION_SIGNS
            )
        else:
            slots["unit"] = typed.line("unit", t("Unit"), UNIT_SIGNS)
            slots["worst"] = typed.line("worst", t("From the worst…"), _AMOUNT_SIGNS)
            slots["best"] = typed.line("best", t("…to the best"), _AMOUNT_SIGNS)
        slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
        slots[""] = st.container()

        def change() -> UnitChange:
            return added_criterion(bench.units, bench.case, _typed_criterion(typed))

        done = t("It is added: its scores are missing, for the group to give.")
        typed.send(t("Add this criterion"), change, slots, done)


def _pick(typed: TypedForm, field: str, label: str, names: dict[str, str]) -> None:
    widgets.segmented_control(
        label,
        list(names),
        required=True,
        format_func=names.__getitem__,
        **widgets.own_keywords(typed.name(field), typed.starts[field]),
    )


def _typed_criterion(typed: TypedForm) -> BlankCriterion:
    """The criterion that stands in the fields now."""
    label = typed.value("label")
    if typed.value("kind") == _WORDS:
        words = [word.strip() for word in typed.value("words").split(",") if word.strip()]
        worst, best = (words[0] if words else "", words[-1] if len(words) > 1 else "")
        between = tuple(words[1:-1])
        return BlankCriterion(label, worst, best, in_words=True, between=between, decided=True)
    worst, best = typed.value("worst"), typed.value("best")
    return BlankCriterion(label, worst, best, unit=typed.value("unit"), decided=True)


_LONGEST_AMOUNT = 40
_SENTENCES = ("in_sentence", "of_sentence")


def draw_criterion_forms(bench: Workbench) -> None:
    """All of them, the forms of the one that is chosen, and that of a new one."""
    criteria = {c.id: c for c in bench.case.criteria}
    name = f"edited_criterion_{bench.key}"
    widgets.pills(
        t("Which criterion is corrected?"),
        list(criteria),
        format_func=lambda c: literal(criteria[c].label),
        **widgets.own_keywords(name, None),
    )
    picked = criteria.get(widgets.own_choice(name, ""))
    draw_voted(bench)
    with drafts(f"criteria_{bench.key}"):
        if picked is not None:
            with st.container(key="edited_one"):
                _draw_criterion(bench, picked)
        draw_adding_criterion(bench)


def _draw_criterion(bench: Workbench, criterion: Criterion) -> None:
    st.html(tag("h2", text(criterion.label)))
    _draw_words(bench, criterion)
    _draw_direction(bench, criterion)
    if ends_unit(criterion.id) in bench.units:
        _draw_ends(bench, criterion)
    if _is_in_words(criterion):
        draw_levels(bench, criterion)
    draw_spoken(bench, criterion)
    if criterion.scale_status is Standing.TO_CONFIRM and not _is_in_words(criterion):
        unit = unit_name(CRITERION, criterion.id, "scale")
        _draw_confirming(bench, unit, t("Confirm its scale"))
    _draw_counted(bench, criterion)
    change = partial(withdrawn_criterion, bench.units, bench.case, criterion.id)
    draw_withdrawing(bench, unit_name(CRITERION, criterion.id), criterion.label, change)


def _is_in_words(criterion: Criterion) -> bool:
    return isinstance(criterion.scale, WordScale)


def _form(bench: Workbench, unit: str, starts: dict[str, str]) -> TypedForm:
    return TypedForm(bench, form_of(bench, unit, tuple(starts)), starts)


def _draw_words(bench: Workbench, criterion: Criterion) -> None:
    own = criterion.official or criterion.label
    starts = {"label": own, "question": criterion.question}
    starts |= _written_sentences(bench, criterion)
    if not _is_in_words(criterion):
        starts["unit"] = criterion.unit.several or criterion.unit.one
    typed = _form(bench, unit_name(CRITERION, criterion.id), starts | {"reason": ""})
    slots = {
        "label": typed.line("label", _name_label(criterion), CRITERION_SIGNS),
        "question": typed.line("question", t("What it asks"), QUESTION_SIGNS),
    }
    if "unit" in starts:
        slots["unit"] = typed.line("unit", t("Unit"), UNIT_SIGNS)
    slots |= _draw_sentences(typed)
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()

    def change() -> UnitChange:
        words = {f: typed.value(f) for f in starts if typed.value(f) != starts[f]}
        if "label" in words or words.keys() & {*_SENTENCES}:
            words |= _sentences(typed)
        return words_change(bench.read_by(typed.form), criterion.id, words)

    typed.send(t("Write these words"), change, slots, t("It is written."))


def _written_sentences(bench: Workbench, criterion: Criterion) -> dict[str, str]:
    """How it is said within a sentence; a room that has its own way reads that everywhere."""
    if criterion.plain.in_sentence and criterion.plain.of_sentence:
        return {}
    tree = unit_content(bench.units, unit_name(CRITERION, criterion.id))
    return {field: tree[field] for field in _SENTENCES}


def _draw_sentences(typed: TypedForm) -> dict[str, DeltaGenerator]:
    """Both ways that a sentence says it, and two sentences that do."""
    labels = {"in_sentence": t("Within a sentence"), "of_sentence": t("After « of »")}
    slots = {
        field: typed.line(field, label, CRITERION_SIGNS)
        for field, label in labels.items()
        if field in typed.starts
    }
    if slots:
        words = _sentences(typed)
        example = within_words(words["in_sentence"], words["of_sentence"])
        draw_html(tag("p", text(example), "note"))
    return slots


def _sentences(typed: TypedForm) -> dict[str, str]:
    """As they are typed; those of another name that nobody has typed are neutral."""
    label, starts = typed.value("label").strip(), typed.starts
    neutral = neutral_words(label)
    renamed = label != starts["label"]
    own = {"in_sentence": neutral.in_sentence, "of_sentence": neutral.of_sentence}
    if "in_sentence" not in starts:
        return own if renamed else {}
    typed_now = {field: typed.value(field) for field in own}
    same = {field for field, words in typed_now.items() if words == starts[field]}
    return typed_now | {field: own[field] for field in same if renamed}


def _name_label(criterion: Criterion) -> str:
    """Which name of it is written there: pages call it otherwise where it has a plain one."""
    return t("Its official name") if criterion.official else t("Its name")


def _draw_direction(bench: Workbench, criterion: Criterion) -> None:
    unit = unit_name(CRITERION, criterion.id, "direction")
    tree = unit_content(bench.units, unit)
    st.html(tag("h3", text(t("Which way does it count?"))))
    starts = {sense.value: str(tree.get(sense, "")) for sense in Sense} | {"reason": ""}
    typed = _form(bench, unit, starts | {"question": str(tree.get("question", ""))})
    is_confirmed = criterion.direction.status is Standing.CONFIRMED
    slots = {}
    if not is_confirmed:
        label = t("What the group is asked")
        slots["question"] = typed.area("question", label, QUESTION_SIGNS)
    labels = {Sense.MAX: t("More = higher priority"), Sense.MIN: t("Less = higher priority")}
    slots |= {s.value: typed.line(s.value, label, NAME_SIGNS) for s, label in labels.items()}
    slots["reason"] = typed.line("reason", t("Why"), QUESTION_SIGNS)
    slots[""] = st.container()

    def change(*, confirmed: bool) -> UnitChange:
        more, less, why, asked = map(typed.value, (*map(str, Sense), "reason", "question"))
        direction = TypedDirection(more, less, confirmed, why, asked)
        return direction_change(bench.read_by(typed.form), criterion.id, direction)

    done, about = t("It is written."), bench.parts_of(criterion.id)
    with st.container(key="direction_acts", horizontal=True, gap="small"):
        typed.send(
            t("Write these sentences"), partial(change, confirmed=is_confirmed), slots, done
        )
        name = f"confirm_direction_{criterion.id}"
        if not is_confirmed and is_pressed_as_seen(t("Confirm this choice"), name, about):
            typed.write(partial(change, confirmed=True), slots, done, "confirm")
        if is_pressed_as_seen(t("Count it the other way"), "turn_direction", about):
            turned = partial(turned_change, bench.units, criterion.id)
            typed.write(turned, slots, _turned())


def _turned() -> str:
    return t("It counts the other way now: what was best is worst.")


def _draw_ends(bench: Workbench, criterion: Criterion) -> None:
    unit = ends_unit(criterion.id)
    tree = unit_content(bench.units, unit)
    st.html(tag("h3", text(in_unit(t("From the worst to the best"), criterion))))
    starts = {end: number_as_typed(tree[end]) for end in ("worst", "best")} | {"reason": ""}
    typed = _form(bench, unit, starts)
    slots = {
        "worst": typed.line("worst", t("From the worst…"), _LONGEST_AMOUNT),
        "best": typed.line("best", t("…to the best"), _LONGEST_AMOUNT),
        "reason": typed.line("reason", t("Why"), QUESTION_SIGNS),
        "": st.container(),
    }

    def change() -> UnitChange:
        ends = typed.value("worst"), typed.value("best")
        return ends_change(bench.read_by(typed.form), criterion.id, *ends)

    now = direction_of_ends(typed.value("worst"), typed.value("best"))
    turned = now is not None and now is not criterion.direction.default
    done = _turned() if turned else t("It is written.")
    typed.send(t("Write these ends"), change, slots, done)


def _draw_confirming(bench: Workbench, unit: str, title: str) -> None:
    """One tap, with its reason: the group has agreed to what stands there."""
    st.html(tag("h3", text(title)))
    form = OpenForm(bench.key, f"confirm {unit}", bench.units[unit], bench.dossier.seq)
    typed = TypedForm(bench, form, {"reason": ""})
    slots = {"reason": typed.line("reason", t("Why"), QUESTION_SIGNS), "": st.container()}
    typed.settle(slots)
    name = f"confirm_{unit_parts(unit)[1]}"
    if is_pressed_as_seen(t("Confirm this choice"), name, bench.parts_of(unit_parts(unit)[1])):
        change = partial(confirmed_change, bench.units, unit)
        typed.write(change, slots, t("It is confirmed."), "confirm")


def _draw_counted(bench: Workbench, criterion: Criterion) -> None:
    typed = new_form(bench, f"count {criterion.id}", {})
    label = t("Do not count it any more") if criterion.active else t("Count it from now on")
    slots = {"": st.container()}
    typed.settle(slots)
    if is_pressed_as_seen(label, f"count_{criterion.id}", criterion.active):
        change = partial(
            active_change, bench.units, bench.case, criterion.id, active=not criterion.active
        )
        typed.write(change, slots, t("It is written."))
