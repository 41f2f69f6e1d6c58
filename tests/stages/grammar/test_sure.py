"""Patterns that are applied whatever the judge knows: what they mend, in short texts and long, and what they leave alone."""

from __future__ import annotations

import pytest

from cleanup.stages.grammar.detectors import detect
from cleanup.stages.grammar.lexicon import lexicon
from tests.stages.grammar.conftest import Correct

MENDED = [
    ("The cost of repairs were higher than the club had hoped.", "were", "was"),
    ("The quality of the roads have improved since the war.", "have", "has"),
    ("Each of the players have signed the letter.", "have", "has"),
    ("Call us if one of the windows are broken.", "are", "is"),
    ("The effects of the drought is still being felt.", "is", "are"),
    ("The ferry captains is trained by the navy.", "is", "are"),
    ("Many farmers has sold their land.", "has", "have"),
    ("These are two of the trains that was delayed.", "was", "were"),
    ("The families who has lost their homes were given tents.", "has", "have"),
    ("He don't like the new stadium.", "don't", "doesn't"),
    ("We was told to wait outside.", "was", "were"),
    ("Everything were lost in the fire.", "were", "was"),
    ("The results shows that the water is clean.", "shows", "show"),
    ("The results of the survey shows that nobody cares.", "shows", "show"),
    ("The report describe the damage in detail.", "describe", "describes"),
    ("She want to sell the mill.", "want", "wants"),
    ("The new rules applies to every shop.", "applies", "apply"),
    ("The pane was broke by a ball.", "broke", "broken"),
    ("They didn't spoke to the press.", "spoke", "speak"),
    ("The bill past the senate in May.", "past", "passed"),
    ("There was two people in the car.", "was", "were"),
    ("There were a fire in the mill last night.", "were", "was"),
    ("She has went home for the weekend.", "went", "gone"),
    ("Trains have became slower.", "became", "become"),
    ("The bank could have gave them more time.", "gave", "given"),
    ("The bridge was build in 1931.", "build", "built"),
    ("He was surprise to see them.", "surprise", "surprised"),
    ("The crew were disappoint with the answer.", "disappoint", "disappointed"),
    ("Two men were injure in the fire.", "injure", "injured"),
    ("She was delight by the new lamps.", "delight", "delighted"),
    ("The money was spend on new lamps.", "spend", "spent"),
    ("She did not told anyone.", "told", "tell"),
    ("He doesn't wants to sell.", "wants", "want"),
    ("The rule could affects every shop.", "affects", "affect"),
    ("Last week the company announce a new plan.", "announce", "announced"),
    ("He past the test at the third attempt.", "past", "passed"),
    ("The car drove passed the school.", "passed", "past"),
    ("The principle cause of the fire was a cable.", "principle", "principal"),
    ("The school opened it's doors in 1950.", "it's", "its"),
    ("Their are two roads to the village.", "Their", "There"),
    ("Your the first to arrive.", "Your", "You're"),
    ("She met a man who's car was stolen.", "who's", "whose"),
    ("Whose going to pay for it?", "Whose", "Who's"),
    ("Does the baby breath well?", "breath", "breathe"),
    ("The firm may loose its license.", "loose", "lose"),
    ("It was to late to stop the sale.", "to", "too"),
    ("He should of called the police.", "of", "have"),
    ("They asked weather the bridge was safe.", "weather", "whether"),
    ("They met in same place every week.", "same", "the same"),
    ("The hill is more steeper than it looks.", "more steeper", "steeper"),
    ("Two year ago the mill closed.", "year", "years"),
    ("It is one of the oldest bridge in the country.", "bridge", "bridges"),
    ("The number of trains have fallen by half.", "have", "has"),
    ("Those are the farmers who has sold their land.", "has", "have"),
    ("This bridges were widened after the war.", "This", "These"),
    ("The boat was found and had sank by noon.", "sank", "sunk"),
    ("The principle resigned after the exam was leaked.", "principle", "principal"),
    ("She asked the vice principle of the school for leave.", "principle", "principal"),
    ("Her uncle was a man of principal and never lied.", "principal", "principle"),
    ("The motion was past by a show of hands.", "past", "passed"),
    ("The guests said that their not allowed to park here.", "their", "they're"),
    ("They're boat was stolen from the quay.", "They're", "Their"),
    ("Please show you're passport at the desk.", "you're", "your"),
    ("He could barely breath under the blanket.", "breath", "breathe"),
    ("There were to many chairs in the hall.", "to", "too"),
    ("He is the man whose to blame for the leak.", "whose", "who's"),
    ("They had no where to sleep after the fire.", "no where", "nowhere"),
    ("A plank worked lose during the storm.", "lose", "loose"),
    ("The village was very quite until the fair came.", "quite", "quiet"),
    ("The shop opens every day accept on Sundays.", "accept", "except"),
    ("The captain was force to land on a beach.", "force", "forced"),
    ("The parcels are expect to arrive in May.", "expect", "expected"),
    ("He keeps all theses houses in good repair.", "theses", "these"),
    ("We we were late for the last ferry.", "We we", "We"),
    ("The bus stopped at the the corner.", "the the", "the"),
    ("He lives in in the north.", "in in", "in"),
    ("It was cold, but but nobody complained.", "but but", "but"),
    ("The road will be be closed.", "be be", "be"),
    ("She waited for for two hours.", "for for", "for"),
    ("The house is is old.", "is is", "is"),
    ("They said that that the plan was dead.", "that that", "that"),
]
NEEDED = [
    "What he says says a lot about him.",
    "What it is is a waste of money, and all it was was a rumor.",
    "Those who left left early, and the men who stayed stayed until dawn.",
    "He had had enough, and he knew that that was the end of it.",
    "The ones that do do well; what they did did not help.",
    "The house that they live in in the summer is small.",
    "She had had enough, and that that she had was gone.",
    "What we are looking at at the moment is a leak.",
    "The case was dealt with with care, and he came in in 1990.",
    "She gave her her book back.",
    "They flew to Bora Bora, and the shop takes a size A a day.",
    "He meets them in in-house offices with to to-do lists.",
]
ALONE = [
    "All they had went to the bank, and the money he had went to his sons.",
    "The best they have came from the hills; they have rose bushes by the door.",
    "What they do is make boats, and all they did was build a wall.",
    "The only thing he did was send a letter.",
    "The number of visitors was higher, and a number of visitors were turned away.",
    "The majority of voters were against it, and a group of students were arrested.",
    "The rest of the players were late, the crew of the ship were saved, none of them are at home.",
    "The work was complete by noon, and the goats were separate from the sheep.",
    "Our first aim was interest in the sea, and the reason was concern about the price.",
    "The team are happy, and the government have said that they will pay.",
    "If one of the gates were open, he would help; if he were here, she would too.",
    "The court insisted that she go and demanded that each of the owners have a key.",
    "Ten miles is a long way, and two weeks is not enough.",
    "The news is good, and politics is hard; the series was short.",
    "What the drivers want is more pay, and the thing about cats is that they sleep.",
    "The only one of the houses that has a roof is hers.",
    "Stories about one of the players are told in every bar.",
    "There is a cat and two dogs in the yard; there are a lot of cars.",
    "There was ten pounds in the drawer and there is three-phase power.",
    "He did what was told; did what he saw frighten him?",
    "The past year was hard, and she walked past the school.",
    "It's kind of a habit, as is his wont, and it's time to go.",
    "To breath-test drivers is legal, and the breath test was failed.",
    "He let the dogs loose; they want to effect a change.",
    "It was better then, and the might of the army was great.",
    "Luther's theses are long.",
    "Everyone have a great day!",
    "The way people decide the matter is new, and the things she wants the least come first.",
    "What the clerks want the board refuses, and long may the mayor keep the chain.",
    "The people is sovereign, says the charter.",
    "The word pilots is of French origin.",
    "One of the qualities local people are known for is patience.",
]
SPOKEN = [
    "The cooks does as they likes, as the neighbors say.",
    "She don't love me no more, goes the song.",
    "In the ballad they was rich and we was poor.",
]
BEFORE = (
    "The county opened a visitor center beside the lake on Saturday, eight months after the first stone was laid. It holds a "
    "small museum, a shop and a café with a view of the water.\n\nThe architect grew up nearby and had wanted a house that looked "
    "as if it had always been there. Its walls are of the same stone as the church."
)
AFTER = (
    "The first exhibition shows how people fished before there were engines. Nets and baskets were lent by the museum in the "
    "capital, and a second room tells of the flood that took away the old mill.\n\nVisitors can walk around the lake in three "
    "hours. Buses leave from the station twice a day, and a ticket for the museum is valid on the way back as well."
)


def sure(line: str) -> set[str]:
    """The line with each sure candidate applied."""
    return {line[: c.start] + c.new + line[c.end :] for c in detect(line, lexicon()) if c.sure}


@pytest.mark.parametrize(("wrong", "old", "new"), MENDED)
def test_found(wrong: str, old: str, new: str) -> None:
    assert sure(wrong) == {_right(wrong, old, new)}


@pytest.mark.parametrize("line", [*NEEDED, *ALONE])
def test_silent(line: str) -> None:
    assert sure(line) == set()


def test_mended_alone_and_in_a_long_article_with_a_title(correct: Correct) -> None:
    for wrong, old, new in MENDED[::3]:
        right = _right(wrong, old, new)
        assert correct(wrong).document.text == right
        long = correct(f"{BEFORE}\n\n{wrong}\n\n{AFTER}", title="A house by the lake")
        assert long.document.text == f"{BEFORE}\n\n{right}\n\n{AFTER}"


@pytest.mark.parametrize("text", [*NEEDED, *ALONE, *SPOKEN])
def test_left_alone(correct: Correct, text: str) -> None:
    assert correct(text).document.text == text


def test_one_slip_is_no_reason_for_a_doubtful_change(correct: Correct) -> None:
    text = "The team plans to return in the autumn. Until then, the samples are kept in a cold store."
    assert correct(text).document.text == text


def _right(wrong: str, old: str, new: str) -> str:
    head, _, tail = wrong.partition(f" {old} ") if not wrong.startswith(old) else ("", "", wrong[len(old) + 1 :])
    return f"{head} {new} {tail}".lstrip()
