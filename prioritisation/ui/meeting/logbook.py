"""The log of a meeting, in the words of those who sit in it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from criteria.model import Sense
from prioritisation.analysis.ballots.ballot import (
    ABSTAINS,
    ABSTENTION_FIELD,
    AS_MUCH_FIELD,
    FIRST_FIELD,
    FULL,
    MODE_FIELD,
    NUMBER_FIELD,
    RANK_FIELD,
    Ballot,
    BallotFault,
    BallotProblem,
    InvalidBallot,
    Mode,
    read_ballot,
)
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice
from prioritisation.drawing.markup import scrollable, table, tag, text
from prioritisation.meeting.room.case_edits import correction_from
from prioritisation.meeting.room.choices import SETTLED
from prioritisation.meeting.room.rationale import PaperChange, paper_change_from
from prioritisation.meeting.rules import Act, Form, Phase, Reason, Role, refusal
from prioritisation.meeting.rules.state import MOVES
from prioritisation.meeting.store import Entry
from prioritisation.sentences.ballot import BallotCriterion, ballot_criteria
from prioritisation.sentences.crossing import choice_name, option_text
from prioritisation.sentences.decision import part_names
from prioritisation.sentences.dossier_changes import quoted_levers
from prioritisation.sentences.meeting import ROUND_ACTS, act_name, role_name, round_act_name
from prioritisation.sentences.phrases import direction_label, score_bounds_text
from prioritisation.sentences.warnings import logged_warning_title
from prioritisation.sentences.weight_limits import mode_name, total_text
from prioritisation.ui.meeting.scoring import SHORT_HASH
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.controls import literal
from prioritisation.ui.visit.visit import Visit, attempt, notice_block, press
from prioritisation.wording import listed, t, tn
from prioritisation.wording.moments import clock_place, local_moment, moment_text

_OPENING = "create"
"""What the log has for the opening of the meeting, which is no act of its people."""

_Words = Callable[[Visit, str], str]


def log(visit: Visit) -> None:
    """When, who, what: never who voted what, nor each picture of the wall."""
    every = attempt(lambda: visit.room.audit(visit.code, visit.secret)) or ()
    entries = [entry for entry in every if entry.act != Act.PROJECT]
    timezone = visit.stage.case.timezone
    rows = [
        (
            text(moment_text(e.at, timezone)),
            text(role_name(Role(e.role))),
            text(_act(e.act, number)),
            text(_detail(visit, e)),
        )
        for e, number in _with_rounds(entries)
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


def _direction(visit: Visit, detail: str) -> str:
    ((criterion, sense),) = json.loads(detail).items()
    counted = {c.id: c for c in visit.stage.plain_case.criteria}[criterion]
    label = direction_label(counted, Sense(sense))
    return t("{name}: {label}", name=counted.label, label=label)


def _paper(visit: Visit, detail: str) -> str:
    change = paper_change_from(detail)
    line = t("decision, version {n}", n=change.version)
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


_TYPED = "paper_typed"
"""Session key: receipt of the last ballot typed in, of which round, and what empties the form."""
_NONE_TYPED = "", "", 0


def is_offered(visit: Visit) -> bool:
    """Whether the visitor is one of those who type paper in: it is printed before the meeting."""
    meeting = visit.stage.meeting
    refused = refusal(meeting, visit.role, Act.ENTER_PAPER)
    if refused is None:
        return True
    return refused.reason is not Reason.ROLE and meeting.phase is not Phase.CLOSED


def draw_paper_ballots(visit: Visit) -> None:
    """The sheets to print and, while a round is open, the form."""
    _sheets(visit)
    if visit.may(Act.ENTER_PAPER):
        _typing(visit)
        return
    _draw_receipt(visit)
    sentence = t(
        "They ask what people vote on as it is chosen now: print them again if it "
        "changes. While a vote is open, they are typed in here."
    )
    st.html(tag("p", text(sentence), "thin"))


def _sheets(visit: Visit) -> None:
    printed = tag(
        "a", text(t("Printable ballot (PDF)")), "act", href=f"/vote/{visit.code}/papier.pdf"
    )
    helping = tag("a", text(t("Help to vote (PDF)")), "act", href=f"/vote/{visit.code}/aide.pdf")
    st.html(tag("p", f"{printed} {helping}"))


def _typing(visit: Visit) -> None:
    """The form; after a ballot it is empty again, with its receipt beside the button."""
    _, _, turn = st.session_state.get(_TYPED, _NONE_TYPED)
    mode = visit.stage.setup.weighting
    with st.form(f"paper_{turn}", border=False):
        if mode.ordered:
            _places(visit, turn)
        else:
            _fields(visit, turn, mode)
        _college(visit, turn)
        sent = press(
            visit, t("Record this paper vote"), "record", also=turn, draw=st.form_submit_button
        )
    if sent:
        st.session_state[_TYPED] = ("", "", turn)
        _record(visit, _answers(visit, turn, mode), turn)
    _draw_receipt(visit)


def _round(visit: Visit) -> str:
    return f"{visit.about} {len(visit.stage.meeting.rounds)}"


def _draw_receipt(visit: Visit) -> None:
    """That of the last ballot typed in, until another one is, or another round opens."""
    receipt, of_round, _ = st.session_state.get(_TYPED, _NONE_TYPED)
    if receipt and of_round == _round(visit):
        sentence = t("Paper vote recorded, receipt {code}: write it on the sheet.", code=receipt)
        st.html(tag("p", text(sentence), "done", role="status"))


def _fields(visit: Visit, turn: int, mode: Mode) -> None:
    if mode is Mode.SWING:
        _first(visit, turn)
    if mode is Mode.POINTS:
        st.caption(t("Points as written on the sheet: they must make 100 in all."))
    for criterion in ballot_criteria(visit.stage):
        _points(criterion, turn, mode)


def _answers(visit: Visit, turn: int, mode: Mode) -> dict[str, str]:
    """The answers, named as those of the form of the phone."""
    form = {MODE_FIELD: mode.value, FIRST_FIELD: widgets.value_of(f"paper_first_{turn}")}
    for c in (c.id for c in visit.stage.criteria):
        points = widgets.value_of(f"paper_n_{c}_{turn}")
        form |= {
            NUMBER_FIELD + c: None if points is None else str(points),
            AS_MUCH_FIELD + c: "1" if widgets.value_of(f"paper_m_{c}_{turn}") else None,
            ABSTENTION_FIELD + c: "1" if widgets.value_of(f"paper_a_{c}_{turn}") else None,
            RANK_FIELD + c: widgets.value_of(f"paper_r_{c}_{turn}"),
        }
    # As a browser sends a form: what has no answer is not in it.
    return {name: value for name, value in form.items() if value}


def _first(visit: Visit, turn: int) -> None:
    widgets.radio(
        t("Which difference should weigh most?"),
        [c.id for c in visit.stage.criteria],
        name=f"paper_first_{turn}",
        value=None,
        write=None,
        format_func=lambda c: literal(_labels(visit)[c]),
    )
    st.caption(t("For the others: 0 to 100 beside the first, which is worth 100."))


def _labels(visit: Visit) -> Mapping[str, str]:
    """Criterion -> its name, as the sheet has it."""
    return {c.id: c.label for c in ballot_criteria(visit.stage)}


def _points(criterion: BallotCriterion, turn: int, mode: Mode) -> None:
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    place = f"{criterion.id}_{turn}"
    with left:
        widgets.number_input(
            literal(criterion.label),
            0,
            FULL,
            name=f"paper_n_{place}",
            value=None,
            write=None,
            step=1,
        )
    if mode is Mode.SWING:
        with middle:
            much = t("As much")
            widgets.checkbox(much, name=f"paper_m_{place}", value=False, write=None)
    with right:
        widgets.checkbox(t("abstention"), name=f"paper_a_{place}", value=False, write=None)


def _places(visit: Visit, turn: int) -> None:
    """The places, with the abstention after the last."""
    options = [*(str(k + 1) for k in range(len(visit.stage.criteria))), ABSTAINS]
    for criterion in ballot_criteria(visit.stage):
        widgets.radio(
            literal(criterion.label),
            options,
            name=f"paper_r_{criterion.id}_{turn}",
            value=None,
            write=None,
            format_func=lambda o: t("abstention") if o == ABSTAINS else o,
            horizontal=True,
        )


def _college(visit: Visit, turn: int) -> None:
    colleges = visit.stage.setup.colleges
    if colleges:
        label = t("College, if it is on the sheet")
        widgets.selectbox(label, colleges, name=f"paper_c_{turn}", value=None, write=None)


def _record(visit: Visit, form: dict[str, str], turn: int) -> None:
    ballot, college = _read(visit, form), widgets.value_of(f"paper_c_{turn}") or ""
    if ballot is None:
        return
    seen = visit.stage.meeting.stamp
    stored = attempt(
        lambda: visit.room.paper_ballot(
            visit.code, visit.secret, ballot, college=college, stamp=seen
        )
    )
    if stored is not None:
        st.session_state[_TYPED] = (stored.receipt, _round(visit), turn + 1)
        st.rerun()


def _read(visit: Visit, form: dict[str, str]) -> Ballot | None:
    try:
        ids = [c.id for c in visit.stage.criteria]
        return read_ballot(form, ids, visit.stage.setup.weighting)
    except InvalidBallot as error:
        known = _labels(visit)
        about = dict.fromkeys(known[p.criterion] for p in error.problems if p.criterion in known)
        sentence = t("This vote is not complete: nothing was recorded.")
        lines = (t("To answer: {criterion}", criterion=c) for c in about)
        st.html(notice_block(sentence, *lines, *_total(error.problems)))
        return None


def _total(problems: Sequence[BallotProblem]) -> tuple[str, ...]:
    """What is missing to 100 points on the sheet, or too much."""
    return tuple(total_text(int(p.found)) for p in problems if p.fault is BallotFault.TOTAL)
