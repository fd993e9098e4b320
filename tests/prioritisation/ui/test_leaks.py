"""A second round is open: no page, to nobody, says what the first one gave or made people say."""

import re
import shutil
from itertools import product

import pytest

from prioritisation.meeting.room import current_room, identity
from prioritisation.meeting.rules import Act, Refused, Role
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.sentences.verdict import conclusion
from prioritisation.ui.shared.pages import PAGES
from prioritisation.ui.visit import looking
from tests.each import each
from tests.prioritisation.sentences.made import normandie, plain
from tests.prioritisation.ui.reading import page, second_line, weigh, words
from tests.prioritisation.wording.update import catalogue
from tests.sampled import part
from tests.second_round import MARK, SecondRound
from tests.sitting import Sitting
from tests.thresholds import facts_of

OWN = "nom:Le%20mien+poids:ghg_impact=50+poids:partner_ecosystem=20"
TOLD = (
    "À savoir avant de conclure",
    "Poids du groupe",
    "votes, moins de",
    "Avec le vote du groupe",
)
RANKED = (
    "leviers peuvent encore être premiers", "pour départager", "est premier.", "est premier, ",
    "est premier dans", "sont à égalité", "premiers à égalité", "au coude-à-coude",
    "Avec nos poids, c’est ", "comptés ainsi : ", "façons de trancher",
    " répartitions de poids sur 100", "le plus sûrement : ", "ajoute surtout",
)  # fmt: skip
LINK = {
    "contraintes": "ghg_impact>=20",
    "colonnes": f"egaux,{OWN}",
    "tour": "1",
    "document": "pdf",
}


@pytest.fixture
def first_round(sitting):
    """Somebody wrote of everything after the first round."""
    return SecondRound(sitting)


@pytest.fixture
def second_round(first_round):
    """The second one is open."""
    return first_round.open()


@pytest.fixture(params=Role)
def role(request, second_round, holds):
    cookies = second_round.cookies[request.param]
    holds(**cookies)
    return request.param, cookies.get(f"lien_{second_round.code}", "")


@each("points", [(50, 50, 50), (50, 30, 20), (0, 100, 0), (100, 0, 0)])
def test_an_answer_is_known_by_its_words(points):
    """Else no page would ever be seen to tell one."""
    assert any(told in plain(conclusion(normandie(points))) for told in RANKED)


def test_what_is_looked_for_is_in_messages():
    """Once a sentence is written otherwise, nothing would be looked for any more."""
    said = "\n".join(str(message.string) for message in catalogue()).replace("\u00a0", " ")
    assert [words for words in (*TOLD, *RANKED) if words not in said] == []


def visited(found, screen, **link):
    return page(screen, seance=found.code, **link)


def test_no_page_tells_of_the_first_round(second_round, role):
    for screen in PAGES:
        for link in ({}, LINK):
            said = words(visited(second_round, screen, **link))
            assert MARK not in said, (screen, link)
            assert not [told for told in TOLD if told in said], (screen, link)
            if role[0] is Role.VOTER:
                assert not [told for told in RANKED if told in said], (screen, link)


@pytest.mark.parametrize("chosen", [Role.FACILITATOR, Role.RECORDER, Role.LEAD, Role.VOTER])
def test_no_page_that_told_of_the_first_round_tells_of_it_any_more(first_round, holds, chosen):
    """Its session keeps what it computed; the page is drawn again once the second one is open."""
    holds(**first_round.cookies[chosen])
    meeting = [(screen, {}) for screen in ("seance", "compte-rendu")]
    shown = [(s, visited(first_round, s)) for s, _ in meeting]
    shown.append(("comparer", visited(first_round, "comparer", colonnes=OWN)))
    assert MARK in words(shown[0][1])
    assert [told for told in RANKED if told in words(shown[-1][1])]
    first_round.open()
    for screen, app in shown:
        said = words(app.run())
        assert not app.exception
        assert MARK not in said, screen
        assert not [told for told in TOLD if told in said], screen


@pytest.fixture
def read_anew(monkeypatch):
    """Open votes are read at each look, not every quarter of a second."""
    monkeypatch.setattr("prioritisation.meeting.room.warnings.STAGE_FRESH_S", -1.0)


MOVING = ["classer", "pour-experts"]


@pytest.mark.usefixtures("read_anew")
@pytest.mark.sampled
@pytest.mark.parametrize("screen", part(MOVING, 0, 3))
@pytest.mark.parametrize("chosen", [Role.FACILITATOR, Role.LEAD, Role.RECORDER, Role.VOTER])
def test_no_weight_moved_from_the_group_s_ranks_anything_while_people_vote(
    first_round, holds, chosen, screen
):
    """One slider moved, the others are nearly what the group gave."""
    holds(**first_round.cookies[chosen])
    app = visited(first_round, screen)
    criterion = first_round.sitting.stage().criteria[0].id
    weigh(app, **{criterion: 53})
    assert drawn_weights(app)
    assert [told for told in RANKED if told in words(app)]
    address = dict(app.query_params)
    moved = [v for k, v in address.items() if k.startswith("poids.") and not k.endswith(criterion)]
    assert moved
    first_round.open()
    for now in (app.run(), page(screen, **address)):
        assert not now.exception
        assert not [told for told in RANKED if told in words(now)]
        assert "vote ouvert" in second_line(now)
        assert drawn_weights(now) == []


@pytest.mark.usefixtures("read_anew")
def test_a_meeting_that_is_not_read_for_a_moment_leaves_nothing_moved_there_ranked(
    first_round, holds, monkeypatch
):
    """The starting case stands in its place, with the weights of the address."""
    holds(**first_round.cookies[Role.FACILITATOR])
    app = visited(first_round, "classer")
    weigh(app, **{first_round.sitting.stage().criteria[0].id: 53})
    first_round.open()

    def busy(*_):
        raise StoreUnavailable("gone")

    monkeypatch.setattr(looking, "open_visit", busy)
    app.run()
    assert "Le dossier de départ est montré à la place" in words(app)
    assert not [told for told in RANKED if told in words(app)]
    assert drawn_weights(app) == []


def drawn_weights(app):
    """The weights that a page draws."""
    return [one for one in app.get("bidi_component") if "weighing_" in one.proto.id]


@pytest.fixture
def rooms(_tables, tmp_path, monkeypatch):
    """Two rooms, one after the other, whose meetings have the same code."""
    monkeypatch.setattr(identity, "new_code", lambda: "ABCDE")

    def entered(n):
        path = shutil.copy(_tables, tmp_path / f"{n}.db")
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
        current_room.cache_clear()
        return current_room()

    yield entered
    current_room.cache_clear()


DRAWN = re.compile(
    r"\d\d:\d\d|ID-[0-9a-f]{32}|__[0-9a-f]{8}|\b[0-9a-f]{32}\b|weighing_[0-9a-f]{8}"
)
"""The hour; the names that the framework makes of its controls, and a session of its weights."""


def everything(app):
    """All that a page sends to the browser: words, controls with their values, pictures."""

    def below(node):
        yield str(getattr(node, "proto", ""))
        for child in getattr(node, "children", {}).values():
            yield from below(child)

    tree = app._tree  # noqa: SLF001 (the framework gives it by kind of element only)
    return DRAWN.sub("…", "\n".join(below(tree)))


def test_two_rooms_that_voted_otherwise_see_the_same_pages(rooms, holds):
    """Whatever depends on a ballot differs; nothing does, whoever looks."""
    seen, found = [], []
    for seed in (1, 5):
        room = rooms(seed)
        made = SecondRound(Sitting(room), seed).open()
        found.append((made.found, made.answered))
        link, pages = LINK, {}
        for chosen, screen in product(Role, PAGES):
            holds(**made.cookies[chosen])
            pages[chosen, screen] = made.alike(everything(visited(made, screen, **link)))
        seen.append(pages)
        room.store.close()
    assert found[0] != found[1]
    for key, page_seen in seen[0].items():
        assert page_seen == seen[1][key], key


def test_no_call_tells_of_the_first_round(second_round, role):
    chosen, secret = role
    room, code = second_round.room, second_round.code
    refused = [
        lambda: room.results(code, chosen),
        lambda: facts_of(room.rationale(code, secret)),
        lambda: facts_of(room.own_rationale(code)),
        lambda: room.text(code, "decision"),
        lambda: room.write_text(code, secret, "decision", "{}", 1),
        lambda: room.act(code, secret, Act.ANSWER_WARNING),
    ]
    for call in refused:
        with pytest.raises(Refused):
            call()
    assert not {w.id for w in room.warnings(code, chosen) if w.id.endswith((":1", ":2"))}
    assert MARK not in str(room.stage(code))
    if chosen in (Role.FACILITATOR, Role.RECORDER):
        log = room.audit(code, secret)
        assert MARK not in str(log)
        assert Act.ANSWER_WARNING in {e.act for e in log}
        assert second_round.answered not in str(log), "what was found in the ballots"


def test_what_is_looked_for_is_there_after_the_reveal(second_round, holds):
    others = second_round.tokens[5:]  # those of the first vote: its votes are listed again
    second_round.sitting.vote(len(others), tokens=others)
    second_round.sitting.reveal()
    holds()
    said = words(page(seance=second_round.code))
    assert MARK in said
    assert TOLD[0] in said
    assert TOLD[2] in said
