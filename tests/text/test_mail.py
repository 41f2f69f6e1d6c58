"""Mail in plain text: what is said in it, and what stands around that."""

from __future__ import annotations

from cleanup.api import Cleaner

MAIL = """From: R. Holt <holt@example.org>
To: crew@example.org
Subject: Re: [crew] Mooring lines for the winter
Date: Tue, 3 Oct 2023 10:12:00 +0200

On Mon, 2 Oct 2023, K. Brandt wrote:
> I would like to replace some of the hawsers before the storms, but
> two of them are new.

All four mooring lines have to be replaced before the first storm of the winter comes. The lines on the north side are as old
as the two that chafed, and four lines cost less than one day in the yard.

--\x20
R. Holt
Harbor crew of Aldersbrook, the pump house behind the third quay
"""


def test_a_mail_is_titled_by_its_subject_and_summed_up_by_what_its_sender_says() -> None:
    with Cleaner(skip=("grammar",)) as cleaner:
        result = cleaner.clean(MAIL)
    assert result.title == "Mooring lines for the winter"
    assert [s.text.split()[0] for s in result.summary] == ["All", "The"]
    assert {"lines", "mooring lines"} & {keyword.lower() for keyword in result.keywords}
    for around in ("Brandt", "hawsers", "crew", "Oct", "pump house", "Holt"):
        assert not any(around in keyword for keyword in result.keywords)
    assert "> I would like to replace" in result.text
    assert "Harbor crew of Aldersbrook" in result.text


def test_a_title_that_is_given_goes_before_the_subject() -> None:
    with Cleaner(skip=("grammar",)) as cleaner:
        assert cleaner.clean(MAIL, title="A mail").title == "A mail"


def test_a_label_is_no_header() -> None:
    text = "Date: Sunday at noon\n\nFrom: the northern quay, where the ferry lands\n\nThe boats leave every hour, and nobody has to book."
    with Cleaner(skip=("grammar",)) as cleaner:
        assert cleaner.clean(text).title is None
