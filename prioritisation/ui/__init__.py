"""The Streamlit side: navigation, state, components and pages; nothing is computed here."""
