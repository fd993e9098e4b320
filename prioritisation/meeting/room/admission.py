"""Who is let in, and until when: invitations, the end of a round.

When the round closes is written with the meeting. Nothing waits in memory: a server that stops
meanwhile, or another one, reads the same moment.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from prioritisation.meeting.room import identity
from prioritisation.meeting.room.errors import InvalidFrame, StillMissing
from prioritisation.meeting.room.facilitation import Facilitation
from prioritisation.meeting.room.meeting_write import MeetingWrite
from prioritisation.meeting.room.stage import iso_moment
from prioritisation.meeting.rules import Act, Details, Meeting
from prioritisation.meeting.store import Conflict, UnknownVoter

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
