"""Doors by which a dossier is made: a region, a copy, last time, a blank page."""

import base64
import binascii
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from criteria.case import Case
from criteria.load import case_from_files
from prioritisation.cases.blank import (
    FEWEST_CRITERIA,
    MOST_CRITERIA,
    MOST_OPTIONS,
    BlankCase,
    BlankCriterion,
    blank_files,
    blank_problems,
    worded_criterion,
)
from prioritisation.cases.reading import DoorOrigin
from prioritisation.cases.region import Territory, region_files, territories
from prioritisation.cases.shelf import copied_files, current_shelf
from prioritisation.cases.typed import NAME_SIGNS
from prioritisation.documents.subjects import meeting_subject
from prioritisation.drawing.markup import html_paragraphs, items, tag, text
from prioritisation.meeting.room import current_room
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.room.identity import LINK
from prioritisation.meeting.room.warnings import lineage
from prioritisation.record.making import record_of
from prioritisation.record.model import MOST_BYTES, InvalidRecord, RecordProblem
from prioritisation.record.next_case import case_files
from prioritisation.record.opening import OpenedCase, opened_case
from prioritisation.sentences.dossiers import counted_case, score_counts, unknown_lines
from prioritisation.sentences.replay import record_problem_text, unsealed_text
from prioritisation.settings import (
    DEFAULT_CASE,
    case_folder,
    case_is_chosen,
    case_or_problems,
    current_day,
    example_case,
)
from prioritisation.ui.dossiers.making import create_dossier, form_number, say_beside
from prioritisation.ui.dossiers.place import (
    BLANK_DOOR,
    COPY_DOOR,
    EARLIER_DOOR,
    REGION_DOOR,
    area_field,
    go_to_door,
    kept_fields,
    line_field,
    noun_field,
    passes,
    typed_value,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, typed_text, watch
from prioritisation.ui.shared.page import answer_block
from prioritisation.ui.shared.scripts import declared
from prioritisation.ui.visit import visit as place
from prioritisation.ui.visit.looking import browser_meetings
from prioritisation.ui.visit.visit import attempt, notice_block
from prioritisation.wording import date_text, t, tn
from prioritisation.wording.nouns import speaking_of

_WHICH = "copied_case"
_SERVER, _EXAMPLE = "server", "example"
"""What stands for a folder among the keys of dossiers, which are in capitals."""

_Files = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class CopySource:
    """A case that may be copied: what it is called, and a way to its files."""

    case: Case
    files: _Files
    sha256: str = ""
    line: str = ""

    @property
    def name(self) -> str:
        """Its title and its group."""
        return f"{self.case.title} · {self.case.group}"


def copy_of(key: str) -> None:
    """Go to the door, a case being chosen."""
    widgets.choice_writer(_WHICH)(key)
    go_to_door(COPY_DOOR)


def copy_door() -> None:
    """Which case, what its copy is called, create."""
    sources = copy_sources()
    picked = widgets.own_choice(_WHICH, _EXAMPLE)
    picked = picked if picked in sources else next(iter(sources))
    source = sources[picked]
    with st.container(key="answer"):
        st.html(
            answer_block(
                t("A new case: a copy of which one?"),
                t("Everything is copied but its links and its history."),
                t("What is changed in the copy changes nothing of the first."),
            )
        )
    with kept_fields(COPY_DOOR, _WHICH):
        widgets.selectbox(
            t("Case to copy"),
            list(sources),
            format_func=lambda key: sources[key].name,
            **{**widgets.own_keywords(_WHICH, _EXAMPLE), "value": picked},
        )
    line, title = lineage(source.case.id, source.line), source.case.title
    origin = DoorOrigin("copy", title, source.sha256, line)
    longer = t("{title}, copy", title=title)
    called = longer if len(longer) <= NAME_SIGNS else title
    titled_form(f"copy_{picked}", called, origin, source.files)


def titled_form(
    name: str,
    title: str,
    origin: DoorOrigin,
    files: _Files,
    after: Callable[[], None] = lambda: None,
) -> None:
    """The title of a case made from another, and the button that makes it.

    Parameters
    ----------
    name
        Of the form: fields of two forms are not the same.
    title
        What it is called at first.
    files
        Gives the files of the first.
    after
        As for ``create_dossier``.
    """
    if sent := _sent_line(name, t("Title of the case"), title):
        typed, today = sent[0], current_day(None)
        made = lambda: copied_files(files(), typed, today)  # noqa: E731
        create_dossier(typed, origin, made, sent[1], name, after)


def _sent_line(name: str, label: str, start: str) -> tuple[str, DeltaGenerator] | None:
    """One line and the button that creates a dossier: what was sent, and the place beside it."""
    done = form_number()
    field = f"{name}_line_{done}"
    with drafts(name), st.form(name, border=False):
        widgets.text_input(label, name=field, value=start, write=None)
        watch(field, start, widgets.key_of(field), form=True)
        slot = st.container()
        label, key = t("Create this case"), f"{name}_send_{done}"
        sent = st.form_submit_button(label, type="primary", key=key)
    return (typed_text(field), slot) if sent else None


def copy_sources() -> dict[str, CopySource]:
    """What this browser may copy: its dossiers, the case of the server, the example."""
    owned = passes()
    shelf = attempt(current_shelf) if owned else None
    dossiers = (attempt(lambda: shelf.held_by(owned)) if shelf else ()) or ()
    sources = {
        one.key: CopySource(
            one.case, partial(shelf.files, one.key, owned[one.key]), one.sha256, one.origin.line
        )
        for one in dossiers
        if shelf
    }
    case, _ = case_or_problems()
    if case and case_is_chosen():
        folder = case_folder()
        sources[_SERVER] = CopySource(case, lambda: case_files_of(folder))
    sources[_EXAMPLE] = CopySource(example_case(), lambda: case_files_of(DEFAULT_CASE))
    return sources


_PLACE = "region_place"


def region_door() -> None:
    """Choose a territory, read what is known of it, name the group, create."""
    places = {place.id: place for place in territories()}
    place = places.get(widgets.own_choice(_PLACE, ""))
    with st.container(key="answer"):
        st.html(answer_block(t("A new case: which region?"), *_region_answer(place)))
    with kept_fields(REGION_DOOR, _PLACE):
        widgets.pills(
            t("Territory"),
            list(places),
            format_func=lambda ident: places[ident].name,
            **widgets.own_keywords(_PLACE, None),
        )
        if place is not None:
            with speaking_of(_preview(place).option):
                _contents(place)
    if place is not None:
        label = t("Name of the group, as it will be written everywhere")
        form = f"region_{place.id}"
        if sent := _sent_line(form, label, place.group):
            (name, slot), today = sent, current_day(_preview(place))
            origin, title = DoorOrigin("region", place.name), _preview(place).title
            made = lambda: region_files(place, name, today)  # noqa: E731 (one line)
            create_dossier(title, origin, made, slot, form)


def _region_answer(place: Territory | None) -> tuple[str, str]:
    if place is None:
        return (
            t("Choose among 18 territories."),
            t("The figures are those of the State; nothing is taken from another region."),
        )
    total, _, missing = score_counts(_preview(place))
    loud = t(
        "{place}: {n} scores from the State, {missing} missing.",
        place=place.name,
        n=total - missing,
        missing=missing,
    )
    rest = tn(
        "{n} official line gives them. What nobody has said yet is missing, with whom to ask.",
        "{n} official lines give them. What nobody has said yet is missing, with whom to ask.",
        place.rows,
    )
    return loud, rest


@lru_cache(maxsize=32)
def _preview(place: Territory) -> Case:
    return case_from_files(region_files(place, place.group, current_day(None)))


def _contents(place: Territory) -> None:
    """What the case will hold."""
    case = _preview(place)
    counted = counted_case(case)
    table = counted.tables[case.default_combination]
    rows = [
        tn(
            "{n} lever, to be renamed or taken out if yours are others: {names}.",
            "{n} levers, to be renamed or taken out if yours are others: {names}.",
            len(case.levers),
            names=", ".join(v.label for v in case.levers),
        )
    ]
    rows += [
        t("{lever}: not there, the State has no line of it here; it can be added.", lever=name)
        for name in place.absent
    ]
    unknown = unknown_lines(case)
    for criterion in counted.criteria:
        known = sum(not table.score(v.id, criterion.id).unknown for v in case.levers)
        who = ". ".join(line.who for line in unknown if line.criterion == criterion.id)
        total = len(case.levers)
        values = {"name": criterion.plain_name(), "n": known, "total": total, "who": who}
        words = t("{name}: {n} scores of {total} known. The rest: {who}.", **values)
        words = words if known else t("{name}: nothing known yet; {who}.", **values)
        rows.append(words if known < total else t("{name}: all known.", **values))
    rows.append(
        t("Where to count freight, offices, waste: three ways are ready, two of them to confirm.")
        if place.several_readings
        else t("Where to count each line: one way is ready, the State's.")
    )
    if not place.is_open:
        rows.append(t("The State does not show this territory in its public tool yet."))
    caveats = [s.caveat for s in case.sources.values() if s.caveat]
    st.html(
        tag("h2", text(t("What the case will hold")))
        + items(map(text, rows), "plainlist")
        + "".join(tag("p", text(caveat), "caveat") for caveat in caveats)
    )


_NUMBER, _WORDS = "number", "words"


def draw_criterion(done: int, k: int) -> dict[str, DeltaGenerator]:
    """The fields of one criterion: its name, what it is scored in, from what to what.

    Name of each -> the place beside it.
    """
    slots: dict[str, DeltaGenerator] = {}
    name, field = blank_name(done, k), f"criteria.{k}"

    def line(part: str, label: str, hint: str = "") -> DeltaGenerator:
        with st.container(key=f"c{part}_{k}"):
            return line_field(label, f"{name}_{part}", hint)

    with st.container(key=f"criterion_{k}"):
        st.html(tag("h3", text(t("Criterion {n}", n=k + 1))))
        with st.container(key=f"crow_{k}"):
            slots[f"{field}.label"] = line("label", t("Its name"))
            with st.container(key=f"ckind_{k}"):
                kinds = {_NUMBER: t("a number"), _WORDS: t("words")}
                widgets.segmented_control(
                    t("Scored in"),
                    list(kinds),
                    required=True,
                    format_func=kinds.__getitem__,
                    **widgets.own_keywords(f"{name}_kind", _NUMBER),
                )
            if _is_in_words(name):
                label = t("Its words, from the worst to the best, separated by commas")
                slots[field] = line("words", label, t("against, divided, in favour"))
            else:
                slots[f"{field}.unit"] = line("unit", t("Unit"), t("k€"))
                slots[f"{field}.worst"] = line("worst", t("From the worst…"))
                slots[f"{field}.best"] = line("best", t("…to the best"))
    slots.setdefault(field, slots[f"{field}.label"])
    return slots


def typed_criterion(done: int, k: int) -> BlankCriterion:
    """The criterion that stands in the fields now."""
    name = blank_name(done, k)
    label = typed_value(f"{name}_label")
    if _is_in_words(name):
        return worded_criterion(label, typed_value(f"{name}_words"))
    worst, best = typed_value(f"{name}_worst"), typed_value(f"{name}_best")
    return BlankCriterion(label, worst, best, unit=typed_value(f"{name}_unit"), decided=True)


def _is_in_words(name: str) -> bool:
    return bool(widgets.own_choice(f"{name}_kind", _NUMBER) == _WORDS)


def blank_name(done: int, field: object = "") -> str:
    """Name of a field of the page; with none, what the names of all of them begin with."""
    return f"blank_{done}_{field}"


_TRIED, _COUNT, _NOUN = "tried", "criteria", "noun"
"""Choices: whether the last button was pressed; how many criteria there is room for; the noun."""
_USUAL_NOUN = "projet"
"""What suits most things that are no levers of a plan."""


def blank_door() -> None:
    """Three questions on one page; what was typed is kept until the dossier is made."""
    done = form_number()
    count = widgets.own_choice(blank_name(done, _COUNT), FEWEST_CRITERIA)
    blank = _typed(done, count)
    with st.container(key="answer"):
        st.html(answer_block(t("A new case: what is chosen?"), *_answer(blank)))
    with kept_fields(BLANK_DOOR, blank_name(done)):
        slots = _questions(done)
        st.html(tag("h2", text(t("3. On which criteria?"))))
        examples = t(
            "From the worst to the best, said before anybody scores: cost from 1,500 to 500 k€; "
            "walk from 30 to 0 minutes; neighbours: against, divided, in favour."
        )
        st.html(tag("p", text(examples), "note"))
        for k in range(count):
            slots |= draw_criterion(done, k)
        slots["criteria"] = st.container()
    write = widgets.choice_writer(blank_name(done, _COUNT))
    with st.container(key="blank_room", horizontal=True, gap="small"):
        if count < MOST_CRITERIA:
            more, args = t("Add a criterion"), (count + 1,)
            st.button(more, key=f"blank_more_{done}", on_click=write, args=args)
        if count > FEWEST_CRITERIA:
            less, args = t("Take the last one out"), (count - 1,)
            st.button(less, key=f"blank_less_{done}", on_click=write, args=args)
    slots[""] = st.container()
    sent = st.button(t("Create this case"), type="primary", key=f"blank_send_{done}")
    _answer_press(_typed(done, count), slots, sent=sent, tried=blank_name(done, _TRIED))


def _answer(blank: BlankCase) -> tuple[str, str]:
    options, criteria = len(blank.options), sum(bool(c.label.strip()) for c in blank.criteria)
    if not options or not criteria:
        return (
            t("Three questions, and the group can compare."),
            t("Every score starts as missing: nothing is filled in for you."),
        )
    with speaking_of(blank.option):
        named = tn("{n} lever", "{n} levers", options)
    counted = tn("{n} criterion", "{n} criteria", criteria)
    loud = t("One of {options}, on {criteria}.", options=named, criteria=counted)
    n = options * criteria
    return loud, tn(
        "{n} score to find. Names, units, ends of scales and scores can be changed later.",
        "{n} scores to find. Names, units, ends of scales and scores can be changed later.",
        n,
    )


def _questions(done: int) -> dict[str, DeltaGenerator]:
    """What is chosen, by whom, between what."""
    slots: dict[str, DeltaGenerator] = {}
    with st.container(key="blank_questions"):
        with st.container(key="blank_left"):
            st.html(tag("h2", text(t("1. What is chosen?"))))
            label = t("The question: the case is called by it")
            hint = t("Where do we open the house of projects?")
            slots["choice"] = line_field(label, blank_name(done, "choice"), hint)
            label = t("Name of the group, as it will be written everywhere")
            slots["group"] = line_field(label, blank_name(done, "group"))
            name = blank_name(done, _NOUN)
            noun_field(**widgets.own_keywords(name, _USUAL_NOUN))
        with st.container(key="blank_right"):
            st.html(tag("h2", text(t("2. Between what?"))))
            label = t("One per line, from 2 to {n}", n=MOST_OPTIONS)
            slots["options"] = area_field(label, blank_name(done, "options"))
    return slots


def _typed(done: int, count: int) -> BlankCase:
    """What stands in the fields now."""
    lines = typed_value(blank_name(done, "options")).splitlines()
    return BlankCase(
        typed_value(blank_name(done, "choice")),
        tuple(line.strip() for line in lines if line.strip()),
        tuple(typed_criterion(done, k) for k in range(count)),
        typed_value(blank_name(done, "group")),
        option=widgets.own_choice(blank_name(done, _NOUN), _USUAL_NOUN),
    )


def _answer_press(
    blank: BlankCase, slots: Mapping[str, DeltaGenerator], *, sent: bool, tried: str
) -> None:
    """What is wrong stands beside its field, from the first press on; else the dossier is made."""
    if sent:
        widgets.choice_writer(tried)(True)
    if not (sent or widgets.own_choice(tried, start=False)):
        return
    problems = blank_problems(blank)
    say_beside(problems, slots)
    if sent and not problems:
        title, today = blank.choice.strip(), current_day(None)
        origin = DoorOrigin("blank")
        create_dossier(title, origin, lambda: blank_files(blank, today), slots[""], BLANK_DOOR)
    elif sent:
        with slots[""]:
            n = len(problems)
            words = tn("{n} thing to correct above.", "{n} things to correct above.", n)
            st.html(notice_block(words))


_PICKER = declared(
    "file_carrying", Path(__file__).parent / "carrying.js", html='<div class="carrying"></div>'
)
_GZIP = 31
"""What tells the library that bytes are those of gzip."""


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """A file that was picked: its name, and its bytes; none where they cannot be read."""

    name: str
    content: bytes


def pick_file(key: str) -> CarriedFile | None:
    """Draw where a file is picked; the last one that was."""
    _PICKER(
        key=key,
        data={
            "largest": MOST_BYTES,
            "words": {
                "pick": t("Pick a file (.json)"),
                "reading": t("being read…"),
                "tooLarge": t("This file is too large to be a proof file."),
                "unread": t("This file could not be read: pick it again."),
            },
        },
        on_file_change=partial(_keep, key),
    )
    picked = st.session_state.get(_place(key))
    return picked if isinstance(picked, CarriedFile) else None


def _place(key: str) -> str:
    return f"{key}_picked"


def _keep(key: str) -> None:
    if picked := carried_file(st.session_state[key].file):
        st.session_state[_place(key)] = picked


def carried_file(told_by_browser: object) -> CarriedFile | None:
    """The file that a browser tells, whatever it tells.

    Examples
    --------
    >>> carried_file({"name": "x.json", "content": "not of ours"})
    CarriedFile(name='x.json', content=b'')
    >>> carried_file(["x"]) is None
    True
    """
    if not isinstance(told_by_browser, dict):
        return None
    name, content = told_by_browser.get("name"), told_by_browser.get("content")
    if not isinstance(name, str) or not isinstance(content, str):
        return None
    try:
        packed = base64.b64decode(content, validate=True)
        # One byte more: whoever reads it then says that it is too large.
        unpacked = zlib.decompressobj(_GZIP).decompress(packed, MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error):
        unpacked = b""
    return CarriedFile(name, unpacked)


_MEETING, _FILE = "earlier_meeting", "earlier_file"
_LONGEST_FOUND = 80


def earlier_door() -> None:
    """Which meeting, what its case is called now, create."""
    with st.container(key="answer"):
        st.html(
            answer_block(
                t("A new case: which meeting is taken up?"),
                t("The case comes back with what was corrected in it."),
                t("Never the votes, the weights, nor what was decided."),
            )
        )
    with st.container(key="sharing"):
        with st.container(key="earlier_left"):
            st.html(tag("h2", text(t("A meeting of this browser"))))
            _meetings()
        with st.container(key="earlier_right"):
            st.html(tag("h2", text(t("A proof file"))))
            _file(pick_file(_FILE))


def _meetings() -> None:
    """The meetings that this browser holds a link of."""
    stages = {s.code: s for s in browser_meetings() if LINK + s.code in place.cookies()}
    if not stages:
        none = t("None: open your personal link of a meeting in this browser, then come back.")
        st.html(tag("p", text(none), "note"))
        return
    with kept_fields(EARLIER_DOOR, _MEETING):
        widgets.selectbox(
            t("Meeting"),
            list(stages),
            format_func=lambda code: f"{stages[code].title} · {code}",
            **widgets.own_keywords(_MEETING, None),
        )
    stage = stages.get(widgets.own_choice(_MEETING, ""))
    if stage is not None:
        before = attempt(lambda: current_room().line_of(stage.code)) or ""
        origin = DoorOrigin("meeting", stage.title, line=lineage(stage.case.id, before))
        files = partial(_files_of_meeting, stage.code)
        titled_form(f"meeting_{stage.code}", _free_title(stage.case.title), origin, files)


def _files_of_meeting(code: str) -> Mapping[str, str]:
    """The files of the case of a meeting as it stands, for whoever may have its documents."""
    subject = meeting_subject(current_room(), code, place.cookies().get(LINK + code, ""))
    subject.check()
    return case_files(record_of(subject.facts()))


def _file(picked: CarriedFile | None) -> None:
    """What the file that was picked holds; why it cannot be used."""
    if picked is None:
        st.html(tag("p", text(t("It is read, and not kept.")), "note"))
        return
    try:
        opened = opened_case(picked.content)
    except InvalidRecord as error:
        name = t("{name} cannot be taken up.", name=picked.name[:_LONGEST_FOUND])
        st.html(notice_block(name, *map(_fault_text, error.problems[:3])))
        return
    _opened(opened)


def _fault_text(problem: RecordProblem) -> str:
    words = record_problem_text(replace(problem, found=problem.found[:_LONGEST_FOUND]))
    return t("{sentence}.", sentence=words[:1].upper() + words[1:])


def _opened(opened: OpenedCase) -> None:
    """Of which meeting the file is, whether it was changed, and the way to a dossier."""
    record = opened.record
    day = date_text(record.meeting.date.isoformat())
    title = record.meeting.title or record.case.title
    lines = [t("« {title} », {date}.", title=title, date=day)]
    lines += [t("A rehearsal: it decides nothing.")] if record.rehearsal else []
    st.html(html_paragraphs(lines))
    if not opened.genuine:
        st.html(notice_block(unsealed_text()))
    origin = DoorOrigin("record", title, record.sha256, lineage(record.case.id))
    name, called = f"record_{record.sha256[:8]}", _free_title(record.case.title)
    titled_form(name, called, origin, lambda: opened.files)


def _free_title(title: str) -> str:
    """A title to begin with: with the day, where a dossier of this browser has that one."""
    owned = passes()
    dossiers = (attempt(lambda: current_shelf().held_by(owned)) if owned else ()) or ()
    if title not in {one.case.title for one in dossiers}:
        return title
    day = date_text(current_day(None).isoformat())
    longer = t("{title} (taken up on {day})", title=title, day=day)
    return longer if len(longer) <= NAME_SIGNS else title
