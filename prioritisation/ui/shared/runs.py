"""Each run of a page is heard to its end before the next one begins."""

from collections.abc import Callable
from functools import cache
from typing import Any

from streamlit.runtime.app_session import AppSession, AppSessionState

SOON_S = 0.005

Create = Callable[[Any, Any], None]


@cache
def hear_whole() -> None:
    """Have Streamlit wait for what a run that has just ended still has to say.

    A part that asks to be drawn at that instant is given another runner, and what the former one
    had said last is then ignored, its end included: the foot of the page stays as it was, and a
    dialog that was closed stays open over a page that obeys nothing (Streamlit's own comment in
    ``AppSession.request_rerun``, on its issue 9921; it helps those parts only that are gone).
    """
    create = AppSession._create_scriptrunner  # noqa: SLF001 (nothing public is asked there)
    AppSession._create_scriptrunner = after_the_last(create)  # type: ignore[method-assign, assignment]  # noqa: SLF001 (as above)


def after_the_last(create: Create) -> Create:
    """A way to start a runner that waits until the one before it is gone, or takes the run."""

    def created(session: Any, asked: Any) -> None:  # noqa: ANN401 (Streamlit's own)
        runner = session._scriptrunner  # noqa: SLF001 (as above)
        if session._state == AppSessionState.SHUTDOWN_REQUESTED:  # noqa: SLF001 (as above)
            return
        if runner is None:
            create(session, asked)
        elif not runner.request_rerun(asked):
            loop = session._event_loop  # noqa: SLF001 (as above)
            loop.call_later(SOON_S, created, session, asked)

    return created
