"""Floors of the line judge and the rules together, on articles written for the tests: what may be lost, what must go.

The figures on unseen web pages are on its card (`cleanup models lines`); tests/bench/lines.py measures them when given the data. This gate is
small and fixed, so that a change that breaks the judge is seen at once. The floor is in floors.toml.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from cleanup.stages.title.stage import TitleStage
from tests.gate.floors import require
from tests.gate.left_over import cleaned, gone

CASES = Path(__file__).parents[1] / "stages" / "boilerplate" / "negative.toml"
PROSE = ("news", "links article", "interview")
LEFT_OVER = (
    "Share this:",
    "Click to share on Facebook (Opens in new window)",
    "Related Posts",
    "You may also like",
    "Read more:",
    "Sign up for our free weekly newsletter and get the best stories in your inbox",
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Filed under: News, Local",
    "Post navigation",
    "Previous Article",
    "Tags: harbor, traffic, roads",
    "Advertisement",
    "Photo: Getty Images",
    "Back to top",
    "Copyright © 2024 All Rights Reserved",
    "About the Author",
    "Follow us on Instagram and Twitter",
    "Print this page",
    "We use cookies to give you the best experience on our website. By continuing you agree to our use of cookies.",
)


def test_left_over_lines_go_and_no_word_of_the_article() -> None:
    articles = [c["text"].strip() for c in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"] if c["name"] in PROSE]
    assert len(articles) == len(PROSE)
    removed = sum(gone(article, LEFT_OVER, article.split("\n")[0], 5, then=[TitleStage()]) for article in articles)
    require("left-over.removed", removed / (len(LEFT_OVER) * len(articles)), [*articles, *LEFT_OVER])


def test_the_title_comes_once() -> None:
    article = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"][0]["text"].strip()
    title = article.split("\n")[0]
    for repeat in (title, title.upper(), f"{title} | The Daily Harbor"):
        assert cleaned(f"{article}\n\n{repeat}", title, then=[TitleStage()]) == article
