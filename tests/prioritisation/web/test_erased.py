"""Of a meeting that is erased, nothing that was written or voted stays in memory."""

import gc

import pytest

from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.decision import Decision
from prioritisation.meeting.rules.decision import to_json as decision_json
from prioritisation.web import projection
from prioritisation.web.ballot import after, rendering
from tests.prioritisation.web.visitor import voted

MARK = "".join(reversed("9VKWQ"))
"""In everything that people write; in no source, whatever reads those."""


def decided(here, device):
    """A meeting voted and decided, with the mark in what was written; the phone of who voted."""
    here.open()
    phone = device()
    voted(phone, here, raison=f"motif {MARK}")
    here.others_vote(6).reveal()
    here.act(Act.START_ANALYSIS).act(Act.START_DECISION)
    lever = here.stage().case.levers[0].id
    decision = Decision(proposed=(lever,), motives=f"motifs {MARK}", minority=f"avis {MARK}")
    here.room.write_text(here.code, here.secret, "decision", decision_json(decision), 0)
    return phone


def written(here, device):
    """The same, looked at: by who voted, who did not, and the projector."""
    phone = decided(here, device)
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


KEEPS = {
    "tuple": lambda text: (text,),
    "dictionary": lambda text: {1: text},
    "deep": lambda text: [(2, (text,))],
    "bytes": lambda text: {text.encode()},
}


MADE = ((after, "_read"), (rendering, "_rendered"), (projection, "projector_view"))
"""What makes the decision that phones show, their pages, and what is projected."""


@pytest.mark.deep
def test_no_text_of_an_erased_meeting_is_remembered(sitting, device, monkeypatch):
    """Not even what is made while it is erased; a text that is kept is found wherever it is."""
    kept = [keeps(f"in a {name} {MARK}") for name, keeps in KEEPS.items()]
    here = sitting()
    written(here, device)
    gc.freeze()
    assert remembered() > {f"in a {name} {MARK}" for name in KEEPS}
    kept.clear()
    here.room.purge(here.code, here.secret)
    for where, name in MADE:
        erased_while_made(sitting(), device, monkeypatch, where, name)
    assert remembered() == set()


def erased_while_made(here, device, monkeypatch, where, name):
    """Look at a meeting that is erased at the end of this piece of work."""
    erased = []
    decided(here, device)
    with monkeypatch.context() as patched:
        patched.setattr(where, name, meanwhile(getattr(where, name), here, erased))
        for path in (here.path, f"/projection?seance={here.code}"):
            device().get(path)
    assert erased == [name]


def meanwhile(work, here, erased):
    """The same work, at the end of which the meeting is erased the first time."""

    def made(*given, **named):
        found = work(*given, **named)
        if not erased:
            erased.append(work.__name__)
            here.room.purge(here.code, here.secret)
        return found

    return made
