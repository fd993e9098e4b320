"""Pages through the framework's own test runner: opened, read, pressed."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from prioritisation.drawing.projector import projector_view

MAIN = Path(__file__).parents[3] / "prioritisation" / "ui" / "main.py"
SCORES = "les-notes"
SEANCE = "seance"
PATIENCE_S = 60
PHONES = "http://192.0.2.7:8501"
NBSP = "\u00a0"
MARKUP = "<img src=x onerror=alert(1)> **gras**"


def opened(**query):
    """The first page, of an address."""
    app = AppTest.from_file(str(MAIN), default_timeout=PATIENCE_S)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def html(app):
    """All the HTML that a page shows."""
    return "\n".join(element.proto.body for element in app.get("html"))


def page(screen=SEANCE, **query):
    """A page, whose own address is opened first."""
    app = AppTest.from_file(str(MAIN), default_timeout=PATIENCE_S)
    go_to(app, screen)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def go_to(app, path):
    """The app on the page of an address, to be run: its ``switch_page`` knows files only."""
    app._page_hash = calc_hash(path)  # noqa: SLF001
    return app


def second_line(app):
    """What the second line says that one looks at, as long as nothing is moved."""
    drawn = "".join(one.proto.body for one in app.get("html")).replace(NBSP, " ")
    (line,) = re.findall(r'<p class="lookedat">(.*?)</p>', drawn)
    return re.sub(
        "<[^>]*>", "", re.sub('<span class="if-(?:own|one|several)">.*?</span>', "", line)
    )


def words(app):
    """The words that a page shows; its projected form is unseen, its help closed."""
    bodies = [element.proto.body for element in app.get("html")]
    unseen = 'class="projected"', 'class="plainlist numbers"'
    return plain_words("\n".join(one for one in bodies if not any(css in one for css in unseen)))


def plain_words(shown):
    """The words of some HTML."""
    return " ".join(re.sub("<[^>]+>", " ", shown).replace(NBSP, " ").split())


def screened(made):
    """What the projector shows of a meeting, whoever drives it."""
    return projector_view(made.room, made.stage()).at(datetime.now(UTC), PHONES)


def button(app, label):
    """The first button of a label; a page without it is told by what it shows instead."""
    named = [b for b in app.button if b.label.replace(NBSP, " ") == label.replace(NBSP, " ")]
    assert named, f"no « {label} » among {[b.label for b in app.button]} of: {words(app)}"
    return named[0]


def unfolded(app, name):
    """The page with what one of its folds draws once it is open."""
    app.session_state[f"fold_{name}"] = True
    app.run()
    assert not app.exception
    return app


def press(app, label):
    button(app, label).click().run()
    assert not app.exception


def filled(app):
    """Labels of the button of the next step."""
    return [b.label.replace(NBSP, " ") for b in app.button if b.key == "next_step"]


def weighing(app):
    """What the page tells the browser of the weights, as it draws them there."""
    (drawn,) = [one.proto for one in app.get("bidi_component") if "weighing_" in one.proto.id]
    return drawn.id, json.loads(drawn.json)


def weights_of(app):
    """Criterion -> points, of the weights that a page draws."""
    return {one["id"]: one["points"] for one in weighing(app)[1]["criteria"]}


def weigh(app, **points):
    """Move weights, and let them go, as the browser tells it."""
    return act_on_weights(app, {"seq": weighing(app)[1]["seq"] + 1, "moved": points})


def act_on_weights(app, act):
    """Have the browser tell an act on the weights, whatever it is."""
    app._run(with_act(app, act))  # noqa: SLF001 (the runner knows no component)
    assert not app.exception
    return app


def with_act(app, act):
    """What the browser tells of the controls of a page, with an act on the weights."""
    states = app._tree.get_widget_states()  # noqa: SLF001 (as above)
    states.widgets.add(id=weighing(app)[0], json_value=json.dumps({"commit": act}))
    return states


def bars_of(app):
    """Name, rank and points of each lever, in the order of the bars that the browser draws."""
    return [(one["name"], one["rank"], one["points"]) for one in weighing(app)[1]["levers"]]
