"""The page *Robustesse*, and what *Séance* shows of it: how far a first place holds."""
