"""The log of a meeting, in the words of those who sit in it."""

import json
from collections.abc import Callable, Mapping
from functools import cache

import streamlit as st

from criteria.model import Sense
from prioritisation.analysis.ballots.modes import Mode
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.meeting.rules import Act, Form, Role
from prioritisation.meeting.store import Entry
from prioritisation.sentences import direction_label
from prioritisation.sentences.meeting import Names, act_name, role_name
from prioritisation.sentences.weighting import mode_name
from prioritisation.ui.meeting.opening import names
from prioritisation.ui.meeting.outlines import projections
from prioritisation.ui.visit.here import Here
from prioritisation.ui.visit.trying import trying
from prioritisation.wording import listed, t, tn

MOST_LOGGED = 200
DIGITS = 12
"""Of a fingerprint: as many as beside the frozen scores."""

Words = Callable[[Here, str], str]


def log(here: Here) -> None:
    """When, who, what: never who voted what."""
    entries = trying(lambda: here.room.audit(here.code, here.secret)) or ()
    known = set(Act)
    named = cache(lambda: names(here))  # the warnings are found once, not for each line
    rows = [
        (
            text(moment(e.at)),
            text(role_name(Role(e.role))),
            text(act_name(Act(e.act)) if e.act in known else t("Create the meeting")),
            text(detail(here, e, named)),
        )
        for e in list(entries)[-MOST_LOGGED:]
    ]
    head = [text(h) for h in (t("When"), t("Who"), t("What"), t("Detail"))]
    title = t("Log of the meeting")
    st.html(scrollable(table(head, rows, css="left log"), title))
    st.html(tag("p", text(t("Who voted what is written nowhere.")), "thin"))


def moment(iso: str) -> str:
    """A moment of the log as people read it, in universal time."""
    day, _, hour = iso.partition("T")
    return t("{day} at {hour} (UTC)", day="/".join(reversed(day.split("-"))), hour=hour[:5])


def detail(here: Here, entry: Entry, named: Callable[[], Names]) -> str:
    """What an entry is about, in words; as it is kept when nothing here knows it any more."""
    say = _SAID.get(entry.act)
    try:
        if entry.act == Act.ANSWER_WARNING and entry.detail:
            return named()(entry.detail)
        return say(here, entry.detail) if say and entry.detail else entry.detail
    except (LookupError, ValueError):
        return entry.detail


def _form(_here: Here, kept: str) -> str:
    return {Form.SHORT: t("short form"), Form.FULL: t("full form")}[Form(kept)]


def _score(here: Here, kept: str) -> str:
    lever, _, criterion = kept.partition(", ")
    levers = {v.id: v.short_label for v in here.stage.case.levers}
    return f"{levers[lever]}, {_criteria(here)[criterion]}"


def _criteria(here: Here) -> Mapping[str, str]:
    return {c.id: c.label for c in here.stage.case.criteria}


def _frame(here: Here, kept: str) -> str:
    perimeter, _, rest = kept.partition(": ")
    criteria, _, mode = rest.partition("; ")
    perimeters = {p.id: p.label for p in here.stage.case.perimeters}
    labels = [_criteria(here)[c] for c in criteria.split(", ")]
    parts = [perimeters[perimeter], listed(labels)]
    return " ; ".join(parts + ([mode_name(Mode(mode))] if mode else []))


def _direction(here: Here, kept: str) -> str:
    ((criterion, sense),) = json.loads(kept).items()
    found = {c.id: c for c in here.stage.case.criteria}[criterion]
    label = direction_label(found, Sense(sense))
    return t("{name}: {label}", name=found.label, label=label)


def _paper(_here: Here, kept: str) -> str:
    name, _, version = kept.partition(", ")
    said = {
        "portfolio": t("levers together"),
        "arguments": t("arguments"),
        "decision": t("decision"),
    }[name]
    return t("{paper}, version {n}", paper=said, n=version)


def _ended(_here: Here, kept: str) -> str:
    closes, _, left = kept.partition(", ")
    return t("closes at {time} (UTC), {n} without a ballot", time=closes[11:19], n=left)


def _lifted(_here: Here, kept: str) -> str:
    return t("limit lifted") if int(kept) else t("limit put back")


def _taken_out(_here: Here, kept: str) -> str:
    people, _, ballots = kept.partition(", ")
    out = tn("{n} arrival taken out", "{n} arrivals taken out", int(people))
    return t("{out}; ballots taken out of the round: {n}.", out=out, n=ballots)


def _released(_here: Here, kept: str) -> str:
    gone = t("a ballot of the open round was taken out"), t("no ballot was taken out")
    return gone[0] if int(kept) else gone[1]


def _link(here: Here, kept: str) -> str:
    found = here.room.links(here.code, here.secret)
    return next((role_name(Role(link.role)) for link in found if link.id == int(kept)), kept)


_SAID: Mapping[str, Words] = {
    "create": _form,
    Act.EDIT_SCORE: _score,
    Act.CHOOSE_FRAME: _frame,
    Act.CONFIRM_DIRECTION: _direction,
    Act.FREEZE: lambda _here, kept: f"SHA-256 {kept[:DIGITS]}…",
    Act.PROJECT: lambda _here, kept: projections()[kept],
    Act.END_ROUND: _ended,
    Act.SET_COUNTDOWN: lambda _here, kept: moment(kept),
    Act.EDIT_PAPER: _paper,
    Act.ISSUE_LINK: lambda _here, kept: role_name(Role(kept)),
    Act.REVOKE_LINK: _link,
    Act.RELEASE_INVITATION: _released,
    Act.LIFT_LIMIT: _lifted,
    Act.REMOVE_WAVE: _taken_out,
}
