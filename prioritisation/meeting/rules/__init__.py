"""The meeting as rules: phases, roles, rights and moves. No screen, no clock, no database.

Every page and route asks ``refusal`` before it shows or writes anything; nothing else decides.
"""

from prioritisation.meeting.rules.rights import (
    LINKED,
    Details,
    Reason,
    Refusal,
    Refused,
    move,
    refusal,
    reopenable,
)
from prioritisation.meeting.rules.state import (
    Act,
    Form,
    Meeting,
    Phase,
    Role,
    RoundStatus,
    from_json,
    to_json,
)

__all__ = [
    "LINKED",
    "Act",
    "Details",
    "Form",
    "Meeting",
    "Phase",
    "Reason",
    "Refusal",
    "Refused",
    "Role",
    "RoundStatus",
    "from_json",
    "move",
    "refusal",
    "reopenable",
    "to_json",
]
