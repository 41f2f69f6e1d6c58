"""Small pages of many kinds, all written for this test, with what a reader would say that they state.

Each row has the page's head and body and the right values; what a row does not name, the page does not state (None).
The site, where it is not in the row, is not asked. `KNOWN` lists what is read wrong, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

_TEXT = (
    "The crew walked the line before dawn and wrote down every sleeper that had begun to rot, as the old rule asks of them.",
    "By noon they had counted two hundred and six, more than in any spring since the branch was opened to the quarry.",
    "Nobody in the valley expects the trains to stop, but the timetable will be slower until the new ballast has settled.",
)
PARAGRAPHS = "".join(f"<p>{t} {u}</p>" for t, u in zip(_TEXT, _TEXT[1:] + _TEXT[:1], strict=True))


@dataclass(frozen=True, slots=True)
class StatedPage:
    """A page and its right values; dates are YYYY-MM-DD, several authors as `PageMetadata.author` joins them."""

    name: str
    html: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    modified: str | None = None
    language: str | None = None
    url: str | None = None
    license: str | None = None


def _page(head: str, body: str, lang: str | None = "en") -> str:
    attribute = f' lang="{lang}"' if lang else ""
    return f'<!DOCTYPE html><html{attribute}><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def _ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def _meta(*pairs: tuple[str, str]) -> str:
    return "".join(f'<meta {"property" if ":" in k else "name"}="{k}" content="{v}">' for k, v in pairs)


_NAV = '<nav><ul><li><a href="/trains">Trains</a></li><li><a href="/mail">Letters</a></li></ul></nav>'
_RELATED = (
    '<aside class="related"><h3>More from the line</h3><article><h4><a href="/b">Tunnel lamps sold</a></h4>'
    '<a rel="author" href="/w/otto">Otto Lind</a> <time datetime="2019-02-01" itemprop="datePublished">1 Feb</time></article></aside>'
)
_COMMENTS = (
    '<section id="comments"><ol class="comment-list"><li class="comment"><span class="author vcard"><b class="fn">trackfan</b></span>'
    '<time datetime="2024-09-09T08:00">9 Sept</time><p>My uncle laid that stretch, and he always said so himself.</p></li></ol></section>'
)

PAGES = (
    StatedPage(
        "news with everything agreeing",
        _page(
            "<title>Quarry branch slows its trains | Valley Courier</title>"
            + _meta(
                ("og:title", "Quarry branch slows its trains"),
                ("og:site_name", "Valley Courier"),
                ("article:published_time", "2024-03-05T08:00:00+01:00"),
                ("article:modified_time", "2024-03-07T08:00:00+01:00"),
                ("author", "Mara Quist"),
            )
            + '<link rel="canonical" href="https://valleycourier.example/2024/branch">',
            f"{_NAV}<article><h1>Quarry branch slows its trains</h1>{PARAGRAPHS}</article>{_RELATED}",
        ),
        title="Quarry branch slows its trains",
        author="Mara Quist",
        date="2024-03-05",
        modified="2024-03-07",
        language="en",
        url="https://valleycourier.example/2024/branch",
    ),
    StatedPage(
        "wiki: headline is a short description",
        _page(
            "<title>Sleeper crane - Openrail Wiki</title>"
            + _meta(("og:title", "Sleeper crane - Openrail Wiki"))
            + _ld(
                '{"@type":"Article","name":"Sleeper crane","headline":"machine that lifts railway sleepers","author":{"@type":'
                '"Organization","name":"Openrail contributors"},"datePublished":"2011-04-02T10:11:12Z","dateModified":"2023-01-09"}'
            )
            + '<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">',
            f"<main><h1>Sleeper crane</h1>{PARAGRAPHS}</main>",
        ),
        title="Sleeper crane",
        author="Openrail contributors",
        date="2011-04-02",
        modified="2023-01-09",
        language="en",
        license="https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    StatedPage(
        "site named by the logo alone",
        _page(
            "<title>Ferry timetable for the winter \u2013 Lock Keeper</title>",
            f'<header><a class="logo" href="/">Lock Keeper</a></header><main><article>{PARAGRAPHS}</article></main>',
        ),
        title="Ferry timetable for the winter",
        language="en",
    ),
    StatedPage(
        "site named by the picture of the logo",
        _page(
            "<title>Lock Keeper: Ferry timetable for the winter</title>",
            f'<header><a href="/"><img src="l.png" alt="Lock Keeper logo"></a></header><main>{PARAGRAPHS}</main>',
        ),
        title="Ferry timetable for the winter",
        language="en",
    ),
    StatedPage(
        "site named by the copyright line",
        _page(
            "<title>Winter service on the upper lake \u00b7 The Lake Post</title>",
            f"<article>{PARAGRAPHS}</article><footer><p>\u00a9 2023 The Lake Post. All rights reserved.</p></footer>",
        ),
        title="Winter service on the upper lake",
        language="en",
    ),
    StatedPage(
        "an ending that nothing names stays",
        _page("<title>Snow on the line \u2013 what drivers should know</title>", f"<article>{PARAGRAPHS}</article>"),
        title="Snow on the line \u2013 what drivers should know",
        language="en",
    ),
    StatedPage(
        "section and site behind the title",
        _page(
            "<title>Bridge inspectors strike | Region | Morning Signal</title>"
            + _meta(
                ("og:site_name", "Morning Signal"),
                ("og:title", "Bridge inspectors strike | Region"),
                ("article:section", "Region"),
            ),
            f"<article><h1>Bridge inspectors strike</h1>{PARAGRAPHS}</article>",
        ),
        title="Bridge inspectors strike",
        language="en",
    ),
    StatedPage(
        "heading is the section's",
        _page(
            "<title>Night trains return to the coast | Slow Travel Review</title>"
            + _meta(
                ("og:site_name", "Slow Travel Review"),
                ("og:title", "Night trains return to the coast"),
                ("twitter:title", "Night trains return to the coast"),
            ),
            f'<header><h1 class="section">Features</h1></header><article><h2>Night trains return to the coast</h2>{PARAGRAPHS}</article>',
        ),
        title="Night trains return to the coast",
        language="en",
    ),
    StatedPage(
        "capitals in the tag, words in the heading",
        _page(
            "<title>COUNCIL SELLS OLD DEPOT | HILL GAZETTE</title>"
            + _meta(("og:title", "COUNCIL SELLS OLD DEPOT"), ("og:site_name", "Hill Gazette")),
            f"<article><h1>Council sells old depot</h1>{PARAGRAPHS}</article>",
        ),
        title="Council sells old depot",
        language="en",
    ),
    StatedPage(
        "og:title cut short",
        _page(
            "<title>How the signal box at Marl Junction was moved by night</title>"
            + _meta(("og:title", "How the signal box at Marl Junction was mov...")),
            f"<article><h1>How the signal box at Marl Junction was moved by night</h1>{PARAGRAPHS}</article>",
        ),
        title="How the signal box at Marl Junction was moved by night",
        language="en",
    ),
    StatedPage(
        "title element cut short, heading hidden from it",
        _page(
            "<title>A short history of the funicular at Ebbing and of its tw\u2026</title>"
            + _ld('{"@type":"BlogPosting","headline":"A short history of the funicular at Ebbing and of its two builders"}'),
            f"<main>{PARAGRAPHS}</main>",
        ),
        title="A short history of the funicular at Ebbing and of its two builders",
        language="en",
    ),
    StatedPage(
        "dc list of authors, family name first",
        _page(
            "<title>Ballast fouling under heavy axle loads</title>"
            + _meta(
                ("DC.creator", "Ekdal, Rune"),
                ("DC.creator", "Osei, Abena"),
                ("DC.date", "2018-11-30"),
                ("DC.rights", "Available under https://creativecommons.org/licenses/by/4.0/ for all"),
            ),
            f"<main><h1>Ballast fouling under heavy axle loads</h1>{PARAGRAPHS}</main>",
        ),
        title="Ballast fouling under heavy axle loads",
        author="Ekdal, Rune; Osei, Abena",
        date="2018-11-30",
        language="en",
        license="https://creativecommons.org/licenses/by/4.0/",
    ),
    StatedPage(
        "journal with citation tags",
        _page(
            "<title>Rail creep on steep grades | Journal of Slow Engineering</title>"
            + _meta(
                ("citation_title", "Rail creep on steep grades"),
                ("citation_author", "Abena Osei"),
                ("citation_author", "Rune Ekdal"),
                ("citation_author", "Lio Tanaka"),
                ("citation_publication_date", "2022/06/14"),
                ("citation_journal_title", "Journal of Slow Engineering"),
                ("og:site_name", "Journal of Slow Engineering"),
            ),
            f"<article><h1>Rail creep on steep grades</h1>{PARAGRAPHS}</article>",
        ),
        title="Rail creep on steep grades",
        author="Abena Osei, Rune Ekdal, Lio Tanaka",
        date="2022-06-14",
        language="en",
    ),
    StatedPage(
        "rel=author above the article",
        _page(
            "<title>The last steam crane</title>",
            '<header>Hill Gazette</header><div class="byline">By <a rel="author" itemprop="author" href="/nia">Nia Farrow</a>, '
            f'<time itemprop="datePublished" datetime="2021-10-12T09:00">12 October</time></div><main><article><h1>The last steam crane</h1>{PARAGRAPHS}</article></main>{_RELATED}',
        ),
        title="The last steam crane",
        author="Nia Farrow",
        date="2021-10-12",
        language="en",
    ),
    StatedPage(
        "only related articles have an author and a date",
        _page(
            "<title>Points heaters, explained</title>",
            f"<article><h1>Points heaters, explained</h1>{PARAGRAPHS}</article>{_RELATED}{_COMMENTS}",
        ),
        title="Points heaters, explained",
        language="en",
    ),
    StatedPage(
        "json-ld list of people",
        _page(
            "<title>Three views of the viaduct</title>"
            + _ld(
                '{"@context":"https://schema.org","@type":"NewsArticle","headline":"Three views of the viaduct","author":[{"@type":"Person","name":"Lio Tanaka"},{"@type":"Person","name":"Nia Farrow"},{"@type":"Person","name":"Lio Tanaka"}],"datePublished":"2023-05-06"}'
            ),
            f"<article><h1>Three views of the viaduct</h1>{PARAGRAPHS}</article>",
        ),
        title="Three views of the viaduct",
        author="Lio Tanaka, Nia Farrow",
        date="2023-05-06",
        language="en",
    ),
    StatedPage(
        "graph with authors by reference",
        _page(
            "<title>Why the junction floods - Drainwise</title>"
            + _ld(
                '{"@graph":[{"@type":"WebSite","@id":"#site","name":"Drainwise"},{"@type":"WebPage","@id":"#page","name":"Why the junction floods - Drainwise","inLanguage":"en-GB"},'
                '{"@type":"Article","headline":"Why the junction floods","author":[{"@id":"#p1"},{"@id":"#p2"}],"datePublished":"2020-01-31T23:30:00-05:00","isPartOf":{"@id":"#page"}},'
                '{"@type":"Person","@id":"#p1","name":"Bea Holm"},{"@type":"Person","@id":"#p2","name":"Jon Adeyemi"}]}'
            ),
            f"<article><h1>Why the junction floods</h1>{PARAGRAPHS}</article>",
            lang="en-GB",
        ),
        title="Why the junction floods",
        author="Bea Holm, Jon Adeyemi",
        date="2020-01-31",
        language="en-GB",
    ),
    StatedPage(
        "the paper itself as the stated organization",
        _page(
            "<title>Weekly works notice | Valley Courier</title>"
            + _meta(("og:site_name", "Valley Courier"))
            + _ld(
                '{"@type":"NewsArticle","headline":"Weekly works notice","author":{"@type":"Organization","name":"Valley Courier"},"datePublished":"2024-08-01"}'
            ),
            f"<article><h1>Weekly works notice</h1>{PARAGRAPHS}</article>",
        ),
        title="Weekly works notice",
        author="Valley Courier",
        date="2024-08-01",
        language="en",
    ),
    StatedPage(
        "placeholder authors",
        _page(
            "<title>Gate closed for repairs</title>"
            + _meta(("author", "admin"), ("article:author", "https://social.example/valley"), ("dc.creator", "Staff Writer")),
            f'<article><h1>Gate closed for repairs</h1><p class="byline">By Staff</p>{PARAGRAPHS}</article>',
        ),
        title="Gate closed for repairs",
        language="en",
    ),
    StatedPage(
        "account in the tag, name in the byline",
        _page(
            "<title>Buffers and what they forgive</title>" + _meta(("author", "@nfarrow")),
            f'<article><h1>Buffers and what they forgive</h1><p class="byline">By Nia Farrow and Bea Holm</p>{PARAGRAPHS}</article>',
        ),
        title="Buffers and what they forgive",
        author="Nia Farrow, Bea Holm",
        language="en",
    ),
    StatedPage(
        "byline with role and date",
        _page(
            "<title>Drivers learn the new grade</title>",
            f'<article><h1>Drivers learn the new grade</h1><div class="article-byline">By Jon Adeyemi, Transport Correspondent | <time class="published" datetime="2022-02-22">22 Feb</time></div>{PARAGRAPHS}</article>',
        ),
        title="Drivers learn the new grade",
        author="Jon Adeyemi",
        date="2022-02-22",
        language="en",
    ),
    StatedPage(
        "byline that is a phrase",
        _page(
            "<title>Canal boats by the number</title>",
            f'<article><h1>Canal boats by the number</h1><p class="byline">By popular demand, our yearly count</p>{PARAGRAPHS}</article>',
        ),
        title="Canal boats by the number",
        language="en",
    ),
    StatedPage(
        "blog with hAtom classes",
        _page(
            "<title>Oiling day | Notes from the Shed</title>" + _meta(("generator", "Shedpress 6")),
            '<header class="site-header"><p class="site-title"><a href="/" rel="home">Notes from the Shed</a></p></header><article class="hentry"><header class="entry-header"><h1 class="entry-title">Oiling day</h1>'
            '<span class="posted-on"><time class="entry-date published" datetime="2019-07-04T21:00:00+02:00">July 4</time><time class="updated" datetime="2019-07-06T09:00:00+02:00">July 6</time></span>'
            f'<span class="author vcard"><a class="url fn n" href="/author/bea">Bea Holm</a></span></header>{PARAGRAPHS}</article>{_COMMENTS}',
        ),
        title="Oiling day",
        author="Bea Holm",
        date="2019-07-04",
        modified="2019-07-06",
        language="en",
    ),
    StatedPage(
        "microdata with a nested person",
        _page(
            "<title>Grease: a guide</title>",
            '<article itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">Grease: a guide</h1><p>by <span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/t"><span itemprop="name">Lio Tanaka</span></a></span></p>'
            f'<meta itemprop="datePublished" content="2016-12-01"><meta itemprop="dateModified" content="2017-01-02">{PARAGRAPHS}</article>',
        ),
        title="Grease: a guide",
        author="Lio Tanaka",
        date="2016-12-01",
        modified="2017-01-02",
        language="en",
    ),
    StatedPage(
        "RDFa with a nested person",
        _page(
            "<title>Counting wagons</title>",
            '<article vocab="https://schema.org/" typeof="Article"><h1 property="headline">Counting wagons</h1><div property="author" typeof="Person"><span property="name">Rune Ekdal</span></div>'
            f'<time property="datePublished" datetime="2015-03-09">9 March</time>{PARAGRAPHS}</article>',
        ),
        title="Counting wagons",
        author="Rune Ekdal",
        date="2015-03-09",
        language="en",
    ),
    StatedPage(
        "microdata of a comment",
        _page(
            "<title>Level crossings at dusk</title>",
            f'<article><h1>Level crossings at dusk</h1>{PARAGRAPHS}</article><div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Piet</span><time itemprop="datePublished" datetime="2024-01-01">1 Jan</time><p>Lovely.</p></div>',
        ),
        title="Level crossings at dusk",
        language="en",
    ),
    StatedPage(
        "forum thread: the question's author, not the answers'",
        _page(
            "<title>Squeaking axle on a handcar - Railfolk Forum</title>" + _meta(("og:site_name", "Railfolk Forum")),
            '<main itemscope itemtype="https://schema.org/QAPage"><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question"><h1 itemprop="name">Squeaking axle on a handcar</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Gus Pell</span></span>'
            f'<time itemprop="dateCreated" datetime="2020-05-05">5 May</time>{PARAGRAPHS}<div itemprop="suggestedAnswer" itemscope itemtype="https://schema.org/Answer"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ida Roos</span></span><p>Grease it.</p></div></div></main>',
        ),
        title="Squeaking axle on a handcar",
        author="Gus Pell",
        date="2020-05-05",
        language="en",
    ),
    StatedPage(
        "shop page with a review",
        _page(
            "<title>Brass lantern, 20 cm | Signal Stores</title>"
            + _meta(("og:title", "Brass lantern, 20 cm"), ("og:site_name", "Signal Stores"), ("og:type", "product"))
            + _ld(
                '{"@type":"Product","name":"Brass lantern, 20 cm","review":{"@type":"Review","author":{"@type":"Person","name":"Ida Roos"},"datePublished":"2023-03-03"}}'
            ),
            f'<h1>Brass lantern, 20 cm</h1>{PARAGRAPHS}<div itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">Ida Roos</span><p>Bright.</p></div>',
        ),
        title="Brass lantern, 20 cm",
        language="en",
    ),
    StatedPage(
        "documentation",
        _page(
            '<title>Configuring the interlock &#8212; Interlock 3.2 documentation</title><link rel="canonical" href="https://docs.interlock.example/en/3.2/config.html">',
            f'<div class="sidebar"><h1 class="logo"><a href="index.html">Interlock</a></h1></div><div class="body"><h1>Configuring the interlock<a class="headerlink" href="#c"></a></h1>{PARAGRAPHS}</div><footer>\u00a9 Copyright 2023, Interlock developers.</footer>',
        ),
        title="Configuring the interlock",
        language="en",
        url="https://docs.interlock.example/en/3.2/config.html",
    ),
    StatedPage(
        "government notice with dc tags",
        _page(
            "<title>Notice of track access charges - Rail Office</title>"
            + _meta(
                ("dcterms.title", "Notice of track access charges"),
                ("dcterms.creator", "Rail Office, Access Division"),
                ("dcterms.issued", "2021-04-01"),
                ("dcterms.modified", "2021-06-15"),
                ("dcterms.language", "en"),
                ("dcterms.license", "https://rail.example/open-licence/"),
            ),
            f"<header><a href='/'>Rail Office</a></header><main><h1>Notice of track access charges</h1>{PARAGRAPHS}</main>",
        ),
        title="Notice of track access charges",
        author="Rail Office, Access Division",
        date="2021-04-01",
        modified="2021-06-15",
        language="en",
        license="https://rail.example/open-licence/",
    ),
    StatedPage(
        "German, template says English",
        _page(
            "<title>Die Bahn nach Ebbing f\u00e4hrt wieder | Talbote</title>"
            + _meta(("og:site_name", "Talbote"), ("og:locale", "de_DE"))
            + '<meta http-equiv="content-language" content="de">'
            + _ld(
                '{"@type":"NewsArticle","headline":"Die Bahn nach Ebbing f\u00e4hrt wieder","author":{"name":"Jana Ritter"},"datePublished":"2024-04-04T06:00:00+02:00"}'
            ),
            "<article><h1>Die Bahn nach Ebbing f\u00e4hrt wieder</h1><p>Nach drei Jahren fahren wieder Z\u00fcge auf der alten Strecke durch das Tal.</p></article>",
        ),
        title="Die Bahn nach Ebbing f\u00e4hrt wieder",
        author="Jana Ritter",
        date="2024-04-04",
        language="de",
    ),
    StatedPage(
        "one dissenting locale does not beat html lang",
        _page(
            "<title>Locks of the north</title>" + _meta(("og:locale", "fr_FR")),
            f"<article><h1>Locks of the north</h1>{PARAGRAPHS}</article>",
        ),
        title="Locks of the north",
        language="en",
    ),
    StatedPage(
        "French, with a spaced colon and guillemets",
        _page(
            "<title>Le tunnel rouvre : \u00ab enfin \u00bb, disent les riverains - La Vall\u00e9e</title>"
            + _meta(("og:site_name", "La Vall\u00e9e"), ("author", "Par Elise Morin")),
            "<article><h1>Le tunnel rouvre : \u00ab enfin \u00bb, disent les riverains</h1><p>Apr\u00e8s deux hivers de travaux, le tunnel accueille de nouveau les trains du matin.</p></article>",
            lang="fr",
        ),
        title="Le tunnel rouvre : \u00ab enfin \u00bb, disent les riverains",
        author="Elise Morin",
        language="fr",
    ),
    StatedPage(
        "Spanish, language in JSON-LD only",
        _page(
            "<title>El tren del valle</title>"
            + _ld(
                '{"@type":"Article","headline":"El tren del valle","inLanguage":"es-MX","author":"Luz Pardo","datePublished":"2022-10-10"}'
            ),
            "<article><h1>El tren del valle</h1><p>El tren vuelve a cruzar el valle despu\u00e9s de muchos a\u00f1os de silencio en las v\u00edas.</p></article>",
            lang=None,
        ),
        title="El tren del valle",
        author="Luz Pardo",
        date="2022-10-10",
        language="es-MX",
    ),
    StatedPage(
        "Japanese, full-width bar",
        _page(
            "<title>\u8c37\u306e\u9244\u9053\u304c\u518d\u958b\uff5c\u8c37\u65b0\u805e</title>"
            + _meta(("og:site_name", "\u8c37\u65b0\u805e")),
            "<article><h1>\u8c37\u306e\u9244\u9053\u304c\u518d\u958b</h1><p>\u4e09\u5e74\u3076\u308a\u306b\u5217\u8eca\u304c\u8d70\u3063\u305f\u3002</p></article>",
            lang="ja",
        ),
        title="\u8c37\u306e\u9244\u9053\u304c\u518d\u958b",
        language="ja",
    ),
    StatedPage(
        "date with two readings",
        _page(
            "<title>Autumn works</title>" + _meta(("date", "03/04/2021")),
            f"<article><h1>Autumn works</h1><p>Posted <time datetime='03/04/2021'>03/04</time></p>{PARAGRAPHS}</article>",
        ),
        title="Autumn works",
        language="en",
    ),
    StatedPage(
        "English date in the tag",
        _page(
            "<title>Spring works</title>" + _meta(("pubdate", "Tue, 05 Mar 2024 09:00:00 GMT")),
            f"<article><h1>Spring works</h1>{PARAGRAPHS}</article>",
        ),
        title="Spring works",
        date="2024-03-05",
        language="en",
    ),
    StatedPage(
        "slashes, year first",
        _page(
            "<title>Summer works</title>" + _meta(("article:published_time", "2024/03/05")),
            f"<article><h1>Summer works</h1>{PARAGRAPHS}</article>",
        ),
        title="Summer works",
        date="2024-03-05",
        language="en",
    ),
    StatedPage(
        "only a modified date",
        _page(
            "<title>Standing orders</title>"
            + _ld('{"@type":"WebPage","name":"Standing orders","dateModified":"2023-09-09T10:00:00Z"}'),
            f"<main><h1>Standing orders</h1>{PARAGRAPHS}</main>",
        ),
        title="Standing orders",
        modified="2023-09-09",
        language="en",
    ),
    StatedPage(
        "name with an address, dateline before the article",
        _page(
            "<title>Lamp oil, a price list - The Signal Stores</title>"
            + _meta(("author", "Ida Roos &lt;ida@stores.example&gt;"), ("og:site_name", "Signal Stores")),
            f"<div class='byline'><time datetime='2017-07-17'>17 July</time></div><article><h1>Lamp oil, a price list</h1>{PARAGRAPHS}</article>",
        ),
        title="Lamp oil, a price list",
        author="Ida Roos",
        date="2017-07-17",
        language="en",
    ),
    StatedPage(
        "a dateline that says when the page was updated",
        _page(
            "<title>Wagon lights</title>",
            f"<article><h1>Wagon lights</h1><p>Last updated <time datetime='2024-02-03'>3 February 2024</time></p>{PARAGRAPHS}</article>",
        ),
        title="Wagon lights",
        modified="2024-02-03",
        language="en",
    ),
    StatedPage(
        "a day told of in the text",
        _page(
            "<title>The opening</title>",
            f"<article><h1>The opening</h1>{PARAGRAPHS}<p>{_TEXT[0]} The first train ran on <time datetime='1911-05-01'>May Day</time>, as everyone in the valley still likes to tell.</p></article>",
        ),
        title="The opening",
        language="en",
    ),
    StatedPage(
        "time beside the heading, another in the footer",
        _page(
            "<title>Crossing keepers</title>",
            f"<article><h1>Crossing keepers</h1><p class='meta'><time datetime='2018-08-18'>18 August 2018</time></p>{PARAGRAPHS}</article><footer><time datetime='2024-12-24'>Today</time></footer>",
        ),
        title="Crossing keepers",
        date="2018-08-18",
        language="en",
    ),
    StatedPage(
        "epoch and empty values",
        _page(
            "<title>Untended halts</title>"
            + _ld(
                '{"@type":"Article","headline":"Untended halts","datePublished":"1970-01-01T00:00:00Z","author":{"@type":"Person","name":""}}'
            )
            + _meta(("og:title", ""), ("author", " ")),
            f"<article><h1>Untended halts</h1>{PARAGRAPHS}</article>",
        ),
        title="Untended halts",
        language="en",
    ),
    StatedPage(
        "broken JSON-LD beside a good one",
        _page(
            "<title>Rust never waits</title>"
            + _ld('{"@type": "Article", "headline": "Rust')
            + _ld('{"@type":"Article","headline":"Rust never waits","author":{"@type":"Person","name":"Bea Holm"}}'),
            f"<article><h1>Rust never waits</h1>{PARAGRAPHS}</article>",
        ),
        title="Rust never waits",
        author="Bea Holm",
        language="en",
    ),
    StatedPage(
        "wrong types everywhere",
        _page(
            "<title>Odd gauges</title>"
            + _ld(
                '[null, 5, {"@type":["Article",7],"headline":{"a":1},"name":["Odd gauges"],"author":[5,null,{"name":["Jon Adeyemi",null]},{"name":{"x":[]}}],"datePublished":20200101,"publisher":[[]]}]'
            ),
            f"<article><h1>Odd gauges</h1>{PARAGRAPHS}</article>",
        ),
        title="Odd gauges",
        author="Jon Adeyemi",
        language="en",
    ),
    StatedPage(
        "json-ld of a related article first",
        _page(
            "<title>Fog signals at Marl</title><link rel='canonical' href='https://fog.example/marl'>"
            + _ld(
                '{"@type":"NewsArticle","headline":"Tunnel lamps sold","url":"https://fog.example/lamps","author":{"name":"Otto Lind"},"datePublished":"2019-02-01"}'
            )
            + _ld(
                '{"@type":"NewsArticle","headline":"Fog signals at Marl","url":"https://fog.example/marl","author":{"name":"Mara Quist"},"datePublished":"2022-12-21"}'
            ),
            f"<article><h1>Fog signals at Marl</h1>{PARAGRAPHS}</article>",
        ),
        title="Fog signals at Marl",
        author="Mara Quist",
        date="2022-12-21",
        language="en",
        url="https://fog.example/marl",
    ),
    StatedPage(
        "canonical is the home page by mistake",
        _page(
            "<title>Siding rules</title><link rel='canonical' href='https://siding.example/'>"
            + _meta(("og:url", "https://siding.example/rules")),
            f"<article><h1>Siding rules</h1>{PARAGRAPHS}</article>",
        ),
        title="Siding rules",
        language="en",
        url="https://siding.example/rules",
    ),
    StatedPage(
        "relative canonical",
        _page(
            "<title>Yard limits</title><link rel='canonical' href='/yard/limits'>"
            + _meta(("og:url", "https://yard.example/limits?ref=x")),
            f"<article><h1>Yard limits</h1>{PARAGRAPHS}</article>",
        ),
        title="Yard limits",
        language="en",
        url="https://yard.example/yard/limits",
    ),
    StatedPage(
        "license in JSON-LD, another under a picture",
        _page(
            "<title>Drawings of a turntable</title>"
            + _ld(
                '{"@type":"Article","headline":"Drawings of a turntable","license":"https://creativecommons.org/publicdomain/zero/1.0/"}'
            ),
            f"<article><h1>Drawings of a turntable</h1>{PARAGRAPHS}<figure><img src='t.png'><figcaption><a rel='license' href='https://creativecommons.org/licenses/by-nc/2.0/'>CC</a></figcaption></figure></article>",
        ),
        title="Drawings of a turntable",
        language="en",
        license="https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    StatedPage(
        "two licenses stated alike",
        _page(
            "<title>Drill notes</title>",
            f"<article><h1>Drill notes</h1>{PARAGRAPHS}</article><footer><a rel='license' href='https://a.example/by'>Text</a> <a rel='license' href='https://b.example/mit'>Code</a></footer>",
        ),
        title="Drill notes",
        language="en",
    ),
    StatedPage(
        "duplicate author in two forms",
        _page(
            "<title>Frost heave</title>"
            + _meta(("DC.creator", "Holm, Bea"), ("DC.creator", "Bea Holm"), ("author", "Bea Holm")),
            f"<article><h1>Frost heave</h1>{PARAGRAPHS}</article>",
        ),
        title="Frost heave",
        author="Holm, Bea",
        language="en",
    ),
    StatedPage(
        "several author tags with By",
        _page(
            "<title>Two on a footplate</title>" + _meta(("author", "By Nia Farrow"), ("author", "Gus Pell")),
            f"<article><h1>Two on a footplate</h1>{PARAGRAPHS}</article>",
        ),
        title="Two on a footplate",
        author="Nia Farrow, Gus Pell",
        language="en",
    ),
    StatedPage(
        "tagline behind the site's name",
        _page(
            "<title>Mail by rail | Post Haste - Letters about letters</title>"
            + _ld('{"@type":"WebSite","name":"Post Haste","description":"Letters about letters"}'),
            f"<article><h1>Mail by rail</h1>{PARAGRAPHS}</article>",
        ),
        title="Mail by rail",
        language="en",
    ),
    StatedPage(
        "heading printed, search title different",
        _page(
            "<title>Best railway sandwiches 2024 | Crumb Line</title>"
            + _meta(
                ("og:title", "Best railway sandwiches 2024"),
                ("twitter:title", "Best railway sandwiches 2024"),
                ("og:site_name", "Crumb Line"),
            )
            + _ld('{"@type":"Article","headline":"In search of a decent sandwich","author":{"name":"Ida Roos"}}'),
            f"<article><h1>In search of a decent sandwich</h1>{PARAGRAPHS}</article>",
        ),
        title="In search of a decent sandwich",
        author="Ida Roos",
        language="en",
    ),
    StatedPage(
        "entities and tags in the values",
        _page(
            "<title>Tea &amp; timetables</title>"
            + _ld('{"@type":"Article","headline":"Tea &amp; <em>timetables</em>","author":{"name":"Jon O&#39;Dell"}}'),
            f"<article><h1>Tea &amp; <em>timetables</em></h1>{PARAGRAPHS}</article>",
        ),
        title="Tea & timetables",
        author="Jon O'Dell",
        language="en",
    ),
    StatedPage(
        "dateline with city that looks like a name",
        _page(
            "<title>Yard office moves</title>",
            f'<article><h1>Yard office moves</h1><p class="byline">By Mara Quist, New Haven</p>{PARAGRAPHS}</article>',
        ),
        title="Yard office moves",
        author="Mara Quist",
        language="en",
    ),
    StatedPage(
        "the site's name as meta author",
        _page(
            "<title>Closed for snow - Valley Courier</title>"
            + _meta(("og:site_name", "Valley Courier"), ("author", "Valley Courier")),
            f"<article><h1>Closed for snow</h1>{PARAGRAPHS}</article>",
        ),
        title="Closed for snow",
        language="en",
    ),
    StatedPage(
        "a personal site under its writer's name",
        _page(
            "<title>Sleepers, again | Rune Ekdal</title>" + _meta(("og:site_name", "Rune Ekdal"), ("author", "Rune Ekdal")),
            f"<article><h1>Sleepers, again</h1>{PARAGRAPHS}</article>",
        ),
        title="Sleepers, again",
        author="Rune Ekdal",
        language="en",
    ),
    StatedPage(
        "list of articles, each with its author",
        _page(
            "<title>All our walks</title>",
            "<main><h1>All our walks</h1>"
            + "".join(
                f"<article><h2><a href='/{i}'>Walk {i}</a></h2><a rel='author' href='/w'>{n}</a><time itemprop='datePublished' datetime='2020-01-0{i}'>x</time><p>{_TEXT[i % 3]}</p></article>"
                for i, n in enumerate(("Bea Holm", "Gus Pell", "Nia Farrow"), 1)
            )
            + "</main>",
        ),
        title="All our walks",
        language="en",
    ),
    StatedPage(
        "the same instant in UTC and on the page",
        _page(
            "<title>Midnight shunting</title>" + _meta(("article:published_time", "2025-07-05T02:04:00+00:00")),
            f'<article><h1>Midnight shunting</h1><p><time itemprop="datePublished" datetime="2025-07-04T22:04:00-04:00">July 4</time></p>{PARAGRAPHS}</article>',
        ),
        title="Midnight shunting",
        date="2025-07-04",
        language="en",
    ),
    StatedPage(
        "nothing but a text",
        _page("", PARAGRAPHS, lang=None),
    ),
)
KNOWN: dict[tuple[str, str], str] = {}  # (page, field) -> why it is read wrong
