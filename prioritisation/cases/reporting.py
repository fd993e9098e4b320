"""Scores corrected in a meeting, as proposals to the dossier that it took its case from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prioritisation.cases.editing.notes import note_units
from prioritisation.cases.shelf import Shelf, shelf_of
from prioritisation.cases.units import (
    CaseUnits,
    canonical_json,
    unit_content,
    unit_name,
)
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.reporting import CorrectedScore
from prioritisation.meeting.store import NewProposal, UnknownDossier
from prioritisation.wording import date_text, t
from prioritisation.wording.isolating import without_isolates
from prioritisation.wording.moments import local_moment

_SOURCE, _MEETING = "source", "meeting"


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """What of a meeting may be proposed to its dossier.

    Attributes
    ----------
    key
        Of the dossier; empty where the meeting took its case from none, or that is erased.
    waiting
        What was corrected, and not proposed yet.
    aside
        Lever and criterion of what no score of the dossier can take: it is computed there.
    proposed
        How many were proposed already, whatever was answered.
    """

    key: str = ""
    waiting: tuple[NewProposal, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()
    proposed: int = 0


def report_of(room: Room, code: str, secret: str) -> MeetingReport:
    """What a meeting corrected; the meeting is asked whether this secret may report it."""
    version, corrected = room.corrected_scores(code, secret)
    if version is None:
        return MeetingReport()
    store, shelf = room.store.dossiers, shelf_of(room)
    try:
        changes = store.changes(version.key, until=version.seq)
        known = [p.changes for p in store.proposals(version.key) if p.meeting == code]
    except UnknownDossier:
        return MeetingReport()
    units = shelf.at_version(changes)
    meeting = room.stage(code)
    day = local_moment(meeting.created_at, meeting.case.timezone).date().isoformat()
    source = _source(units, code, meeting.title, day)
    zone = meeting.case.timezone
    made = [(one, tuple(_changes(units, one, source, zone))) for one in corrected]
    waiting = tuple(
        NewProposal(change, version.seq, _MEETING, one.role, None, code, one.edit.reason)
        for one, each in made
        for change in each
        if change not in known
    )
    aside = tuple((one.edit.lever, one.edit.criterion) for one, each in made if not each)
    return MeetingReport(version.key, waiting, aside, len(known))


def report(room: Room, code: str, secret: str) -> int:
    """Propose to its dossier what a meeting corrected; how many proposals are new."""
    new = report_of(room, code, secret)
    if not new.waiting:
        return 0
    shelf: Shelf = shelf_of(room)
    return shelf.propose_from_meeting(new.key, new.waiting)


_Change = dict[str, tuple[str | None, str | None]]


def _changes(
    units: CaseUnits, corrected: CorrectedScore, source: tuple[str, str, str], zone: str
) -> Iterator[_Change]:
    """The change of each unit that a score is, with the meeting as a source where it is one."""
    edit = corrected.edit
    by_reading = note_units(units, edit.lever, edit.criterion)
    readings = [edit.reading] if edit.reading in by_reading else list(by_reading)
    for reading in readings:
        unit = by_reading[reading]
        content, is_new = _note(units, corrected, source[0], zone)
        change: _Change = {unit: (units[unit], content)}
        if is_new:
            change[source[1]] = (units.get(source[1]), source[2])
        yield change


def _note(
    units: CaseUnits, corrected: CorrectedScore, meeting: str, zone: str
) -> tuple[str, bool]:
    """A score as the dossier keeps it, and whether the meeting itself is its source."""
    edit = corrected.edit
    known = bool(edit.source) and unit_name(_SOURCE, edit.source) in units
    ends = [_amount(end) for end in (edit.low, edit.high)]
    reason = edit.reason if known or not edit.source else f"{edit.reason} ({edit.source})".strip()
    tree: Mapping[str, str] = {
        "score": ends[0],
        "high": "" if ends[0] == ends[1] else ends[1],
        "status": edit.status.value,
        "source_id": edit.source if known else meeting,
        "date": local_moment(corrected.at, zone).date().isoformat(),
        "reason": reason,
    }
    return canonical_json({name: text for name, text in tree.items() if text}), not known


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
    name = without_isolates(t("meeting of {date}", date=date_text(day)))
    row = {"at": place, "kind": t("meeting"), "title": title, "publisher": title}
    row |= {"short_name": name, "date": day}
    return ident, unit, canonical_json(row)
