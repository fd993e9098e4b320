"""Which messages of a browser Streamlit never gets to see, and which sessions it still has."""

from contextlib import suppress

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime

ALLOWED = frozenset(
    {
        "app_heartbeat",
        "backend_operation_request",
        "file_urls_request",
        "rerun_script",
        "stop_script",
    }
)
ALLOWED_OPERATIONS = frozenset({"dataframe_chunk", "deferred_file"})


def refused(message: bytes) -> bool:
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
    >>> refused(BackMsg(clear_cache=True).SerializeToString())
    True
    >>> refused(BackMsg(app_heartbeat=True).SerializeToString())
    False
    """
    try:
        back = BackMsg.FromString(message)
    except DecodeError:
        return False
    kind = back.WhichOneof("type")
    if kind == "backend_operation_request":
        operation = back.backend_operation_request.WhichOneof("payload")
        return operation is not None and operation not in ALLOWED_OPERATIONS
    return kind is not None and kind not in ALLOWED


class Sieve:
    """Which messages of one websocket are dropped: those refused, and what a page left behind.

    A part of a page asks to be drawn again while its reader goes to another page. Streamlit would
    answer that the page is the former one, with nothing on it: the next one is left blank.
    """

    def __init__(self) -> None:
        self._page = ""

    def __call__(self, message: bytes) -> bool:
        """Whether to drop this one; each is to be shown, in the order in which they come."""
        if refused(message):
            return True
        with suppress(DecodeError):
            back = BackMsg.FromString(message)
            if back.WhichOneof("type") == "rerun_script":
                return self._is_late(back.rerun_script)
        return False

    def _is_late(self, asked: ClientState) -> bool:
        if asked.fragment_id:
            return bool(self._page) and asked.page_script_hash != self._page
        self._page = asked.page_script_hash
        return False


def knows(session: str) -> bool:
    """Whether Streamlit can go on with a session, open or left a moment ago, by its name."""
    if not Runtime.exists():
        return True
    # Streamlit says nowhere else whether a session that was left is still kept.
    sessions = Runtime.instance()._session_mgr  # noqa: SLF001
    return sessions.get_session_info(session) is not None
