"""Keywords stand in the text: whole names, noun phrases, whole tokens, one form of each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleanup.keywords.extraction import METHODS, keywords
from cleanup.text.reading import Reading

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
RANKED = [m for m in METHODS if m != "none"]
ATTACKS = (
    "Parcels on depots.io and Cart.js were attacked last week. The depots.io crew closed the hole on Friday, and users of "
    "depots.io lost 5,000 dollars. Take into account that such attacks no longer bring sales. The firm's founder said Cart.js "
    "users may call 555-0136."
)


def found(text: str, language: str | None = "en", method: str = "textrank", count: int = 10) -> list[str]:
    return keywords(Reading(text, None, language), method, count)


@pytest.mark.parametrize("method", RANKED)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_keyword_stands_in_the_text(seed: Path, method: str) -> None:
    text = seed.read_text(encoding="utf-8")
    told = found(text, "en", method, 20)
    assert told
    for keyword in told:
        assert re.search(rf"(?<!\w){re.escape(keyword)}(?!\w)", text), keyword


@pytest.mark.parametrize("method", RANKED)
def test_no_stop_word_is_left_out_and_no_token_is_cut(method: str) -> None:
    told = found(ATTACKS, "en", method)
    assert "Cart.js" in told
    assert any(keyword.startswith("depots.io") for keyword in told)
    assert not [k for k in told if re.search(r"^(io|js|000)\b|\d|longer|account|call|said|founder", k)]


def test_signs_inside_a_word_belong_to_it() -> None:
    told = found(
        "AB&C and T-Lines build 5G networks. C++ and C# programmers at AB&C like NET.FX, and C++ is fast. AB&C's rivals say 5G "
        "networks are slow. The .forge folder of C++ programmers is full. The .forge folder is large."
    )
    assert {"AB&C", "T-Lines", "5G networks", "C++", ".forge folder"} <= set(told)
    assert not {"C", "AB", "Lines", "forge folder", "networks"} & set(told)


def test_numbers_times_and_addresses_are_no_keywords() -> None:
    told = found(
        "The ferry did not sail. We sat down with the captain of the port authority on Tuesday morning at 10:30 a.m. It cost $5 "
        "million, 5,000 dollars or 12 percent more. Nobody of the port authority answered on +44 20 7946 0958 or at "
        "press@port.example on 3 March 2024. See www.port.example/ferry, port.example and @portauthority for the ferry."
    )
    assert set(told) == {"port authority", "ferry"}


def test_an_address_that_is_the_subject_is_a_name() -> None:
    text = "Ferries.com raised fees. Ferries.com is based in Sandholm. Visit port.example for more."
    assert found(text)[0] == "Ferries.com"
    assert "port.example" not in found(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Theresa May met the press. Nobody asked Mrs May why. In May, Theresa May will resign.", ["Theresa May"]),
        ("The books of J. K. Rowling sell well. Readers of J. K. Rowling queue.", ["J. K. Rowling"]),
        (
            "Ludwig van Beethoven wrote it, and Leonardo da Vinci did not. It is by Ludwig van Beethoven.",
            ["Ludwig van Beethoven", "Leonardo da Vinci"],
        ),
        (
            "The University of California and the Bank of England agreed. A clerk of the Bank of England wept.",
            ["University of California", "Bank of England"],
        ),
        ("A shop of Marks & Spencer burned. Patrick O'Brien owns it.", ["Marks & Spencer", "Patrick O'Brien"]),
        (
            "Trinidad and Tobago won. Trinidad and Tobago beat New Zealand. New Zealand's team wept.",
            ["Trinidad and Tobago", "New Zealand"],
        ),
        ("McDonald's said sales fell. Shops of McDonald's closed. At McDonald's, prices rose.", ["McDonald's"]),
        ("A friend from St. Louis came. The mayor of St. Louis left.", ["St. Louis"]),
        ("The Black Friday sales began. Shops love Black Friday.", ["Black Friday"]),
    ],
)
def test_names_are_whole(text: str, names: list[str]) -> None:
    told = found(text)
    assert set(names) <= set(told)
    halves = {word for name in names for word in name.split()} | {"McDonald"}
    assert not (halves - set(names)) & set(told)


def test_a_person_is_named_once_and_without_a_title_alone() -> None:
    told = found(
        "President Maria Lund spoke. Mr. Berg and Anna Berg listened. Lund left early, and the President was tired. The prime "
        "minister praised Lund. Anna Berg praised the prime minister."
    )
    assert [k for k in told if "Lund" in k] == ["President Maria Lund"]
    assert not {"President", "prime minister", "Mr", "minister"} & set(told)


def test_headings_and_sentences_lend_no_word_to_a_name() -> None:
    told = found(
        "Contact Our Sales Team Today\n\nThe rye bread of Hansen sells well. On Monday Hansen baked more. Yesterday Hansen rested. "
        "Rye bread keeps for a week.\n\nABOUT OUR BAKERY NOW"
    )
    assert {"rye bread", "Hansen"} <= {k if k != "Rye bread" else "rye bread" for k in told}
    assert not [k for k in told if re.search(r"Contact|Today|Monday|Yesterday|ABOUT", k)]


def test_one_form_of_each() -> None:
    told = found(
        "Its artificial intelligence (AI) unit stays. AI helps nurses. The nurse likes AI. A nurse's work is hard. The unit has "
        "large language models (LLMs); LLMs are costly. A limited liability company (LLC) sells them. The LLC is new."
    )
    assert {"artificial intelligence (AI)", "large language models (LLMs)", "limited liability company (LLC)"} <= set(told)
    assert not {"AI", "LLM", "LLMs", "LLC"} & set(told)
    assert len([k for k in told if k.lower().startswith("nurse")]) == 1


def test_a_missing_space_behind_a_stop_glues_nothing() -> None:
    told = found("The clinic closed.The nurses of the clinic left.Nobody replaced the nurses of the clinic.")
    assert {"clinic", "nurses"} <= set(told)
    assert not [k for k in told if "." in k or "The" in k or "Nobody" in k]


@pytest.mark.parametrize(
    ("language", "text", "wanted", "unwanted"),
    [
        (
            "de",
            "Die Bürger wählten am Dienstag. Angela Berger lobte das Gesetz über künstliche Intelligenz. Das Gesetz gilt für "
            "Krankenhäuser. Viele Krankenhäuser warten im März auf künstliche Intelligenz.",
            {"Angela Berger", "künstliche Intelligenz", "Gesetz", "Krankenhäuser"},
            {"Dienstag", "März", "warten", "wählten", "Angela", "Berger"},
        ),
        (
            "fr",
            "L'Union européenne a adopté une loi sur l'eau mardi. La loi de l'Union européenne protège l'eau. Jean de La Tour et "
            "Ursula von der Mark saluent la loi. M. Dubois a quitté Bruxelles en mars.",
            {"Union européenne", "loi", "eau", "Ursula von der Mark", "Bruxelles"},
            {"mardi", "mars", "adopté", "M. Dubois", "Ursula", "Mark", "européenne"},
        ),
        (
            "es",
            "La ley sobre el cambio climático se aprobó el martes. El cambio climático afecta a los agricultores. Pedro Sala visitó "
            "la Universidad de Salamanca en marzo. Los agricultores protestaron.",
            {"cambio climático", "agricultores", "Pedro Sala", "Universidad de Salamanca"},
            {"martes", "marzo", "afecta", "Pedro", "climático", "Universidad", "protestaron"},
        ),
        (
            "it",
            "Il cambiamento climatico danneggia l'agricoltura. La legge sul cambiamento climatico piace. Leonardo da Vinci nacque "
            "in Toscana. Giorgia Monti ha visitato l'Università di Bologna a marzo.",
            {"cambiamento climatico", "agricoltura", "Leonardo da Vinci", "Giorgia Monti", "Università di Bologna"},
            {"marzo", "danneggia", "Vinci", "climatico", "visitato", "Università"},
        ),
        (
            "nl",
            "De gemeente opende dinsdag het museum. Het museum is van de gemeente. Mark Rietveld prees Vincent van "
            "Loon in het museum. In maart bezocht Rietveld de Universiteit van Amsterdam.",
            {"gemeente", "museum", "Mark Rietveld", "Vincent van Loon", "Universiteit van Amsterdam"},
            {"dinsdag", "maart", "opende", "bezocht", "Loon", "Universiteit"},
        ),
        (
            "pt",
            "As alterações climáticas prejudicam a agricultura. A lei sobre as alterações climáticas saiu na terça-feira. Luiz da "
            "Costa visitou a Universidade de Coimbra em março. A agricultura sofre.",
            {"alterações climáticas", "agricultura", "Luiz da Costa", "Universidade de Coimbra"},
            {"março", "prejudicam", "climáticas", "Costa", "visitou", "Universidade"},
        ),
    ],
)
def test_nouns_and_names_of_other_languages(language: str, text: str, wanted: set[str], unwanted: set[str]) -> None:
    told = set(found(text, language, count=12))
    assert wanted <= told
    assert not unwanted & told
    assert all(re.search(rf"(?<!\w){re.escape(keyword)}(?!\w)", text) for keyword in told)


def test_a_title_lends_weight() -> None:
    text = "The lighthouse stands at the harbor. A ferry passes the harbor. The lighthouse is red, and the ferry is white."
    plain = keywords(Reading(text, None, "en"))
    for word in ("lighthouse", "harbor", "ferry"):
        titled = keywords(Reading(text, None, "en"), title=f"About the {word}")
        assert set(titled) == set(plain)
        assert titled.index(word) < plain.index(word) or plain.index(word) == 0


def test_a_wrapped_line_breaks_no_keyword() -> None:
    text = (
        "The council of the town asked the owner of the old harbor light to keep it burning, and the harbor\n"
        "light burned. Many of the people who live there say that the harbor light is the heart of the whole\n"
        "town, and that they will miss the harbor light once the council turns it off for the last time.\n"
    )
    told = found(text)
    assert "harbor light" in told
    assert not [k for k in told if "\n" in k]


@pytest.mark.parametrize("text", ["_", "\u0301", "The ferry sails. \u0301\u0301. The ferry sails.", "\u200d \ufe0f"])
def test_a_sentence_without_a_token_is_passed_over(text: str) -> None:
    assert set(found(text)) <= {"ferry"}
