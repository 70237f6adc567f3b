"""Makes `transforms/lexicons/<language>.yaml` of CLDR's data for the languages that nobody has written one for.

    npm pack cldr-core cldr-rbnf cldr-numbers-full cldr-units-full cldr-dates-full   # of one release
    python -m tools.make_lexicons FOLDER [LANGUAGE ...]

FOLDER holds the unpacked packages, each under its name. Which languages, and what the data do not say of them,
stands in `tools/lexicon_notes.yaml`; the words that CLDR has no data for (qualifiers, ranges, what makes a number an
identifier) stand in `tools/lexicon_words/<language>.yaml`, in the sections of a lexicon, and are put behind CLDR's.
A lexicon without `generated: true` is a person's work and never touched.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final

import yaml
from anyascii import anyascii
from babel import Locale

from tools.cldr import Cldr
from tools.number_terms import Habits, NumberTerms, Spelled, number_terms, share_read
from tools.spell_out import read_rules
from transforms.compiling import compile_lexicon
from transforms.lexicon import languages, read

TOOLS: Final = Path(__file__).resolve().parent
TARGET: Final = TOOLS.parent / "transforms" / "lexicons"
WORDS: Final = TOOLS / "lexicon_words"
SAMPLES: Final = TOOLS.parent / "tests" / "transforms" / "data" / "spelled_out.yaml"
_SAMPLE: Final = (
    0, *range(2, 21), *range(23, 1000, 37), 1_000, 1_100, 2_024, 6_573, 9_138, 12_345, 100_000, 101_000, 207_151,
    300_000, 459_279, 2_000_000, 29_500_000, 168_409_691,
)  # fmt: skip
_MEASURED: Final = (0, *range(2, 1001), *range(1_000, 10**6, 7_919), *range(10**6, 10**9, 48_611_233), 2_000_000)
_FORMS: Final = 4  # of one number, in the sample for the tests
_CURRENCIES: Final = ("VND", "USD", "EUR", "JPY", "CNY", "KRW", "GBP", "THB", "RUB", "INR", "AUD")
_WIDTH: Final = 118
_LEAST_OPEN: Final = 4  # letters of a word whose end may be left open
_HEADER: Final = """\
# {name}. Made by tools/make_lexicons.py of CLDR {version} ({sources}){by_hand}.
# Data: Unicode CLDR, (c) Unicode, Inc., Unicode License v3 (Unicode-3.0, https://www.unicode.org/license.txt).
# Of CLDR are numbers, scale words, percent, currencies, months, spans of time and measures.{lacking}
# Number words that the parser composes by itself (twenty-one) are not listed.{words}
# To take it over by hand, see docs/add-a-language.md: remove the line `generated`, and nothing overwrites it again.
"""
_NO_WORDS: Final = "\n# CLDR has no spell-out rules for this language: of number words, it has the scale words alone."


class LexiconMaker:
    """Makes lexicons of one CLDR release and the notes kept by hand."""

    def __init__(self, folder: Path, notes: Mapping[str, Any]) -> None:
        self.cldr = Cldr(folder)
        self.rules = folder / "cldr-rbnf"
        self.notes: Mapping[str, Mapping[str, Any]] = notes["languages"]
        self.stems = {code: re.compile("|".join(stems)) for code, stems in notes["currency_stems"].items()}

    def page(self, language: str) -> str:
        """The text of a language's lexicon file."""
        note = self.notes[language]
        locales = note.get("data", [language])
        spelled = self.spelled(language)
        scale_first = note.get("scale_first", False) or self.cldr.scale_first(locales[0])
        habits = _habits(note, scale_first=scale_first)
        terms = self._numbers(locales, spelled, habits, note)
        name = Locale.parse(locales[0].replace("-", "_")).english_name or language
        sources = f"{'spell-out rules, ' if spelled.books else ''}number, unit and calendar data"
        by_hand = _by_hand(language)
        header = _HEADER.format(
            name=name,
            version=self.cldr.version,
            sources=sources,
            by_hand=f", and of tools/lexicon_words/{language}.yaml" if by_hand else "",
            lacking="" if by_hand else " No indicators, no qualifiers.",
            words="" if spelled.books or "words" in by_hand.get("numbers", {}) else _NO_WORDS,
        )
        group, decimal, indian = self.cldr.marks(locales[0])
        numerals: dict[str, object] = {"grouping": [group.replace("’", "'")], "decimal": [decimal]}
        if indian:
            numerals["indian"] = True
        page: dict[str, object] = {"language": language, "name": name, "generated": True}
        page["spaced"] = note.get("spaced", True)
        if habits.fold:
            page["fold"] = {letter: list(variants) for letter, variants in habits.fold.items()}
        if habits.prefixes:
            page["prefixes"] = list(habits.prefixes)
        page["numerals"] = numerals
        page["numbers"] = ({"scale_first": True} if scale_first else {}) | terms.section()
        percent = self._merged(locales, lambda cldr, locale: cldr.unit(locale, "concentr-percent"))
        page["percent"] = list(dict.fromkeys((*percent, *note.get("percent", ()))))
        page["currencies"] = self._currencies(locales, note)
        for section, forms in (("measures", Cldr.measures), ("times", Cldr.times), ("months", Cldr.months)):
            found = self._merged_forms(locales, forms)
            for words in found.values():
                words[:] = [word for word in words if word not in note.get(f"no_{section}", ())]
            page[section] = {key: words for key, words in found.items() if words}
        return header + _yaml(_extended(page, by_hand))

    def make(self, language: str) -> tuple[str, float, dict[int, list[str]]]:
        """(the file's text, the share of spelled numbers that the parser reads back, a sample of them)."""
        text, spelled = self.page(language), self.spelled(language)
        share = share_read(spelled, compile_lexicon(read(text, language)), _MEASURED)
        return text, share, self.sample(language)

    def sample(self, language: str) -> dict[int, list[str]]:
        """Some numbers as the rules spell them, for the tests."""
        spelled = self.spelled(language)
        return {n: list(spelled.forms(n)[:_FORMS]) for n in _SAMPLE if spelled.forms(n)}

    def spelled(self, language: str) -> Spelled:
        """What the rules of a language's locales spell."""
        locales = self.notes.get(language, {}).get("rules", [language])
        return Spelled([book for name in locales if (book := read_rules(self.rules, name))])

    def _numbers(self, locales: list[str], spelled: Spelled, habits: Habits, note: Mapping[str, Any]) -> NumberTerms:
        scales: dict[int, list[str]] = {}
        units = {word.lower() for locale in locales for words in self.cldr.measures(locale).values() for word in words}
        for locale in locales:
            for value, words in self.cldr.scales(locale).items():
                scales.setdefault(int(value), []).extend(word for word in words if word.lower() not in units)
        terms = number_terms(spelled, scales, habits)
        terms.not_numbers = list(note.get("not_numbers", ()))
        return terms

    def _currencies(self, locales: list[str], note: Mapping[str, Any]) -> dict[str, list[str]]:
        own = self.cldr.own_currency(locales[0])
        found: dict[str, list[str]] = {}
        bare: dict[str, str] = {}
        for code in dict.fromkeys((*_CURRENCIES, *([own] if own else []))):
            names = [name for locale in locales for name in self.cldr.currency(locale, code)]
            short = self._bare(code, names)
            for word in short:  # a rouble is the own one before it is another's
                bare[word.lower()] = code if code == own else bare.get(word.lower(), code)
            symbol = self.cldr.currency_symbol(locales[0], code) if code == own else None
            if symbol is not None and symbol.lower() in note.get("no_currencies", ()):
                symbol = None
            short += note.get("currencies", {}).get(code, ())
            ended = [
                _opened(word, note.get("open")) for word in short if word.lower() not in note.get("no_currencies", ())
            ]
            american = [f"US {word}" for word in ended if code == "USD" and word.isascii()]
            found[code] = list(dict.fromkeys((*names, *ended, *american, *([symbol] if symbol else []), code)))
        for code, words in found.items():
            words[:] = [word for word in words if bare.get(word.lower(), code) == code]
        return found

    def _bare(self, code: str, names: Iterable[str]) -> list[str]:
        """The word of a currency's names that stands for it alone: dong, dolarů."""
        stem = self.stems.get(code)
        if stem is None:
            return []
        words = [word for name in names for word in re.split(r"[\s-]+", name.replace("(", " ").replace(")", " "))]
        return list(dict.fromkeys(word for word in words if len(word) > 1 and stem.match(anyascii(word).lower())))

    def _merged(self, locales: Iterable[str], read: Any) -> list[str]:  # noqa: ANN401 -- any reader of terms
        return list(dict.fromkeys(word for locale in locales for word in read(self.cldr, locale)))

    def _merged_forms(self, locales: Iterable[str], read: Any) -> dict[str, list[str]]:  # noqa: ANN401
        found: dict[str, list[str]] = {}
        for locale in locales:
            for key, words in read(self.cldr, locale).items():
                found.setdefault(key, []).extend(word for word in words if word not in found.get(key, ()))
        return found


def _by_hand(language: str) -> Mapping[str, Any]:
    """The sections of a language that a person wrote: what CLDR has no data for."""
    path = WORDS / f"{language}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _extended(page: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The page with the words of another behind its own, a word once; what is no list is taken from the other."""
    extended = dict(page)
    for key, content in more.items():
        own = extended.get(key)
        if isinstance(own, Mapping):
            extended[key] = _extended(own, content)
        elif isinstance(own, list):
            extended[key] = list(dict.fromkeys((*own, *content)))
        else:
            extended[key] = content
    return extended


def _opened(word: str, how: bool | list[str] | None) -> str:
    """The word with its end left open; `how` may list endings that other endings replace."""
    endings = how if isinstance(how, list) else []
    stem = next((word.removesuffix(ending) for ending in endings if word.endswith(ending)), word)
    return f"{stem}*" if how and len(stem) >= _LEAST_OPEN else word


def _habits(note: Mapping[str, Any], *, scale_first: bool) -> Habits:
    return Habits(
        scale_first=scale_first,
        spaced="true" if note.get("spaced", True) else "false",
        one_counts=bool(note.get("one_counts")),
        homonyms=frozenset(note.get("homonyms", ())),
        prefixes=tuple(note.get("prefixes", ())),
        fold={letter: tuple(variants) for letter, variants in note.get("fold", {}).items()},
        words={value: tuple(words) for value, words in note.get("words", {}).items()},
        multipliers={value: tuple(words) for value, words in note.get("multipliers", {}).items()},
        dropped=frozenset((value, word) for value, words in note.get("drop", {}).items() for word in words),
        links=tuple(note.get("and", ())),
        glued=str(note.get("glued", "")),
        one=tuple(note.get("one", ())),
        alone=tuple(note.get("alone", ())),
        vague=frozenset(note.get("vague", ())),
        most=int(note.get("most", 10**12)),
    )


def _samples(samples: Mapping[str, Mapping[int, list[str]]]) -> str:
    """What the rules spell, for the tests: a page a language."""
    lines = ["# What CLDR's spell-out rules make of numbers; tools/make_lexicons.py writes it (Unicode-3.0 licence)."]
    for language, numbers in sorted(samples.items()):
        if numbers:
            lines.append(f"{_quoted(language)}:")
            lines += [f"  {number}: {_flow(forms)}" for number, forms in numbers.items()]
    return "\n".join(lines) + "\n"


def _yaml(page: Mapping[str, object]) -> str:
    """The page as a person would lay it out: one line a key, lists in brackets."""
    lines: list[str] = []
    for section, content in page.items():
        if isinstance(content, Mapping):
            lines.append(f"\n{section}:")
            for key, value in content.items():
                if isinstance(value, Mapping):
                    lines.append(f"  {key}:")
                    lines += [f"    {_key(inner)}: {_flow(words)}" for inner, words in value.items()]
                else:
                    lines.append(f"  {_key(key)}: {_flow(value)}")
        else:
            lines.append(f"{'' if isinstance(content, str | bool) else chr(10)}{section}: {_flow(content)}")
    return "\n".join(lines) + "\n"


def _key(key: object) -> str:
    """A key as YAML reads it: a measure's is "[mi_i]"."""
    return str(key) if re.fullmatch(r"[\w.]+", str(key)) else _quoted(str(key))


def _flow(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_quoted(str(item)) for item in value)}]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    plain = re.fullmatch(r"[^\W\d_][^,:#\[\]{}&*!|>'\"%@`]*", text) and text == text.strip()
    plain = plain and isinstance(yaml.safe_load(text), str)
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> None:
    """Writes the lexicons, and tells for each what share of the spelled-out numbers is read back."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("folder", type=Path, help="where the unpacked packages lie")
    arguments.add_argument("languages", nargs="*", help="these alone; without it all that the notes name")
    given = arguments.parse_args()
    maker = LexiconMaker(given.folder, yaml.safe_load((TOOLS / "lexicon_notes.yaml").read_text(encoding="utf-8")))
    samples: dict[str, dict[int, list[str]]] = {}
    if SAMPLES.is_file():
        samples.update(yaml.safe_load(SAMPLES.read_text(encoding="utf-8")))
    samples.update((language, maker.sample(language)) for language in languages() if language not in maker.notes)
    wanted = []
    for language in given.languages or maker.notes:
        path = TARGET / f"{language}.yaml"
        if path.is_file() and "\ngenerated: true\n" not in path.read_text(encoding="utf-8"):
            print(f"{language}: written by hand, left alone")
        else:
            wanted.append(language)
    with ProcessPoolExecutor() as pool:
        for language, (text, share, sample) in zip(wanted, pool.map(maker.make, wanted), strict=True):
            (TARGET / f"{language}.yaml").write_text(text, encoding="utf-8")
            samples[language] = sample
            print(f"{language}: {f'{share:.1%} of the numbers in words read back' if sample else 'no number words'}")
    SAMPLES.write_text(_samples(samples), encoding="utf-8")


if __name__ == "__main__":
    main()
