"""What a replay found, and what is wrong with a file that is not a record."""

import json

from prioritisation.meeting.store import (
    Conflict,
    NewerStore,
    Overtaken,
    StoreError,
    StoreUnavailable,
    TooManyVoters,
    UnknownDossier,
    UnknownMeeting,
    UnknownVoter,
)
from prioritisation.meeting.store.errors import Cause
from prioritisation.record.checks import ABSENT, Difference, DifferenceCause
from prioritisation.record.model import VERSION, Record, RecordFault, RecordProblem, VersionsPart
from prioritisation.record.replaying import Replay
from prioritisation.wording import date_text, number, t, tn

_MOST, _SHOWN = 40, 80


def replay_texts(replay: Replay) -> list[str]:
    """What to say of a replay, the answer first."""
    texts = [_answer(replay), _about(replay.record)]
    texts += [difference_text(d) for d in replay.differences[:_MOST]]
    more = len(replay.differences) - _MOST
    if more > 0:
        texts.append(tn("… and {n} other field.", "… and {n} other fields.", more))
    if replay.present_versions:
        texts.append(_versions(replay.record.versions, replay.present_versions))
    if replay.identical:
        texts.append(
            t(
                "Compare the control number (SHA-256) with the one that documents print: {sha256}",
                sha256=replay.record.sha256,
            )
        )
    return texts


def unsealed_text() -> str:
    """That a file was changed after it was sealed."""
    return t(
        "The file was changed after it was made: its control number (SHA-256) is not that of its "
        "content."
    )


def _answer(replay: Replay) -> str:
    if replay.identical:
        return t("Computations found again; texts cannot be checked.")
    if not replay.differences:
        return t("Computations found again, but the file is not as it was sealed.")
    n = len(replay.differences)
    return tn("Not found again: {n} field.", "Not found again: {n} fields.", n)


def _about(record: Record) -> str:
    """Which meeting, and what the record must not be taken for."""
    values = {"title": record.meeting.title, "date": date_text(record.meeting.date.isoformat())}
    text = t("« {title} », {date}.", **values)
    if record.rehearsal:
        text += " " + t("A rehearsal: it decides nothing.")
    if record.fictitious:
        text += " " + t("A fictitious example: nothing in it happened.")
    return text


def difference_text(difference: Difference) -> str:
    """One field that differs: its path, what is written there, what was expected."""
    values = {"path": difference.path.lstrip("."), "found": _written(difference.recorded)}
    expected = _written(difference.expected)
    if difference.cause is DifferenceCause.FROZEN:
        return t("{path}: {found}; fixed before the vote: {expected}", expected=expected, **values)
    if difference.cause is DifferenceCause.FILES:
        return t(
            "{path}: {found}; in the files of the case: {expected}", expected=expected, **values
        )
    return t("{path}: {found}; computed again: {expected}", expected=expected, **values)


def _written(value: object) -> str:
    if value == ABSENT:
        return t("absent")
    if value is None:
        return t("nothing")
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, float):
        # As many decimals as the figure has: twelve are kept.
        digits = next((d for d in range(12) if round(value, d) == value), 12)
        return number(value, digits)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _versions(recorded: VersionsPart, versions: VersionsPart) -> str:
    """The versions that are not the same, with both."""
    before, after = (
        {"prioritisation": v.program, "Python": v.python} | v.libraries
        for v in (recorded, versions)
    )
    names = [n for n in dict.fromkeys([*before, *after]) if before.get(n) != after.get(n)]
    changes = [
        t(
            "{name} {before} then, {after} now",
            name=n,
            before=before.get(n) or "—",
            after=after.get(n) or "—",
        )
        for n in names
    ]
    return t(
        "Other versions computed this time: {changes}. Figures are the same within 0.000000001.",
        changes="; ".join(changes),
    )


def record_problem_text(problem: RecordProblem) -> str:
    """What is wrong with a file that should be a record, and what to do."""
    values = {"place": problem.place, "found": problem.found, "version": VERSION}
    if problem.fault is RecordFault.FIELD and not problem.found:
        return t("{place}: this is missing", place=problem.place)
    if problem.fault is RecordFault.INCOHERENT and problem.place:
        return _apart(problem)
    return _FAULTS[problem.fault]().format_map(values)


def _apart(problem: RecordProblem) -> str:
    """That a part cannot be worked with, and what is written there when that is known."""
    if not problem.found:
        return t("{place}: this does not go with the rest of the proof file", place=problem.place)
    return t(
        "{place}: « {found} » does not go with the rest of the proof file",
        place=problem.place,
        found=problem.found,
    )


# In functions: a sentence is made when it is read, not when this module is.
_FAULTS = {
    RecordFault.UNREADABLE: lambda: t("« {found} » cannot be read: is the name right?"),
    RecordFault.TOO_BIG: lambda: t("the file is larger than {found} MB: it is not a proof file"),
    RecordFault.NOT_UTF8: lambda: t(
        "the file is not UTF-8: it was saved again by a program, or is not a proof file"
    ),
    RecordFault.TRUNCATED: lambda: t(
        "the file stops too early, at line {found}: copy it again, whole"
    ),
    RecordFault.NOT_JSON: lambda: t("the file is not JSON, from line {found}"),
    RecordFault.NOT_A_NUMBER: lambda: t("« {found} » is not a number that a proof file may hold"),
    RecordFault.REPEATED: lambda: t(
        "« {found} » is there twice in the same place: the file was changed"
    ),
    RecordFault.FOREIGN: lambda: t(
        "this JSON is not a proof file: its « schema » does not say so"
    ),
    RecordFault.VERSION: lambda: t(
        "this proof file is of version {found}: this program reads version {version} alone"
    ),
    RecordFault.FIELD: lambda: t("{place}: {found} is not accepted here"),
    RecordFault.INCOHERENT: lambda: t("the parts of this proof file do not go together"),
    RecordFault.NO_FILES: lambda: t(
        "this proof file keeps no file of its case: no folder can be written"
    ),
}
"""Fault of a file that should be a record -> its sentence."""


def store_text(error: StoreError) -> str:
    """One sentence; no address, user or password is ever in it."""
    if isinstance(error, StoreUnavailable):
        return _unavailable(error.cause)
    if isinstance(error, UnknownMeeting):
        return t("No meeting has the code « {code} ».", code=error.code)
    if isinstance(error, TooManyVoters):
        return t("{most} people have joined already: nobody else can.", most=error.most)
    return {
        Conflict: t("Somebody was quicker: reload the page, then start over."),
        Overtaken: t("Somebody was quicker: reload the page, then start over."),
        NewerStore: t(
            "The meetings were kept by another version of this program: update it, or give it "
            "another database."
        ),
        UnknownVoter: t("This voter is not of this meeting."),
        UnknownDossier: t("This case is not on this server: it was erased, or never was there."),
    }.get(type(error), t("This text has characters that cannot be kept: nothing was recorded."))


def wrong_settings_text() -> tuple[str, str]:
    """A threshold of the server is malformed: said loud, and what follows."""
    return (
        t("The settings of this server cannot be used as they are."),
        t("Nothing is ranked before they are corrected and the server started again."),
    )


def no_database_text() -> str:
    """A command was given where no database is."""
    return t(
        "No meeting is kept here: set DATABASE_URL or PRIORITISATION_DATA as the application "
        "has them, or start it first."
    )


def _unavailable(cause: Cause) -> str:
    return {
        "slow": t("The meetings do not answer: reload the page in a few seconds."),
        "address": t(
            "The meetings cannot be read: DATABASE_URL is not the address of a database, such as "
            "postgresql://USER:PASSWORD@HOST/BASE or sqlite:///FILE."
        ),
        "locked": t("The meetings are busy: nothing was changed, try again in a few seconds."),
        "readonly": t("The meetings cannot be written: their file is read-only."),
        "full": t("The meetings cannot be written: the disk is full. What was recorded is safe."),
        "gone": t(
            "The meetings cannot be read at the moment: it is not known what of them is kept. "
            "Tell whoever looks after the server."
        ),
    }[cause]
