"""What no single field can tell: whether what a file says fits together."""
