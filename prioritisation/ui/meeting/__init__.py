"""The meeting on screen: entrance, facilitator's desk, results, projector.

Nothing here decides who may do or see what: the room is asked, and its refusals are said.
"""
