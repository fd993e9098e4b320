"""Crowds: how many may come from one network, and the waves of arrivals that are taken out."""

from dataclasses import replace

from prioritisation.meeting import Act, Details, Phase
from prioritisation.room.errors import InvalidFrame
from prioritisation.room.office import Office
from prioritisation.room.sheet import Sheet
from prioritisation.room.stage import TRIAL_ROUND
from prioritisation.store import Wave


class Crowds(Office):
    """What a facilitator sees and does of crowds."""

    def lift_limit(self, code: str, secret: str, *, lifted: bool) -> None:
        """Let any number join from one network, as a large hall needs; or no more."""

        def work(sheet: Sheet) -> None:
            sheet.setup = replace(sheet.setup, crowd=lifted)
            sheet.move(Act.LIFT_LIMIT, Details(), str(int(lifted)))

        self._desk.write(code, secret, work)

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
            if wave not in self.store.waves(code) or sheet.setup.invited:
                raise InvalidFrame("wave", wave.since)
            people, ballots = sheet.change.remove_wave(wave, _hidden_round(sheet))
            told = ballots if sheet.meeting.open_round else 0
            done = people, told
            sheet.move(Act.REMOVE_WAVE, Details(removed=told), f"{people}, {told}")

        self._desk.write(code, secret, work)
        return done


def _hidden_round(sheet: Sheet) -> int | None:
    """The round, or the trial, of which nothing is shown yet."""
    if sheet.meeting.phase is Phase.LOBBY:
        return TRIAL_ROUND
    opened = sheet.meeting.open_round
    return opened.number if opened else None
