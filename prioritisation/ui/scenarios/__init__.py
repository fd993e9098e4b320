"""The page *Scénarios*: forks of a case side by side, and what each changes."""
