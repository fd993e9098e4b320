"""The log of a meeting, in the words of those who sit in it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import streamlit as st

from criteria.model import Sense
from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.meeting.room.case_edits import correction_from
from prioritisation.meeting.room.choices import PROJECT_ONE_CHOICE, PROJECT_SCORES
from prioritisation.meeting.room.meeting_write import SETTLED
from prioritisation.meeting.room.writings import (
    PaperChange,
    paper_change_from,
    paper_change_json,
)
from prioritisation.meeting.rules import Act, Form, Role
from prioritisation.meeting.rules.state import MOVES
from prioritisation.meeting.store import Entry
from prioritisation.sentences.crossing import choice_name, option_text
from prioritisation.sentences.decision import part_names
from prioritisation.sentences.dossier_changes import quoted_levers
from prioritisation.sentences.meeting import (
    ROUND_ACTS,
    act_name,
    role_name,
    round_act_name,
)
from prioritisation.sentences.phrases import direction_label, score_bounds_text
from prioritisation.sentences.warnings import logged_warning_title
from prioritisation.sentences.weight_limits import mode_name
from prioritisation.ui.meeting.explaining import OF_LOG, draw_numbers
from prioritisation.ui.meeting.outlines import projections
from prioritisation.ui.meeting.scoring import SHORT_HASH
from prioritisation.ui.visit.visit import Visit, attempt
from prioritisation.wording import listed, t, tn
from prioritisation.wording.moments import clock_place, local_moment, moment_text

_MOST_LOGGED = 200
"""Lines that are shown, the last ones."""

_OPENING = "create"
"""What the log has for the opening of the meeting, which is no act of its people."""

_Words = Callable[[Visit, str], str]


def log(visit: Visit) -> None:
    """When, who, what: never who voted what."""
    entries = attempt(lambda: visit.room.audit(visit.code, visit.secret)) or ()
    timezone = visit.stage.case.timezone
    rows = [
        (
            text(moment_text(e.at, timezone)),
            text(role_name(Role(e.role))),
            text(_act(e.act, number)),
            text(_detail(visit, e)),
        )
        for e, number in _with_rounds(written_together(entries))[-_MOST_LOGGED:]
    ]
    head = [
        text(h)
        for h in (
            t("When (time: {place})", place=clock_place(timezone)),
            t("Who"),
            t("What"),
            t("Detail"),
        )
    ]
    title = t("Log of the meeting")
    st.html(scrollable(table(head, rows, css="left log"), title))
    st.html(tag("p", text(t("Who voted what is written nowhere.")), "thin"))
    draw_numbers(OF_LOG)


def _with_rounds(entries: Iterable[Entry]) -> list[tuple[Entry, int]]:
    """Each with the number of the round that was opened last; those of a rehearsal are erased."""
    lines, number = [], 0
    for entry in entries:
        number = 0 if entry.act == Act.END_REHEARSAL else number + (entry.act == Act.OPEN_ROUND)
        lines.append((entry, number))
    return lines


def _act(act: str, number: int) -> str:
    """What was done, to which round; an act that is not known, as it is in the log."""
    if act == _OPENING:
        return t("Create the meeting")
    if act not in set(Act):
        return t("unknown act ({act})", act=act)
    if act in ROUND_ACTS and number:
        return round_act_name(Act(act), number)
    return act_name(Act(act))


def written_together(entries: Iterable[Entry]) -> list[Entry]:
    """The same, one entry for the versions of one text that one role wrote in a row.

    It has the moment of the last of them, the last version, how many it replaces, and all the
    parts that were changed.
    """
    lines: list[Entry] = []
    for entry in entries:
        last = lines[-1] if lines else None
        if last and entry.act == last.act == Act.EDIT_PAPER and entry.role == last.role:
            older, newer = paper_change_from(last.detail), paper_change_from(entry.detail)
            if older.paper == newer.paper:
                both = paper_change_json(older.followed_by(newer))
                lines[-1] = replace(entry, detail=both)
                continue
        lines.append(entry)
    return lines


def _detail(visit: Visit, entry: Entry) -> str:
    """What an entry is about, in words; that it is not known here when nothing has words for it.

    Only a reason is shown as it was typed.
    """
    say = _WORDINGS.get(entry.act)
    if not entry.detail or entry.act in MOVES:
        return entry.detail
    try:
        return say(visit, entry.detail) if say else t("Detail not known any more.")
    except (LookupError, ValueError):
        return t("Detail not known any more.")


def _form(_visit: Visit, detail: str) -> str:
    return {Form.SHORT: t("short form"), Form.FULL: t("full form")}[Form(detail)]


def _score(visit: Visit, detail: str) -> str:
    correction, case = correction_from(detail), visit.stage.plain_case
    levers = {v.id: v.short_label for v in case.levers}
    criterion = {c.id: c for c in visit.stage.criteria}[correction.criterion]
    about = f"{levers[correction.lever]}, {criterion.label}"
    before, after = (
        score_bounds_text(criterion, bounds) for bounds in (correction.before, correction.after)
    )
    change = t("{cell}: {before} → {after}", cell=about, before=before, after=after)
    source, reason = correction.source.strip(), correction.reason.strip()
    parts = (
        change,
        t("source: {source}", source=source) if source else "",
        t("reason: {reason}", reason=reason) if reason else "",
    )
    return " ; ".join(filter(None, parts))


def _criteria(visit: Visit) -> Mapping[str, str]:
    return {c.id: c.label for c in visit.stage.criteria}


def _frame(visit: Visit, detail: str) -> str:
    if detail.startswith("{"):
        settled = json.loads(detail)[SETTLED]
        return _reading(visit, settled) if isinstance(settled, str) else _order(visit, *settled)
    combination, _, rest = detail.partition(": ")
    criteria, _, mode = rest.partition("; ")
    case = visit.stage.plain_case
    labels = [_criteria(visit)[c] for c in criteria.split(", ")]
    readings = [q.answer(combination).label for q in case.questions if len(q.readings) > 1]
    parts = [*readings, listed(labels)]
    return " ; ".join(parts + ([mode_name(Mode(mode))] if mode else []))


def _order(visit: Visit, criterion: str, order: str) -> str:
    """Which order of words was taken."""
    choice = OpenChoice(ChoiceKind.ORDER, criterion, visit.stage.setup.orders[criterion])
    case = visit.stage.plain_case
    name, answer = choice_name(case, choice), option_text(case, choice, order)
    return t("Taken: {name}, {answer}", name=name, answer=answer)


def _reading(visit: Visit, reading: str) -> str:
    """Which answer was taken to which question."""
    case = visit.stage.plain_case
    name = {r.id: q.name for q in case.questions for r in q.readings}[reading]
    return t("Taken: {name}, {answer}", name=name, answer=case.readings[reading].label)


def _projected(visit: Visit, detail: str) -> str:
    """A view of the projector, the open choice that it showed, or the criterion."""
    if detail.startswith(PROJECT_SCORES):
        criterion = _criteria(visit)[detail.removeprefix(PROJECT_SCORES)]
        return t("Scores: {criterion}", criterion=criterion)
    if not detail.startswith(PROJECT_ONE_CHOICE):
        return projections()[detail]
    kind, _, about = detail.removeprefix(PROJECT_ONE_CHOICE).partition(":")
    choice = OpenChoice(ChoiceKind(kind), about, ())
    return t("Choice still open: {name}", name=choice_name(visit.stage.plain_case, choice))


def _direction(visit: Visit, detail: str) -> str:
    ((criterion, sense),) = json.loads(detail).items()
    counted = {c.id: c for c in visit.stage.plain_case.criteria}[criterion]
    label = direction_label(counted, Sense(sense))
    return t("{name}: {label}", name=counted.label, label=label)


def _paper(visit: Visit, detail: str) -> str:
    change = paper_change_from(detail)
    line = t("decision, version {n}", n=change.first)
    if change.last > change.first:
        line = t(
            "decision, versions {n} to {last} ({count} times)",
            n=change.first,
            last=change.last,
            count=change.last - change.first + 1,
        )
    names = _parts(visit, change)
    return t("{name}: {label}", name=line, label=", ".join(names)) if names else line


def _parts(visit: Visit, change: PaperChange) -> list[str]:
    """What was written, by name; of the levers proposed, which before and which since."""
    names = part_names(change.parts)
    if change.before is None or change.after is None or change.before == change.after:
        return names
    labels = {lever.id: lever.short_label for lever in visit.stage.case.levers}
    before, after = (quoted_levers(ids, labels) for ids in (change.before, change.after))
    levers = t(
        "{name} {before} → {after}",
        name=part_names(["proposed"])[0],
        before=before or t("none"),
        after=after or t("none"),
    )
    return [levers, *(name for name in names if name not in part_names(["proposed"]))]


def _ended(visit: Visit, detail: str) -> str:
    closes, _, left = detail.partition(", ")
    at = local_moment(closes, visit.stage.case.timezone)
    return t("closes at {time}, {n} without a vote", time=f"{at:%H:%M:%S}", n=left)


def _released(_visit: Visit, detail: str) -> str:
    gone = t("a vote was taken out"), t("no vote was taken out")
    return gone[0] if int(detail) else gone[1]


def _link(visit: Visit, detail: str) -> str:
    links = visit.room.links(visit.code, visit.secret)
    return next((role_name(Role(link.role)) for link in links if link.id == int(detail)), detail)


def _simulated(_visit: Visit, detail: str) -> str:
    return tn("{n} invented vote", "{n} invented votes", int(detail))


def _invited(_visit: Visit, detail: str) -> str:
    return tn("{n} invitation", "{n} invitations", int(detail))


_WORDINGS: Mapping[str, _Words] = {
    _OPENING: _form,
    Act.EDIT_SCORE: _score,
    Act.CHOOSE_FRAME: _frame,
    Act.CONFIRM_DIRECTION: _direction,
    Act.FREEZE: lambda _visit, detail: t("print of the scores {sha}…", sha=detail[:SHORT_HASH]),
    Act.PROJECT: _projected,
    Act.END_ROUND: _ended,
    Act.SET_COUNTDOWN: lambda visit, detail: moment_text(detail, visit.stage.case.timezone),
    Act.EDIT_PAPER: _paper,
    Act.ANSWER_WARNING: lambda visit, detail: logged_warning_title(detail, visit.stage.plain_case),
    Act.ISSUE_LINK: lambda _visit, detail: role_name(Role(detail)),
    Act.REVOKE_LINK: _link,
    Act.RELEASE_INVITATION: _released,
    Act.SIMULATE: _simulated,
    Act.ISSUE_INVITATIONS: _invited,
}
