"""Kinds of article, told by articles written for these tests, and what the default does about them."""

from __future__ import annotations

import pytest

from cleanup.summary import summarize_text
from cleanup.summary.explain import trace
from cleanup.text.blocks import detect_blocks

REPORT = """The council of Aldersbrook will close the old bridge to lorries from Monday, the mayor said on Friday.

Engineers found cracks in two of its four piers in August. The bridge carries nine thousand vehicles a day.

"We cannot wait for the spring," the mayor told reporters. The repair will cost two million, according to the council.

Shop owners in Mill Street warned that the detour would cost them customers. The harbor office said that boats can pass as before.

A new bridge was planned in 2019, but the county refused to pay for it. The county announced on Thursday that it will look again at the plan.
"""
ESSAY = """I have kept bees for eleven years, and I still do not know what they want from me.

My grandmother kept them too. She told me nothing about it, and I asked her nothing, because I was a child and afraid of the hives.

When I bought my first colony I read every book I could find.
None of them agreed with another, and I came to think that each writer had kept different bees.

What I learned in the end was patience. I open a hive, I look, and I close it again without having done a thing.

Some years I lose half of them in the winter. I used to blame myself for that, and then the weather, and then my neighbor who sprays his trees.

Now I believe that we are guests there, my smoker and I. My bees would do as well without me, and I would be the poorer for it.

On warm evenings I sit beside the hives with my tea. I count the bees that come home, and I lose count, and I begin again.

I suppose that this is what I wanted from them all along.
"""
HOW_TO = """How to sharpen a kitchen knife

You need a whetstone, a towel and ten minutes. A stone of grain 1000 will do for most knives.

1. Put your stone into water until no more bubbles rise from it.
2. Lay the wet towel on your table and set the stone on it, so that it cannot slip.
3. Hold your knife at an angle of fifteen degrees and draw it along the stone from heel to tip.
4. Turn the knife over when you feel a burr along the edge, and do the same on the other side.
5. Wipe your knife dry before you put it away.

If your knife still slips on a tomato, you should start again with a finer stone. Never put a sharp knife into your dishwasher.
"""
LIST = """Seven small museums of the north coast

The Lamp House in Orrin

The keepers of four lighthouses gave their lamps to this house, and each of them can be lit.

The Net Loft in Hale

Nets from nine countries hang from the beams of this loft, and children may tie one of their own.

The Salt Store in Marne

This store still smells of salt, which came by barge until the railway took the trade away.

The Rope Walk in Tarn

At three hundred paces the rope walk is the longest building of the county, and the narrowest.

The Boat Shed in Culver

Its one boat was built by hand in four winters and was never put into the water.

The Map Room in Dunmore

The harbor master drew these maps for himself, with every rock that he had ever touched.

The Tide Mill in Skerry

The mill turns twice a day, and flour from it is sold at the door until noon.
"""
INTERVIEW = """A radio for every roof

Ann Lund builds radios that need no current. We met her in her workshop.

Question: When did you build the first one?

Lund: I was twelve, and I built it from a cigar box and some wire that my uncle had left behind.

Question: Did it work?

Lund: It worked for one evening, and I heard a man read the fishing news in a language that I did not know.

Question: Why do people want a radio like that today?

Lund: Because it asks nothing of them. There is no account and no battery, and it will outlive its owner.

Question: How many do you make in a year?

Lund: Sixty, if the winter is long enough.

Question: Who buys them?

Lund: Sailors, mostly, and schools.
"""
FORUM = """Boiler makes a knocking noise

Posted by marlow, 3 March
My boiler knocks every morning when the heating comes on. Has anybody seen this before? Thanks in advance.

Posted by tinsmith, 3 March
Sounds like air in the pipes. Bleed the highest radiator first and see whether the noise gets weaker.

marlow wrote:
I bled all of them last week and it made no difference.

Posted by tinsmith, 4 March
Then the pump may be set too high. Turn it down by one step and wait a day.

Posted by marlow, 6 March
It was the pump. The noise is gone since I turned it down.

Posted by orla, 9 March
Same here, one step lower and the knocking stopped.
"""
TALE = """The Miller and the Heron

There was once a miller who had a weir, and at the weir there stood a heron from spring to autumn. He had told his sons that it
brought them luck, and they did not believe him.

One day the elder son went down to the weir and saw that the heron was gone. He thought nothing of it and came home. But the water
had gone too, and the wheel stood still.

"What did you do to it?" said the miller. "I did nothing," said his son, "it was gone when I came."

So the younger son took his boots and went up the river. He went until he found the heron, and it was sitting on a stone that had
fallen into the stream. He took the stone away, and the water began to run. When he came home the wheel was turning, and the
heron was there before him.
"""
ARTICLES = {
    "report": REPORT,
    "essay": ESSAY,
    "how-to": HOW_TO,
    "list": LIST,
    "interview": INTERVIEW,
    "forum": FORUM,
    "tale": TALE,
}


@pytest.mark.parametrize("kind", ARTICLES)
def test_kind_is_told_and_named_in_the_result(kind: str) -> None:
    text = ARTICLES[kind]
    blocks = detect_blocks(text)
    title = text.split("\n")[0] if blocks[0].kind == "heading" else None
    summary = summarize_text(text, blocks=blocks, title=title, language="en")
    assert summary.article_kind == kind
    assert len(summary.sentences) == 3
    told = trace(summary)
    assert f"article: {kind} (" in told
    assert ("the opening, and what goes on with it" in told) == (kind != "report")


def test_a_report_keeps_its_lead_and_an_essay_opens_with_what_stands_first() -> None:
    lead = summarize_text(REPORT, language="en", sentences=1).sentences[0]
    assert lead.start == 0
    essay = summarize_text(ESSAY, language="en", sentences=3)
    assert essay.article_kind == "essay"
    assert essay.sentences[0].text.startswith("I have kept bees for eleven years")


@pytest.mark.parametrize("kind", ARTICLES)
def test_no_heading_speaker_or_poster_is_chosen(kind: str) -> None:
    text = ARTICLES[kind]
    chosen = [s.text for s in summarize_text(text, language="en", sentences=20).sentences]
    for sentence in chosen:
        assert not sentence.startswith(("Posted by", "marlow wrote", "The Lamp House in Orrin", "Question:"))
        assert not sentence.endswith(("?", ":"))


@pytest.mark.parametrize(
    "text", ["One sentence stands here alone and that is all of it.", "Rain.", "No stop at the end of this"]
)
def test_one_sentence(text: str) -> None:
    summary = summarize_text(text, language="en")
    assert [s.text for s in summary.sentences] == [text]
    assert summary.article_kind == "report"
    assert summary.kind_reasons == ("too short to tell",)


@pytest.mark.parametrize("kind", ["report", "essay"])
def test_three_thousand_sentences(kind: str) -> None:
    from tests.summary.test_methods import generated

    filler = " ".join(v.text for v in generated(3000, 7))
    text = ARTICLES[kind] + "\n" + filler + "\n"
    summary = summarize_text(text, language="en")
    assert len(summary.sentences) == 3
    assert all(text[s.start : s.end] == s.text for s in summary.sentences)
    long = summarize_text(text, language="en", sentences=200)
    assert len(long.sentences) == 200
