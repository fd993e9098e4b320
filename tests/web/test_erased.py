"""Of a meeting that is erased, nothing that was written or voted stays in memory."""

import gc

import pytest

from prioritisation.meeting import Act
from prioritisation.record.decision import Decision
from prioritisation.record.decision import to_json as decision_json
from tests.web.ballot.test_routes import voted

MARK = "".join(reversed("9VKWQ"))
"""In everything that people write; in no source, whatever reads those."""


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
    """Texts with the mark that anything in memory holds, the mark itself apart.

    What was there before the tests is looked through too, and what the collector does not follow:
    a tuple of texts, a dictionary of numbers.
    """
    gc.unfreeze()
    gc.collect()
    left, seen, found = gc.get_objects(), set(), set()
    while left:
        for one in gc.get_referents(left.pop()):
            if isinstance(one, str | bytes):
                text = one if isinstance(one, str) else one.decode("latin-1")
                if MARK in text and text != MARK:
                    found.add(text[:200])
            elif not gc.is_tracked(one) and id(one) not in seen:
                seen.add(id(one))
                left.append(one)
    gc.freeze()
    return found


@pytest.mark.parametrize(
    "keeps",
    [
        lambda text: (text,),
        lambda text: {1: text},
        lambda text: [(2, (text,))],
        lambda text: {text.encode()},
    ],
    ids=["tuple", "dictionary", "deep", "bytes"],
)
def test_a_text_is_found_wherever_it_is_kept(keeps):
    kept = [keeps(f"a text {MARK}")]
    gc.freeze()
    assert remembered()
    kept.clear()
    assert remembered() == set()


def test_no_text_of_an_erased_meeting_is_remembered(sitting, device):
    here = sitting()
    written(here, device)
    assert remembered()
    here.room.purge(here.code, here.secret)
    assert remembered() == set()
