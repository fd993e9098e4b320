"""The page *Recenser*: what the members of the group already do."""
