"""Files as people make them: understood, asked about, never trusted; then a case."""
