"""The changes of the tables, in order; each is applied once, in the transaction of the start."""
