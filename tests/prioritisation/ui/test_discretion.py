import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from prioritisation.ui.shared.server import discreet


@pytest.fixture
def told():
    message = ForwardMsg()
    message.metadata.run.script_run_id = "run"
    begun = message.new_session
    begun.name, begun.main_script_path = "main", "/srv/place/app.py"
    begun.main_script_hash = begun.page_script_hash = "hash"
    begun.app_pages.add().url_pathname = "comparer"
    begun.config.max_cached_message_age = 2
    begun.custom_theme.primary_color = "#0B4F8A"
    begun.initialize.session_id = "session"
    begun.initialize.session_status.script_is_running = True
    about = begun.initialize.environment_info
    about.streamlit_version, about.python_version = "1.67.0", "3.11.7.final.0"
    about.server_os, about.has_display = "linux", True
    ids = begun.initialize.user_info
    ids.installation_id = ids.installation_id_v3 = ids.installation_id_v4 = "machine"
    begun.initialize.skills_nudge_suppressed_reason = "suppressed"
    return message


def test_nothing_of_the_machine_is_told(told):
    text = str(discreet(lambda: told)())
    for word in ("/srv/place", "1.67.0", "3.11.7", "linux", "machine", "suppressed", "display"):
        assert word not in text


def test_what_the_browser_needs_is_there_as_it_was(told):
    message = discreet(lambda *_, **__: told)("hash", pages=None)
    found = ForwardMsg.FromString(message.SerializeToString())
    begun = found.new_session
    assert begun.initialize.HasField("user_info")
    assert begun.initialize.HasField("environment_info")
    assert (begun.name, begun.page_script_hash) == ("main", "hash")
    assert begun.main_script_hash == "hash"
    assert begun.initialize.session_id == "session"
    assert begun.initialize.session_status.script_is_running
    assert begun.custom_theme.primary_color == "#0B4F8A"
    assert [page.url_pathname for page in begun.app_pages] == ["comparer"]
    assert found.metadata.run.script_run_id == "run"
