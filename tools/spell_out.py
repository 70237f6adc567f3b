"""Numbers spelled out by CLDR's rules (rule-based number formats, as the npm package cldr-rbnf has them).

The rules are explained in Unicode Technical Standard 35, part 3. Whole numbers only; a number for which the rules
fall back to digits has no words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel import Locale

_PIECE: Final = re.compile(r"\$\((\w+),(.*?)\)\$|→→→|([→←=])([^→←=]*)\3|\[|\]|\||[^\[\]|→←=$]+|.", re.DOTALL)
_PLURAL: Final = re.compile(r"(\w+)\{([^{}]*)\}")
_MOST_DEPTH: Final = 40


class UnspelledError(ValueError):
    """The rules write this number with digits."""


@dataclass(frozen=True, slots=True)
class _Rule:
    base: int
    divisor: int
    body: str

    @property
    def rolls_back(self) -> bool:
        """Whether the rule gives way to the one before it where nothing would be left over."""
        counts = len(re.findall("[→←][^→←]*[→←]", self.body.replace("→→→", "→→")))
        return counts > 1 and self.base % self.divisor != 0


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The spell-out rules of one locale."""

    locale: str
    rules: Mapping[str, tuple[_Rule, ...]]
    words: Mapping[str, tuple[str, ...]]  # of the special rules: what stands before and for ("-x", "x.x")

    def cardinals(self) -> tuple[str, ...]:
        """The public rule sets that spell cardinal numbers, sorted."""
        return tuple(sorted(name for name in self.rules if re.match(r"%spellout-(cardinal|numbering|construct)", name)
                            and not name.endswith(("-year", "-days", "-financial"))))  # fmt: skip

    def ordinals(self) -> tuple[str, ...]:
        """The public rule sets that spell ordinal numbers, sorted."""
        return tuple(sorted(name for name in self.rules if name.startswith("%spellout-ordinal")))

    def spell(self, number: int, rule_set: str) -> str:
        """The number in words; UnspelledError where the rules have none for it."""
        return " ".join(self._format(number, rule_set, 0).replace("\u00ad", "").split())

    def _format(self, number: int, rule_set: str, depth: int) -> str:
        rules = self.rules.get(rule_set)
        at = None if rules is None else _rule_for(number, rules)
        if rules is None or at is None or depth > _MOST_DEPTH:
            raise UnspelledError(number)
        return self._apply(number, rule_set, at, depth)

    def _apply(self, number: int, rule_set: str, at: int, depth: int) -> str:
        rule = self.rules[rule_set][at]
        pieces = list(_PIECE.finditer(rule.body))
        parts: list[str] = []
        shown = [True]  # the innermost bracket that is open
        for match in pieces:
            text = match.group()
            if text == "[":
                shown.append(number % rule.divisor != 0)
            elif text == "|" and len(shown) > 1:
                shown[-1] = not shown[-1]
            elif text == "]" and len(shown) > 1:
                shown.pop()
            elif all(shown):
                parts.append(self._piece(match, number, rule_set, at, depth))
        return "".join(parts)

    def _piece(self, match: re.Match[str], number: int, rule_set: str, at: int, depth: int) -> str:
        rule, text = self.rules[rule_set][at], match.group()
        if match.group(1):
            forms = dict(_PLURAL.findall(match.group(2)))
            kind = _plural(self.locale, match.group(1))(number // rule.divisor)
            return str(forms.get(kind, forms.get("other", "")))
        if text == "→→→":
            return self._apply(number % rule.divisor, rule_set, at - 1, depth + 1)
        if match.group(3) is None:
            return text
        arrow, target = match.group(3), match.group(4)
        if target and not target.startswith("%"):
            raise UnspelledError(number)
        left = {"→": number % rule.divisor, "←": number // rule.divisor, "=": number}[arrow]
        return self._format(left, target or rule_set, depth + 1)


def read_rules(folder: Path, locale: str) -> RuleBook | None:
    """The rules of a locale from the unpacked package; None where it has none."""
    path = folder / "rbnf" / f"{locale}.json"
    if not path.is_file():
        return None
    sets = json.loads(path.read_text(encoding="utf-8"))["rbnf"]["rbnf"].get("SpelloutRules", {})
    rules: dict[str, tuple[_Rule, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    for name, listed in sets.items():
        if isinstance(listed, list):
            rules[name] = tuple(_rules(listed))
            for descriptor, body in listed:
                if descriptor in ("-x", "x.x") and "=" not in body:
                    found = " ".join(re.sub(r"[→←][^→←]*[→←]|[;'\u00ad]", " ", body).split())
                    words[descriptor] = tuple(dict.fromkeys((*words.get(descriptor, ()), found)))
    return RuleBook(locale, rules, words)


def _rules(listed: list[list[str]]) -> Iterator[_Rule]:
    for descriptor, body in listed:
        head = descriptor.replace(",", "").replace(".", "")
        match = re.fullmatch(r"(\d+)(?:/(\d+))?(>*)", head)
        if match is None:
            continue
        base, radix = int(match.group(1)), int(match.group(2) or 10)
        exponent = 0
        while radix > 1 and radix ** (exponent + 1) <= base:
            exponent += 1
        exponent = max(0, exponent - len(match.group(3)))
        yield _Rule(base, radix**exponent, body.removesuffix(";").removeprefix("'"))


def _rule_for(number: int, rules: tuple[_Rule, ...]) -> int | None:
    at = max((i for i, rule in enumerate(rules) if rule.base <= number), key=lambda i: rules[i].base, default=None)
    if at and rules[at].rolls_back and number % rules[at].divisor == 0:
        return at - 1
    return at


@lru_cache(maxsize=256)
def _plural(locale: str, kind: str) -> Callable[[int], str]:
    found = Locale.parse(locale.replace("-", "_"))
    return found.plural_form if kind == "cardinal" else found.ordinal_form
