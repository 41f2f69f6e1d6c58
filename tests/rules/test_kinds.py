"""Kinds of left-over lines that any news page has, in words that no rule was written from, and their likes in articles.

The lines stand between prose, where the rules of the book look at them; a keep rule that comes first counts as left alone.
"""

from __future__ import annotations

import pytest

from cleanup.rulebook.load import load_rules

BOOK = load_rules()
BODY = ["Prose before it, in a sentence of some length.", "And more of it, so that the line stands inside the text."]

LEFT_OVER = {
    "date and time": (
        "Published 6:40 PM EDT, Tue July 9, 2019",
        "Updated: 08:12 GMT, 3 June 2020",
        "Ann Lee | Published: 11:03, 14 Feb 2022",
        "Last updated 2 hours ago",
        "Posted 35 mins ago",
        "9:15am Apr 2, 2023",
    ),
    "byline": (
        "By Ann Lee, Education Reporter",
        "Tom Berg, Political Correspondent",
        "Ann Lee | Deputy Sports Editor",
    ),
    "reporting": (
        "Additional reporting from Tom Berg and Ann Lee.",
        "(Reporting by Tom Berg in Lima; editing by Ann Lee)",
        "With files from Northern Press",
        "Northern Press reporters Ann Lee in Oslo and Tom Berg in Lima contributed to this report.",
        "Lee reported from Oslo. Northern Press writer Tom Berg in Lima contributed to this report.",
    ),
    "author": (
        "Follow Tom Berg on Twitter @tomberg",
        "Follow him on X: @tomberg",
        "Read more of Ann's stories here.",
    ),
    "advertisement": (
        "This advertisement has not loaded yet.",
        "Advertisement · Scroll to continue reading",
        "Don't want to see ads? Go ad-free",
        "Article continues below this ad",
        "skip past newsletter promotion",
    ),
    "preferred source": (
        "Add Harbor News as a preferred source on Google",
        "Make us your preferred source on Google to see more of our stories.",
        "Set The Coast as a trusted source in Google",
    ),
    "newsletter": (
        "Sign up for Low Water, our weekly newsletter about the shore.",
        "Want more from the coast? Subscribe to our morning newsletter.",
        "For the best of the week, sign up for our email newsletter here.",
        "I'd like to receive news and offers from Harbor Media.",
        "Join 9,000 readers who get it in their inbox every week.",
    ),
    "subscription": (
        "Register for free to continue reading",
        "To keep reading, please log in or subscribe.",
        "This story is for members only.",
        "You have 3 free articles left this month.",
        "Sign in or create an account",
        "Already a subscriber? Log in",
    ),
    "comments": (
        "What do you think? Tell us in the comments.",
        "Have your say in our comments section",
        "You must be signed in or register to comment",
        "Load 25 more comments",
        "Join the conversation below",
    ),
    "tips": (
        "Got a story? Email our newsdesk on news@harbor.example.",
        "Do you have a tip for our reporters? Write to tips@harbor.example.",
        "For more stories like this, visit our news page.",
        "Send us a tip",
    ),
    "corrections and rights": (
        "Report an error",
        "Spotted a mistake? Let us know.",
        "Read our editorial guidelines",
        "For rights and reprints, please contact us.",
        "Reprints & Permissions",
    ),
    "player": (
        "VIDEO 2:15",
        "Watch 01:48",
        "3 of 14",
        "Image 2 of 9",
        "Click to expand",
        "View image",
        "Listen to this story 6 min",
        "6-minute listen",
        "Now playing",
    ),
    "page": (
        "Decrease article text size",
        "Font size: A A A",
        "Breadcrumb",
        "End of content",
        "Please enable JavaScript to view this page.",
        "There was an error while loading. Please reload this page.",
    ),
    "forum": (
        "Asked 3 years, 2 months ago",
        "Viewed 812 times",
        "Replies 12 Views 3K",
        "Improve this answer",
        "Joined Mar 3, 2011 Posts 412 Likes 30",
    ),
    "other articles": (
        "ALSO READ: Who pays for the harbor wall?",
        "MORE: Seven beaches without a road",
        "WATCH | Storm takes the roof off the market hall",
        "READ NEXT: The last ferry to the islands",
    ),
    "tags": (
        "More on: Harbors, Ferries, Fishing",
        "Topics: Coast, Weather",
        "Related topics: Tides",
    ),
    "support": (
        "Your donation helps us keep our reporting free for all readers.",
        "If you value our journalism, please consider a donation.",
        "Help us support independent journalism.",
    ),
}

OF_ARTICLES = {
    "dates and times": (
        "At 9:15 a.m. on April 2, 2023, the bell rang.",
        "9:15 a.m.",
        "The plan was updated in March 2021.",
    ),
    "people": (
        "Tom Berg, the editor of the paper, was born in Lima.",
        "Ann Lee is a nurse in Oslo.",
        "Heavy rain contributed to this year's loss.",
        "Contact the harbor office at 12 Pier Road.",
        "Call the clinic on 555-0134 before you come.",
        "Follow the red signs to the pier.",
    ),
    "corrections": (
        "Correction: An earlier version of this article gave the wrong year.",
        "Editor's note: This interview was held before the vote.",
        "This article was corrected on May 3, 2021, to give the right name.",
        "An earlier version of this story misspelled the name of the ferry.",
    ),
    "help": (
        "If you or someone you know needs help, call or text 988.",
        "Samaritans can be called free on 116 123 at any hour.",
        "Anyone who is struggling can call the hotline at 555-0134.",
    ),
    "thanks and closing words": (
        "Thank you very much.",
        "Thank you all, and God bless.",
        "Happy sailing!",
        "Best regards,",
        "Until next month!",
        "We would like to thank the crew of the ferry.",
        "Many thanks to Ann Lee for reading a draft of this essay.",
        "This research was funded by the Harbor Trust.",
    ),
    "sources and licenses": (
        "Sources",
        "This article is republished from Harbor Review under a Creative Commons license.",
        "Source: National Tide Office, 2020",
    ),
    "steps of instructions": (
        "Press Enter to save the file.",
        "Use the left arrow key to move the picture.",
        "Reload the page.",
        "Enable JavaScript in your browser.",
        "Select your language.",
        "Switch to dark mode",
        "Increase font size",
        "Show advanced options",
        "Open the file to view the content.",
        "Sign in or create an account.",
        "Sign in with Google",
        "Log in to the portal to access your account.",
        "Turn on notifications",
        "View your balance in the app.",
        "Edit the document",
        "Send a letter to the bank.",
        "Write a press release",
        "Follow the signs to the pier",
    ),
    "sentences with a word of the page": (
        "Reporting by Ann Lee showed that the pier was weak.",
        "Additional research by the university found that bees sleep at noon.",
        "With reports by three engineers in hand, the board voted.",
        "Lee reported from Oslo that the pier was gone.",
        "Your data is shared with advertisers.",
        "Stay connected with customers through a monthly newsletter.",
        "If you want to save, sign up for a store's newsletter.",
        "Add fish as a preferred source of iron.",
        "Your donation helps us rebuild the church.",
        "Do you have a question for your doctor? Write it down.",
        "Have any photos of the trip? Send them to your family.",
        "Have you got a story to tell? Many of us do.",
        "End of story",
        "Now playing: The Last Ferry",
        "Something went wrong",
        "The material is subject to heat.",
        "The minister said so on Sunday (via Reuters)",
    ),
    "headings": (
        "How We Test",
        "Video games",
        "JavaScript",
        "Licensing",
        "Step 1 of 2: mix the flour",
        "Comments from the public",
        "Votes: 312",
        "4/5",
        "Subscribe or buy?",
        "Register for the race by May 3.",
        "Join 400 sailors for a day on the water.",
        "See also chapter 3.",
        "What do you think of when you hear the word harbor?",
        "Do you have a boat? Then you know the tide.",
    ),
}


def taken(line: str) -> bool:
    """Whether a rule deletes the line wherever it stands, and no keep rule comes first."""
    for text in ([line, *BODY * 10], [*BODY * 10, line]):
        at = text.index(line)
        matches = BOOK.match_lines("boilerplate", text, None, "en")[at]
        spans = BOOK.match_spans("boilerplate", line, None, "en")
        if matches and matches[0].rule.action == "delete":
            return True
        if not matches and any(s.start == 0 and s.end == len(line) and not s.replacement for s in spans):
            return True
    return False


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in LEFT_OVER.items() for line in lines])
def test_left_over_lines_in_other_words_are_found(kind: str, line: str) -> None:
    assert taken(line), kind


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in OF_ARTICLES.items() for line in lines])
def test_lines_that_belong_are_left_alone(kind: str, line: str) -> None:
    assert not taken(line), kind
