"""The decision of a meeting: what is proposed, consent, reasons, next steps; read and written."""
