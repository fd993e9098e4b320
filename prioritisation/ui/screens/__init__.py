"""Pages, one file each: read the state, ask for the analysis, draw; never import each other.

Not named ``pages``: beside the main script that name makes Streamlit, on the first request of
a cold server, run a page without it.
"""
