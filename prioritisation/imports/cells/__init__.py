"""What a cell says, and what all cells of a criterion say together."""
