"""Documents on demand: which there are, and a process of their own that makes them."""
