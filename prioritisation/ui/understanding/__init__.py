"""The page *Comprendre*: what the ranking rests on."""
