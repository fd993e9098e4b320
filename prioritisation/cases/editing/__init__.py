"""What people type in a dossier, made into changes of its units; all its problems, by field."""
