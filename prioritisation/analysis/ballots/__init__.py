"""Ballots: what each voter weighs, and what may be said of all of them together.

Nothing here reads a database or knows a voter's name; every result is the same whatever the
order of the ballots. ``anonymity`` says what may be shown, the rest computes.
"""
