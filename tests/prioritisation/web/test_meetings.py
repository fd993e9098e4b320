"""Which addresses are answered here, and that none of them tells anything while people vote."""

import asyncio
import json

from prioritisation.web.meetings import Meetings
from tests.each import each

ANSWERS = {"premier": "ghg_impact", "n_partner_ecosystem": "60", "n_existing_coverage": "35"}


@each(
    ("path", "ours"),
    [
        ("/vote", True),
        ("/vote/ABCDE", True),
        ("/seance/ABCDE/flux", True),
        ("/confidentialite", True),
        ("/", False),
        ("/seance", False),
        ("/projection", True),
        ("/projection/_stcore/health", False),
        ("/seance/_stcore/health", False),
        ("/voter", False),
        ("/static/vote/x.js", False),
    ],
)
def test_the_addresses_of_meetings_do_not_reach_streamlit(room, path, ours):
    reached = []

    async def behind(scope, _receive, _send):
        reached.append(scope["path"])

    async def send(_message):
        pass

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "client": None}
    scope |= {"query_string": b"", "root_path": "", "scheme": "http", "server": ("a", 80)}
    asyncio.run(Meetings(behind, rooms=lambda: room)(scope, receive, send))
    assert (reached == []) == ours


def test_websockets_and_the_life_of_the_server_are_handed_on(room):
    reached = []

    async def behind(scope, _receive, _send):
        reached.append(scope["type"])

    app = Meetings(behind, rooms=lambda: room)
    for kind in ("websocket", "lifespan"):
        asyncio.run(app({"type": kind, "path": "/vote/ABCDE"}, None, None))
    assert reached == ["websocket", "lifespan"]


def test_while_a_round_is_open_no_page_tells_anything_of_others(sitting, device):
    here = sitting(colleges=["État"], asks_carrying=True).open()
    here.others_vote(7)
    voter, stranger = device(), device()
    token = voter.get(here.path).fields["jeton"]
    voter.post(f"{here.path}/entrer", {"jeton": token, "college": "État"})
    form = {**voter.get(here.path).fields, **ANSWERS, "raison": "Ma raison à moi"}
    pages = [
        voter.post(here.path, form),
        voter.get(here.path),
        voter.get(f"{here.path}?changer"),
        voter.get(here.path, x_part="1"),
        voter.post(here.path, {**form, "n_partner_ecosystem": "999"}),
        stranger.get(here.path),
        stranger.get("/vote"),
        stranger.get(f"{here.path}/papier.pdf"),
        stranger.get(f"/seance/{here.code}/qr.svg"),
        stranger.get(f"/seance/{here.code}/invitations.pdf"),
        stranger.post(here.path, {**form, "jeton": "x"}),
    ]
    case = here.stage().case
    secrets = [b.receipt for b in here.room.store.ballots(here.code, 1) if b.kind == "paper"]
    labels = [text for v in case.levers for text in (v.label, v.short_label, v.id)]
    for page in pages:
        text = page.body.decode("latin-1") + json.dumps(dict(page.headers))
        for word in (*labels, *secrets):
            assert word.encode().decode("latin-1") not in text, (page.title, word)
    # Own shares are the voter's; no other share is there.
    assert "51" in pages[0].words
    assert all("%" not in page.words for page in pages[5:6])


def test_what_others_voted_changes_nothing_in_what_a_voter_sees(sitting, device):
    """Two meetings that differ by the ballots of others only show the same pages."""
    seen = []
    for first in (0, 1):
        here = sitting().open()
        visitor = device()
        here.others_vote(5, first=first)
        form = {**visitor.get(here.path).fields, **ANSWERS}
        page = visitor.post(here.path, form)
        words = page.words.replace(here.code, "")
        seen.append(words[: words.index("Votre reçu")])
    assert seen[0] == seen[1]
