"""The page *Tous les dossiers*: those of this browser, four doors to new ones, one of them."""
