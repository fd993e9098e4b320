"""A case, or changes of one, made of what a file says."""
