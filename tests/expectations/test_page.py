"""The audit as a page: what an editor sees of a held story, and nothing that a source could smuggle in."""

from dataclasses import replace
from html.parser import HTMLParser

import pyarrow as pa
import pyarrow.compute as pc

from expectations import report
from expectations.examples.drafts import STORY, VIETNAMESE, Draft
from tests.expectations.conftest import Judge
from tests.expectations.test_audit import waive, wrong_sum


class Page(HTMLParser):
    """The tags and attributes of a page, and its marked words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "mark":
            self.marked.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", {}))


def test_a_held_story_shows_its_figures_and_its_sentences_in_every_language(judge: Judge, story: Draft) -> None:
    html = report(judge(wrong_sum(story)), story.tables(), {"release": "r1"})
    page = Page(html)
    assert "1 story is held" in html
    assert "17 stated, 7 + 11 = 18 computed" in html
    assert page.marked == ["17 members", "7 departments", "10 divisions", "17 thành viên", "7 sở", "10 phòng"]
    assert [attrs["lang"] for tag, attrs in page.tags if tag == "blockquote"] == ["en", "vi"]


def test_a_waived_story_is_shown_as_waived(judge: Judge, story: Draft) -> None:
    waiver = waive(judge(wrong_sum(story)))
    html = report(judge(story, waivers=[waiver]), story.tables(), {})
    assert "The books balance" in html
    assert "Published although a rule fails" in html


def test_a_rule_that_nothing_was_counted_for_says_why_and_shows_no_zeros(judge: Judge, story: Draft) -> None:
    audited = judge(story)
    uncounted = pc.is_in(audited.results["rule"], value_set=pa.array(["keys_are_unique", "volume_is_usual"]))
    html = report(replace(audited, results=audited.results.filter(pc.invert(uncounted))), story.tables(), {})
    assert "has to hold before anything is published" in html
    assert "judged in each run, against the release before" in html
    assert "no case of it" in html  # no share, no conversion in this story


def test_a_structural_failure_says_that_nothing_is_published(judge: Judge, story: Draft) -> None:
    tables = story.tables()
    tables["fact_check"] = tables["fact_check"].drop_columns(["stated"])
    html = report(judge(tables), tables, {})
    assert "Nothing is published" in html
    assert "fact_check.stated: found no such column" in html


def test_a_page_of_no_tables_at_all_is_whole(judge: Judge) -> None:
    assert report(judge({}), {}, {}).rstrip().endswith("</html>")


def test_the_words_of_a_source_stay_words(judge: Judge, story: Draft) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    wrong_sum(story).only("fact_check")["expression"] = f"{evil} = 17"
    story.only("dim_story")["original_url"] = f"javascript:{evil}"
    for row in story.rows["dim_article"]:
        row.update(title=evil, publisher=evil, url=evil)
    for row in story.rows["fact_quantity"]:
        row["sentence"] += evil
    page = Page(report(judge(story), story.tables(), {evil: evil}))
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form", "a"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]


def test_the_page_loads_nothing(judge: Judge, story: Draft) -> None:
    html = report(judge(wrong_sum(story)), story.tables(), {})
    loading = [attrs for _, attrs in Page(html).tags if {"src", "href", "srcset", "action"} & set(attrs)]
    assert loading == []
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_the_other_articles_stand_beside_what_fails(judge: Judge, story: Draft) -> None:
    (failure,) = judge(wrong_sum(story)).failures
    assert failure.story_id == STORY
    assert {quote.article_id for quote in failure.beside} == {VIETNAMESE}
    assert [quote.quote for quote in failure.beside] == ["17 thành viên", "7 sở", "10 phòng"]
