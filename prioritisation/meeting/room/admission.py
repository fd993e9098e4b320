"""Who is let in, and until when: crowds, waves, invitations, the end of a round.

When the round closes is written with the meeting. Nothing waits in memory: a server that stops
meanwhile, or another one, reads the same moment.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from prioritisation.meeting.room import identity, voters
from prioritisation.meeting.room.errors import InvalidFrame, StillMissing
from prioritisation.meeting.room.facilitation import Facilitation
from prioritisation.meeting.room.meeting_write import MeetingWrite
from prioritisation.meeting.room.stage import iso_moment
from prioritisation.meeting.rules import Act, Details, Meeting
from prioritisation.meeting.store import Conflict, UnknownVoter, Wave


class Arrivals(Facilitation):
    """What a facilitator sees and does of crowds."""

    def lift_limit(self, code: str, secret: str, *, lifted: bool) -> None:
        """Let any number join from one network, as a large hall needs; or no more."""

        def work(sheet: MeetingWrite) -> None:
            sheet.setup = replace(sheet.setup, limit_lifted=lifted)
            sheet.move(Act.LIFT_LIMIT, Details(), str(int(lifted)))

        self._write(code, secret, work)

    def limit_reached(self, code: str, secret: str) -> bool:
        """Whether as many have come from one network as may: its other phones are turned away."""
        self._demand(code, secret, Act.LIFT_LIMIT)
        stage = self._stages.get(code)
        bounded = not (stage.setup.invited or stage.setup.limit_lifted)
        # Few cannot have reached it: nothing more is read.
        few = stage.present < voters.MOST_OF_NETWORK
        return bounded and not few and self.store.most_of_network(code) >= voters.MOST_OF_NETWORK

    def waves(self, code: str, secret: str) -> tuple[Wave, ...]:
        """Many arrivals of one network in a short time, the latest first.

        None in a meeting by invitation, where each arrival has its own.
        """
        self._demand(code, secret, Act.REMOVE_WAVE)
        return () if self._stages.get(code).setup.invited else self.store.waves(code)

    def remove_wave(self, code: str, secret: str, wave: Wave) -> tuple[int, int]:
        """Take a wave out: its people are no more present, nor its ballots in the open round.

        Whoever was in it by chance may come in again. The log says how many.

        Returns
        -------
        tuple of int
            How many people, how many ballots of the round that is not revealed.

        Raises
        ------
        InvalidFrame
            For a wave that is not one of this meeting's, or not any more.
        """
        done = (0, 0)

        def work(sheet: MeetingWrite) -> None:
            nonlocal done
            sheet.allow(Act.REMOVE_WAVE)
            # It may have grown since it was seen: it goes as it is now.
            same = (wave.network, wave.since)
            waves = [w for w in self.store.waves(code) if (w.network, w.since) == same]
            if not waves or sheet.setup.invited:
                raise InvalidFrame("wave", "")
            people, ballots = sheet.change.remove_wave(waves[0], sheet.unrevealed_number)
            counted = ballots if sheet.meeting.unrevealed_round else 0
            done = people, counted
            sheet.move(Act.REMOVE_WAVE, Details(removed=counted), f"{people}, {counted}")

        self._write(code, secret, work)
        return done


MOST_INVITATIONS = 500


def drawn_invitations(n: int) -> tuple[str, ...]:
    """That many one-time invitations, which open nothing before they are issued.

    Raises
    ------
    InvalidFrame
        For none, or for more than ``MOST_INVITATIONS``.
    """
    if not 1 <= n <= MOST_INVITATIONS:
        raise InvalidFrame("invitations", str(n))
    return tuple({identity.new_invitation() for _ in range(n)})


class Invitations(Facilitation):
    """The facilitator's side of invitations."""

    def new_invitations(self, code: str, secret: str, fresh: Sequence[str]) -> Sequence[str]:
        """Issue the invitations drawn, and return them: their hashes alone are kept."""

        def work(sheet: MeetingWrite) -> None:
            sheet.move(Act.ISSUE_INVITATIONS, Details(), str(len(fresh)))
            sheet.change.add_invitations(identity.invitation_hash(code, i) for i in fresh)

        self._write(code, secret, work)
        return fresh

    def invitations(self, code: str) -> tuple[int, int]:
        """How many invitations were made, and used."""
        return self.store.invitations(code)

    def release_invitation(self, code: str, secret: str, invitation: str) -> bool:
        """Let an invitation be used again, for who has lost the device that used it.

        That device votes no more. Its ballot of the open round, or of the trial, is taken out:
        its holder votes again. Those of earlier rounds, and of a round that takes no more
        ballots, stay. The log says that it was done, not of whom.

        Returns
        -------
        bool
            Whether a ballot of the open round was taken out.

        Raises
        ------
        InvalidFrame
            For an invitation that is not of this meeting, or that nobody has used.
        """
        kept = identity.invitation_hash(code, identity.spelt(invitation))
        removed = False

        def work(sheet: MeetingWrite) -> None:
            nonlocal removed
            sheet.allow(Act.RELEASE_INVITATION)
            try:
                removed = sheet.change.release(kept, sheet.voting_round)
            except (UnknownVoter, Conflict) as error:
                field = "used" if isinstance(error, Conflict) else "invitation"
                raise InvalidFrame(field, "") from error
            opened = sheet.meeting.unrevealed_round
            removed = removed and opened is not None
            sheet.move(Act.RELEASE_INVITATION, Details(removed=int(removed)), str(int(removed)))

        self._write(code, secret, work)
        return removed


CLOSING_S = 10
"""How long people with a ballot begun are warned."""


class RoundClosing(Facilitation):
    """The end of a round."""

    def close_round(self, code: str, secret: str, *, missing: int = 0, stamp: str = "") -> Meeting:
        """Close the open round: at once, and revealed, when everybody present has voted.

        Otherwise it closes ``CLOSING_S`` seconds from now, and is revealed then by ``REVEAL``.
        When its end was asked already, nothing changes.

        Parameters
        ----------
        missing
            How many people without a ballot whoever asks knows of, and gives up.
        stamp
            The ``Meeting.stamp`` where they saw the round: another round is not closed instead.

        Raises
        ------
        StillMissing
            When more are missing than that; nothing is written.
        """

        def work(sheet: MeetingWrite) -> None:
            sheet.allow(Act.END_ROUND)
            opened = sheet.meeting.rounds[-1]
            if opened.closing:
                return
            # Under the meeting's lock nobody joins nor votes.
            present = self.store.attendance(code, opened.number)
            left = max(0, present - self.store.ballot_count(code, opened.number))
            if left > missing:
                raise StillMissing(left, present)
            if not left:
                sheet.setup = replace(sheet.setup, deadline="")
                sheet.move(Act.REVEAL, Details())
                return
            closes = iso_moment(self.store.clock() + timedelta(seconds=CLOSING_S))
            sheet.move(Act.END_ROUND, Details(closes=closes), f"{closes}, {left}")

        return self._write(code, secret, work, stamp)

    def keep_open(self, code: str, secret: str, *, stamp: str = "") -> Meeting:
        """Wait for those who are missing after all; refused once the round is closed."""

        def work(sheet: MeetingWrite) -> None:
            sheet.move(Act.KEEP_OPEN, Details())

        return self._write(code, secret, work, stamp)
