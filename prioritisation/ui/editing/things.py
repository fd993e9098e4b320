"""The small things of a dossier: its levers, its arguments, its sources."""
