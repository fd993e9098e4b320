"""Crowds: how many may come from one network, and the waves of arrivals that are taken out."""

from dataclasses import replace

from prioritisation.meeting.room import voters
from prioritisation.meeting.room.errors import InvalidFrame
from prioritisation.meeting.room.office import Office
from prioritisation.meeting.room.sheet import Sheet
from prioritisation.meeting.rules import Act, Details
from prioritisation.meeting.store import Wave


class Crowds(Office):
    """What a facilitator sees and does of crowds."""

    def lift_limit(self, code: str, secret: str, *, lifted: bool) -> None:
        """Let any number join from one network, as a large hall needs; or no more."""

        def work(sheet: Sheet) -> None:
            sheet.setup = replace(sheet.setup, crowd=lifted)
            sheet.move(Act.LIFT_LIMIT, Details(), str(int(lifted)))

        self._desk.write(code, secret, work)

    def limit_reached(self, code: str, secret: str) -> bool:
        """Whether as many have come from one network as may: its other phones are turned away."""
        self._demand(code, secret, Act.LIFT_LIMIT)
        stage = self._stages.get(code)
        bounded = not (stage.setup.invited or stage.setup.crowd)
        # Few cannot have reached it: nothing more is read.
        few = stage.present < voters.MOST_OF_ONE
        return bounded and not few and self.store.most_of_one(code) >= voters.MOST_OF_ONE

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

        def work(sheet: Sheet) -> None:
            nonlocal done
            sheet.allow(Act.REMOVE_WAVE)
            # It may have grown since it was seen: it goes as it is now.
            same = (wave.network, wave.since)
            found = [w for w in self.store.waves(code) if (w.network, w.since) == same]
            if not found or sheet.setup.invited:
                raise InvalidFrame("wave", "")
            people, ballots = sheet.change.remove_wave(found[0], sheet.hidden_round)
            told = ballots if sheet.meeting.open_round else 0
            done = people, told
            sheet.move(Act.REMOVE_WAVE, Details(removed=told), f"{people}, {told}")

        self._desk.write(code, secret, work)
        return done
