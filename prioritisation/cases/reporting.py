"""What a meeting corrected and settled, as proposals to the dossier that it took its case from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from criteria.model import Sense, Standing
from prioritisation.analysis.crossing import ChoiceKind, OpenChoice, words_of
from prioritisation.cases.changes import UnitChange, applied
from prioritisation.cases.editing.notes import note_units
from prioritisation.cases.editing.scales import default_sense, ends_unit, turned_change
from prioritisation.cases.editing.sources import new_source
from prioritisation.cases.shelf import Shelf, shelf_of
from prioritisation.cases.typed import NAME_SIGNS, QUESTION_SIGNS
from prioritisation.cases.units import (
    CRITERION,
    QUESTION,
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
    unit_parts,
)
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.rationale import AcceptedScales, CorrectedScore
from prioritisation.meeting.rules.state import DossierVersion
from prioritisation.meeting.store import NewProposal, UnknownDossier
from prioritisation.wording import date_text, t
from prioritisation.wording.moments import local_moment

_LevelTree = Mapping[str, Any]


def settled_change(units: CaseUnits, choice: OpenChoice, reason: str) -> UnitChange | None:
    """What a dossier says once a choice is what a meeting settled.

    Empty where it says so already; None where it has nothing of what was chosen.
    """
    if choice.kind is ChoiceKind.DIRECTION:
        return _direction(units, choice.about, Sense(choice.options[0]), reason)
    if choice.kind is ChoiceKind.ORDER:
        return _order(units, choice)
    unit = unit_name(QUESTION, choice.about)
    if unit not in units:
        return None
    before = unit_content(units, unit)
    readings = [_reading(one, choice.options[0], reason) for one in before["readings"]]
    return _differing(units, unit, {**before, "readings": readings})


def accepted_scale(units: CaseUnits, criterion: str) -> UnitChange:
    """What a dossier says once a meeting accepted a scale; empty where it says so already."""
    unit = unit_name(CRITERION, criterion, "scale")
    if unit not in units:
        return {}
    confirmed = {**unit_content(units, unit), "status": Standing.CONFIRMED.value}
    return _of_these_ends(units, criterion, _differing(units, unit, confirmed))


def _direction(units: CaseUnits, criterion: str, sense: Sense, reason: str) -> UnitChange | None:
    unit = unit_name(CRITERION, criterion, "direction")
    if unit not in units:
        return None
    other = sense is not default_sense(units, criterion)
    turned = turned_change(units, criterion) if other else {}
    if unit_content(units, unit)["status"] == Standing.CONFIRMED and not turned:
        return {}
    now = unit_content(applied(units, turned), unit)
    agreed = {**now, "status": Standing.CONFIRMED.value, "reason": reason}
    return _of_these_ends(units, criterion, {**turned, **_differing(units, unit, agreed)})


def _order(units: CaseUnits, choice: OpenChoice) -> UnitChange | None:
    """The words of a scale in the order taken, each with the value of its place."""
    unit, taken = unit_name(CRITERION, choice.about, "scale"), words_of(choice.options[0])
    before = unit_content(units, unit) if unit in units else {}
    levels = {v["id"]: v for v in before.get("levels", ())}
    if {*levels} != {*taken}:
        return None
    values = [v["value"] for v in before["levels"]]
    made = [{**levels[i], "value": value} for i, value in zip(taken, values, strict=True)]
    rest = {key: value for key, value in before.items() if key != "other_order"}
    return _differing(units, unit, {**rest, "levels": made})


def _of_these_ends(units: CaseUnits, criterion: str, change: UnitChange) -> UnitChange:
    """The same change, as long as the scale goes from the same worst to the same best.

    What a group settled of one scale is not said of another: it comes too late then.
    """
    if not change:
        return {}
    scale = unit_name(CRITERION, criterion, "scale")
    read = {ends_unit(criterion)} & {*units}
    read |= {scale} if unit_content(units, scale)["kind"] == "piecewise" else set()
    return {**{unit: (units[unit], units[unit]) for unit in sorted(read)}, **change}


def _reading(reading: _LevelTree, taken: str, reason: str) -> _LevelTree:
    """One way of counting: the one taken is what people see first, and the group's own."""
    if reading["id"] != taken:
        return {key: value for key, value in reading.items() if key != "default"}
    if reading.get("default") and reading["status"] == Standing.CONFIRMED:
        return reading
    return {**reading, "default": True, "status": Standing.CONFIRMED.value, "reason": reason}


def _differing(units: CaseUnits, unit: str, after: _LevelTree) -> UnitChange:
    written = canonical_json(after)
    return {} if units[unit] == written else {unit: (units[unit], written)}


_SOURCE, _MEETING = "source", "meeting"
_QUOTES = 5
"""Signs around words that are quoted."""


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """What of a meeting may be proposed to its dossier.

    Attributes
    ----------
    key
        Of the dossier; empty where the meeting took its case from none, or that is erased.
    waiting
        What was corrected or settled, and not proposed yet.
    aside
        Lever and criterion of what no score of the dossier can take: it is computed there.
    by_hand
        Choices that the dossier has to be corrected for in its own forms.
    proposed
        What was proposed already, whatever was answered.
    """

    key: str = ""
    waiting: tuple[UnitChange, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()
    by_hand: tuple[OpenChoice, ...] = ()
    proposed: tuple[UnitChange, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A meeting and its dossier, as its report is made from them.

    Attributes
    ----------
    source
        Id, unit and content of the source that the meeting is.
    day
        When it was made.
    reason
        Why a choice is settled: by which meeting, and when.
    made
        Units of the sources that its proposals make.
    """

    units: CaseUnits
    version: DossierVersion
    code: str
    zone: str
    source: tuple[str, str, str]
    day: str
    reason: str
    made: dict[str, str]

    def proposal(self, change: UnitChange, role: str, reason: str) -> NewProposal:
        return NewProposal(change, self.version.seq, _MEETING, role, self.code, reason)


def report_of(room: Room, code: str, secret: str) -> MeetingReport:
    """What may be reported; the meeting is asked whether this secret may report it."""
    return _report_of(room, code, secret)[0]


def _report_of(
    room: Room, code: str, secret: str
) -> tuple[MeetingReport, tuple[NewProposal, ...]]:
    """The report, and the proposals that it waits to make."""
    about = room.reportable(code, secret)
    if about.version is None:
        return MeetingReport(), ()
    try:
        every = room.store.dossiers.proposals(about.version.key)
        known = tuple(p.changes for p in every if p.meeting == code)
        read = _read(room, code, about.version, known)
    except UnknownDossier:
        return MeetingReport(), ()
    scores = [(one, tuple(_changes(read, one))) for one in about.scores]
    choices = [(one, settled_change(read.units, one.choice, read.reason)) for one in about.choices]
    made = [read.proposal(c, one.role, one.edit.reason) for one, each in scores for c in each]
    made += [read.proposal(change, one.role, read.reason) for one, change in choices if change]
    if about.scales:
        made += _scales(read, about.scales)
    new = tuple(one for one in made if one.changes not in known)
    aside = tuple((one.edit.lever, one.edit.criterion) for one, each in scores if not each)
    by_hand = tuple(one.choice for one, change in choices if change is None)
    waiting = tuple(one.changes for one in new)
    return MeetingReport(about.version.key, waiting, aside, by_hand, known), new


def report(room: Room, code: str, secret: str) -> int:
    """Propose to its dossier what a meeting corrected; how many proposals are new."""
    made, new = _report_of(room, code, secret)
    if not new:
        return 0
    shelf: Shelf = shelf_of(room)
    return shelf.propose_from_meeting(made.key, new)


def _read(room: Room, code: str, version: DossierVersion, known: Iterable[UnitChange]) -> _Read:
    """Raises UnknownDossier when it is erased."""
    changes = room.store.dossiers.changes(version.key, until=version.seq)
    units, meeting = shelf_of(room).at_version(changes), room.stage(code)
    zone = meeting.case.timezone
    day = local_moment(meeting.created_at, zone).date().isoformat()
    ident, unit, content = _source(units, code, meeting.title, day)
    made = {u: after for change in known for u, (_, after) in change.items() if after}
    source = ident, unit, content
    reason = t(
        "Settled by the group in the meeting « {title} » of {date}.",
        title=meeting.title,
        date=date_text(day),
    )
    return _Read(units, version, code, zone, source, day, reason, made)


def _scales(read: _Read, accepted: AcceptedScales) -> Iterator[NewProposal]:
    """Each scale that the group accepted, in its words where it left some."""
    words = accepted.words
    said_so = words == t("Accepted") or len(read.reason) + len(words) > QUESTION_SIGNS - _QUOTES
    reason = read.reason if said_so else f"{read.reason} « {words} »"
    for criterion in accepted.criteria:
        if change := accepted_scale(read.units, criterion):
            yield read.proposal(change, accepted.role, reason)


_Change = dict[str, tuple[str | None, str | None]]


def _changes(read: _Read, corrected: CorrectedScore) -> Iterator[_Change]:
    """The change of each unit that a score is, with its source where that is a new one."""
    edit, units = corrected.edit, read.units
    by_reading = note_units(units, edit.lever, edit.criterion)
    for reading in [edit.reading] if edit.reading else list(by_reading):
        # What is right under one way of counting is not said of the others.
        if unit := by_reading.get(reading):
            source, made = _source_of(read, edit.source)
            yield {unit: (units[unit], _note(read, corrected, source)), **made}


def _source_of(read: _Read, words: str) -> tuple[str, _Change]:
    """Id of the source of a score, and what makes it: one that was typed is no meeting."""
    title = " ".join(words.split())
    for unit in read.units:
        kind, *ident = unit_parts(unit)
        if kind == _SOURCE and title:
            own = str(unit_content(read.units, unit)["title"])
            if ident[0] == words or own.casefold() == title.casefold():
                return ident[0], {}
    if not title or _is_long(words):
        ident_of, unit, content = read.source
    else:
        ident_of, unit, content = new_source(read.units, title, read.day)
    # As it was proposed first: two proposals never make one source two ways.
    return ident_of, {unit: (read.units.get(unit), read.made.setdefault(unit, content))}


def _is_long(words: str) -> bool:
    """Whether words are more than the title of a source: they stand in the reason."""
    return len(words) > NAME_SIGNS


def _note(read: _Read, corrected: CorrectedScore, source: str) -> str:
    """A score as the dossier keeps it."""
    edit = corrected.edit
    ends = [_amount(end) for end in (edit.low, edit.high)]
    reason = edit.reason
    if _is_long(edit.source):
        reason = f"{reason} ({edit.source})".strip()
    tree: Mapping[str, str] = {
        "score": ends[0],
        "high": "" if ends[0] == ends[1] else ends[1],
        "status": edit.status.value,
        "source_id": source,
        "date": local_moment(corrected.at, read.zone).date().isoformat(),
        "reason": reason,
    }
    return canonical_json({name: text for name, text in tree.items() if text})


def _amount(amount: float | str | None) -> str:
    if amount is None:
        return ""
    return amount if isinstance(amount, str) else f"{amount:.15g}"


def _source(units: CaseUnits, code: str, title: str, day: str) -> tuple[str, str, str]:
    """Id, unit and content of the source that a meeting is."""
    ident = f"seance_{code.lower()}"
    unit = unit_name(_SOURCE, ident)
    sources = [u for u in units if u.startswith(f"{_SOURCE}/")]
    place = max((unit_content(units, u)["at"] for u in sources), default=-1) + 1
    name = t("meeting of {date}", date=date_text(day))
    row = {"at": place, "kind": t("meeting"), "title": title, "publisher": title}
    row |= {"short_name": name, "date": day}
    return ident, unit, canonical_json(row)
