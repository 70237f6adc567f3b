"""Pages become articles: text with whole lists, title, date, language."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.news_pages import MEMBERS, TITLE, NewsPage, news_pages
from transforms.html import extract_article

PAGES = news_pages()
LINKED_DATA = '<script type="application/ld+json">'
URL = "https://news.example.org/en/northern-cluster.html"


def article(body: str, head: str = "", lang: str = "en") -> bytes:
    story = " ".join(f"Sentence number {n} of this story tells what the office did for its guests." for n in range(12))
    return (
        f'<html lang="{lang}"><head>{head}</head><body><article><h1>A headline</h1><p>{story}</p>{body}</article>'
        f"</body></html>"
    ).encode()


def f1(found: str, expected: str) -> float:
    got, want = Counter(re.findall(r"\w+", found)), Counter(re.findall(r"\w+", expected))
    common = sum((got & want).values())
    return 2 * common / (sum(got.values()) + sum(want.values()))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.style)
def test_the_text_is_what_a_reader_would_take(page: NewsPage) -> None:
    text = extract_article(page.html.encode(), URL).text
    assert f1(text, "\n".join((TITLE, *page.lines))) >= 0.97


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.style)
def test_every_member_of_a_list_stands_in_a_line_of_its_own_and_in_order(page: NewsPage) -> None:
    lines = extract_article(page.html.encode(), URL).text.split("\n")
    found = [member for line in lines for member in MEMBERS if line == member or line.endswith(f"| {member}")]
    assert found == MEMBERS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.style)
def test_related_links_adverts_and_comments_are_left_out(page: NewsPage) -> None:
    text = extract_article(page.html.encode(), URL).text
    for stranger in ("coffee", "9.99", "1999", "Privacy", "Sports", "12 Example Street"):
        assert stranger not in text


def test_a_list_that_the_extraction_drops_comes_back_after_the_line_that_announces_it() -> None:
    names = ["Hue", "Da Nang", "Vinh", "Can Tho", "Da Lat"]
    items = "".join(f"<li><span>{name}</span></li>" for name in names)
    lines = extract_article(article(f"<p>Five cities took part:</p><ul>{items}</ul>"), URL).text.split("\n")
    start = lines.index("Five cities took part:")
    assert lines[start + 1 : start + 6] == names


def test_a_list_of_links_that_follows_the_article_stays_out() -> None:
    links = "".join(f'<li><a href="/{n}">Another story, number {n}</a></li>' for n in range(5))
    assert "Another story" not in extract_article(article(f"<p>The end.</p><ul>{links}</ul>"), URL).text


def test_cells_of_a_table_row_do_not_run_together() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{visits}</td></tr>" for year, visits in ((2023, 12), (2024, 5)))
    body = f"<table><tr><th>Year</th><th>Visits</th></tr>{rows}</table>"
    lines = extract_article(article(body), URL).text.split("\n")
    assert "2023 | 12" in lines
    assert "2024 | 5" in lines


@pytest.mark.parametrize(
    "line",
    [
        '<p>Source: <a href="https://paper.example/a.html">https://paper.example/a.html</a></p>',
        '<div class="source"><span>Quelle:</span> https://paper.example/a.html</div>',
        "<footer><div>स्रोत: https://paper.example/a.html</div></footer>",
    ],
)
def test_the_line_that_names_the_original_is_kept(line: str) -> None:
    lines = extract_article(article(line), URL).text.split("\n")
    assert sum("https://paper.example/a.html" in found for found in lines) == 1


def test_addresses_in_menus_are_no_source() -> None:
    menu = "<nav><p>https://shop.example/basket</p></nav><aside><p>https://ads.example/now</p></aside>"
    assert "example/" not in extract_article(article(menu), URL).text


@pytest.mark.parametrize(
    ("head", "url", "published"),
    [
        (
            f'{LINKED_DATA}{{"@graph":[{{"@type":["NewsArticle"],"datePublished":"2024-07-25T08:00:00Z"}}]}}</script>',
            URL,
            "2024-07-25T08:00:00+00:00",
        ),
        (
            '<meta property="article:published_time" content="2024-07-25T08:00:00+07:00">',
            URL,
            "2024-07-25T08:00:00+07:00",
        ),
        ('<meta name="pubdate" content="2024-07-25">', URL, "2024-07-25"),
        ("", "https://news.example.org/2024/07/25/story", "2024-07-25"),
        ("", "https://news.example.org/20240725/story", "2024-07-25"),
        ("", URL, None),
        ('<meta name="pubdate" content="yesterday">', URL, None),
    ],
)
def test_the_date_of_publication_is_found(head: str, url: str, published: str | None) -> None:
    assert extract_article(article("", head), url).published == published


def test_json_ld_goes_before_the_url() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-07-25"}</script>'
    assert extract_article(article("", head), "https://a.example/2019/01/01/x").published == "2024-07-25"


def test_languages_that_disagree_are_noted() -> None:
    found = extract_article(article("", lang="de"), "https://news.example.org/hi/story")
    assert found.notes == ("languages differ: text says en, markup says de, URL says hi",)
    assert found.language == "en"


def test_the_language_comes_without_its_region() -> None:
    html = b'<html lang="pt-BR"><body><article><p>Cinco acordos.</p></article></body></html>'
    assert extract_article(html, None).language == "pt"


def test_the_canonical_address_is_resolved_and_only_http() -> None:
    assert (
        extract_article(article("", '<link rel="canonical" href="/a">'), URL).canonical == "https://news.example.org/a"
    )
    assert extract_article(article("", '<link rel="canonical" href="javascript:x">'), URL).canonical is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1258"])
def test_the_encoding_is_found_whatever_the_server_says(encoding: str) -> None:
    head = f'<meta charset="{encoding}">' if encoding == "windows-1258" else ""
    html = article("<p>Der Präsident reiste am Sonntag über Nürnberg zurück.</p>", head).decode().encode(encoding)
    assert "Präsident" in extract_article(html, URL, charset="iso-8859-5").text


def test_the_charset_of_the_server_counts_where_the_page_is_silent() -> None:
    html = article("<p>Президент вернулся в воскресенье вечером домой.</p>").decode().encode("koi8-r")
    assert "Президент" in extract_article(html, URL, charset="koi8-r").text


def test_a_page_without_an_article_gives_what_is_visible() -> None:
    html = "<html><head><title>t</title><script>var x=1</script></head><body><div>5 agreements</div><div>seen</div>"
    assert extract_article(html.encode(), None).text.split("\n") == ["5 agreements", "seen"]


@pytest.mark.parametrize(
    "html", [b"", b" ", b"\0\0\0", b"<", b"<html>", b"<!DOCTYPE html>", b"%PDF-1.7 x", b"\xff\xfe"]
)
def test_what_is_no_page_is_no_error(html: bytes) -> None:
    assert isinstance(extract_article(html, None).text, str)


def test_depth_is_no_bomb() -> None:
    html = b"<html><body>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000
    assert len(extract_article(html, URL).text) < 100


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    assert isinstance(extract_article(b"<html><body><p>" + data, URL).text, str)


def test_the_same_page_gives_the_same_article() -> None:
    assert extract_article(PAGES[0].html.encode(), URL) == extract_article(PAGES[0].html.encode(), URL)
