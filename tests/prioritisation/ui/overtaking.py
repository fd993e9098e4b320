"""A second press that comes while what the first one asked for is being written."""

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData


def press_again():
    """The browser sends all its controls once more, the button pressed, while a page is drawn.

    The run stops where it next asks Streamlit for anything, and another one begins.
    """
    context = get_script_run_ctx()
    states = context.session_state.get_widget_states()
    context.script_requests.request_rerun(
        RerunData(
            context.query_string,
            WidgetStates(widgets=states),
            page_script_hash=context.page_script_hash,
        )
    )


def pressed_during(monkeypatch, owner, name, times=1):
    """Have the button pressed again as soon as a method of a class has done its work."""
    work, left = getattr(owner, name), [times]

    def overtaken(*args, **keywords):
        done = work(*args, **keywords)
        if left[0]:
            left[0] -= 1
            press_again()
        return done

    monkeypatch.setattr(owner, name, overtaken)
