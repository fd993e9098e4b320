"""What a run has said is heard before another one begins."""

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.runtime.app_session import AppSession, AppSessionState

from prioritisation.ui.shared import server


class Runner:
    """One that has ended, or goes on and takes what is asked."""

    def __init__(self, *, ended):
        self.ended, self.taken = ended, []

    def request_rerun(self, asked):
        if not self.ended:
            self.taken.append(asked)
        return not self.ended


@pytest.fixture
def started():
    """A session's way to start runners, those that it started, and its session."""
    made = []
    create = server.after_the_last(lambda _session, asked: made.append(asked))
    return create, made, SimpleNamespace(_state=AppSessionState.APP_NOT_RUNNING)


def ask(create, session, *changes):
    """Ask for a run; then let the session change, a while after."""

    async def main():
        vars(session).update(_event_loop=asyncio.get_running_loop())
        create(session, "asked")
        for change in changes:
            await asyncio.sleep(10 * server.SOON_S)
            change(session)
        await asyncio.sleep(10 * server.SOON_S)

    asyncio.run(main())


def test_without_another_one_it_begins_at_once(started):
    create, made, session = started
    vars(session).update(_scriptrunner=None)
    create(session, "asked")
    assert made == ["asked"]


def test_one_that_has_ended_is_heard_to_its_end_first(started):
    create, made, session = started
    vars(session).update(_scriptrunner=Runner(ended=True))

    def heard(session):
        assert made == []
        vars(session).update(_scriptrunner=None)

    ask(create, session, heard)
    assert made == ["asked"]


def test_what_was_asked_is_done_by_the_one_that_began_meanwhile(started):
    create, made, session = started
    vars(session).update(_scriptrunner=Runner(ended=True))
    other = Runner(ended=False)
    ask(create, session, lambda session: vars(session).update(_scriptrunner=other))
    assert (made, other.taken) == ([], ["asked"])


def test_a_session_that_is_left_starts_nothing_more(started):
    create, made, session = started
    vars(session).update(_scriptrunner=Runner(ended=True))

    def left(session):
        vars(session).update(_state=AppSessionState.SHUTDOWN_REQUESTED)
        vars(session).update(_scriptrunner=None)

    ask(create, session, left)
    assert made == []


def test_the_application_has_it_so_once():
    """Every server does, before it answers: ``app.py``."""
    for _ in range(2):
        server.hear_whole()
    created = vars(AppSession)["_create_scriptrunner"]
    assert created.__module__ == server.__name__
    (create,) = (
        cell.cell_contents for cell in created.__closure__ if cell.cell_contents is not created
    )
    assert create.__module__ == AppSession.__module__
