"""Controls take what their page offers, and nothing that a forged message says instead."""

import asyncio
import inspect
from types import SimpleNamespace

import pytest
from google.protobuf.message import DecodeError
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.session_manager import SessionManager
from streamlit.testing.v1 import AppTest

from prioritisation.settings import current_case
from prioritisation.ui.shared import server
from prioritisation.ui.shared.server import Sieve, is_refused, knows
from tests.each import each
from tests.prioritisation.ui.reading import page, weigh, with_act
from tests.strategies import ENOUGH

CRITERIA = [c.id for c in current_case().criteria if c.active]


def _page():
    import streamlit as st  # noqa: PLC0415 (this function is a script of its own)

    from prioritisation.ui.shared import widgets  # noqa: PLC0415

    offered = ["a", "b"]
    for kind in ("radio", "selectbox"):
        write = widgets.choice_writer(kind)
        getattr(widgets, kind)(
            kind, offered, name=kind, value=widgets.own_choice(kind, "a"), write=write
        )
    widgets.selectbox("form", offered, name="form", value="a", write=None)
    st.session_state["read"] = [widgets.own_choice(k, "a") for k in ("radio", "selectbox")]
    st.session_state["sent"] = widgets.value_of("form")


@each(("said", "found"), [("b", "b"), ("nothing that is offered", "a")])
def test_a_choice_is_one_of_those_offered(said, found):
    page = AppTest.from_function(_page).run()
    for kind, place in (("radio", 0), ("selectbox", 0), ("selectbox", 1)):
        box = getattr(page, kind)[place]
        box.options.append(said)  # known to the one who forges only
        box.set_value(said).run()
    assert not page.exception
    assert page.session_state["read"] == [found, found]
    assert page.session_state["sent"] == found
    assert page.radio[0].value == found


def sent(app):
    """What the browser says of the widgets that it shows."""
    return app._tree.get_widget_states()  # noqa: SLF001 (no test of its own has widgets that are gone)


def run_with_those_gone(app, before):
    """Another run, before the browser has taken away what the last one did."""
    now = sent(app)
    shown = {one.id for one in now.widgets}
    gone = [one for one in before.widgets if one.id not in shown]
    assert gone
    now.widgets.extend(gone)
    app._run(now)  # noqa: SLF001 (as above)


def _page_with_one_that_goes():
    import streamlit as st  # noqa: PLC0415 (as above)

    from prioritisation.ui.shared import widgets  # noqa: PLC0415

    written = st.session_state.setdefault("written", [])
    write = written.append

    if not widgets.own_choice("gone", False):
        kept = widgets.own_choice("choice", ["a", "b"])
        widgets.slider("number", 0, 9, name="number", value=4, write=write)
        widgets.pills(
            "several", "abc", name="several", value=kept, write=write, selection_mode="multi"
        )
    widgets.checkbox(
        "go",
        name="go",
        value=widgets.own_choice("gone", False),
        write=widgets.choice_writer("gone"),
    )


@each(
    ("several", "number", "heard"),
    [
        (["a", "b"], 4, []),
        (["b", "a"], 4, []),  # of the same, in the order of the clicks
        (["a"], 4, [["a"]]),  # moved before it went: somebody did
        (["a", "b"], 5, [5]),
    ],
)
def test_a_control_that_is_gone_is_heard_only_of_what_it_was_not_known_to_show(
    several, number, heard
):
    page = AppTest.from_function(_page_with_one_that_goes).run()
    page.pills[0].set_value(several)
    page.slider[0].set_value(number)
    late = sent(page)
    page.pills[0].set_value(["a", "b"])
    page.slider[0].set_value(4)
    page.checkbox[0].set_value(True).run()
    run_with_those_gone(page, late)
    assert not page.exception
    assert page.session_state["written"] == heard


def weighed(path):
    """A page where a weight was moved."""
    app = page(path)
    weigh(app, **{CRITERIA[0]: 53})
    return app


WITH_WEIGHTS = ["classer", "pour-experts"]


@each("path", WITH_WEIGHTS)
def test_what_a_widget_that_is_gone_still_says_puts_nothing_back(path):
    """As a timer does, or another control, asked for before the page was drawn."""
    app, kept = weighed(path), "criteria_kept"
    before = sent(app)
    app.pills(key=kept).set_value(CRITERIA[1:]).run()
    address = dict(app.query_params)
    run_with_those_gone(app, before)
    assert not app.exception
    assert dict(app.query_params) == address
    assert app.pills(key=kept).value == CRITERIA[1:]


@each("turn", [list, reversed])
@each("path", WITH_WEIGHTS)
def test_a_weight_moved_in_the_same_breath_does_not_bring_back_what_was_left_out(path, turn):
    """Whichever is heard first."""
    app, kept = weighed(path), "criteria_kept"
    app.pills(key=kept).set_value(CRITERIA[1:]).run()
    address = dict(app.query_params)
    former = weighed(path)
    former.pills(key=kept).set_value(CRITERIA[1:])
    told = with_act(former, {"seq": 9, "moved": {CRITERIA[0]: 80}})
    said = list(turn(told.widgets))
    former._run(WidgetStates(widgets=said))  # noqa: SLF001 (in that order)
    assert not former.exception
    assert dict(former.query_params) == address


KINDS = {
    "app_heartbeat": False, "backend_operation_request": False, "clear_cache": True,
    "debug_disconnect_websocket": True, "debug_shutdown_runtime": True, "file_urls_request": False,
    "load_git_info": True, "rerun_script": False, "set_run_on_save": True, "stop_script": False,
}  # fmt: skip
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


def test_of_two_messages_in_one_the_last_is_judged_because_streamlit_obeys_it():
    harmless = BackMsg(app_heartbeat=True).SerializeToString()
    harmful = BackMsg(clear_cache=True).SerializeToString()
    assert is_refused(harmless + harmful)
    assert not is_refused(harmful + harmless)


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


# What a run has said is heard before another one begins.


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


# A click whose run begins again before it is answered, since the meeting changed, is answered.


def page_of_a_button():
    """Counts how often its button was pressed; a run may begin again before it comes there."""
    from types import SimpleNamespace  # noqa: PLC0415 (the script of a page)

    import streamlit as st  # noqa: PLC0415

    from prioritisation.ui.visit.visit import forget_press, press  # noqa: PLC0415

    kept = st.session_state
    stage = SimpleNamespace(meeting=SimpleNamespace(stamp=kept.get("stamp", "lobby")))
    visit = SimpleNamespace(code="K7Q42", stage=stage)
    if kept.pop("changes", False):
        st.rerun()
    if not kept.get("elsewhere") and press(visit, "Accepté", "accept"):
        kept["times"] = kept.get("times", 0) + 1
    st.text(kept.get("times", 0))
    forget_press()


@pytest.fixture
def app():
    return AppTest.from_function(page_of_a_button).run()


def times(app):
    return int(app.text[0].value)


@pytest.mark.parametrize("changes", [False, True])
def test_a_click_counts_once_whether_its_run_begins_again_or_not(app, changes):
    app.session_state["changes"] = changes
    app.button[0].click().run()
    assert times(app) == 1
    assert times(app.run()) == 1
    app.button[0].click().run()
    assert times(app) == 2


def test_a_click_on_what_the_meeting_has_left_behind_counts_for_nothing(app, monkeypatch):
    monkeypatch.setattr("prioritisation.ui.visit.visit.overtaken", lambda _visit: "trop tard")
    app.session_state["changes"], app.session_state["stamp"] = True, "round"
    app.button[0].click().run()
    assert times(app) == 0
    assert "trop tard" in "".join(one.proto.body for one in app.get("html"))


def test_a_click_that_a_whole_run_has_not_answered_counts_for_nothing_later(app):
    app.session_state["elsewhere"] = True
    app.button[0].click().run()
    app.session_state["elsewhere"] = False
    assert times(app.run()) == 0


# What comes and goes on a page moves no control: the browser knows a block by its place.
