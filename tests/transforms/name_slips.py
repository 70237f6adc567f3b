"""Typing errors for the tests of names: what a hurried writer does to a word."""

import random
import unicodedata
from collections.abc import Sequence


def _is_letter(sign: str) -> bool:
    return sign.isalpha() or unicodedata.category(sign) in {"Mn", "Mc"}


def letters_of(names: Sequence[str]) -> list[str]:
    """The letters that names are written with, in a fixed order."""
    return sorted({sign for name in names for sign in name if _is_letter(sign)})


def with_slips(name: str, letters: Sequence[str], rng: random.Random) -> str:
    """The name with one insertion, deletion, substitution or transposition; two if it has over eight letters."""
    signs = list(name)
    for _ in range(2 if sum(map(str.isalpha, name)) > 8 else 1):
        places = [index for index, sign in enumerate(signs) if _is_letter(sign)]
        at, kind = rng.choice(places), rng.choice(("insert", "delete", "replace", "swap"))
        if kind == "insert":
            signs.insert(at, rng.choice(letters))
        elif kind == "delete" and len(places) > 1:
            del signs[at]
        elif kind == "swap" and len(signs) > 1:
            other = at + 1 if at + 1 < len(signs) else at - 1
            signs[at], signs[other] = signs[other], signs[at]
        else:
            signs[at] = rng.choice(letters)
    return "".join(signs)
