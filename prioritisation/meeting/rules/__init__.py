"""The meeting as rules: phases, roles, rights and moves. No screen, no clock, no database.

Every page and route asks ``refusal`` before it shows or writes anything; nothing else decides.
"""

from prioritisation.meeting.rules.moves import Details, move, reopenable
from prioritisation.meeting.rules.rights import LINKED, Reason, Refusal, Refused, refusal
from prioritisation.meeting.rules.state import (
    MOVES,
    SIGHTS,
    WRITES,
    Act,
    Form,
    Meeting,
    Phase,
    Role,
    Round,
    RoundStatus,
    from_json,
    to_json,
)

__all__ = [
    "LINKED",
    "MOVES",
    "SIGHTS",
    "WRITES",
    "Act",
    "Details",
    "Form",
    "Meeting",
    "Phase",
    "Reason",
    "Refusal",
    "Refused",
    "Role",
    "Round",
    "RoundStatus",
    "from_json",
    "move",
    "refusal",
    "reopenable",
    "to_json",
]
