"""The meeting: its rules, where it is kept, and the one door to it.

Nothing is imported here: rules and sentences are read without waiting for a database.
"""
