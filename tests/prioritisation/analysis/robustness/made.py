"""Tables of a criterion in words beside one in numbers."""
