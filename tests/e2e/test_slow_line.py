"""A line so slow that several moves are under way: the page ends where the last one left it."""

from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.e2e.conftest import READY, until

WHOLE = ".firsts"


class Line:
    """What a server says to a page, which may be held back."""

    def __init__(self, page):
        self.held, self.waiting, self.ended, self.socket = False, [], 0, None
        page.route_web_socket("**/_stcore/stream*", self.joined)

    def joined(self, socket):
        self.socket, server = socket, socket.connect_to_server()
        server.on_message(self.said)

    def said(self, message):
        self.ended += ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"
        if self.held:
            self.waiting.append(message)
        else:
            self.socket.send(message)

    def free(self):
        """Everything at once."""
        self.held = False
        while self.waiting:
            self.socket.send(self.waiting.pop(0))


def test_moves_that_are_quicker_than_the_line_never_leave_a_dead_page(server, browser):
    page = browser.new_context(locale="fr-FR").new_page()
    errors = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    line = Line(page)
    page.goto(f"{server}/est-ce-solide")
    slider = page.get_by_role("slider", name="Poids : Impact GES")
    expect(slider).to_have_value("50")
    page.wait_for_selector(WHOLE)
    page.wait_for_selector(READY)
    line.held = True
    for key in ("PageUp", "PageUp", "PageUp", "PageDown"):
        before = line.ended
        slider.press(key)
        until(page, lambda before=before: line.ended > before)
    line.free()
    until(page, lambda: f"poids.ghg_impact={slider.input_value()}&" in f"{page.url}&")
    assert slider.input_value() != "50"
    page.wait_for_selector(READY)
    assert [e for e in errors if "status of 404" not in e] == []
    page.context.close()
