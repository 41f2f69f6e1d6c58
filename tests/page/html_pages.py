"""Pages with one oddity each, and what a reader of the result would notice."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES = (
    "The harbor at the mouth of the river was dredged again in the spring, after two winters of heavy silt.",
    "Engineers measured the depth at forty points and found that the channel had lost almost a meter since the last survey.",
    "Fishing boats now wait for the tide before they leave, and the ferry has moved to the deeper northern pier.",
    "The town council asked three companies for offers and chose the one that promised to work only at night.",
    "Most people who live near the water say that they hardly notice the pumps, although some complain about the lights.",
    "A second survey is planned for the autumn, when the storms usually bring the first new sand.",
    "If the channel stays open until then, the council will pay for the work from the fees that ships leave at the lock.",
    "Otherwise the question of a longer breakwater, which was put aside ten years ago, will come back to the table.",
)
FIRST, LAST = SENTENCES[0], SENTENCES[7]


def paragraphs(start: int = 0, count: int = 4) -> list[str]:
    return [f"{SENTENCES[(2 * i + start) % 8]} {SENTENCES[(2 * i + 1 + start) % 8]}" for i in range(count)]


BODY = "".join(f"<p>{p}</p>" for p in paragraphs())
NAV = (
    '<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>'
    '<li><a href="/sport">Sport</a></li><li><a href="/contact">Contact</a></li></ul></nav>'
)
FOOTER = (
    '<footer class="site-footer"><p>© 2025 Harbor Gazette. All rights reserved.</p><ul><li><a href="/privacy">Privacy Policy</a>'
    '</li><li><a href="/terms">Terms of Service</a></li></ul></footer>'
)
TITLE = "Harbor channel dredged again"


def page(content: str, *, head: str = "", before: str = NAV, after: str = FOOTER, title: str = TITLE) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Harbor Gazette</title>'
        f'<meta property="og:site_name" content="Harbor Gazette">{head}</head><body>{before}{content}{after}</body></html>'
    )


def article(content: str, **kwargs: str) -> str:
    return page(
        f'<main><article class="post"><h1>{TITLE}</h1><div class="entry-content">{content}</div></article></main>', **kwargs
    )


@dataclass(frozen=True)
class Oddity:
    """A page; what its text must hold and must not; `reason`: a word of why it is skipped, None where it has an article."""

    name: str
    html: str
    has: tuple[str, ...] = (FIRST, LAST)
    lacks: tuple[str, ...] = ("Privacy Policy", "Sport")
    reason: str | None = None


def other(n: int) -> str:
    return "".join(f"<p>Story {n}: {p}</p>" for p in paragraphs(n, 3))


COMMENTS = (
    '<section id="comments" class="comments-area"><h3>3 Comments</h3><ol class="comment-list">'
    + "".join(
        f'<li class="comment"><div class="comment-author">{who}</div><div class="comment-content"><p>{text}</p></div>'
        '<a class="comment-reply-link" href="#">Reply</a></li>'
        for who, text in (
            ("reader17", "I walk there daily and never heard a pump, great work!"),
            ("lighthouse", "They should have built the breakwater when it was cheap."),
            ("anna", "Thanks for the update, looking forward to the next one."),
        )
    )
    + "</ol></section>"
)

ODDITIES = (
    Oddity("plain", article(BODY)),
    Oddity("unclosed paragraphs", article("".join(f"<p>{p}" for p in paragraphs()))),
    Oddity(
        "unclosed list items",
        article(BODY + "<ul><li>north pier<li>south pier<li>the old lock</ul>"),
        (FIRST, "north pier", "the old lock"),
    ),
    Oddity("unclosed everything", f"<html><body><h1>{TITLE}</h1><div><p>" + "<p>".join(paragraphs()), lacks=()),
    Oddity("body closed in the middle", article(BODY.replace("</p><p>", "</p></body></html><p>", 1))),
    Oddity("two bodies", article(BODY).replace("<main>", "</body><body><main>")),
    Oddity("no html, head or body", f"<h1>{TITLE}</h1>{BODY}", lacks=()),
    Oddity(
        "no doctype, upper-case tags",
        article(BODY).replace("<p>", "<P>").replace("</p>", "</P>").replace("<!DOCTYPE html>", ""),
    ),
    Oddity("mismatched inline tags", article(BODY.replace("dredged again", "<b><i>dredged</b> again</i>"))),
    Oddity(
        "nested tables for layout",
        page(
            f"<table><tr><td><table><tr><td><a href='/a'>Archive</a></td></tr></table></td><td><table><tr><td><h1>{TITLE}</h1>{BODY}</td></tr>"
            "</table></td></tr></table>"
        ),
    ),
    Oddity(
        "data table",
        article(
            BODY + "<table><tr><th>Year</th><th>Depth</th></tr><tr><td>2023</td><td>4.1 m</td></tr><tr><td>2024</td>"
            "<td>3.2 m</td></tr></table>" + BODY.replace("The", "Yet the", 1)
        ),
        (FIRST, "2023\t4.1 m", "Year\tDepth"),
    ),
    Oddity(
        "amp page",
        article(BODY, head='<script async src="https://cdn.example.org/v0.js"></script>')
        .replace("<html ", "<html amp ")
        .replace("<p>", '<amp-img src="x.jpg" width="3" height="2"></amp-img><p>', 1),
    ),
    Oddity("custom elements", article(BODY.replace("<p>", "<x-paragraph>").replace("</p>", "</x-paragraph>"))),
    Oddity("declarative shadow root", article(f'<story-body><template shadowrootmode="open">{BODY}</template></story-body>')),
    Oddity(
        "template that is not shown",
        article(BODY + "<template><p>Placeholder of a card that a script fills in later on.</p></template>"),
        lacks=("Placeholder",),
    ),
    Oddity(
        "infinite scroll",
        page(
            "".join(
                f'<article class="post"><h1>{t}</h1><div class="entry-content">{b}</div></article>'
                for t, b in ((TITLE, BODY), ("A market hall opens", other(3)), ("Rain delays the fair", other(5)))
            )
        ),
        lacks=("Story 3", "Story 5", "market hall"),
    ),
    Oddity(
        "comments first",
        page(COMMENTS + f'<article class="post"><h1>{TITLE}</h1><div class="entry-content">{BODY}</div></article>'),
        lacks=("never heard a pump", "Thanks for the update", "Reply"),
    ),
    Oddity("comments last", article(BODY).replace("</main>", COMMENTS + "</main>"), lacks=("never heard a pump", "Reply")),
    Oddity(
        "paywall stub",
        article(
            f'<p>{SENTENCES[0]} {SENTENCES[1]}</p><div class="paywall-barrier"><p>Subscribe to continue reading</p>'
            '<a href="/subscribe">See offers</a></div>',
            head='<script type="application/ld+json">{"@type": "NewsArticle", '
            '"headline": "Harbor channel dredged again", "isAccessibleForFree": false}</script>',
        ),
        (SENTENCES[0],),
        ("See offers",),
    ),
    Oddity(
        "cookie wall only",
        page(
            "<div class='consent'><h2>We value your privacy</h2><p>We and our partners use cookies to store personal data on this device and "
            "to show you content that fits.</p><p>You can accept all cookies, or choose which cookies you allow. Your consent can be withdrawn at any "
            "time.</p><button>Accept all</button></div>",
            before="",
            after="",
            title="Consent",
        ),
        (),
        ("cookies",),
        "cookie",
    ),
    Oddity(
        "cookie banner over an article",
        article(
            BODY,
            before='<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve '
            "your experience on our site.</p><button>Accept</button></div>" + NAV,
        ),
        lacks=("We use cookies",),
    ),
    Oddity("empty body", "<html><head><title>Nothing</title></head><body></body></html>", (), (), "empty"),
    Oddity("empty string", "", (), (), "empty"),
    Oddity("only a comment", "<!-- nothing here -->", (), (), "empty"),
    Oddity(
        "only scripts",
        "<html><body><script>var a = 'text that no reader sees';</script><noscript>Enable it</noscript></body></html>",
        (),
        (),
        "empty",
    ),
    Oddity(
        "404",
        page(
            "<div><h1>404</h1><p>Sorry, the page you are looking for could not be found.</p><a href='/'>Back to the start</a></div>",
            title="Page not found",
        ),
        (),
        ("Sorry",),
        "error",
    ),
    Oddity(
        "bot check",
        page(
            "<h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p>",
            before="",
            after="",
            title="Just a moment...",
        ),
        (),
        ("Verify",),
        "error",
    ),
    Oddity(
        "home page",
        page(
            "<main>"
            + "".join(
                f'<div class="card"><h3><a href="/story-{i}">Headline number {i} of the day</a></h3><p>A short teaser about it.</p></div>'
                for i in range(24)
            )
            + "</main>",
            title="Home",
        ),
        (),
        ("Headline number 7",),
        "",
    ),
    Oddity("only menus", page(""), (), ("Sport",), ""),
    Oddity(
        "line breaks for paragraphs",
        page(f'<div class="post"><h1>{TITLE}</h1><div class="entry-content">' + "<br><br>".join(paragraphs()) + "</div></div>"),
    ),
    Oddity("divs for paragraphs", article(BODY.replace("<p>", "<div>").replace("</p>", "</div>"))),
    Oddity("spans for paragraphs", article(BODY.replace("<p>", "<div><span>").replace("</p>", "</span></div>"))),
    Oddity("frameset around nothing", "<html><frameset><frame src='a.html'></frameset></html>", (), (), "empty"),
    Oddity("no classes at all", page(f"<div><h1>{TITLE}</h1>{BODY}</div>")),
    Oddity(
        "text right in the body",
        f"<html><body>{NAV}<h1>{TITLE}</h1>" + "<br><br>".join(paragraphs()) + FOOTER + "</body></html>",
    ),
    Oddity(
        "entities",
        article(BODY.replace("<p>", "<p>Caf&eacute; &amp; bar &#8211; open &#x2019;til ten. ", 1)),
        ("Café & bar – open ’til ten.",),
    ),
    Oddity("control characters", article(BODY.replace("dredged", "dred\x00ged\x08", 1)), ("was dredged again",)),
    Oddity("lone surrogate", article(BODY.replace("dredged", "dredged\ud83d", 1)), ("was dredged again",)),
    Oddity(
        "script between paragraphs",
        article(
            BODY.replace(
                "</p><p>",
                "</p><script>if (a < b) { document.write('<p>Written by a script</p>') }"
                "</script><style>p { color: red }</style><p>",
                1,
            )
        ),
        lacks=("Written by", "color"),
    ),
    Oddity(
        "conditional comments",
        article(
            BODY.replace("</p><p>", "</p><!--[if IE]><p>You use an old browser, please upgrade it now.</p><![endif]--><p>", 1)
        ),
        lacks=("old browser",),
    ),
    Oddity(
        "share buttons and a newsletter box inside",
        article(
            '<div class="share-buttons"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div>'
            + BODY
            + '<div class="newsletter-signup"><h4>Sign up for our newsletter</h4><form><input type="email"><button>Subscribe</button></form></div>'
        ),
        lacks=("Share on Facebook", "Sign up for our newsletter", "Subscribe"),
    ),
    Oddity(
        "related posts after it",
        article(
            BODY
            + '<div class="related-posts"><h3>Related Posts</h3><ul>'
            + "".join(f'<li><a href="/{i}">Another story from the coast, part {i}</a></li>' for i in range(5))
            + "</ul></div>"
        ),
        lacks=("Related Posts", "Another story"),
    ),
    Oddity(
        "svg with a title and text",
        article(BODY.replace("<p>", "<svg><title>icon of a ship</title><text>drawn words</text></svg><p>", 1)),
        lacks=("icon of a ship", "drawn words"),
    ),
    Oddity(
        "the article twice, for phone and desktop",
        page(
            f'<div class="desktop"><h1>{TITLE}</h1><div class="text">{BODY}</div></div>'
            f'<div class="mobile"><h1>{TITLE}</h1><div class="text">{BODY}</div></div>'
        ),
    ),
    Oddity(
        "doubly encoded attribute quotes",
        article(BODY.replace("<p>", '<p class="a" data-x="&quot;>&quot;" onclick=\'f("x")\'>', 1)),
    ),
    Oddity(
        "form around the whole page",
        page(f'<form id="aspnetForm" action="./"><div class="content"><h1>{TITLE}</h1>{BODY}</div></form>'),
    ),
    Oddity(
        "details and summary",
        article(
            BODY + "<details><summary>Which pier is used now?</summary><p>The ferry lands at the northern pier until "
            "the work is over.</p></details>"
        ),
        (FIRST, "The ferry lands at the northern pier"),
    ),
    Oddity(
        "definition list",
        article(
            BODY + "<dl><dt>Lock</dt><dd>A chamber with gates that lifts ships from one level to another.</dd>"
            "<dt>Bar</dt><dd>The sand that waves pile up at the mouth of a river.</dd></dl>"
            + "<p>"
            + SENTENCES[6]
            + " Nobody expects it.</p>"
        ),
        (FIRST, "A chamber with gates"),
    ),
    Oddity(
        "settings of a widget as text",
        article(
            BODY.replace(
                "</p><p>", '</p><div class="widget">{"layout": 2, "buttonText": "Buy now", "products": [{"id": 7}]}</div><p>', 1
            )
        ),
        lacks=("buttonText", "Buy now"),
    ),
    Oddity(
        "json shown as code",
        article(
            BODY
            + '<p>The server answers:</p><pre><code>{"depth": 4.1, "unit": "m"}</code></pre>'
            + f"<p>{SENTENCES[5]} Nobody knows the day.</p>"
        ),
        (FIRST, '{"depth": 4.1, "unit": "m"}'),
    ),
    Oddity(
        "address that does not parse",
        article(
            BODY.replace("forty points", '<a href="http://[broken/">forty points</a>', 1)
            + '<h2><a href="//[x">What comes next</a></h2><p>'
            + SENTENCES[6]
            + " Nobody expects it.</p>",
            head='<base href="http://[::1"><link rel="canonical" href="http://[bad">',
        ),
    ),
    Oddity("base of the whole site", article(BODY, head='<base href="https://example.org/a/">')),
    Oddity(
        "old font tags",
        page(
            f'<center><font size="5"><b>{TITLE}</b></font></center><font face="Arial">'
            + "".join(f"<p><font size='2'>{p}</font></p>" for p in paragraphs())
            + "</font>"
        ),
    ),
    Oddity("drop cap", article(BODY.replace("<p>The", '<p><span class="dropcap">T</span>he', 1))),
    Oddity(
        "soft hyphens and zero-width spaces around words",
        article(BODY.replace("<p>", "<p>\u200bA wide\u00adly read note. ", 1)),
    ),
    Oddity(
        "advertisement slots between paragraphs",
        article(BODY.replace("</p><p>", '</p><div class="ad-slot">Advertisement</div><p>')),
        lacks=("Advertisement",),
    ),
    Oddity(
        "lazy images with a copy for no script",
        article(
            BODY.replace(
                "</p><p>",
                '</p><figure><img data-src="a.jpg"><noscript><img src="a.jpg" alt="copy for no script"></noscript></figure><p>',
                1,
            )
        ),
        lacks=("copy for no script",),
    ),
    Oddity(
        "hundreds of navigation links first",
        article(
            BODY,
            before="<nav><ul>"
            + "".join(f'<li><a href="/c/{i}">Category number {i}</a></li>' for i in range(400))
            + "</ul></nav>",
        ),
        lacks=("Category number 7",),
    ),
    Oddity(
        "xhtml with a declaration and namespaces",
        '<?xml version="1.0" encoding="utf-8"?>'
        + article(BODY).replace("<html ", '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" '),
    ),
)
