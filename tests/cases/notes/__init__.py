"""The notes of the sample records, as text: what a reader gets, word for word."""
