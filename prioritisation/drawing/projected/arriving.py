"""Arriving and voting: the way in, who is there, the votes that are in; nothing of the levers."""

from prioritisation.analysis.ballots.anonymity import too_few
from prioritisation.analysis.ballots.ballot import Mode
from prioritisation.drawing.heading import removed_text
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    Foot,
    framed_picture,
    meeting_foot,
    rehearsal_tag,
    round_title,
    units,
)
from prioritisation.drawing.view import SCANNED, TIMER, TYPED, invitation_text
from prioritisation.meeting.room import SinceLast, Stage
from prioritisation.meeting.rules import Phase
from prioritisation.sentences.meeting import send_again
from prioritisation.wording import listed, number, t, tn

_CODE_ROOM, _CODE_SIZE = 850, 236
_WIDE, _WIDE_SIGN, _SIGN = "MW", 0.98, 0.66
"""Width of a sign of a code, in its own size, spacing included."""

_MOST_SEATS, _MOST_SMALL_SEATS = 39, 110
_SEGMENTS, _GAP = 60, 3.4
"""People drawn as a segment each; degrees between two of these."""


def welcome(stage: Stage) -> str:
    """How to come in, and a dot for each who has."""
    if stage.setup.invited:
        way, image = tag("p", text(invitation_text()), "p-how"), ""
    else:
        address = tag("b", TYPED)
        how = text(t("or type this code at {address}", address="\0")).replace("\0", address)
        way = tag("p", text(t("Aim at the square with your phone,")) + "<br>" + how, "p-how")
        way += code_line(stage.code)
        image = tag("div", SCANNED, "p-qr")
    body = tag("div", way + _seats(stage), "p-way") + image
    foot = Foot(text(t("Anonymous vote: no name is asked.")), rehearsal_tag(stage))
    return framed_picture("welcome", stage.title, t("Join the meeting"), body, foot)


def code_line(code: str) -> str:
    """The code, as large as its letters allow."""
    wide = sum(_WIDE_SIGN if sign in _WIDE else _SIGN for sign in code)
    size = min(_CODE_SIZE, _CODE_ROOM / wide) if wide else _CODE_SIZE
    return tag("p", text(code), "p-code", style=f"font-size:{units(size)}")


def _seats(stage: Stage) -> str:
    words = tn("person has arrived", "people have arrived", stage.present)
    seats = ""
    if stage.present <= _MOST_SMALL_SEATS:
        small = "p-seats p-small" if stage.present > _MOST_SEATS else "p-seats"
        seats = tag("div", "<i></i>" * stage.present, small, aria_hidden="true")
    count = tag("b", text(number(stage.present)), "p-count")
    return tag("div", count + tag("div", tag("p", text(words)) + seats), "p-here")


def waiting_screen(stage: Stage) -> str:
    """The title, and the code of whoever comes late: nothing else."""
    shut = stage.setup.invited or stage.meeting.phase is Phase.DRAFT
    body = "" if shut else code_line(stage.code)
    return framed_picture("waiting", "", stage.title, body, meeting_foot(stage, coded=False))


def vote_under_way(stage: Stage, since: SinceLast) -> str:
    """A segment of a ring for each who is there, thick once the vote is in; the time."""
    last = stage.meeting.rounds[-1].number
    question = round_title(last)
    if stage.takes_ballots:
        anew = last == 1 or since.unlike
        task = vote_question(stage.setup.weighting) if anew else send_again()
        answer = t("Your turn to vote")
        gone = [t("No longer voted on: {criteria}.", criteria=listed(since.gone))]
        notes = [*gone * bool(since.gone), t("No result while people vote.")]
        if _ends(stage) and stage.closes_in is None:
            notes.append(t("Once the time is over, one can still vote."))
    else:
        answer = t("The vote is closed")
        few = t("There are too few votes to show them.")
        coming = t("The results come when the facilitator shows them.")
        task, notes = few if too_few(stage.ballots, stage.typed) else coming, []
    foot = meeting_foot(stage, " ".join([*notes, removed_text(stage)]).strip(), coded=False)
    side = tag("p", text(task), "p-how") + (_time(stage) + _late(stage)) * stage.takes_ballots
    body = ring(stage) + tag("div", side, "p-side")
    return framed_picture("vote", question, answer, body, foot)


def vote_question(mode: Mode) -> str:
    """What everybody is asked while the round is open, in a few words."""
    if mode is Mode.SWING:
        return t("Which difference between two levers must weigh the most?")
    if mode.ordered:
        return t("In which order must the differences between two levers weigh?")
    return t("How do you share 100 points between the differences?")


def _ends(stage: Stage) -> str:
    last = stage.meeting.last_round
    return last.closes if last and last.closing else stage.setup.deadline


def _time(stage: Stage) -> str:
    if not _ends(stage):
        return ""
    label = t("The vote closes in") if stage.closes_in is not None else t("Time advised")
    return tag("div", tag("p", text(label), "p-label") + TIMER)


def _late(stage: Stage) -> str:
    words = tag("p", text(t("Not connected yet?")), "p-label")
    if stage.setup.invited:
        return tag("div", words + tag("p", text(invitation_text())))
    code = tag("b", text(stage.code))
    address = tag("p", TYPED, "p-typed")
    way = tag("div", words + code + address)
    return tag("div", tag("div", SCANNED, "p-qr") + way, "p-late")


def ring(stage: Stage) -> str:
    """The ring, and the count inside it: never « 11 out of 16 »."""
    everybody = max(stage.present, stage.ballots, 1)
    votes = tn("vote received", "votes received", stage.ballots)
    there = tn("{n} person is here", "{n} people are here", stage.present)
    inside = (
        tag("b", text(number(stage.ballots)), "p-count")
        + tag("span", text(votes), "p-received")
        + tag("span", text(there), "p-label")
    )
    arcs = tag("i", "", "p-thin", style=_arcs(stage.ballots, everybody, everybody, "--mid"))
    arcs += tag("i", "", "p-thick", style=_arcs(0, stage.ballots, everybody, "--accent"))
    return tag("div", arcs + tag("div", inside, "p-in", aria_live="polite"), "p-ring")


def _arcs(first: int, last: int, everybody: int, colour: str) -> str:
    """Segments of a ring, from the one after ``first`` to ``last``, as a gradient around it."""
    if first >= last:
        return "background:none"
    turn = 360 / everybody
    gap = min(_GAP, turn / 3) if 1 < everybody <= _SEGMENTS else 0.0
    if not gap:
        return (
            f"background:conic-gradient(transparent {first * turn:.2f}deg,"
            f"var({colour}) 0 {last * turn:.2f}deg,transparent 0)"
        )
    stops = "".join(
        f",transparent 0 {k * turn + gap / 2:.2f}deg,"
        f"var({colour}) 0 {(k + 1) * turn - gap / 2:.2f}deg"
        for k in range(first, last)
    )
    return f"background:conic-gradient({stops[1:]},transparent 0)"
