"""A second round is open: no page, to nobody, says what the first one gave or made people say."""

from pathlib import Path

import pytest

from criteria.evidence import Stance
from prioritisation.meeting import Act, Refused, Role
from prioritisation.portfolio.arguments import Card
from prioritisation.portfolio.arguments import to_json as cards_json
from prioritisation.portfolio.text import to_json as question_json
from prioritisation.portfolio.words import PairSynergy, Question, Synergy
from prioritisation.record.decision import Decision
from prioritisation.record.decision import to_json as decision_json
from prioritisation.room.setup import RANKING
from tests.ui import test_seance

SCREENS = sorted(p.name for p in (Path("prioritisation/ui/screens")).glob("[a-z]*.py"))
ROLES = (Role.FACILITATOR, Role.RECORDER, Role.LEAD, Role.EXPERT, Role.OBSERVER)
MARK = "ZQXJ"
"""In everything that was written about the first round."""

TOLD = ("À savoir avant de conclure", "Poids du groupe", "bulletins, moins de", "le groupe place")
RANKED = ("arrive en tête", "premier rang est", "peuvent chacun", "Un levier suffit")
LINKS = (
    {},
    {"contraintes": "ghg_impact>=20", "colonnes": "egaux,topsis", "tour": "1", "document": "pdf"},
)

room, holds, sitting = test_seance.room, test_seance.holds, test_seance.sitting


@pytest.fixture
def second_round(sitting):
    """Somebody wrote of everything after the first round; the second is open."""
    tokens = sitting.open().vote(7, reason=f"raison {MARK}")
    sitting.reveal()
    first, second = [lever.id for lever in sitting.stage().case.levers][:2]
    said = PairSynergy(first, second, Synergy.HELP, f"motif {MARK}")
    papers = {
        "portfolio": question_json(Question(synergies=(said,))),
        "arguments": cards_json([Card("A1", f"argument {MARK}", Stance.FOR)]),
        "decision": decision_json(Decision(proposed=(first,), motives=f"motifs {MARK}")),
    }
    for name, text in papers.items():
        sitting.room.write_paper(sitting.code, sitting.secret, name, text, 0)
    for warning in sitting.room.warnings(sitting.code):
        if warning.id.endswith(":1"):
            sitting.act(Act.ANSWER_WARNING, warning=warning.id, reason=f"réponse {MARK}")
    sitting.act(Act.START_ANALYSIS)
    sitting.act(Act.START_PORTFOLIO)
    sitting.room.project(sitting.code, sitting.secret, RANKING)
    sitting.act(Act.OPEN_ROUND)
    sitting.vote(5, seed=2, tokens=tokens[:5], reason=f"encore {MARK}")
    return sitting


@pytest.fixture(params=ROLES)
def role(request, second_round, holds):
    chosen, secret = request.param, second_round.secret
    if chosen is Role.OBSERVER:
        secret = ""
    elif chosen is not Role.FACILITATOR:
        secret = second_round.room.new_link(second_round.code, second_round.secret, chosen)
    holds(**({f"lien_{second_round.code}": secret} if secret else {}))
    return chosen, secret


def test_no_page_tells_of_the_first_round(second_round, role):
    for screen in SCREENS:
        for link in LINKS:
            app = test_seance.page(f"screens/{screen}", seance=second_round.code, **link)
            said = test_seance.words(app)
            assert MARK not in said, (screen, link)
            assert not [told for told in TOLD if told in said], (screen, link)
            if role[0] not in (Role.FACILITATOR, Role.LEAD):
                assert not [told for told in RANKED if told in said], (screen, link)


def test_no_call_tells_of_the_first_round(second_round, role):
    chosen, secret = role
    room, code = second_round.room, second_round.code
    refused = [
        lambda: room.results(code, chosen),
        lambda: room.facts(code, secret),
        lambda: room.own_facts(code),
        *(lambda name=name: room.paper(code, name) for name in ("portfolio", "decision")),
        lambda: room.write_paper(code, secret, "decision", "{}", 1),
        lambda: room.act(code, secret, Act.ANSWER_WARNING),
    ]
    for call in refused:
        with pytest.raises(Refused):
            call()
    assert not {w.id for w in room.warnings(code, chosen) if w.id.endswith((":1", ":2"))}
    assert MARK not in str(room.stage(code))
    if chosen in (Role.FACILITATOR, Role.RECORDER):
        assert MARK not in str(room.audit(code, secret))


def test_what_is_looked_for_is_there_after_the_reveal(second_round, holds):
    second_round.reveal()
    holds()
    said = test_seance.words(test_seance.page(seance=second_round.code))
    assert MARK in said
    assert TOLD[0] in said
    assert TOLD[2] in said
