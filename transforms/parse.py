"""An article's text into rows: the whole of the reading, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Final

from transforms.arithmetic import checks_of
from transforms.compiling import scanner
from transforms.dating import assign_periods
from transforms.factors import factors_of
from transforms.figure import Figure
from transforms.figures import figures_of
from transforms.frame import first_lines
from transforms.indicators import measure
from transforms.language import detect_language
from transforms.memberships import Listing, listings_of
from transforms.offices import offices_of, offices_of_persons
from transforms.organisations import Organisations, organisations_of
from transforms.owners import organisations_of_figures, provinces_of_figures, spoken_of
from transforms.parts_of_wholes import NEARBY, whole_of
from transforms.periods import periods_of
from transforms.persons import persons_of
from transforms.province_mentions import provinces_named
from transforms.published import as_date, date_in
from transforms.reading import Reading, Sentence, read
from transforms.rows import Check, Membership, ParsedArticle, Quantity, make_membership, make_quantity
from transforms.statements import attendances_of, statements_of
from transforms.timeline import Period, Timeline

# A figure that says how things stand, not what was done: the period of what is reported does not date it.
_STATES: Final = frozenset({"members_total", "members_departments", "members_divisions"})
_SENTENCE_LENGTH: Final = 4000

Span = Callable[[int, int], tuple[int, int]]


def parse_article(
    text: str,
    *,
    language: str | None = None,
    url: str | None = None,
    published: datetime | date | str | None = None,
    title: str | None = None,
) -> ParsedArticle:
    """Everything that one article says, as rows whose offsets are code points into `text`.

    `language` (ISO 639-1) is detected where it is not given; `published` dates what the text dates relatively: a
    date, a time or ISO 8601 text, also "2024" or "2024-07". Never raises on any text; lone surrogates count as U+FFFD.
    """
    language = language or detect_language(text)
    reading = read(scanner(language), text)
    day = as_date(published) or date_in(first_lines(reading.clean))
    figures = _figures(reading)
    organisations = organisations_of(reading, figures)
    timeline = periods_of(reading, [s for s in reading.sentences if not s.frame], day)
    dated = _dated(reading, figures, timeline)
    listings = [
        listing
        for sentence, own in _by_sentence(figures)
        if not sentence.frame
        for listing in listings_of(reading, own, language)
    ]
    owners = organisations_of_figures(figures, organisations)
    spoken = spoken_of(reading, provinces_named(reading, language), listings)
    places = provinces_of_figures(spoken, figures, owners)
    offices = offices_of(reading, figures, spoken.named, spoken.theme)
    persons = persons_of(reading, language)
    spotted = [one for one, _ in persons.spotted]
    own_offices = offices_of_persons(reading, offices, spotted, spoken.named, spoken.theme)
    original = reading.normal.original
    years = {id(f): _year(p, day) for f, p in zip(figures, dated, strict=True)}
    real = [figure for figure in figures if not figure.sentence.frame]
    quantities = tuple(_quantities(reading, figures, dated, owners, places))
    keys = {figure.key: quantity.key for figure, quantity in zip(figures, quantities, strict=True)}
    return ParsedArticle(
        language=language,
        text=text,
        title=title,
        url=url,
        original_url=reading.frame.original_url,
        published=_as_datetime(published),
        quantities=quantities,
        memberships=tuple(
            _memberships(listings, organisations, dict(zip(map(id, figures), dated, strict=True)), keys, original)
        ),
        persons=persons.rows,
        attendances=tuple(attendances_of(reading, persons, own_offices)),
        statements=tuple(statements_of(reading, persons, timeline.named)),
        checks=tuple(_with_keys(check, keys) for check in checks_of(reading, real, listings, years)),
        organisations=(
            *organisations.all,
            *dict.fromkeys((*(office.organisation for office in offices), *own_offices.values())),
        ),
        mentions=organisations.mentions(original),
        notes=() if reading.engine.lexicon.terms else (f"no lexicon for {language}: numerals alone were read",),
    )


# -- figures ----------------------------------------------------------------------------------------------------------


def _figures(reading: Reading) -> list[Figure]:
    found: list[Figure] = []
    for sentence in reading.sentences:
        factors = factors_of(reading, sentence)
        if not sentence.numbers and not factors:
            continue
        own = [*figures_of(reading, sentence), *factors] if sentence.numbers else factors
        if sentence.frame:
            for figure in own:
                figure.status = "frame"
        else:
            measure(reading, own, found)
            for figure in own:
                if reading.frame.spans and reading.frame.holds(figure.number_start, figure.number_end):
                    figure.status = "frame"
        found.extend(own)
    for at, figure in enumerate(found):
        if figure.aspect == "subset" and whole_of(found[max(0, at - NEARBY) : at], figure) is None:
            figure.aspect = "level"
    return found


def _by_sentence(figures: list[Figure]) -> list[tuple[Sentence, list[Figure]]]:
    groups: list[tuple[Sentence, list[Figure]]] = []
    for figure in figures:
        if groups and groups[-1][0] is figure.sentence:
            groups[-1][1].append(figure)
        else:
            groups.append((figure.sentence, [figure]))
    return groups


def _dated(reading: Reading, figures: list[Figure], timeline: Timeline) -> list[Period | None]:
    """The period of each figure; one named earlier holds until another is named."""
    dated: list[Period | None] = []
    carried: Period | None = None
    own = {sentence.no: group for sentence, group in _by_sentence(figures)}
    for no in sorted({*own, *timeline.named}):
        here, group = timeline.named.get(no, []), own.get(no)
        if group is not None:
            assigned = assign_periods(reading, reading.sentences[no], group, here, carried)
            dated.extend(_fitting(figure, period, here) for figure, period in zip(group, assigned, strict=True))
        carried = timeline.in_force.get(no, carried)
    return dated


def _fitting(figure: Figure, period: Period | None, here: list[Period]) -> Period | None:
    if not figure.tells:
        return None
    if figure.indicator in _STATES and (period is None or period.relative or period.passing or period not in here):
        return None
    return period


def _year(period: Period | None, published: date | None) -> int | None:
    if period is not None and (period.last or period.first):
        day = period.last or period.first
        return day.year if day else None
    return published.year if published else None


def _quantities(
    reading: Reading,
    figures: list[Figure],
    periods: list[Period | None],
    owners: list[str | None],
    places: list[str | None],
) -> Iterator[Quantity]:
    """The rows of the figures; those of one sentence share its text."""
    no, text = -1, ""
    for figure, period, owner, place in zip(figures, periods, owners, places, strict=True):
        if figure.sentence.no != no:
            no = figure.sentence.no
            start, end = reading.normal.original(figure.sentence.start, figure.sentence.end)
            text = reading.normal.source[start : min(end, start + _SENTENCE_LENGTH)]
        yield _quantity(reading, figure, text, period, owner, place)


def _quantity(
    reading: Reading, figure: Figure, sentence: str, period: Period | None, owner: str | None, place: str | None
) -> Quantity:
    original = reading.normal.original
    start, end = original(figure.start, figure.end)
    number_start, number_end = original(figure.number_start, figure.number_end)
    start, end = min(start, number_start), max(end, number_end)
    status = figure.status
    return make_quantity(
        sentence_no=figure.sentence.no,
        sentence=sentence,
        start=start,
        end=end,
        quote=reading.normal.source[start:end],
        number_start=number_start,
        number_end=number_end,
        value=figure.value,
        value_low=figure.low,
        value_high=figure.high,
        qualifier=figure.qualifier,
        kind=figure.kind,
        unit=figure.unit,
        indicator=figure.indicator if status == "fact" else None,
        aspect=figure.aspect if status in ("fact", "unmapped") else None,
        organisation_id=owner,
        place_id=place,
        period_start=period.first if period else None,
        period_end=period.last if period else None,
        subject=figure.subject,
        status=status,
        matched_by=tuple(dict.fromkeys(figure.matched)),
        group=figure.group,
    )


# -- moving positions back to the given text --------------------------------------------------------------------------


def _memberships(
    listings: list[Listing],
    organisations: Organisations,
    dated: dict[int, Period | None],
    keys: dict[str, str],
    original: Span,
) -> list[Membership]:
    rows = []
    if organisations.main is None:
        return []
    offices = {"members_departments": "department", "members_divisions": "division"}
    for listing in listings:
        if not listing.of_places:
            continue
        figure = listing.figure
        owner = organisations.at(figure.sentence.start, figure.sentence.end) or organisations.main.organisation_id
        period = dated.get(id(figure))
        for position, name in enumerate(listing.names, 1):
            start, end = original(name.start, name.end)
            rows.append(
                make_membership(
                    owner,
                    offices.get(figure.indicator or ""),
                    name.place_id,
                    position,
                    name.text,
                    start,
                    end,
                    period.first if period else None,
                    period.last if period else None,
                    keys[figure.key],
                )
            )
    return rows


def _with_keys(check: Check, keys: dict[str, str]) -> Check:
    """The check with the keys of the quantities that its figures became."""
    moved = tuple([keys[key] for key in check.quantities])
    if moved == check.quantities:
        return check
    return Check(
        check.rule, check.expression, check.stated, check.computed, check.difference, check.holds, moved, check.detail
    )


def _as_datetime(published: datetime | date | str | None) -> datetime | None:
    if isinstance(published, datetime):
        return published if published.tzinfo else published.replace(tzinfo=UTC)
    day = as_date(published)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
