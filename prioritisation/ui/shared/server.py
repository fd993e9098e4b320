"""What Streamlit gets to hear of browsers, and what it tells them; each run ends in order."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession, AppSessionState

_ALLOWED = frozenset(
    {
        "app_heartbeat",
        "backend_operation_request",
        "file_urls_request",
        "rerun_script",
        "stop_script",
    }
)
_ALLOWED_OPERATIONS = frozenset({"dataframe_chunk", "deferred_file"})


def is_refused(message: bytes) -> bool:
    """Tell whether a websocket message asks for what no anonymous visitor may do.

    Streamlit obeys whoever is connected. What a page needs concerns the sender's own session:
    running its script again, stopping it, an address for a file, the rows of a table. The rest is
    refused, and so is whatever a later version adds:

    - ``clear_cache`` empties the caches of every visitor, and each then waits for the computation;
    - ``set_run_on_save`` changes how the server follows its source files;
    - ``load_git_info`` tells the repository, the branch and the state of the working copy;
    - ``debug_disconnect_websocket`` and ``debug_shutdown_runtime`` stop the server of anyone who
      left the development mode on;
    - the operations ``install_skills`` and ``dismiss_skills_nudge`` write files beside the script
      and in the home folder, for whoever seems to sit at the server: behind a proxy, everyone.

    Malformed bytes are not refused: Streamlit closes their connection.

    Examples
    --------
    >>> is_refused(BackMsg(clear_cache=True).SerializeToString())
    True
    >>> is_refused(BackMsg(app_heartbeat=True).SerializeToString())
    False
    """
    try:
        back = BackMsg.FromString(message)
    except DecodeError:
        return False
    kind = back.WhichOneof("type")
    if kind == "backend_operation_request":
        operation = back.backend_operation_request.WhichOneof("payload")
        return operation is not None and operation not in _ALLOWED_OPERATIONS
    return kind is not None and kind not in _ALLOWED


class Sieve:
    """Which messages of one websocket are dropped: those refused, and what a page left behind.

    A part of a page asks to be drawn again while its reader goes to another page. Streamlit would
    answer that the page is the former one, with nothing on it: the next one is left blank.
    """

    def __init__(self) -> None:
        self._page = ""

    def __call__(self, message: bytes) -> bool:
        """Whether to drop this one; each is to be shown, in the order in which they come."""
        if is_refused(message):
            return True
        with suppress(DecodeError):
            back = BackMsg.FromString(message)
            if back.WhichOneof("type") == "rerun_script":
                return self._is_late(back.rerun_script)
        return False

    def _is_late(self, client_state: ClientState) -> bool:
        if client_state.fragment_id:
            return bool(self._page) and client_state.page_script_hash != self._page
        self._page = client_state.page_script_hash
        return False


def knows(session: str) -> bool:
    """Whether Streamlit can go on with a session, open or left a moment ago, by its name."""
    if not Runtime.exists():
        return True
    # Streamlit says nowhere else whether a session that was left is still kept.
    sessions = Runtime.instance()._session_mgr  # noqa: SLF001
    return sessions.get_session_info(session) is not None


SOON_S = 0.005

_Create = Callable[[Any, Any], None]


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


def after_the_last(create: _Create) -> _Create:
    """A way to start a runner that waits until the one before it is gone, or takes the run."""

    def created(session: Any, request: Any) -> None:  # noqa: ANN401 (Streamlit's own)
        runner = session._scriptrunner  # noqa: SLF001 (as above)
        if session._state == AppSessionState.SHUTDOWN_REQUESTED:  # noqa: SLF001 (as above)
            return
        if runner is None:
            create(session, request)
        elif not runner.request_rerun(request):
            # The runner ends by this very loop: it is asked again a moment later, without waiting.
            loop = session._event_loop  # noqa: SLF001 (as above)
            loop.call_later(SOON_S, created, session, request)

    return created
