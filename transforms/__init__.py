"""From an article to rows: pure functions, without I/O, clock or network."""
