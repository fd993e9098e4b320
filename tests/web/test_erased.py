"""Of a meeting that is erased, nothing that was written or voted stays in memory."""

import gc

from prioritisation.meeting import Act
from prioritisation.record.decision import Decision
from prioritisation.record.decision import to_json as decision_json
from tests.web.ballot.test_routes import voted

MARK = "ZQ" + "XJ"
"""In everything that people write."""


def written(here, device):
    """A meeting voted, decided and looked at: by who voted, who did not, and the projector."""
    here.open()
    phone = device()
    voted(phone, here, raison=f"motif {MARK}")
    here.others_vote(6).reveal()
    here.act(Act.START_ANALYSIS).act(Act.START_DECISION)
    lever = here.stage.case.levers[0].id
    decision = Decision(proposed=(lever,), motives=f"motifs {MARK}")
    here.room.write_paper(here.code, here.secret, "decision", decision_json(decision), 0)
    assert MARK in phone.get(here.path).text
    assert MARK in device().get(here.path).text
    assert MARK in device().get(f"/projection?seance={here.code}").text


def remembered():
    """Texts with the mark that anything in memory holds, the mark itself apart."""
    gc.collect()
    return {
        found[:200]
        for holder in gc.get_objects()
        for found in gc.get_referents(holder)
        if isinstance(found, str) and MARK in found and found != MARK
    }


def test_no_text_of_an_erased_meeting_is_remembered(sitting, device):
    here = sitting()
    written(here, device)
    assert remembered()
    here.room.purge(here.code, here.secret)
    assert remembered() == set()
