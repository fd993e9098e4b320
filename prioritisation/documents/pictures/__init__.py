"""Analysis -> picture of the ranking, for files: always light, French numbers, bundled font."""
