"""The page *Comparer*: rankings side by side, and what changes between them."""
