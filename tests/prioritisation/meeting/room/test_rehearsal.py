"""Whatever is done in a rehearsal, the meeting reads as before once it is erased."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from criteria.model import Sense, Status
from prioritisation.analysis.ballots.ballot import Ballot, Mode, ballot_shares_of
from prioritisation.meeting.room import ScoreEdit
from prioritisation.meeting.room.errors import RoomError
from prioritisation.meeting.room.facilitation import drawn_invitations
from prioritisation.meeting.rules import Act, Form, Phase, Refused, Role
from prioritisation.meeting.rules.setup import TRIAL_IDS, simulated_ballots
from prioritisation.meeting.store import schema
from tests.each import each
from tests.sampled import part
from tests.sitting import Sitting
from tests.thresholds import facts_of

KEPT = {"audit", "link"}
"""Who may come in is no rehearsal, and the log says that there was one."""


def rows(sitting):
    """Every row of the meeting in every table, but those of ``KEPT``."""
    found = sitting.room.store.meeting(sitting.code)
    with sitting.room.store._database.read() as connection:  # noqa: SLF001 (all of it)
        kept = {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    select(table)
                    .where(table.c.meeting_id == found.id)
                    .order_by(*table.primary_key)
                )
            ]
            for table in schema.OF_A_MEETING
            if table.name not in KEPT
        }
    return kept | {"state": found.state, "extra": found.extra}


def read(sitting):
    """What pages read of it."""
    stage, room = sitting.stage(), sitting.room
    scores = stage.case.tables[stage.setup.combination].scores
    return {
        "stage": (stage.meeting, stage.setup, stage.ballots, stage.present, scores),
        "criteria": stage.criteria,
        "warnings": room.warnings(sitting.code, Role.FACILITATOR),
        "attendance": room.store.attendance(sitting.code),
        "invitations": room.invitations(sitting.code),
    }


class Rehearsed(Sitting):
    """A sitting with ways to write a bit of each kind."""

    def cast_some(self, voter):
        points = [100, 40, 0][: len(self.stage().criteria)]
        self.cast(voter, points, nonce=f"n{voter}")

    def trial(self, voter):
        ballot = Ballot(dict(zip(TRIAL_IDS, (100, 20, 0), strict=True)), TRIAL_IDS[0])
        self.room.cast_soon(self.code, voter, ballot, "", "t").result()

    def edit(self, source):
        self.room.edit_score(
            self.code,
            self.secret,
            ScoreEdit("mieux_se_loger", "ghg_impact", 10, 20, Status.OPINION, source),
        )

    def answer(self, warning):
        self.act(Act.ANSWER_WARNING, warning=warning, reason="oui")

    def paper(self, name):
        last = self.room.store.text(self.code, name).version
        self.room.write_text(self.code, self.secret, name, "{}", last)

    def reframe(self):
        ids = [c.id for c in self.stage().criteria][:2]
        self.room.choose_frame(
            self.code, self.secret, combination="gt", criteria=ids, weighting=Mode.POINTS
        )

    def confirm(self, sense):
        self.room.confirm_direction(self.code, self.secret, "existing_coverage", sense)

    def invited(self):
        self.room.new_invitations(self.code, self.secret, drawn_invitations(1))


def prepared(room, form=Form.SHORT):
    """A meeting with something of each kind already there when the rehearsal begins."""
    here = Rehearsed(room, form, title="Essai", colleges=["État", "Région"])
    here.edit("prefecture")
    here.act(Act.OPEN_LOBBY)
    here.known = here.voter(college="État")
    here.trial(here.known)
    here.answer("unknown")
    return here


ACTS = {
    "open": lambda s: s.open(),
    "simulate": lambda s: s.room.simulate(s.code, s.secret, 6),
    "vote": lambda s: s.cast_some(s.voter(college="Région")),
    "vote again": lambda s: s.cast_some(s.known),
    "trial": lambda s: s.trial(s.voter()),
    "edit": lambda s: s.edit("répétition"),
    "confirm min": lambda s: s.confirm(Sense.MIN),
    "confirm max": lambda s: s.confirm(Sense.MAX),
    "reframe": lambda s: s.reframe(),
    "answer": lambda s: s.answer("unknown"),
    "answer few": lambda s: s.answer("few:1"),
    "countdown": lambda s: s.room.set_countdown(s.code, s.secret, 3),
    "project": lambda s: s.room.project(s.code, s.secret, "ranking"),
    "freeze": lambda s: s.room.freeze(s.code, s.secret),
    "decision": lambda s: s.paper("decision"),
    "facts": lambda s: facts_of(s.room.rationale(s.code, s.secret)),
    "void": lambda s: s.act(Act.VOID_ROUND, reason="pour voir"),
    "review": lambda s: s.act(Act.REOPEN, reason="pour voir", target=Phase.REVIEW),
    **{
        act.value: lambda s, act=act: s.act(act)
        for act in (
            *(Act.START_REVIEW, Act.START_CHECKS, Act.OPEN_ROUND, Act.REVEAL),
            *(Act.START_ANALYSIS, Act.START_PORTFOLIO, Act.START_DECISION, Act.CLOSE),
        )
    },
}
WAY = ("open", "simulate", "vote", "reveal")


def done(sitting, names):
    for name in names:
        try:
            ACTS[name](sitting)
        except (Refused, RoomError):
            continue


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(Form),
    st.lists(st.sampled_from(list(ACTS)), max_size=8),
    st.lists(st.sampled_from(list(ACTS)), max_size=8),
)
def test_a_rehearsal_leaves_nothing_whatever_is_done_in_it(room, form, early, late):
    sitting = prepared(room, form)
    before, seen = rows(sitting), read(sitting)
    sitting.act(Act.REHEARSE)
    done(sitting, [*early, *WAY, *late])
    sitting.act(Act.END_REHEARSAL)
    assert rows(sitting) == before
    assert read(sitting) == seen


@pytest.mark.sampled
@each("name", part([*ACTS, None], 0, 5))
def test_each_thing_written_in_a_rehearsal_is_erased_alone_or_after_a_decision(room, name):
    for way in ((), (*WAY, "start_analysis", "start_decision")):
        sitting = prepared(room)
        before, seen = rows(sitting), read(sitting)
        sitting.act(Act.REHEARSE)
        done(sitting, [*way, name] if name else way)
        sitting.act(Act.END_REHEARSAL)
        assert rows(sitting) == before
        assert read(sitting) == seen


def test_a_score_of_a_rehearsal_is_never_read_again_under_another(room):
    """The store may give the number of an erased row to the next one."""
    sitting = prepared(room, Form.FULL)

    def source():
        return sitting.stage().case.tables["gt"].scores["mieux_se_loger", "ghg_impact"].source

    sitting.act(Act.REHEARSE)
    sitting.act(Act.START_REVIEW)
    sitting.edit("répétée")
    assert source() == "répétée"
    sitting.act(Act.END_REHEARSAL)
    assert source() == "prefecture"
    sitting.act(Act.START_REVIEW)
    sitting.edit("vraie")
    assert source() == "vraie"


@each("mode", Mode)
def test_simulated_ballots_answer_as_the_meeting_asks(mode):
    ballots = simulated_ballots(["a", "b", "c"], 600, 7, mode)
    assert ballots == simulated_ballots(["a", "b", "c"], 600, 7, mode)
    assert {b.mode for b in ballots} == {mode}
    for ballot in ballots:
        given = sorted(p for p in ballot.points.values() if p is not None)
        if mode is Mode.SWING:
            assert given[-1] == 100
            assert given[-2] <= 90
        else:
            assert (
                all(given.index(p) == p - 1 for p in given) if mode.ordered else sum(given) == 100
            )
        assert sum(s for s in ballot_shares_of(ballot).values() if s) == pytest.approx(1)
    assert any(None in b.points.values() for b in ballots)
