"""One lever or two: what the group says of sets of levers, and what follows."""
