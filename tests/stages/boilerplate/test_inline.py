"""Left-overs inside lines and remains of markup: what goes, what must stay, alone and in a longer article with a title."""

from __future__ import annotations

import pytest

from cleanup.config import BoilerplateSettings
from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import run
from cleanup.document import Document, Inline
from cleanup.rulebook.load import load_rules
from cleanup.stages.boilerplate.stage import BoilerplateStage
from cleanup.stages.normalize.stage import Normalize

BOOK = load_rules()
BEFORE = "The crane was built in 1931 and has stood idle since the war. The harbor master wants it gone, the painters do not."
AFTER = "A decision is due in autumn. Until then a fence keeps the children away, and the gulls have it to themselves."
TITLE = "The crane that nobody wants"


def cleaned(text: str, title: str | None = None, marked_up: bool = False) -> str:
    document = Document(text=text, title=title, language="en")
    if marked_up:
        document = Document(text=text, title=title, language="en", blocks=document.blocks, marked_up=True)
    stages = [Normalize(), BoilerplateStage(BoilerplateSettings(judge=False))]
    done = run(document, stages, [], Context(rules=BOOK), Policy())
    assert done.settled
    assert done.ledger.replay(text) == done.document.text
    assert not [d for d in run(done.document, stages, [], Context(rules=BOOK), Policy()).ledger if d.accepted]
    return done.document.text


def both(inner: str) -> list[tuple[str, str | None]]:
    """The words alone at the top of a text, and inside an article with its title."""
    return [(f"{inner}\n\n{AFTER}", None), (f"{BEFORE}\n\n{inner}\n\n{AFTER}", TITLE)]


A, B = "The gulls came back in May.", "Nobody had missed them."
GOES = [
    # links to other articles
    (f"{A} READ MORE: Why the harbor needs a new crane", A),
    (f"{A} Also read: 10 cranes that fell into the sea", A),
    (f"{A} Related: Who will pay for the crane?", A),
    ("“We will see,” the master said. Read more: The harbor and its gulls", "“We will see,” the master said."),
    (f"{A} Read More »", A),
    (f"{A} Continue reading →", A),
    (f"{A} [READ MORE] {B}", f"{A} {B}"),
    (f"{A} {B} The fence is new. Share this article", f"{A} {B} The fence is new."),
    (f"{A} {B} The fence is new. Leave a comment", f"{A} {B} The fence is new."),
    (f"{A} (Read more: The harbor and its gulls) {B}", f"{A} {B}"),
    # credits at the ends of captions, which stay
    ("The crane on a windless day (Photo: Harbor Studio)", "The crane on a windless day"),
    ("Painters at work below the crane (Image: Ann Lee/Getty Images)", "Painters at work below the crane"),
    ("The master opens the new fence in March. Photograph by Ann Lee", "The master opens the new fence in March."),
    ("The crane at dusk, seen from the quay (Tom Berg/AFP)", "The crane at dusk, seen from the quay"),
    ("The crane was painted blue in 1960. Tom Berg/Getty Images", "The crane was painted blue in 1960."),
    # labels of advertisements
    ("The gulls came back (Article continues below advertisement) in May.", "The gulls came back in May."),
    (f"{A} [Story continues below] {B}", f"{A} {B}"),
    (f"{A} Story continues below advertisement The crane was silent.", f"{A} The crane was silent."),
    (f"{A} ADVERTISEMENT The crane was silent.", f"{A} The crane was silent."),
    (f"{A} Advertisement Nobody had missed them.", f"{A} {B}"),
    (f"{A} Advertisement", A),
    (f"{A}AdvertisementThe crane was silent.", f"{A} The crane was silent."),
    ("The gulls came back,AdvertisementAdvertisement and left.", "The gulls came back, and left."),
    ("AdvertisementThe gulls came back in May.", A),
    # credits, captions
    (f"(Photo by Ann Lee/Getty Images) LEEDS (Reuters) - {A}", f"LEEDS (Reuters) - {A}"),
    (f"{A} (Photo: Ann Lee/AP)", A),
    ("Gulls on the crane, May 4, 2019. REUTERS/Ann Lee", "Gulls on the crane, May 4, 2019."),
    (f"{A}\n\nFILE PHOTO: Gulls on a crane, May 4, 2019. REUTERS/Ann Lee/File Photo\n\n{B}", f"{A}\n\n{B}"),
    (f"{A}\n\nImage source, Getty Images\n\n{B}", f"{A}\n\n{B}"),
    # embedded posts and players
    (
        "So many gulls today! pic.twitter.com/aB3dE5fGhI — Ann Lee (@annlee) May 4, 2019",
        "So many gulls today! — Ann Lee (@annlee) May 4, 2019",
    ),
    (
        f"{A}\n\nView this post on Instagram\n\nA post shared by Ann Lee (@annlee) on May 4, 2019 at 9:14am PDT\n\n{B}",
        f"{A}\n\n{B}",
    ),
    (f"{A} Your browser does not support the video tag.", A),
    (
        f"{A}\n\n0:00 / 2:41\n\nPlay Video\n\nPlease enable JavaScript to view the comments powered by Disqus.\n\n{B}",
        f"{A}\n\n{B}",
    ),
    # scripts and style sheets
    (f"{A}\n\nvar slot_name = 'story_top';\n\n{B}", f"{A}\n\n{B}"),
    (f"{A} googletag.cmd.push(function() {{ googletag.display('ad-2'); }});", A),
    (f"{A}\n\n<script>var x = 1;\nvar y = 2;\n</script>\n\n{B}", f"{A}\n\n{B}"),
    (f"İİİ {A}\n\n<script>var x = 1;</script> {B}", f"İİİ {A}\n\n{B}"),  # two code points in lower case
    (f"{A}\n\n.wp-block {{ color: red; margin: 0 auto; }}\n\n{B}", f"{A}\n\n{B}"),
    # short codes and BBCode
    (f'[caption id="x" width="300"]Gulls on the crane[/caption]{A}', f"Gulls on the crane\n\n{A}"),
    ('The [i]gulls[/i] came back. [gallery ids="1,2,3"]', "The gulls came back."),
    ("The [url=http://example.org/g]gulls came[/url] back.", "The gulls came back."),
    (f"[b]{A}[/b] {B}", f"{A} {B}"),
    (f"[embed]https://video.example/w?v=1[/embed]\n\n{A}", A),
    (f"[quote=Ann]{A}[/quote]\n{B}", f"> Ann: {A}\n\n{B}"),
    (f'[vc_row][vc_column width="1/2"]{A}[/vc_column][/vc_row]', A),
    # templates of a site's program
    (
        f'{{{{< figure src="gulls_2.jpg" alt="Gulls" >}}}}\n\n{A}\n{{: .lead}}\n\n{{% include share.html %}}\n\n{B}',
        f"{A}\n\n{B}",
    ),
    # tags
    (f"<p>{A}</p><p>{B}</p>", f"{A}\n\n{B}"),
    (f"{A}<br /><br />{B}", f"{A}\n\n{B}"),
    ('The <a href="https://example.org/a?b=1" rel="noopener">gulls</a> came <em>back</em>.', "The gulls came back."),
    (f'<img src="https://example.org/a.jpg" alt="" />{A}', A),
    (f"<h2>The gulls</h2>{A}<!-- /wp:paragraph -->", f"The gulls\n\n{A}"),
]


@pytest.mark.parametrize(("inner", "left"), GOES)
def test_left_overs_go_and_the_words_around_them_stay(inner: str, left: str) -> None:
    for (text, title), (wanted, _) in zip(both(inner), both(left), strict=True):
        assert cleaned(text, title) == wanted


STAYS = [
    f"{A}\n\nThe file begins like this:\n\n{{% raw %}}\n\n{B}\n\n{{% endraw %}}",
    f"{A}\n\n{{{{< note >}}}} Gulls bite.\n\n{{{{< /note >}}}}",
    f"{A}\n\nThe template language is small:\n\n{{% include share.html %}}\n\n{B}",
    'The gulls, says the {{< term text="harbor master" >}}, came back in the month of May.',
    # what begins or ends as a credit does
    "The crane is old (see the photo above)",
    "The fence will stay, the master said on Sunday (via Reuters)",
    "The figures are those of the harbor (source: the harbor master)",
    "He painted it. Photo by photo the album grew",
    "The poll on the crane was held in May (Reuters/Ipsos)",
    # texts that speak of what looks left over
    "Advertisement spending rose by four percent last year, the firm said.",
    "The gulls came back in the month of May. Details:",
    "The gulls came back in the month of May. They do so every year, and nobody knows why or how",
    "The gulls came back in the month of May. Follow the master of the harbor",
    "The paper sells space. Advertisement rates have doubled since May.",
    "The word ADVERTISEMENT was printed over the column, as the law asks.",
    "He wants people to sleep less. Read more books, he told the class.",
    "Her advice is short. Read more: novels, essays, poems.",
    "The note reads “Advertisement” in small letters.",
    "He said: “Read more: Ten ways to lose a war”",
    "The plan (see also: the minutes of May) was dropped.",
    "The report continues below the fold on Tuesday.",
    "A post shared by thousands of people told the story.",
    "Play video games less, he said.",
    "The old browser does not support the format, and the bank knows it.",
    "The photo (by Ann Lee) shows the crane.",
    "LEEDS (Reuters) - The gulls came back in May.",
    "The clock said 0:00 / 1:23 all day.",
    # markup on purpose
    "Use the <b> tag for bold and the <i> tag for italics.",
    "In BBCode, [b]no[/b] makes a word bold.",
    "Type `<br/>` to break the line, and `[b]no[/b]` to mark it.",
    "This is what to put at the end:\n\nwindow._taboola = window._taboola || [];",
    "Between <b> and </b> stand the letters.",
    "```\n<b>no</b>\nvar x = 1;\n```",
    # what only looks like markup
    "If a < b and b > c, then the sum is small; a <b and c> d is not.",
    "The type is List<String>, and the map is Map<String, Integer>.",
    "I <3 this town, and so does Ann <ann@example.org>.",
    "As Lee noted [b], the rows[i] are short; see [i] and [u].",
    "It was [sic] written as 3-1 [emphasis added].",
    "[Laughter] [Applause] Thank you all.",
    "Let f(x) = 2x; then g(x) = f(x) + 1.",
    "let S = {1, 2, 3}",
    "Water is H<sub>2</sub>O, and the power is 10<sup>6</sup>.",
    "The old price was <s>40</s> 30 pounds.",
    'B --> C["25 tons<br/>of coal"]',
]


@pytest.mark.parametrize("inner", STAYS)
def test_what_only_looks_left_over_stays(inner: str) -> None:
    for text, title in both(inner):
        assert cleaned(text, title) == text


def test_code_of_a_page_and_tags_that_it_shows_stay() -> None:
    text = f"{BEFORE}\n\nThe <b>gulls</b> came back. pic.twitter.com/aB3dE5fG\n\n{AFTER}"
    assert cleaned(text, marked_up=True) == text.replace(" pic.twitter.com/aB3dE5fG", "")
    start = text.index("pic.twitter.com")
    document = Document(
        text=text,
        language="en",
        marked_up=True,
        blocks=Document(text=text).blocks,
        inlines=(Inline(start, start + 24, "code"),),
    )
    assert not list(BoilerplateStage(BoilerplateSettings(judge=False)).propose(document, Context(rules=BOOK)))


@pytest.mark.parametrize("rule", [r for r in BOOK.for_stage("boilerplate") if r.kind == "span"], ids=lambda r: r.id)
def test_no_span_rule_takes_a_word_of_a_paragraph(rule: object) -> None:
    for example in rule.match:  # type: ignore[attr-defined]
        for text in (f"{BEFORE} {example}", f"{example} {BEFORE}", f"{example}\n{BEFORE}"):
            assert BEFORE in cleaned(f"{text}\n\n{AFTER}")


MANY = 500
NASTY = (
    "<b>" * MANY,
    "[b]" * MANY + "x" + "[/b]" * MANY,
    "[" * MANY,
    "<" * MANY,
    "<script>" * MANY,
    "<br/>" * MANY,
    "<p>x" * MANY,
    "Advertisement" * MANY,
    "READ MORE: " * MANY,
    "a{" * MANY + "}",
    "[quote]" * MANY,
    "<!--" * MANY,
    'x="' * MANY,
)


@pytest.mark.parametrize("inner", NASTY, ids=lambda text: text[:12])
def test_nasty_lines_keep_the_article(inner: str) -> None:
    left = cleaned(f"{BEFORE}\n\n{inner}\n\n{AFTER}")
    assert BEFORE in left
    assert AFTER in left
