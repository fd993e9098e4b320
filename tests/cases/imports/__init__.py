"""Files as people make them, written by a script, with what must come out of each."""
