"""The application: `streamlit run app.py` reads this file and serves what it names `app`."""

import asyncio
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from prioritisation.ui.meeting.arrivals import announce
from prioritisation.ui.shared.page import failure
from prioritisation.ui.shared.pages import ADDRESSES
from prioritisation.ui.shared.server import Sieve, hear_whole, knows
from prioritisation.web.guard import Guard, Shell
from prioritisation.web.lifespan import Compression, Renewed, lifespan
from prioritisation.web.meetings import ROUTES, Meetings
from prioritisation.wording import t

FIRST_PAGE = asyncio.Event()
SHELL = Shell(
    title=t("Choosing the priority levers"),
    noscript=t("This application needs JavaScript."),
    missing=t("This page does not exist"),
    home=t("Go to the first page"),
    skip=t("Skip to the content"),
    lost=t("Connection lost. The settings stay in the address; trying again…"),
)

# Streamlit finds this line by reading, without running the file: it must stay a plain call.
app = st.App(
    Path(__file__).parent / "prioritisation" / "ui" / "main.py",
    lifespan=lifespan(
        early=["prioritisation.settings", "prioritisation.analysis.scenario"],
        first_page=FIRST_PAGE,
        announce=announce,
        prepare=[hear_whole],
    ),
    routes=ROUTES,
    on_script_error=failure,
    middleware=[
        Middleware(Meetings),
        Middleware(Renewed),
        Middleware(Compression),
        Middleware(
            Guard, shell=SHELL, pages=ADDRESSES, sieve=Sieve, knows=knows, served=FIRST_PAGE.set
        ),
    ],
)
