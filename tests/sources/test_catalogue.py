"""The catalogue is read whole, or refused whole with every problem by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources import CatalogueError, load_catalogue
from sources.settings import DEFAULT_CATALOGUE


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "catalogue.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(path)
    return [problem.removeprefix(f"{path}:") for problem in caught.value.problems]


def test_the_live_catalogue_names_the_two_pages_that_the_project_began_with() -> None:
    (source,) = load_catalogue(DEFAULT_CATALOGUE).enabled
    slug = "doi-ngoai-dia-phuong-dong-gop-manh-me-vao-su-nghiep-phat-trien-chung"
    assert source.urls == tuple(f"https://thongtin.vietnam.vn/{language}/{slug}" for language in ("de", "hi"))
    assert not source.publish_text


def test_paths_are_relative_to_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    path = tmp_path / "catalogue.yaml"
    path.write_text("sources:\n  - {id: a, kind: folder, path: texts}\n", encoding="utf-8")
    assert load_catalogue(path).source("a").path == tmp_path / "texts"


def test_a_misspelt_kind_is_told_with_line_and_proposal(tmp_path: Path) -> None:
    found = problems(tmp_path, "sources:\n  - id: samples\n    kind: foldr\n    path: .\n")
    assert found == [
        '3: source "samples": kind "foldr" is unknown (pages, feed, sitemap, folder, warc). Did you mean "folder"?'
    ]


def test_a_doubled_id_names_the_line_of_the_first(tmp_path: Path) -> None:
    text = "sources:\n  - {id: a, kind: folder, path: .}\n  - {id: a, kind: folder, path: .}\n"
    assert problems(tmp_path, text) == ['3: source "a": the id stands in line 2 already; expected one of its own']


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "sources:\n  - id: a\n    kind: folder\n    path: nowhere\n")
    assert found.startswith('4: source "a": path "nowhere" does not exist; expected a folder')


def test_all_problems_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = """\
sources:
  - id: A_1
    kind: folder
    path: nowhere
    publish_text: maybe
    enabeld: true
  - kind: pages
    urls: []
  - just text
"""
    found = problems(tmp_path, text)
    assert [problem.split(":")[0] for problem in found] == ["2", "4", "5", "6", "7", "8", "9"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "the catalogue is empty"),
        ("sources: []\n", '"sources" is empty'),
        ("sources: yes\n", '"sources" is yes/no'),
        ("- a\n", "the catalogue holds a list"),
        ("{}\n", 'the catalogue has no "sources:"'),
        ("sources: [\n", "is not YAML"),
        ("sources:\n\t- a\n", "is not YAML"),
        ("a: &a [x]\nsources: *a\n", "alias"),
        ("sources: !!python/object:os.system [x]\n", "expected"),
        ("sources:\n  - {id: a, kind: folder, path: ., id: b}\n", '"id" stands in line 2 already'),
        ("sources:\n  - {id: a, kind: pages}\n", '"urls" is missing'),
        ("sources:\n  - {id: a, kind: folder}\n", '"path" is missing'),
        (
            "sources:\n  - {id: a, kind: folder, path: ., urls: ['http://a.org/']}\n",
            '"urls" has no meaning for kind folder',
        ),
        ("sources:\n  - {id: a, kind: pages, urls: ['http://a.org/', 'http://a.org/']}\n", "stands in line 2 already"),
        ("sources:\n  - {id: a, kind: pages, urls: ['http://u:p@a.org/']}\n", "carries a user name"),
        ("sources:\n  - {id: a, kind: pages, urls: ['file:///etc/passwd']}\n", 'scheme "file" is not fetched'),
        ("sources:\n  - {id: a, kind: pages, urls: ['http://10.0.0.1/']}\n", "set allow_private: true"),
        ("sources:\n  - {id: a, kind: pages, urls: ['http://a.org:8080/']}\n", "port 8080 is not allowed"),
        ("sources:\n  - {id: a, kind: feed, urls: ['http://a.org/'], since: soon}\n", '"since" is "soon"'),
        ("sources:\n  - {id: a, kind: feed, urls: ['http://a.org/'], limit: 0}\n", '"limit" is "0"'),
        ("sources:\n  - {id: a, kind: feed, urls: ['http://a.org/'], languages: [german]}\n", '"languages" is german'),
        ("sources:\n  - {id: a, kind: feed, urls: ['http://a.org/'], ports: [0]}\n", '"ports" does not fit'),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    assert any(expected in problem for problem in problems(tmp_path, text))


def test_a_catalogue_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_bytes(b"sources:\n  - id: \xe9\n")
    with pytest.raises(CatalogueError, match=r"catalogue.yaml:2: is not UTF-8"):
        load_catalogue(path)


def test_a_missing_catalogue_is_an_error_of_the_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="can't be read"):
        load_catalogue(tmp_path / "none.yaml")


def test_a_loopback_site_may_use_any_port_where_private_addresses_are_allowed(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    text = "sources:\n  - {id: a, kind: pages, allow_private: true, urls: ['http://127.0.0.1:8123/']}\n"
    path.write_text(text, encoding="utf-8")
    assert load_catalogue(path).source("a").urls == ("http://127.0.0.1:8123/",)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_catalogue_or_refused_as_one(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "catalogue.yaml"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    try:
        told = len(load_catalogue(path).sources)
    except CatalogueError as error:
        told = len(error.problems)
    assert told > 0
