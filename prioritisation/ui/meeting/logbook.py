"""The log of a meeting, in the words of those who sit in it."""

import json
from collections.abc import Callable, Mapping
from functools import cache

import streamlit as st

from criteria.model import Sense
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.meeting.room.choices import PROJECT_ONE_CHOICE
from prioritisation.meeting.room.meeting_write import SETTLED
from prioritisation.meeting.room.stage import ARGUMENTS_TEXT, DECISION_TEXT, SETS_TEXT
from prioritisation.meeting.rules import Act, Form, Role
from prioritisation.meeting.store import Entry
from prioritisation.sentences import direction_label
from prioritisation.sentences.crossing import choice_name
from prioritisation.sentences.meeting import NameOf, act_name, role_name
from prioritisation.sentences.weighting import mode_name
from prioritisation.ui.meeting.opening import names_of_meeting
from prioritisation.ui.meeting.outlines import projections
from prioritisation.ui.meeting.scoring import SHORT_HASH
from prioritisation.ui.visit.trying import attempt
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import listed, t, tn

_MOST_LOGGED = 200
"""Lines that are shown, the last ones."""

_Words = Callable[[Visit, str], str]


def log(visit: Visit) -> None:
    """When, who, what: never who voted what."""
    entries = attempt(lambda: visit.room.audit(visit.code, visit.secret)) or ()
    known = set(Act)
    # The warnings are found once, not for each line.
    named = cache(lambda: names_of_meeting(visit))
    rows = [
        (
            text(moment_text(e.at)),
            text(role_name(Role(e.role))),
            text(act_name(Act(e.act)) if e.act in known else t("Create the meeting")),
            text(_detail(visit, e, named)),
        )
        for e in list(entries)[-_MOST_LOGGED:]
    ]
    head = [text(h) for h in (t("When"), t("Who"), t("What"), t("Detail"))]
    title = t("Log of the meeting")
    st.html(scrollable(table(head, rows, css="left log"), title))
    st.html(tag("p", text(t("Who voted what is written nowhere.")), "thin"))


def moment_text(iso: str) -> str:
    """A moment of the log as people read it, in universal time."""
    day, _, hour = iso.partition("T")
    return t("{day} at {hour} (UTC)", day="/".join(reversed(day.split("-"))), hour=hour[:5])


def _detail(visit: Visit, entry: Entry, named: Callable[[], NameOf]) -> str:
    """What an entry is about, in words; as it is kept when nothing here knows it any more."""
    say = _WORDINGS.get(entry.act)
    try:
        if entry.act == Act.ANSWER_WARNING and entry.detail:
            return named()(entry.detail)
        return say(visit, entry.detail) if say and entry.detail else entry.detail
    except (LookupError, ValueError):
        return entry.detail


def _form(_visit: Visit, detail: str) -> str:
    return {Form.SHORT: t("short form"), Form.FULL: t("full form")}[Form(detail)]


def _score(visit: Visit, detail: str) -> str:
    lever, _, criterion = detail.partition(", ")
    levers = {v.id: v.short_label for v in visit.stage.case.levers}
    return f"{levers[lever]}, {_criteria(visit)[criterion]}"


def _criteria(visit: Visit) -> Mapping[str, str]:
    return {c.id: c.label for c in visit.stage.case.criteria}


def _frame(visit: Visit, detail: str) -> str:
    if detail.startswith("{"):
        return _reading(visit, json.loads(detail)[SETTLED])
    combination, _, rest = detail.partition(": ")
    criteria, _, mode = rest.partition("; ")
    case = visit.stage.case
    labels = [_criteria(visit)[c] for c in criteria.split(", ")]
    readings = [q.answer(combination).label for q in case.questions if len(q.readings) > 1]
    parts = [*readings, listed(labels)]
    return " ; ".join(parts + ([mode_name(Mode(mode))] if mode else []))


def _reading(visit: Visit, reading: str) -> str:
    """Which answer was taken to which question."""
    question = next(q for q in visit.stage.case.questions if reading in {r.id for r in q.readings})
    label = visit.stage.case.readings[reading].label
    return t("Settled: {name}: {answer}", name=question.name, answer=label)


def _projected(visit: Visit, detail: str) -> str:
    """A view of the projector, or the open choice that it showed."""
    if not detail.startswith(PROJECT_ONE_CHOICE):
        return projections()[detail]
    kind, _, about = detail.removeprefix(PROJECT_ONE_CHOICE).partition(":")
    choice = OpenChoice(ChoiceKind(kind), about, ())
    return t("Choice still open: {name}", name=choice_name(visit.stage.case, choice))


def _direction(visit: Visit, detail: str) -> str:
    ((criterion, sense),) = json.loads(detail).items()
    counted = {c.id: c for c in visit.stage.case.criteria}[criterion]
    label = direction_label(counted, Sense(sense))
    return t("{name}: {label}", name=counted.label, label=label)


def _paper(_visit: Visit, detail: str) -> str:
    name, _, version = detail.partition(", ")
    sentence = {
        SETS_TEXT: t("levers together"),
        ARGUMENTS_TEXT: t("arguments"),
        DECISION_TEXT: t("decision"),
    }[name]
    return t("{paper}, version {n}", paper=sentence, n=version)


def _ended(_visit: Visit, detail: str) -> str:
    closes, _, left = detail.partition(", ")
    return t("closes at {time} (UTC), {n} without a ballot", time=closes[11:19], n=left)


def _lifted(_visit: Visit, detail: str) -> str:
    return t("limit lifted") if int(detail) else t("limit put back")


def _taken_out(_visit: Visit, detail: str) -> str:
    people, _, ballots = detail.partition(", ")
    out = tn("{n} arrival taken out", "{n} arrivals taken out", int(people))
    return t("{out}; ballots taken out of the round: {n}.", out=out, n=ballots)


def _released(_visit: Visit, detail: str) -> str:
    gone = t("a ballot of the open round was taken out"), t("no ballot was taken out")
    return gone[0] if int(detail) else gone[1]


def _link(visit: Visit, detail: str) -> str:
    links = visit.room.links(visit.code, visit.secret)
    return next((role_name(Role(link.role)) for link in links if link.id == int(detail)), detail)


_WORDINGS: Mapping[str, _Words] = {
    "create": _form,
    Act.EDIT_SCORE: _score,
    Act.CHOOSE_FRAME: _frame,
    Act.CONFIRM_DIRECTION: _direction,
    Act.FREEZE: lambda _visit, detail: f"SHA-256 {detail[:SHORT_HASH]}…",
    Act.PROJECT: _projected,
    Act.END_ROUND: _ended,
    Act.SET_COUNTDOWN: lambda _visit, detail: moment_text(detail),
    Act.EDIT_PAPER: _paper,
    Act.ISSUE_LINK: lambda _visit, detail: role_name(Role(detail)),
    Act.REVOKE_LINK: _link,
    Act.RELEASE_INVITATION: _released,
    Act.LIFT_LIMIT: _lifted,
    Act.REMOVE_WAVE: _taken_out,
}
