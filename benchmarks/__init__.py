"""How right and how fast the parser and the books are, as tables."""
