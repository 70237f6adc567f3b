"""Incidents, the outbox, and the channels that carry them."""
