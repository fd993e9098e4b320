"""What goes on in a long run: visits, meetings from their creation to their erasure, documents."""

import asyncio
import random
import re
from collections import Counter
from contextlib import suppress

from prioritisation.meeting.rules import Act
from prioritisation.settings import current_case
from prioritisation.ui.shared.pages import FIRST, PAGES
from tests.prioritisation.ui.states import base, state
from tests.soak.living import Phone, Tab

PATHS = {path: "" if path == FIRST else path for path in PAGES}
KINDS = ("pdf", "docx", "xlsx", "pptx", "csv", "png", "json")
LINK = re.compile(r"/entrer/(\w+)/([\w-]+)")
VOTERS, SIMULATED = 9, 30


class Life:
    """A mixed life on one server, whose acts are counted.

    Parameters
    ----------
    pace
        Seconds that people take between two acts.
    parts
        Which of ``visits``, ``stays``, ``meetings``, ``papers``.
    """

    def __init__(self, address, room, *, pace=1.0, seed=1, parts=None):
        self.address, self.room, self.pace = address, room, pace
        self.random, self.case = random.Random(seed), current_case()  # noqa: S311 (test data)
        self.acts = Counter()
        self.parts = parts or ("visits", "visits", "stays", "meetings", "papers")

    async def live(self, seconds):
        """Go on for so long; what fails is raised."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), asyncio.TaskGroup() as group:
                for part in self.parts:
                    group.create_task(self._again(getattr(self, part)))

    async def _again(self, part):
        while True:
            await part()

    async def rest(self, times=1.0):
        await asyncio.sleep(self.pace * times * self.random.uniform(0.5, 1.5))

    def did(self, what):
        self.acts[what] += 1

    async def visits(self):
        """Somebody comes, looks at some pages, and leaves."""
        async with Tab.opened(self.address) as tab:
            for _ in range(self.random.randint(2, 6)):
                page = self.random.choice(list(PATHS))
                await tab.go(PATHS[page], state(self.random, self.case, page))
                self.did(f"page {PATHS[page] or 'classer'}")
                await self.rest()
        self.did("session")

    async def stays(self):
        """Somebody stays for long and moves weights; the page is never another."""
        async with Tab.opened(self.address) as tab:
            page = self.random.choice(list(PATHS))
            for _ in range(60):
                await tab.go(PATHS[page], state(self.random, self.case, page))
                self.did("move")
                await self.rest()

    async def papers(self):
        """Documents and pictures of what anybody may rank."""
        phone = Phone(self.address)
        address = [(k, v) for k, v in base(self.random, self.case).items() if v != "٣"]
        query = "&".join(f"{k}={v}" for k, v in address)
        kind = self.random.choice(KINDS)
        await phone.ask(f"/documents/projet/{kind}?{query}", allowed=(200, 400, 403, 503))
        self.did("document")
        await phone.ask(f"/documents/projet/png?{query}", allowed=(200, 400, 403, 503))
        self.did("picture")
        await self.rest(2)

    async def meetings(self):
        """A meeting, from its creation on the page to its erasure, most of the time."""
        async with Tab.opened(self.address) as tab:
            await tab.go("seance")
            tab.type("Intitulé", f"Séance {self.acts['meeting']}")
            await tab.press("Créer la séance")
            code, secret = LINK.search("".join(tab.words)).groups()
        await Meeting(self, code, secret).live()
        self.did("meeting")
        await self.rest(5)


class Meeting:
    """One meeting: who leads it has a tab, voters have phones, the projector follows."""

    def __init__(self, life, code, secret):
        self.life, self.room, self.code, self.secret = life, life.room, code, secret
        self.cookies = {f"lien_{code}": secret}
        self.phones = [Phone(life.address) for _ in range(VOTERS)]
        self.screen = Phone(life.address)

    async def live(self):
        async with Tab.opened(self.life.address, self.cookies) as tab:
            self.tab = tab
            await self.look()
            await self.act(Act.OPEN_LOBBY)
            if self.life.random.random() < 0.5:
                await self.rehearse()
            await self.round()
            await self.documents()
            await self.round()
            await self.act(Act.START_ANALYSIS)
            await self.act(Act.START_DECISION)
            await self.documents()
            await self.act(Act.CLOSE)
            await asyncio.gather(*(p.ask(f"/vote/{self.code}") for p in self.phones))
            if self.life.random.random() < 0.8:
                await asyncio.to_thread(self.room.purge, self.code, self.secret)
                await self.screen.ask(f"/projection?seance={self.code}", allowed=(404,))
                await tab.go("seance", {"seance": self.code})
                self.life.did("erased")

    async def act(self, act):
        await asyncio.to_thread(self.room.act, self.code, self.secret, act)
        self.life.did("act")
        await self.look()

    async def look(self):
        """Who leads looks at the meeting, then at the rankings with its weights; all follow."""
        asked = {"seance": self.code}
        await self.tab.go("seance", asked)
        await self.screen.ask(f"/projection?seance={self.code}")
        await self.screen.ask(f"/seance/{self.code}/qr.svg")
        self.life.did("projection")
        await self.life.rest()

    async def round(self):
        room, code, secret = self.room, self.code, self.secret
        stage = room.stage(code, fresh=True)
        senses = {c: stage.case.criterion(c).direction.default for c in stage.meeting.unconfirmed}
        answers = {w.id: "oui" for w in room.warnings(code) if not w.answer}
        listening = asyncio.create_task(self.follow())
        await asyncio.to_thread(room.open_round, code, secret, senses=senses, answers=answers)
        await self.look()
        first, *others = (c.id for c in stage.criteria)
        for phone in self.phones:
            given = {c: self.life.random.randint(0, 100) for c in others}
            await phone.ask(f"/vote/{code}?changer=1")
            await phone.vote(code, first, given)
            self.life.did("ballot")
            await self.life.rest(0.2)
        await self.screen.ask(f"/vote/{code}/papier.pdf")
        await self.act(Act.REVEAL)
        await asyncio.gather(*(p.ask(f"/vote/{code}") for p in self.phones))
        for page in ("comparer", "pour-experts", "compte-rendu"):
            await self.tab.go(page, {"seance": code})
            self.life.did(f"page {page}")
            await self.life.rest(0.5)
        await listening

    async def follow(self):
        seconds = 10 * self.life.pace
        streams = [f"/vote/{self.code}/flux"] * 4 + [f"/seance/{self.code}/flux"] * 2
        await asyncio.gather(*(self.screen.listen(path, seconds) for path in streams))
        self.life.did("streams")

    async def rehearse(self):
        """A rehearsal with simulated ballots, erased."""
        await self.act(Act.REHEARSE)
        room, code, secret = self.room, self.code, self.secret
        stage = room.stage(code, fresh=True)
        senses = {c: stage.case.criterion(c).direction.default for c in stage.meeting.unconfirmed}
        answers = {w.id: "oui" for w in room.warnings(code)}
        await asyncio.to_thread(room.open_round, code, secret, senses=senses, answers=answers)
        await asyncio.to_thread(room.simulate, code, secret, SIMULATED)
        await self.act(Act.REVEAL)
        await self.act(Act.END_REHEARSAL)
        self.life.did("rehearsal")

    async def documents(self):
        """Whoever leads downloads."""
        phone = Phone(self.life.address, self.cookies)
        for kind in self.life.random.sample(KINDS, 2):
            await phone.ask(f"/documents/{self.code}/{kind}", allowed=(200, 503))
            self.life.did("document")
