"""One-time invitations: made, and taken back from a device that is lost."""

from prioritisation.meeting.room import identity
from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.room.office import Office
from prioritisation.meeting.room.sheet import Sheet
from prioritisation.meeting.rules import Act, Details
from prioritisation.meeting.store import Conflict, UnknownVoter

MOST_INVITATIONS = 500


class Invitations(Office):
    """The facilitator's side of invitations."""

    def new_invitations(self, code: str, secret: str, n: int) -> tuple[str, ...]:
        """That many one-time invitations, returned once: their hashes are kept."""
        if not 1 <= n <= MOST_INVITATIONS:
            raise InvalidFrame("invitations", str(n))
        made = tuple({identity.new_invitation() for _ in range(n)})

        def work(sheet: Sheet) -> None:
            sheet.move(Act.ISSUE_INVITATIONS, Details(), str(len(made)))
            sheet.change.add_invitations(identity.invitation_hash(code, i) for i in made)

        self._desk.write(code, secret, work)
        return made

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

        def work(sheet: Sheet) -> None:
            nonlocal removed
            sheet.allow(Act.RELEASE_INVITATION)
            try:
                removed = sheet.change.release(kept, sheet.voting_round)
            except (UnknownVoter, Conflict) as error:
                field = "used" if isinstance(error, Conflict) else "invitation"
                raise InvalidFrame(field, "") from error
            opened = sheet.meeting.open_round
            removed = removed and opened is not None
            sheet.move(Act.RELEASE_INVITATION, Details(removed=int(removed)), str(int(removed)))

        self._desk.write(code, secret, work)
        return removed
