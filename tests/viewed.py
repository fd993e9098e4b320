"""Every view of the product on a server of its own, one after the other as a meeting goes on."""

import random
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from criteria.model import Sense
from prioritisation.cases.editing.notes import NoteKind, TypedNote, note_change, note_unit
from prioritisation.cases.region import region_files, territories
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.room import Room
from prioritisation.meeting.room.identity import LINK
from prioritisation.meeting.room.identity import VOTER as DEVICE
from prioritisation.meeting.rules import Act, Form, Role
from prioritisation.meeting.rules.decision import to_json
from prioritisation.meeting.store import open_store
from prioritisation.settings import CASE_VARIABLE, current_day
from prioritisation.ui.shared.pages import FIRST, MEETING, MEETING_VIEWS, PAGES, RUNNING
from tests.conftest import NORMANDIE
from tests.e2e.conftest import served
from tests.projected import a_decision
from tests.shelving import Shelved
from tests.sitting import Sitting

VOTERS, EARLY, BALLOTS = 16, 11, 14
TITLE = "Choix du levier prioritaire"


@dataclass(frozen=True, slots=True)
class View:
    """Something to look at now: it may be gone once the next one is asked for.

    Attributes
    ----------
    name
        Of its picture, without its width.
    title
        What it is, for whoever cannot see it.
    address
        Whole.
    cookies
        Who looks: the visitor by default.
    """

    name: str
    title: str
    address: str
    cookies: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def stage_of_views() -> Iterator[tuple[Room, str]]:
    """A room and its server, on the case that the program starts with, both gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/seances.db"
        store = open_store(url)
        with served(**_settings(url)) as address:
            yield Room(store), address
        store.close()


def _settings(url: str) -> dict[str, str]:
    """As ``HOST=0.0.0.0 make run``: phones reach it, and no page says that they cannot."""
    everywhere = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}  # noqa: S104 (for the time of pictures)
    return {"DATABASE_URL": url, CASE_VARIABLE: str(NORMANDIE), **everywhere}


def pages_without_meeting(address: str) -> Iterator[View]:
    """Each page, as whoever comes without a meeting sees it."""
    for path, page in PAGES.items():
        name = "seance-creer" if path == MEETING else path
        yield View(name, page.title, f"{address}/{'' if path == FIRST else path}")


def dossier_views(room: Room, address: str) -> Iterator[View]:
    """Each door, and each part of a dossier as whoever keeps it sees it."""
    for name, title in _DOORS.items():
        yield View(
            f"porte-{name}", f"Nouveau dossier, {title}", f"{address}/dossiers?porte={name}"
        )
    place = next(one for one in territories() if one.id == "bretagne")
    files = region_files(place, place.group, current_day(None))
    shelved = Shelved(room, "Priorités de Bretagne", files=files)
    expert = shelved.link(Role.EXPERT)
    units = shelved.shelf.state(shelved.key, shelved.secret)
    case = shelved.shelf.open(shelved.key, shelved.secret).case
    unit = note_unit("mieux_produire", "partner_ecosystem")
    note = TypedNote(
        NoteKind.EXACT,
        "partenaires_prets",
        new_source="Bilan du réseau, 2026",
        reason="Bilan reçu",
    )
    change = note_change(units, case, unit, note, current_day(None))
    shelved.shelf.propose(shelved.key, expert, DossierEdit(change, shelved.seq, "form", "Bilan"))
    for part, (name, title) in _PARTS.items():
        at = f"{address}/dossiers?dossier={shelved.key}{part}"
        yield View(f"dossier-{name}", f"Un dossier, {title}", at, shelved.cookie())


_DOORS = {
    "region": "une région",
    "fichier": "un fichier",
    "reprise": "la dernière fois",
    "page-blanche": "une page blanche",
    "copie": "une copie",
}
_PARTS = {
    "": ("accueil", "ce qui est connu"),
    "&vue=corriger": ("corriger", "corriger"),
    "&vue=corriger&note=mieux_produire.partner_ecosystem": ("note", "une note"),
    "&vue=propositions": ("propositions", "ce qui est proposé"),
    "&vue=historique": ("historique", "ce qui a changé"),
    "&vue=partage": ("partage", "partager"),
}


def votes(seed: int = 5) -> list[list[int]]:
    """Most think that emissions count most, some that what little is done does."""
    draw = random.Random(seed)  # noqa: S311 (made-up votes)
    return [_vote(draw) for _ in range(BALLOTS)]


def _vote(draw: random.Random) -> list[int]:
    if draw.random() < 0.65:
        return [100, draw.randint(30, 75), draw.randint(5, 40)]
    return [draw.randint(20, 60), draw.randint(30, 70), 100]


class MeetingToSee:
    """A full meeting that goes from its draft to its end, and who looks at it on what."""

    def __init__(self, room: Room, address: str) -> None:
        self.sitting, self.address = Sitting(room, Form.FULL, title=TITLE), address
        self.tokens = [room.new_token(self.sitting.code) for _ in range(VOTERS)]
        self.ballots = votes()

    def desk(self, name: str, title: str, view: str = RUNNING) -> View:
        """A view of the control screen, as the facilitator has it."""
        shown = "" if view == RUNNING else f"&onglet={view}"
        address = f"{self.address}/{MEETING}?seance={self.sitting.code}{shown}"
        cookies = {LINK + self.sitting.code: self.sitting.secret}
        return View(f"conduire-{name}", title, address, cookies)

    def phone(self, name: str, title: str, who: int) -> View:
        """The phone of somebody who is in."""
        cookies = {DEVICE + self.sitting.code: self.tokens[who]}
        address = f"{self.address}/vote/{self.sitting.code}"
        return View(f"telephone-{name}", title, address, cookies)

    def views(self) -> Iterator[View]:
        """Every view of the desk and of phones, the meeting going on between them."""
        yield from self._before()
        yield from self._voting()
        yield from self._after()

    def _before(self) -> Iterator[View]:
        here, room = self.sitting, self.sitting.room
        yield self.desk("preparation", "Conduire, avant l’accueil")
        for view in MEETING_VIEWS[1:]:
            yield self.desk(f"vue-{view.key}", f"Séance, {view.title}", view.key)
        yield self.phone("avant", "Téléphone, séance qui n’a pas commencé", 0)
        here.lobby()
        for token in self.tokens:
            here.voter(token)
        yield self.desk("accueil", "Conduire, accueil")
        yield self.phone("accueil", "Téléphone, accueil", 0)
        here.act(Act.START_REVIEW)
        yield self.desk("notes", "Conduire, on relit les notes")
        for criterion in here.stage().meeting.unconfirmed:
            room.confirm_direction(here.code, here.secret, criterion, Sense.MIN)
        room.freeze(here.code, here.secret)
        here.act(Act.START_CHECKS)
        yield self.desk("questions", "Conduire, questions à régler")

    def _voting(self) -> Iterator[View]:
        here = self.sitting.open()
        voters = [here.voter(token) for token in self.tokens]
        for k, points in enumerate(self.ballots[:EARLY]):
            here.cast(voters[k], points, nonce=f"n{k}")
        yield self.desk("vote", "Conduire, le premier vote est ouvert")
        yield self.phone("vote", "Téléphone, le bulletin", VOTERS - 1)
        yield self.phone("attente", "Téléphone, vote enregistré", 0)
        for k, points in enumerate(self.ballots[EARLY:], EARLY):
            here.cast(voters[k], points, nonce=f"n{k}")

    def _after(self) -> Iterator[View]:
        here, room = self.sitting.reveal(), self.sitting.room
        yield self.desk("resultats", "Conduire, résultats du premier vote")
        yield self.phone("resultats", "Téléphone, mon vote et le groupe", 0)
        here.act(Act.START_ANALYSIS)
        yield self.desk("discussion", "Conduire, discussion des résultats")
        here.act(Act.START_PORTFOLIO)
        yield self.desk("un-ou-deux", "Conduire, un ou deux leviers")
        here.act(Act.START_DECISION)
        written = to_json(a_decision("mieux_produire"))
        room.write_text(here.code, here.secret, "decision", written, 0)
        yield self.desk("decision", "Conduire, la décision")
        here.act(Act.CLOSE)
        yield self.desk("fin", "Conduire, la séance est terminée")
        yield self.phone("decision", "Téléphone, ce que le groupe propose", 0)
        code = here.code
        cookies = {LINK + code: here.secret}
        at = self.address
        yield View("seance-classer", "Classer, poids du groupe", f"{at}/?seance={code}")
        report = f"{at}/compte-rendu?seance={code}"
        yield View("seance-compte-rendu", "Compte rendu d’une séance", report, cookies)
