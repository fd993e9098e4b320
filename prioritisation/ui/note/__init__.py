"""The page *Note*: preview, what is missing, downloads."""
