"""What a ranking rests on: *Leviers et notes*, *Critères*, *Tous les dossiers*."""
