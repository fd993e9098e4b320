"""The decision record: everything a decision rests on, in one file that can be recomputed."""
