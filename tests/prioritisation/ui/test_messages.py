import inspect

from google.protobuf.message import DecodeError
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionManager

from prioritisation.ui.shared.server import Sieve, is_refused, knows
from tests.each import each
from tests.strategies import ENOUGH

KINDS = {
    "app_heartbeat": False,
    "backend_operation_request": False,
    "clear_cache": True,
    "debug_disconnect_websocket": True,
    "debug_shutdown_runtime": True,
    "file_urls_request": False,
    "load_git_info": True,
    "rerun_script": False,
    "set_run_on_save": True,
    "stop_script": False,
}
OPERATIONS = {
    "dataframe_chunk": False,
    "deferred_file": False,
    "dismiss_skills_nudge": True,
    "install_skills": True,
}


def _message(kind):
    message = BackMsg()
    if BackMsg.DESCRIPTOR.fields_by_name[kind].message_type:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    return message


def _operation(kind):
    operation = BackendOperationRequest(request_id="1")
    getattr(operation, kind).SetInParent()
    return BackMsg(backend_operation_request=operation)


def test_every_message_that_streamlit_knows_was_judged():
    kinds = BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields
    operations = BackendOperationRequest.DESCRIPTOR.oneofs_by_name["payload"].fields
    assert {field.name for field in kinds} == set(KINDS)
    assert {field.name for field in operations} == set(OPERATIONS)


@each(("kind", "expected"), KINDS.items())
def test_a_visitor_may_send_what_concerns_the_own_session_only(kind, expected):
    assert is_refused(_message(kind).SerializeToString()) is expected


@each(("kind", "expected"), OPERATIONS.items())
def test_a_visitor_may_ask_for_data_but_not_for_files_to_be_written(kind, expected):
    assert is_refused(_operation(kind).SerializeToString()) is expected


@each("value", [True, False])
def test_the_value_of_a_refused_message_does_not_matter(value):
    assert is_refused(BackMsg(set_run_on_save=value).SerializeToString())


def test_of_two_messages_in_one_the_last_is_judged_because_streamlit_obeys_it():
    harmless = BackMsg(app_heartbeat=True).SerializeToString()
    harmful = BackMsg(clear_cache=True).SerializeToString()
    assert is_refused(harmless + harmful)
    assert not is_refused(harmful + harmless)


@each("message", [b"", b"\xff", b"\x0a"])
def test_malformed_bytes_are_left_to_streamlit(message):
    assert not is_refused(message)


whole = st.sampled_from([*map(_message, KINDS), *map(_operation, OPERATIONS)]).map(
    BackMsg.SerializeToString
)
cut = st.builds(lambda message, n: message[:n], whole, st.integers(0, 9))


def test_any_bytes_get_a_verdict():
    reached = set()

    @ENOUGH
    @given(st.lists(whole | cut | st.binary(max_size=3), max_size=3).map(b"".join))
    def check(message):
        try:
            kind = BackMsg.FromString(message).WhichOneof("type")
        except DecodeError:
            kind = "undecodable"
        reached.add(kind)
        if kind == "backend_operation_request":
            assert is_refused(message) in {True, False}
        else:
            assert is_refused(message) is KINDS.get(kind, False)

    check()
    assert len(reached) > 5


def test_before_the_server_runs_no_session_is_said_to_be_lost():
    assert knows("whichever")


def test_sessions_open_or_left_a_moment_ago_are_known_and_no_other(monkeypatch):
    class Sessions:
        def get_session_info(self, name):
            return object() if name == "left" else None

    class Running:
        _session_mgr = Sessions()

    monkeypatch.setattr("prioritisation.ui.shared.server.Runtime.exists", lambda: True)
    monkeypatch.setattr("prioritisation.ui.shared.server.Runtime.instance", Running)
    assert (knows("left"), knows("other")) == (True, False)


def test_the_framework_still_tells_which_sessions_it_keeps():
    assert callable(SessionManager.get_session_info)
    assert "self._session_mgr" in inspect.getsource(Runtime.__init__)


def _asked(page, part=""):
    return BackMsg(
        rerun_script=ClientState(page_script_hash=page, fragment_id=part)
    ).SerializeToString()


def test_a_part_of_a_page_that_was_left_is_not_drawn_on_the_next_one():
    drops = Sieve()
    assert not drops(_asked("", ""))  # the page of the address
    assert not drops(_asked("meeting", "count"))
    assert not drops(_asked("meeting"))
    assert not drops(_asked("meeting", "count"))
    assert not drops(_asked("ranking"))
    assert drops(_asked("meeting", "count"))
    assert not drops(_asked("ranking", "board"))
    assert drops(BackMsg(clear_cache=True).SerializeToString())
    assert not drops(b"\xff")
    assert not Sieve()(_asked("meeting", "count"))  # of another browser, or after a cut
