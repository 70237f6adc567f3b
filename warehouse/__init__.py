"""The schema, the releases, and reading them."""
