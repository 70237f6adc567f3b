"""What must hold of the books, and the verdict on each story."""
