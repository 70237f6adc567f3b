"""The suites: each module turns the books into the views that its rules look at."""
