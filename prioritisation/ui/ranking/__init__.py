"""The page *Classer*: the weights, and the ranking they give."""
