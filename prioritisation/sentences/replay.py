"""What a replay found, and what is wrong with a file that is not a record."""

import json
import re

from prioritisation.record.checks import ABSENT, Difference, DifferenceCause
from prioritisation.record.model import VERSION, Record, RecordFault, RecordProblem, VersionsPart
from prioritisation.record.replaying import Replay
from prioritisation.sentences.record_faults import RECORD_FAULTS
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
                "Reasons, objections and other texts are not computed: only the control "
                "number (SHA-256) says that they are as written. Compare it with the one "
                "printed in the documents: {sha256}",
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
        return t("identical: everything computed is found again.")
    if not replay.differences:
        return t("changed: everything computed is found again, but the file is not as sealed.")
    n = len(replay.differences)
    return tn("different: {n} field differs.", "different: {n} fields differ.", n)


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
    if difference.cause is DifferenceCause.MARK:
        path = values["path"].removeprefix("fingerprints.")
        return t("{path}: this part is not as it was sealed", path=path)
    if difference.cause is DifferenceCause.WARNING:
        return _warning_text(difference)
    if difference.cause is DifferenceCause.FROZEN:
        return t("{path}: {found}; fixed before the vote: {expected}", expected=expected, **values)
    if difference.cause is DifferenceCause.FILES:
        return t(
            "{path}: {found}; in the files of the case: {expected}", expected=expected, **values
        )
    return t("{path}: {found}; computed again: {expected}", expected=expected, **values)


def _warning_text(difference: Difference) -> str:
    """Of a whole warning, or of the order of all of them."""
    path, recorded = difference.path.lstrip("."), difference.recorded
    if recorded == ABSENT:
        return t("{path}: a warning is missing ({id})", path=path, id=difference.expected)
    if difference.expected == ABSENT:
        return t("{path}: this warning is not found again ({id})", path=path, id=recorded)
    return t("{path}: the warnings are not in the order that is found again", path=path)


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
    why = _CONTRADICTIONS.get(re.sub(r"\[\d+\]", "[*]", problem.found))
    if problem.fault is RecordFault.INCOHERENT and why:
        return t("{place}: {why}", place=problem.found, why=why())
    if problem.fault is RecordFault.INCOHERENT and not problem.found:
        return t("the parts of this proof file do not go together")
    return RECORD_FAULTS[problem.fault]().format_map(values)


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
_CONTRADICTIONS = {
    "kind": lambda: t("a meeting has votes, a trial has none: this proof file says otherwise"),
    "settings": lambda: t(
        "a threshold is missing, or there is one that this program does not have"
    ),
    "case.files": lambda: t("a meeting keeps the files of its case: they are not there"),
    "case.frozen": lambda: t(
        "a meeting fixes its scores before the vote, a trial fixes none: this proof file says "
        "otherwise"
    ),
    "case.frozen.content": lambda: t("not a text that a meeting fixes before the vote"),
    "case.criteria[*].direction.confirmed_by": lambda: t("a trial of one person confirms nothing"),
    "decision": lambda: t("a trial of one person decides nothing"),
    "decision.vote": lambda: t("more votes by show of hands than people present"),
    "votes.origin": lambda: t("weights do not come from there: see the last vote that counts"),
    "votes.weights": lambda: t("weights are written here only when the votes are not listed"),
    "votes.chosen_by": lambda: t("weights voted by a group are chosen by nobody"),
    "votes.attendance": lambda: t(
        "how many people were present is not said, or is said of a trial"
    ),
    "votes.mode": lambda: t(
        "not how people came in, as it was fixed before the vote; nobody comes in for a trial"
    ),
    "votes.groups": lambda: t(
        "not the colleges of the meeting, as fixed before the vote, or too few votes to tell "
        "them apart; a trial has none"
    ),
    "votes.decisive": lambda: t("not the last vote that counts"),
    "votes.rounds": lambda: t(
        "a vote is missing, or has the number of another, or a trial has one; or votes are listed "
        "that cannot be those of the same people"
    ),
    "votes.rounds[*].criteria": lambda: t("not the criteria that this vote was about"),
    "votes.rounds[*].back": lambda: t("no vote came before that the group could go back from"),
    "votes.rounds[*].count": lambda: t(
        "not the number of its ballots, or more than people present"
    ),
    "votes.rounds[*].opened": lambda: t(
        "the day is missing, or is before the end of the vote before"
    ),
    "votes.rounds[*].closed": lambda: t("the day is missing, or is before the vote was opened"),
    "votes.rounds[*].shown": lambda: t("too few votes for anything but their number to be shown"),
    "votes.rounds[*].paper": lambda: t(
        "more votes typed in than there are votes, or told of a vote whose detail is not given"
    ),
    "votes.rounds[*].reasons": lambda: t("more reasons than votes, or not in alphabetical order"),
    "votes.rounds[*].shares": lambda: t(
        "these weights, or how many votes give one, are not those of the votes counted"
    ),
    "votes.rounds[*].shares[*].criterion": lambda: t("not a criterion that was voted on"),
    "votes.rounds[*].shares[*].median": lambda: t(
        "the middle vote is not between the two quarters"
    ),
    "votes.rounds[*].ballots": lambda: t(
        "votes are listed where all may be shown, in the order of their numbers, each once, "
        "each of a group that there is"
    ),
    "votes.rounds[*].ballots[*].id": lambda: t("not an identifier that a vote may have"),
    "votes.rounds[*].ballots[*].points": lambda: t(
        "not the criteria that were voted on, or not what the ballot asks for"
    ),
    "votes.rounds[*].ballots[*].first": lambda: t("not a criterion that this vote puts first"),
    "votes.rounds[*].ballots[*].mode": lambda: t("weights were not asked for in this way"),
    "votes.rounds[*].ballots[*].group": lambda: t(
        "every vote is of one group of colleges, if there are any"
    ),
    "votes.unlike": lambda: t("these two votes asked the same thing: they compare"),
    "votes.moved": lambda: t(
        "how many moved is told of votes that do not compare, or not told, or more than voted"
    ),
}
"""Field that another part of a record contradicts -> why."""
