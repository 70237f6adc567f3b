"""Pages in the styles of ten news sites, all written here, with the text that a reader would take from them."""

from __future__ import annotations

from dataclasses import dataclass

MEMBERS = [
    "Department of External Relations of Ha Giang", "Department of External Relations of Cao Bang",
    "Department of External Relations of Lao Cai", "Department of External Relations of Lang Son",
    "External Relations Division of Bac Kan", "External Relations Division of Tuyen Quang",
    "External Relations Division of Yen Bai", "External Relations Division of Thai Nguyen",
    "External Relations Division of Phu Tho", "External Relations Division of Son La",
]  # fmt: skip
LEAD = "The cluster of the northern highlands met on Tuesday to look back on a year of work with partners abroad."
_DELEGATIONS = """
Over the year its members received 214 delegations and sent out 186, a little more than the year before,
and they signed 31 agreements with provinces and cities of seven countries, most of them on trade and on the training of
young officials."""
_CHAIR = """
The chair of the meeting, Ms Nguyen Thi Thu Trang, said that the offices had learnt to plan visits together, so
that a guest who comes for one province now sees three, and that this had cost less than in any of the four years since
the cluster was formed."""
_NEXT_YEAR = """
Next year the cluster will be led by Lao Cai, which wants to open a common register of projects by the end
of March and to meet twice instead of once."""
_AID = """
Aid projects in the ten provinces came to 42, with commitments of USD 17.5 million, of which USD 6.2 million went
to schools in villages that can be reached only on foot."""
PARAGRAPHS = [" ".join(_DELEGATIONS.split()), " ".join(_CHAIR.split()), "The cluster has ten members:"]
CLOSING = [" ".join(_NEXT_YEAR.split()), " ".join(_AID.split())]
TITLE = "Northern cluster counts its guests"
RELATED = [
    "Ten places to eat in Hanoi",
    "Rain expected all week",
    "The price of coffee climbs again",
    "Video: new bridge",
]
MENU = ["Home", "Politics", "Business", "Sports", "Culture", "Travel", "Contact us", "Advertise with us"]


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A page, and what its article says line by line (without the headline)."""

    style: str
    html: str
    lines: tuple[str, ...]


def _paragraphs(texts: list[str], tag: str = "p", attributes: str = "") -> str:
    return "\n".join(f"<{tag}{attributes}>{text}</{tag}>" for text in texts)


def _items(tag: str = "li") -> str:
    return "\n".join(f"<{tag}>{name}</{tag}>" for name in MEMBERS)


def _links(texts: list[str]) -> str:
    return "\n".join(f'<li><a href="/{number}.html">{text}</a></li>' for number, text in enumerate(texts))


def _page(body: str, head: str = "") -> str:
    menu = f"<nav><ul>{_links(MENU)}</ul></nav>"
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} - The Daily Example</title>{head}'
        f"</head><body><header>{menu}</header>{body}<footer><p>© The Daily Example, 12 Example Street, no. 99.</p>"
        f"<ul>{_links(['Imprint', 'Privacy', 'Cookies'])}</ul></footer></body></html>"
    )


def _related(tag: str = "aside", attributes: str = ' class="related"') -> str:
    return f"<{tag}{attributes}><h3>Related stories</h3><ul>{_links(RELATED)}</ul></{tag}>"


LIST_LINES = (LEAD, *PARAGRAPHS, *MEMBERS, *CLOSING)


def news_pages() -> list[NewsPage]:
    """Ten pages of the same article."""
    plain = f"<ul>{_items()}</ul>"
    ordered = f"<ol>{_items()}</ol>"
    lead, rest, end = f"<p>{LEAD}</p>", _paragraphs(PARAGRAPHS), _paragraphs(CLOSING)
    h1 = f"<h1>{TITLE}</h1>"
    comments = (
        '<section id="comments" class="comments"><h3>3 comments</h3><ul><li><p>What a waste of money again.</p></li>'
        "<li><p>I was there in 1999 and it rained for 12 days.</p></li><li><p>Agreed.</p></li></ul></section>"
    )
    advert = '<div class="advert" aria-hidden="true"><p>Buy 2 get 1 free! Only 9.99 until Sunday!</p></div>'
    rows = "".join(f"<tr><td>{number}</td><td>{name}</td></tr>" for number, name in enumerate(MEMBERS, 1))
    table_lines = tuple(f"{number} | {name}" for number, name in enumerate(MEMBERS, 1))
    in_table = (LEAD, *PARAGRAPHS, "No. | Member", *table_lines, *CLOSING)
    nested = "".join(
        f"<li>{head}<ul>{''.join(f'<li>{name}</li>' for name in names)}</ul></li>"
        for head, names in (("Departments", MEMBERS[:4]), ("Divisions", MEMBERS[4:]))
    )
    nested_lines = (LEAD, *PARAGRAPHS, "Departments", *MEMBERS[:4], "Divisions", *MEMBERS[4:], *CLOSING)
    caption = "<figure><img src='a.jpg' alt='The hall'><figcaption>The hall of the meeting.</figcaption></figure>"
    return [
        NewsPage("plain article", _page(f"<main><article>{h1}{lead}{rest}{plain}{end}</article></main>"), LIST_LINES),
        NewsPage(
            "portal with sidebar and comments",
            _page(
                f'<div class="container"><div class="detail-content">{h1}{lead}{rest}{ordered}{end}</div>'
                f'<div class="sidebar">{_related("div")}</div></div>{comments}'
            ),
            LIST_LINES,
        ),
        NewsPage(
            "members in a table",
            _page(
                f"<article>{h1}{lead}{rest}<table><thead><tr><th>No.</th><th>Member</th></tr></thead>"
                f"<tbody>{rows}</tbody></table>{end}</article>{_related()}"
            ),
            in_table,
        ),
        NewsPage(
            "adverts between the paragraphs",
            _page(
                f'<div id="article-body">{h1}{lead}{advert}{_paragraphs(PARAGRAPHS[:2])}{advert}'
                f"<p>{PARAGRAPHS[2]}</p>{plain}{advert}{end}</div>{_related()}"
            ),
            LIST_LINES,
        ),
        NewsPage(
            "members as a list inside a list",
            _page(f"<article>{h1}{lead}{rest}<ul>{nested}</ul>{end}</article>"),
            nested_lines,
        ),
        NewsPage(
            "paragraphs as div elements",
            _page(
                f'<div class="post"><div class="entry-content">{h1}<div>{LEAD}</div>'
                f"{_paragraphs(PARAGRAPHS, 'div')}{plain}{_paragraphs(CLOSING, 'div')}</div></div>{_related()}"
            ),
            LIST_LINES,
        ),
        NewsPage(
            "an agency with metadata",
            _page(
                f'<article itemprop="articleBody">{h1}<p class="sapo"><strong>{LEAD}</strong></p>{rest}'
                f"<ul>{''.join(f'<li><p>{name}</p></li>' for name in MEMBERS)}</ul>{end}</article>{comments}",
                '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":'
                '"Northern cluster counts its guests","datePublished":"2024-12-17T09:30:00+07:00"}</script>',
            ),
            LIST_LINES,
        ),
        NewsPage(
            "an old site laid out with tables",
            _page(
                f'<table width="100%"><tr><td width="20%"><ul>{_links(MENU)}</ul></td>'
                f"<td>{h1}{lead}{rest}{plain}{end}</td></tr></table>"
            ),
            LIST_LINES,
        ),
        NewsPage(
            "a magazine with a caption and pull-outs",
            _page(
                f'<main><article><header>{h1}</header>{lead}{caption}{rest}{plain}<aside class="related"><p>Read also: '
                f'<a href="/x">{RELATED[0]}</a></p></aside>{end}</article></main><div class="newsletter"><p>Get our '
                f"letter every day at 6.</p></div>"
            ),
            (LEAD, "The hall of the meeting.", *PARAGRAPHS, *MEMBERS, *CLOSING),
        ),
        NewsPage(
            "a definition list with share buttons",
            _page(
                f'<article><div class="share"><ul>{_links(["Facebook", "X", "E-mail"])}</ul></div>{h1}{lead}{rest}'
                f"<dl>{''.join(f'<dt>{n}</dt><dd>{name}</dd>' for n, name in enumerate(MEMBERS, 1))}</dl>{end}"
                f'<div class="tags"><ul>{_links(["cluster", "north"])}</ul></div></article>{_related()}'
            ),
            (LEAD, *PARAGRAPHS, *(line for n, name in enumerate(MEMBERS, 1) for line in (str(n), name)), *CLOSING),
        ),
    ]
