"""Where the table of a sheet is, which way round it lies, and what each of its lines is."""
