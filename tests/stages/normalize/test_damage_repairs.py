"""Damage of characters and marks: what has one reading is mended, everything else is left exactly as it is."""

from __future__ import annotations

import pytest

from cleanup.context import Context
from cleanup.document import Block, Document, Inline
from cleanup.stages.normalize.stage import Normalize
from tests.stages.normalize.test_stage import RULES, applied, proposed

ESCAPES = [
    (
        r"The school\u2019s roof leaks \u2013 and the \u201cnew\u201d one, too.",
        "The school’s roof leaks – and the “new” one, too.",
    ),
    (r"The script\u2019s end and the caf\\u00e9s of M%u00fcnchen.", "The script’s end and the cafés of München."),
    (r"A smile \ud83d\ude00 for \u00a350.", "A smile 😀 for £50."),
    ("She didnu2019t ask, and u201cnou201d was the answer.", "She didn’t ask, and “no” was the answer."),
    (
        r"The teacher\xe2\x80\x99s na\xc3\xafve plan, by Ren\xe9, who didn\x92t go.",
        "The teacher’s naïve plan, by René, who didn’t go.",
    ),
    (
        "=E2=80=9CStay,=E2=80=9D he said, and it=E2=80=99s done. Ol%C3%A9 was there.",
        "“Stay,” he said, and it’s done. Olé was there.",
    ),
    (r"The gate is shut.\n\nThe road is open.\nThe sun is out.", "The gate is shut.\n\nThe road is open.\nThe sun is out."),
    (r"The gate is shut.\r\n\r\n“Why?” she asked.", "The gate is shut.\n\n“Why?” she asked."),
    (r"Rice\nBeans\nCorn were sold out by noon.", "Rice\nBeans\nCorn were sold out by noon."),
    (
        r"It rained.\n\nThe wind rose and\nfell again.\tThen it stopped.\n",
        "It rained.\n\nThe wind rose and fell again. Then it stopped.",
    ),
    (r"He wrote \"never again\" and didn\'t sign.", 'He wrote "never again" and didn\'t sign.'),
    (r"It said \”never again\” and didn\’t sign.", "It said ”never again” and didn’t sign."),
    (r"Bring boots and\/or a coat; see https:\/\/example.org\/a.", "Bring boots and/or a coat; see https://example.org/a."),
    ("The bank& #8217;s head &#8220 left&#8221 at ten.", "The bank’s head “left” at ten."),
    ("The crew didn& rsquo;t land &mdash ; it flew on.", "The crew didn’t land — it flew on."),
    ("A manu\u00ad\nscript was found, and a ship\u00adyard.", "A manuscript was found, and a shipyard."),
    ("Salt &amp pepper, R&ampD and it&rsquos caf&eacute at &pound50.", "Salt & pepper, R&D and it’s café at £50."),
    ("The shop#8217;s door &amp;amp;quot;sticks&amp;amp;quot;.", 'The shop’s door "sticks".'),
    ("The â€œold millâ€\\u009d burned.", "The “old mill” burned."),
]
LOST = [
    (
        "The club didn\ufffdt pay, it\ufffds broke, and the mayor\ufffds not sure.",
        "The club didn’t pay, it’s broke, and the mayor’s not sure.",
    ),
    ("They couldn?t wait; it?s late and we?re cold. She wasn??t.", "They couldn’t wait; it’s late and we’re cold. She wasn’t."),
    ("We canâ€t say, heâ€s gone, they donât know and itâ??s dark.", "We can’t say, he’s gone, they don’t know and it’s dark."),
    ("\ufffdIt is over,\ufffd she said. \ufffdNobody paid.\ufffd", "“It is over,” she said. “Nobody paid.”"),
    ("Say â€œyesâ€, or â€œnoâ€.", "Say “yes”, or “no”."),
    (
        "A clich\ufffd about a na\ufffdve fianc\ufffde, the r\ufffdsum\ufffd of Mr. M\ufffdller.",
        "A cliché about a naïve fiancée, the résumé of Mr. Müller.",
    ),
    ("They met in a caf? in Z?rich, behind a fa?ade.", "They met in a café in Zürich, behind a façade."),
    ("ItΓÇÖs a caf├⌐, and ÔÇ£noÔÇØ isn‚Äôt a plan.", "It’s a café, and “no” isn’t a plan."),
    ("The cafŽ is na•ve, and ÒnoÓ isnÕt a plan.", "The café is naïve, and “no” isn’t a plan."),
    ("The cafÃ© Ã  la carte, the Ã‰cole and itâ€™s Â£5.", "The café à la carte, the École and it’s £5."),
]
LIGATURES = [
    ("The ﬁ ve oﬃ cers ﬂ ed the ﬁ eld, a diﬃ cult eﬀ ort.", "The five officers fled the field, a difficult effort."),
    ("It was di ﬀ erent and of ﬁ cial ﬁgures.", "It was different and official figures."),
    ("A cliﬀ by the sea, oﬀ the road; if ﬁve oﬀer to go.", "A cliff by the sea, off the road; if five offer to go."),
]
MARKS = [
    ("The barn was empty(twice in one summer).", "The barn was empty (twice in one summer)."),
    ("The barn (built by two brothers)was sold.", "The barn (built by two brothers) was sold."),
    ("The barn [ now a cinema ] was sold.", "The barn [now a cinema] was sold."),
    ("“ The barn is ours , ” he wrote.", "“The barn is ours,” he wrote."),
    ('He asked " whose barn ? " and left.', 'He asked "whose barn?" and left.'),
    ("The barn was sold.;The garden was not.", "The barn was sold. The garden was not."),
    ("The barn was sold.,and the garden with it.", "The barn was sold, and the garden with it."),
    (
        "The barn( which had burned ) stood by the mill ( of brick ).",
        "The barn (which had burned) stood by the mill (of brick).",
    ),
    ("The barn( sold by the heirs )burned in May.", "The barn (sold by the heirs) burned in May."),
    ("The pump (the old one ) failed; see ( Fig. 3 ).", "The pump (the old one) failed; see (Fig. 3)."),
    ("The hall fell quiet .The judge rose ,the clerk sat.", "The hall fell quiet. The judge rose, the clerk sat."),
    (
        "Who left the gate open ?? Nobody knew. What a day !! They slept.",
        "Who left the gate open?? Nobody knew. What a day!! They slept.",
    ),
    (
        "The rain stopped.; The road dried. It was over.; they left. It broke., then held.",
        "The rain stopped. The road dried. It was over; they left. It broke, then held.",
    ),
    ("He wrote ,,never again“ and ,,no” to them.", "He wrote „never again“ and „no” to them."),
]
LEFT = [
    "The plural(s) of the word, its (un)usual form, and print(a b c) are shown.",
    'The board is 5 " wide and 7 " long.',
    "See [ DOI ] [ PMC free article ] in the list.",
    "“ and ” are its marks.",
    r"Open C:\new\notes, D:\temp and \\server\n\share, or the folder docs\notes.",
    r"In LaTeX, \nu and \theta stand for letters; \n in a string literal ends a line.",
    r"The regex \d+\.\n and the escape sequence \u2019 are code points such as U+2019.",
    r"The speed \nu is a letter here, and \rho is the density of the gas.",
    "JSON writes it as u2019, and the room is u2 on the plan.",
    "See https://example.org/?a=1&amp=2&copy=3 and https://example.org/caf%C3%A9.",
    "AT&T, R&D and Q&A; x &lt y &amplitude.",
    "Profit was up by 10=20 percent, a=C for all.",
    "The boys\ufffd house cost \ufffd500, and \ufffdcole is shut. The plan\ufffdwhich failed\ufffddied.",
    "S\ufffdren is here, and \ufffdthe end of it.",
    "Is it you?yes it is. Really?no. The colou?r pattern. Did she like the cafe? yes. Right?right",
    "See example.com/page?id=3 and search?s=5 or file?s.",
    "Citroën, Škoda, Beyoncé, Ångström, São Paulo, PERÒ and Òrgan are names.",
    "├── left\n│ └── right of the frame, and ΓΕΙΑ in Greek.",
    "A pâte, a bâton and Õhtuleht stay.",
    "He counted a,,b,,c and ,,two without an end.",
    "Call f( x )then g( y )now, and the word( s )are short.",
    "The set f ( x ) = 3, sum( a, b ) and word(s), 12(b)(6), print( \"a\" ).",
    "He uses .NET ,say it, and the .Com boom.",
    "Nice :) and sad :( or ( : so it goes ^_^.",
    "i am the hill(and i am the\nriver )you were here before me .and so",
    "The firm Approx.; dept.; etc.; goes on.",
    "They write ﬁ zzgrob on the board.",
]  # fmt: skip


@pytest.mark.parametrize(("text", "mended"), [*ESCAPES, *LOST, *LIGATURES, *MARKS])
def test_what_has_one_reading_is_mended_for_good(text: str, mended: str) -> None:
    assert applied(text, proposed(text)) == mended
    assert proposed(mended) == []


@pytest.mark.parametrize("text", LEFT)
def test_what_may_be_meant_or_has_two_readings_stays(text: str) -> None:
    assert [(e.rule, text[e.start : e.end], e.replacement) for e in proposed(text)] == []


def test_french_keeps_its_blanks_and_gets_its_own_letters_back() -> None:
    text = "C\ufffdest vrai !! L\ufffdh\ufffdtel est l\ufffd ( ici )."
    assert applied(text, proposed(text, "fr")) == "C’est vrai !! L’hôtel est l\ufffd ( ici )."


def test_code_inside_a_line_of_a_page_shows_what_it_shows() -> None:
    text = r"Write \u2019 for it, and the shop\u2019s clerk will see."
    inline = Inline(text.index("\\"), text.index("\\") + 6, "code")
    block = Block(0, len(text), "paragraph")
    page = Document(text=text, blocks=(block,), inlines=(inline,), language="en", marked_up=True)
    edits = list(Normalize().propose(page, Context(rules=RULES)))
    assert applied(text, edits) == r"Write \u2019 for it, and the shop’s clerk will see."
