r"""The marks that part a sentence, as the phrases beside a figure end at them.

Each pattern begins with one set of characters: only then does `re` skip to the next of them. An alternative at its
start (`[;:]|\.\s`) is tried at every character of a text, which takes two to four times as long.
"""

from __future__ import annotations

import re
from typing import Final

# What no phrase goes beyond; a full stop only before a space: 1.5, e.g.x. Ends behind that space.
STRONG: Final = re.compile(r"[;:!?。\uff1b\uff1a\uff01\uff1f\n.](?:(?<!\.)|\s)")
# What parts a clause: a comma that is in no number, a bracket, a dash between spaces. Begins at the mark itself.
COMMA: Final = re.compile(
    r"[,،、\uff0c()\uff08\uff09–—-](?:(?<=[,،、\uff0c])(?!\d)|(?<=[()\uff08\uff09])|(?<=\s[–—-])\s)"
)
# Either, where a decimal comma of any language must be told from one that parts words by the space behind it.
BREAK: Final = re.compile(r"[;:!?。\uff1b\uff1a\uff01\uff1f(\uff08)\uff09「」\n\uff0c、,،](?:(?<![,،])|\s)")


def opening_bracket(clean: str, start: int, end: int) -> int:
    """Where the first bracket opens between two places; -1 where none does."""
    plain = clean.find("(", start, end)
    wide = clean.find("\uff08", start, end if plain < 0 else plain)
    return plain if wide < 0 else wide
