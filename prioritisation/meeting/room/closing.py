"""Closing a round: at once when all have voted, else in ten seconds that everybody is told of.

When the round closes is written with the meeting. Nothing waits in memory: a server that stops
meanwhile, or another one, reads the same moment.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from prioritisation.meeting.room.errors import StillMissing
from prioritisation.meeting.room.office import Office
from prioritisation.meeting.room.sheet import Sheet
from prioritisation.meeting.room.stage import moment
from prioritisation.meeting.rules import Act, Details, Meeting

WARNED_S = 10
"""How long people with a ballot begun are warned."""


class Closing(Office):
    """The end of a round."""

    def close_round(self, code: str, secret: str, *, missing: int = 0, seen: str = "") -> Meeting:
        """Close the open round: at once, and revealed, when everybody present has voted.

        Otherwise it closes ``WARNED_S`` seconds from now, and is revealed then by ``REVEAL``. When
        its end was asked already, nothing changes.

        Parameters
        ----------
        missing
            How many people without a ballot whoever asks knows of, and gives up.
        seen
            The ``Meeting.place`` where they saw the round: another round is not closed instead.

        Raises
        ------
        StillMissing
            When more are missing than that; nothing is written.
        """

        def work(sheet: Sheet) -> None:
            sheet.allow(Act.END_ROUND)
            opened = sheet.meeting.rounds[-1]
            if opened.closing:
                return
            # Under the meeting's lock nobody joins nor votes.
            present = self.store.attendance(code, opened.number).present
            left = max(0, present - self.store.count(code, opened.number))
            if left > missing:
                raise StillMissing(left, present)
            if not left:
                sheet.setup = replace(sheet.setup, deadline="")
                sheet.move(Act.REVEAL, Details())
                return
            closes = moment(datetime.now(UTC) + timedelta(seconds=WARNED_S))
            sheet.move(Act.END_ROUND, Details(closes=closes), f"{closes}, {left}")

        return self._desk.write(code, secret, work, seen)

    def keep_open(self, code: str, secret: str, *, seen: str = "") -> Meeting:
        """Wait for those who are missing after all; refused once the round is closed."""

        def work(sheet: Sheet) -> None:
            sheet.move(Act.KEEP_OPEN, Details())

        return self._desk.write(code, secret, work, seen)
