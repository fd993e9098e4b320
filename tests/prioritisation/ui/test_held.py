"""Controls take what their page offers, and nothing that a forged message says instead."""

from streamlit.proto.SelectWidgetFilterMode_pb2 import SelectWidgetFilterMode
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from prioritisation.settings import current_case
from prioritisation.ui.shared.widgets import CONTROLS
from tests.each import each
from tests.prioritisation.ui.reading import page, weigh, with_act

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


def test_a_list_says_nothing_in_the_framework_s_own_words():
    """In English it asks for a choice, and says that what is typed in it is not found."""
    page = AppTest.from_function(_page).run()
    shown = page.selectbox[0].proto
    assert shown.placeholder == "Choisir"
    assert shown.filter_mode == SelectWidgetFilterMode.FILTER_MODE_NONE


def _page_with_its_own_words():
    from prioritisation.ui.shared import widgets  # noqa: PLC0415 (as above)

    widgets.selectbox("form", "ab", name="form", value=None, write=None, placeholder="Un levier")


def test_a_list_that_has_its_own_words_keeps_them():
    page = AppTest.from_function(_page_with_its_own_words).run()
    assert page.selectbox[0].placeholder == "Un levier"


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


WITH_WEIGHTS = ["classer", "est-ce-solide", "un-ou-deux"]


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


@each("path", WITH_WEIGHTS)
def test_a_criterion_left_out_while_another_comes_in_stays_out(path):
    """Two lists of criteria, heard together: each says what it holds, and nothing of the other."""
    app, kept = weighed(path), "criteria_kept"
    others = app.session_state[CONTROLS]["criteria_added"].options
    app.pills(key=kept).set_value(CRITERIA[1:])
    app.pills(key="criteria_added").set_value(others[:1]).run()
    assert not app.exception
    assert app.pills(key=kept).value == CRITERIA[1:]
    assert app.pills(key="criteria_added").value == others[:1]
