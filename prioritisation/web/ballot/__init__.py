"""The ballot: HTML forms that vote without JavaScript, and better with it."""
