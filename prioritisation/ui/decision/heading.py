"""The head of the minutes, typed by whoever wants to: nothing of it is asked."""

from functools import partial

import streamlit as st

from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.rules.decision import Decision, MinutesHeading
from prioritisation.sentences.decision import heading_names
from prioritisation.ui.decision.ground import DecisionPage, Field, field
from prioritisation.wording import t


def heading_form(ground: DecisionPage) -> None:
    """A fold with a line for each thing; what stays empty is left to a pen."""
    with st.expander(t("Head of the minutes (optional)"), type="compact", key="minutes_heading"):
        sentence = t(
            "Nothing here is asked for: a line left empty is to be filled in by hand on "
            "the minutes. What you type goes into the minutes and into the file that "
            "proves them, which others will read."
        )
        st.html(tag("p", text(sentence), "thin"))
        for name, label in heading_names().items():
            get, put = partial(_line, name), partial(_with_line, name)
            field(ground, Field(f"heading_{name}", label, get, put))


def heading_text(decision: Decision) -> str:
    """What is typed, a line each; empty when nothing is."""
    named = ((label, _line(name, decision)) for name, label in heading_names().items())
    return "\n".join(t("{name}: {label}", name=label, label=line) for label, line in named if line)


def _line(name: str, decision: Decision) -> str:
    return str(getattr(decision.heading or MinutesHeading(), name))


def _with_line(name: str, decision: Decision, value: str) -> Decision:
    """With a line typed; without any heading once all its lines are empty."""
    heading = (decision.heading or MinutesHeading()).model_copy(update={name: value})
    return decision.model_copy(
        update={"heading": heading if any(heading.model_dump().values()) else None}
    )
