"""What reading costs as a text grows: steps of the interpreter, counted, in one sentence that never ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from transforms.engine import CHOICE, PLAIN_CHOICE

_ROOT = Path(__file__).resolve().parents[2]
_SHORT, _TIMES = 3_000, 4  # characters, and how many times as many the long text has
_MOST = 1.3  # times the steps per character; what is looked up by bisection grows by its logarithm
_COUNT = """
import json, sys
from pathlib import Path
from transforms.parse import parse_article
from transforms import parse

pattern, language, short, times = json.loads(sys.argv[1])
engine = str(Path(parse.__file__).parent)
parse_article(pattern, language=language)
steps = 0

def step(frame, event, argument):
    global steps
    if event == "line":
        steps += 1
    return step if frame.f_code.co_filename.startswith(engine) else None

counts = []
for length in (short, short * times):
    text = (pattern * (length // len(pattern) + 1))[:length]
    steps = 0
    sys.settrace(step)
    parse_article(text, language=language)
    sys.settrace(None)
    counts.append(steps)
print(json.dumps(counts))
"""


@pytest.mark.parametrize(
    ("pattern", "language"),
    [
        ("Of 46 projects 38 ", "en"),
        ("17 members including Hanoi, Hue and 10 members in May 2023, ", "en"),
        ("17 thành viên gồm Hà Nội, Huế và ", "vi"),
        ("davon 38 Projekte und 5 Millionen Euro mehr, ", "de"),
        ("其中3名代表、46个项目，", "zh"),
        ("46件のうち38件、", "ja"),
    ],
)
def test_steps_grow_with_a_sentence_and_no_faster(pattern: str, language: str) -> None:
    environment = {**os.environ, CHOICE: PLAIN_CHOICE}
    asked = json.dumps([pattern, language, _SHORT, _TIMES])
    answer = subprocess.run(
        [sys.executable, "-c", _COUNT, asked], cwd=_ROOT, env=environment, capture_output=True, text=True, check=True
    )
    short, long = json.loads(answer.stdout)
    assert short > _SHORT  # steps of the engine were counted
    assert long <= short * _TIMES * _MOST, f"{short:,} steps for {_SHORT:,} characters, {long:,} for {_TIMES} times it"
