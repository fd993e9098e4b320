"""The process that reads one file within limits, and how the server asks it."""
