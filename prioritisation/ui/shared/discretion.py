"""What Streamlit would tell every visitor of the machine it runs on is not told."""

from collections.abc import Callable
from functools import cache
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession

Create = Callable[..., ForwardMsg]


@cache
def tell_less() -> None:
    """Have sessions begin without the server's folders, versions and marks.

    Each run begins with a message that names the path of the script, the versions of Python and
    Streamlit, the system, and marks of the machine. The browser does nothing with them: statistics
    are off, and two versions that are not told are the same to it.
    """
    create = AppSession._create_new_session_message  # noqa: SLF001 (no setting leaves them out)
    AppSession._create_new_session_message = discreet(create)  # type: ignore[method-assign]  # noqa: SLF001 (as above)


def discreet(create: Create) -> Create:
    """A way to make that message that leaves out what is the server's own."""

    def created(*args: Any, **kwargs: Any) -> ForwardMsg:  # noqa: ANN401 (Streamlit's own)
        message = create(*args, **kwargs)
        begun = message.new_session
        begun.main_script_path = ""
        for told in (begun.initialize.user_info, begun.initialize.environment_info):
            told.Clear()
            told.SetInParent()  # the browser reads fields of it
        begun.initialize.skills_nudge_suppressed_reason = ""
        return message

    return created
