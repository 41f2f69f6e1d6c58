"""Pages without an article, written for the tests: what each is, and a word of the reason that must be given."""

from __future__ import annotations

from tests.page.html_pages import FOOTER, NAV, page

PLACES = (
    "North pier",
    "Old lock",
    "Market hall",
    "River bank",
    "Fish dock",
    "Sand bar",
    "Upper town",
    "Mill pond",
    "Ferry road",
    "Tide gate",
)
TEASERS = (
    "Work starts in the spring and should be over before the fair.",
    "Who pays for it is still an open question.",
    "Three offers came in, one of them from abroad.",
    "A short walk with many views.",
    "What the new timetable means for the island.",
)


def teaser(i: int) -> str:
    return TEASERS[i % len(TEASERS)]


def cards(tag: str, level: int, count: int = 10) -> str:
    return "".join(
        f'<{tag} class="card"><h{level}><a href="/2025/{i}-{p.lower().replace(" ", "-")}">{p}: what changes this year</a></h{level}>'
        f'<p class="excerpt">{teaser(i)}</p><a class="more" href="/2025/{i}">Read more</a></{tag}>'
        for i, p in enumerate(PLACES[:count])
    )


LONG = " ".join(TEASERS) * 2
POSTS = "".join(
    f'<article class="post"><header><h2><a href="/2025/{i}">{p}</a></h2></header><div class="entry-content"><p>{LONG}</p><p>{LONG}</p></div></article>'
    for i, p in enumerate(PLACES[:5])
)
SEARCH = '<form action="/search"><input name="q"><button>Search</button></form>'


def list_of(links: int) -> str:
    return "<ul>" + "".join(f'<li><a href="/p/{i}">{PLACES[i % 10]} {i}</a></li>' for i in range(links)) + "</ul>"


NON_ARTICLES: tuple[tuple[str, str, str], ...] = (
    ("home page of cards", page(f'<main><div class="grid">{cards("div", 3)}</div></main>', title="Home"), ""),
    ("home page of article elements", page(f"<main>{cards('article', 2)}</main>", title="Home"), ""),
    (
        "archive of a month",
        page(
            "<main><h1>Archive: March 2025</h1>"
            + "".join(
                f'<div class="item"><time>{i + 1} March 2025</time> <a href="/2025/03/{i}">{p} report</a></div>'
                for i, p in enumerate(PLACES)
            )
            + "</main>"
        ),
        "",
    ),
    (
        "tag page",
        page(f'<main><h1>Posts tagged "harbor"</h1>{cards("section", 2, 6)}<a href="/tag/harbor/2">Older posts</a></main>'),
        "",
    ),
    (
        "category with pages",
        page(
            f'<main><h1>Category: Local</h1>{cards("li", 3)}<nav class="pagination"><a href="?p=1">1</a><a href="?p=2">2</a></nav></main>'
        ),
        "",
    ),
    ("search results", page(f'<main><h1>Search results for "pier"</h1>{SEARCH}<p>10 results</p>{cards("div", 3)}</main>'), ""),
    ("search without results", page(f'<main><h1>Search</h1>{SEARCH}<p>No results found for "pierr".</p></main>'), ""),
    ("sitemap", page(f"<main><h1>Sitemap</h1>{list_of(60)}</main>"), ""),
    (
        "shop grid",
        page(
            "<main><h1>Boat supplies</h1>"
            + "".join(
                f'<div class="product"><a href="/shop/{i}"><img src="{i}.jpg"></a><h3><a href="/shop/{i}">{p} rope</a></h3><span class="price">${i + 4}.50</span>'
                "<button>Add to cart</button></div>"
                for i, p in enumerate(PLACES)
            )
            + "</main>"
        ),
        "",
    ),
    (
        "forum index",
        page(
            "<main><table class='topics'><tr><th>Topic</th><th>Replies</th></tr>"
            + "".join(f"<tr><td><a href='/t/{i}'>{p} again</a></td><td>{i}</td></tr>" for i, p in enumerate(PLACES))
            + "</table></main>",
            title="Forum",
        ),
        "",
    ),
    (
        "404",
        page(
            "<main><h1>Page not found</h1><p>The page you asked for has moved or never existed.</p></main>",
            title="404 Not Found",
        ),
        "error",
    ),
    (
        "404 with suggestions",
        page(
            "<main><h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location. Maybe try a search?</p>"
            f"{SEARCH}<h2>Recent Posts</h2>{list_of(5)}</main>",
            title="Page not found",
        ),
        "error",
    ),
    (
        "403 of a server",
        "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html>",
        "error",
    ),
    ("500", page("<main><h1>500</h1><p>Internal Server Error. Please try again later.</p></main>", title="Error"), "error"),
    (
        "503",
        "<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>Service Temporarily Unavailable</h1>"
        "<p>The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.</p></body></html>",
        "error",
    ),
    ("gone", page("<main><h1>410 Gone</h1><p>This resource is no longer available.</p></main>", title="410 Gone"), "error"),
    (
        "script needed",
        page('<div id="root"></div><p>You need to enable JavaScript to run this app.</p>', before="", after="", title="App"),
        "error",
    ),
    (
        "bot check",
        page(
            "<main><h1>Checking your browser</h1><p>Please verify that you are a human before you go on. This process is automatic.</p></main>",
            before="",
            after="",
            title="Just a moment...",
        ),
        "error",
    ),
    (
        "access denied",
        page(
            "<main><h1>Access Denied</h1><p>You don’t have permission to access this page on this server.</p><p>Reference #18.2f</p></main>",
            before="",
            after="",
            title="Access Denied",
        ),
        "error",
    ),
    (
        "maintenance",
        page(
            "<main><h1>We’ll be back soon</h1><p>Sorry for the inconvenience. The site is down for maintenance and will be back shortly.</p></main>",
            before="",
            after="",
            title="Maintenance",
        ),
        "",
    ),
    (
        "cookie wall",
        page(
            "<div class='cmp'><h2>Before you continue</h2><p>We use cookies and other data to deliver our services and to measure how they are "
            "used.</p><p>If you accept all cookies, we and our partners also use them for personalized content. You can reject all cookies, or "
            "change your consent at any time in the privacy settings.</p><button>Accept all</button><button>Reject all</button></div>",
            before="",
            after="",
            title="Before you continue",
        ),
        "cookie",
    ),
    (
        "consent in front of the site",
        page(
            "<div role='dialog'><h1>Your privacy choices</h1><p>With your consent, we and our 842 partners store and access "
            "personal data on your device.</p><p>Withdraw your consent at any time in the privacy policy.</p><a href='#'>Manage "
            "cookies</a></div>",
            before="",
            title="Consent",
        ),
        "cookie",
    ),
    (
        "login",
        page(
            "<main><h1>Log in</h1><form><label>Email</label><input><label>Password</label><input type='password'><button>Log in</button></form>"
            "<a href='/forgot'>Forgot your password?</a></main>",
            title="Log in",
        ),
        "",
    ),
    (
        "login wall",
        page(
            "<main><h1>Sign in to continue</h1><p>Create a free account or sign in.</p><button>Sign in</button></main>",
            title="Sign in",
        ),
        "",
    ),
    (
        "paywall without a word of the story",
        page(
            "<main><article><h1>Harbor channel dredged again</h1><div class='paywall'><p>Subscribe to continue reading.</p>"
            "<p>Already a subscriber? Log in.</p></div></article></main>"
        ),
        "",
    ),
    (
        "redirect",
        "<html><head><title>Redirecting…</title><meta http-equiv='refresh' content='0; url=/new'></head><body><h1>Redirecting…</h1>"
        "<a href='/new'>Click here if you are not redirected.</a></body></html>",
        "",
    ),
    (
        "contact form",
        page(
            "<main><h1>Contact us</h1><form><label>Name</label><input><label>Message</label><textarea></textarea><button>Send</button></form></main>",
            title="Contact",
        ),
        "",
    ),
    (
        "gallery",
        page(
            "<main><h1>Photos</h1>"
            + "".join(f'<a href="{i}.jpg"><img src="{i}s.jpg" alt=""></a>' for i in range(30))
            + "</main>"
        ),
        "",
    ),
    ("only the frame of a site", page("", before=NAV, after=FOOTER), ""),
)
