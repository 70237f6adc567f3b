"""Incidents, the outbox, and the channels that carry them.

An incident is something that is wrong: a story that does not balance, a silent source, a killed run. `Ledger.observe`
is told all that is wrong at present, and writes what is news about it into the outbox; `deliver` carries the outbox to
the channels.
"""

from alerts.channels import Channel, ChannelError, ChannelRefusedError, channels_from
from alerts.findings import Finding, Severity, What
from alerts.incidents import Incident, Observation
from alerts.ledger import Ledger
from alerts.messages import Message
from alerts.outbox import Delivery, deliver, unsettled
from alerts.runs import Run, runs_of
from alerts.watchdog import Patrol, Promises, State, judge, patrol, read_state, watch

__all__ = [
    "Channel",
    "ChannelError",
    "ChannelRefusedError",
    "Delivery",
    "Finding",
    "Incident",
    "Ledger",
    "Message",
    "Observation",
    "Patrol",
    "Promises",
    "Run",
    "Severity",
    "State",
    "What",
    "channels_from",
    "deliver",
    "judge",
    "patrol",
    "read_state",
    "runs_of",
    "unsettled",
    "watch",
]
