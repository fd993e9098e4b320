"""The HTTP side of the product: headers, page shell, compression, start-up and plain routes."""
