"""A dossier is corrected: its scores in one table, levers, criteria, what is said of them."""
