"""The Python interface: `clean`, `summarize`, and `Cleaner`, which keeps rules and engine warm."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from cleanup.config import RuleSettings, Settings, did_you_mean, keys
from cleanup.context import Context
from cleanup.core.policy import Policy, Switch
from cleanup.core.runner import run
from cleanup.document import EXTRACT, Document, Source
from cleanup.errors import OF_ONE_TEXT, ConfigError, InputError
from cleanup.languages import family
from cleanup.result import Failure, Flag, Result, SummarySentence
from cleanup.stages import NAMES, flaggers, stages
from cleanup.text.headings import heading_words

if TYPE_CHECKING:
    from cleanup.core.ledger import Ledger
    from cleanup.engines.protocol import Engine
    from cleanup.models.language_model.client import LanguageModel
    from cleanup.rulebook.match import RuleBook
    from cleanup.summary.protocol import Summary

MOST_LANGUAGES = 2  # further runs of an article whose language is in doubt
STEPS = (*NAMES, "summary", "keywords")


def clean(text: str, *, title: str | None = None, url: str | None = None, **settings: Any) -> Result:
    """Clean one plain text and summarize it.

    `settings` are those of `Settings`, dots written as underscores: `clean(text, grammar_mode="strict",
    engine_name="none")`. Raises InputError for an empty text, ConfigError for an unknown setting, EngineError when the
    grammar engine cannot be used. For many texts use `Cleaner`, which loads rules and engine once.
    """
    with Cleaner(**settings) as cleaner:
        return cleaner.clean(text, title=title, url=url)


def summarize(text: str, *, title: str | None = None, **settings: Any) -> tuple[SummarySentence, ...]:
    """The summary of one plain text, cleaned without grammar; settings and errors as in `clean`."""
    with Cleaner(**{"engine_name": "none", "skip": ("keywords",), **settings}) as cleaner:
        return cleaner.clean(text, title=title).summary


class Cleaner:
    """Cleans texts one after another with rules and engine loaded once. A context manager: leaving closes the engine.

    Threads may share one: it cleans one article at a time, and the others wait. For more at a time give each its own.
    """

    def __init__(self, settings: Settings | None = None, *, engine: Engine | None = None, **changes: Any) -> None:
        """`engine` is used instead of the one that the settings name, and is then not closed here. `changes` as in
        `clean`. Raises ConfigError for settings that cannot be, such as an id that no rule has, RuleError for rules of
        the user's own that are wrong."""
        base = Settings() if settings is None else settings
        if not isinstance(base, Settings):
            raise ConfigError(f"settings are a Settings, not a {type(base).__name__}; give single ones by name")
        self.settings = base.changed(*_keyed(changes)) if changes else base
        self._lock = threading.RLock()
        self._check_settings()
        if self.settings.rules != RuleSettings():
            _ = self.rules  # what is wrong with them is told now, not at the first text
        self._given_engine = engine
        self._opened_engine: Engine | None = None
        self._language_model: LanguageModel | None = None

    def _check_settings(self) -> None:
        """Raise ConfigError for what the types of settings do not tell."""
        from cleanup.summary.methods import check_method

        self.settings.engine.check()
        check_method(self.settings.summary.method)
        unknown = [s for s in self.settings.skip if s not in STEPS]
        if unknown:
            near = did_you_mean(unknown[0], STEPS)
            raise ConfigError(f"unknown step {unknown[0]!r} to skip{near}; there are {', '.join(STEPS)}")
        language = self.settings.input.language
        if language != "auto":
            from cleanup.text.language_codes import problem

            if (wrong := problem(language)) is not None:
                raise ConfigError(f"input.language (--language): {wrong}")

    def __enter__(self) -> Cleaner:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the engine and the language model that were opened here. The cleaner can be used again and then opens
        them anew."""
        with self._lock:
            if self._language_model is not None:
                self._language_model.close()
                self._language_model = None
            if self._opened_engine is not None:
                self._opened_engine.close()
                self._opened_engine = None

    def with_settings(self, settings: Settings) -> Cleaner:
        """A cleaner with other settings that uses the rules, the engine and the language model of this one where they are the
        same; they stay this one's to close. Raises ConfigError as making one does."""
        shares_engine = settings.engine == self.settings.engine and "grammar" not in settings.skip
        other = Cleaner(settings, engine=self.engine if shares_engine else None)
        other._lock = self._lock  # what they share is used by one at a time
        if settings.rules == self.settings.rules:
            other.rules = self.rules
        if settings.grammar.second_opinion == self.settings.grammar.second_opinion:
            other._language_model = self._second_opinion
        return other

    @cached_property
    def rules(self) -> RuleBook:
        """The rules in force, read at once where some are the user's own or switched, else when first needed."""
        from cleanup.rulebook.load import load_rules

        chosen = self.settings.rules
        book = load_rules([Path(folder) for folder in chosen.folders])
        if chosen != RuleSettings():
            from cleanup.stages.catalog import check_ids, switched

            check_ids(book)
            book = switched(book, chosen.off, chosen.suggest)
        return book

    @property
    def engine(self) -> Engine | None:
        """The grammar engine, opened when first needed; None where grammar is skipped or the engine is "none"."""
        if "grammar" in self.settings.skip:
            return None
        if self._given_engine is not None:
            return self._given_engine
        if self.settings.engine.name == "none":
            return None
        if self._opened_engine is None:
            from cleanup.engines import registry

            self._opened_engine = registry.open_engine(self.settings.engine)
        return self._opened_engine

    @property
    def _second_opinion(self) -> LanguageModel | None:
        """The language model for the second opinion, None where none is wanted. Its process starts when it is asked."""
        if self.settings.grammar.second_opinion == "off":
            return None
        if self._language_model is None:
            from cleanup.models.language_model.client import LanguageModel

            self._language_model = LanguageModel()
        return self._language_model

    def clean(self, text: str, *, title: str | None = None, url: str | None = None) -> Result:
        """Clean one plain text. Raises InputError when it is empty or no text."""
        _check_given(text, title, url, (str,), "a text is a str")
        from cleanup.readers.plain import read_plain

        return self.clean_document(read_plain(text, Source(), title=title, url=url))

    def clean_html(self, html: str | bytes, *, title: str | None = None, url: str | None = None) -> Result:
        """Clean the article in an HTML page. A page without one comes back with `skipped` set and no text."""
        _check_given(html, title, url, (str, bytes), "a page is a str or bytes")
        from cleanup.readers.html import read_page

        return self.clean_document(read_page(html, Source(), self.settings, title=title, url=url))

    def clean_many(self, items: Iterable[str | Mapping[str, Any] | Document]) -> Iterator[Result | Failure]:
        """Clean a stream, one result an item, in order, holding one at a time.

        An item is a text, a document, or a mapping with "text" or "html" and optionally "title", "url", "id". What a
        user can mend about one item comes back as a Failure in its place.
        """
        if isinstance(items, str | bytes | Mapping) or not isinstance(items, Iterable):
            raise InputError(f"clean_many takes a list or another stream of items, not a {type(items).__name__}")
        for index, item in enumerate(items):
            try:
                yield self._clean_item(item)
            except OF_ONE_TEXT as error:
                identity = item.get("id") if isinstance(item, Mapping) else None
                yield Failure(index, identity, str(error))

    def _clean_item(self, item: str | Mapping[str, Any] | Document) -> Result:
        if isinstance(item, str):
            return self.clean(item)
        if isinstance(item, Document):
            return self.clean_document(item)
        if not isinstance(item, Mapping):
            raise InputError(f"an item is a text, a Document or a mapping, not a {type(item).__name__}")
        if isinstance(item.get("text"), str):
            return self.clean(item["text"], title=item.get("title"), url=item.get("url"))
        if isinstance(item.get("html"), str | bytes):
            return self.clean_html(item["html"], title=item.get("title"), url=item.get("url"))
        raise InputError('an item has neither "text" nor "html" as a string')

    def clean_document(self, document: Document) -> Result:
        """Clean what a reader made: run the stages, flag, summarize, find keywords.

        Where the cleaned text turns out to be in another language than the input seemed to be (left-overs in one
        language around an article in another), the input is cleaned again in that language.
        """
        if not isinstance(document, Document):
            raise InputError(f"a document is a Document, not a {type(document).__name__}; `clean` takes texts")
        with self._lock:
            return self._cleaned(document)

    def _cleaned(self, document: Document) -> Result:
        result = self._clean_in(self._with_language(document), document.text)
        for _ in range(MOST_LANGUAGES):
            if result.text == result.source_text:
                break
            settled = self._with_language(replace(document, text=result.text)).language
            if settled == result.language or not result.text.strip():
                break
            result = self._clean_in(replace(document, language=settled), document.text)
        return self._described(result)

    def _clean_in(self, document: Document, source_text: str) -> Result:
        """Run the stages in the document's language."""

        skip: Sequence[str] = self.settings.skip
        without_grammar = list(self._without_grammar(document))
        engine = None if without_grammar else self.engine
        notes = [*document.notes, *without_grammar]
        policy = self._policy()
        context = Context(rules=self.rules, engine=engine, language_model=self._second_opinion, switches=policy.switches)
        if document.meta.get("skipped"):
            skip = [step for step in STEPS if step != EXTRACT]
        done = run(document, stages(self.settings, skip), flaggers(self.settings, skip), context, policy)
        origin = replace(document)  # without what was read of it: a page's reading is large
        document = done.document
        if redirected := document.meta.get("redirected"):
            notes.append(f"redirected: {redirected}")
        notes += context.notes.values()
        if not done.settled:
            notes.append("two rules keep changing the same place; the last change stands")
        flags = tuple(Flag.of(m, document.text, done.ledger) for m in done.marks)
        skipped = document.meta.get("skipped")
        if skipped is None and source_text.strip() and not document.text.strip():
            skipped = "every line of the text is left over from a page, such as a menu or a footer"
        return Result(
            source_text=source_text,
            document=document,
            ledger=done.ledger,
            title=self._title(document, done.ledger, source_text, "title" not in skip),
            language=document.language,
            flags=flags,
            engine=f"{engine.name} {engine.version}" if engine else None,
            skipped=skipped,
            notes=tuple(notes),
            origin=origin,
        )

    def _described(self, result: Result) -> Result:
        """With summary, keywords and readability, as far as they are not skipped."""
        document, skip = result.document, self.settings.skip
        if not document.text.strip():
            return result
        if "summary" not in skip:
            summary = self._summary(result)
            sentences = tuple(
                SummarySentence(s.text, s.start, s.end, *result.ledger.offsets.to_source(s.start, s.end), s.score)
                for s in summary.sentences
            )
            result = replace(
                result,
                summary=sentences,
                summary_method=summary.method,
                article_kind=summary.article_kind,
                summary_choice=summary,
            )
        if "keywords" not in skip and self.settings.keywords.method != "none":
            from cleanup.keywords.extraction import keywords
            from cleanup.readability import readability

            chosen = self.settings.keywords
            found = keywords(document.reading, chosen.method, chosen.count, result.title)
            result = replace(result, keywords=tuple(found), readability=readability(document.reading))
        return result

    def _summary(self, result: Result) -> Summary:
        from cleanup.summary.select import Length
        from cleanup.summary.summarizer import summarize

        chosen = self.settings.summary
        length = Length(chosen.sentences, chosen.words, chosen.ratio, chosen.characters)
        return summarize(
            result.document.reading,
            result.title,
            [(f.start, f.end) for f in result.flags],
            chosen.method,
            length,
            chosen.about or None,
        )

    def _with_language(self, document: Document) -> Document:
        from cleanup.text.language import detect_language

        wanted = self.settings.input.language
        language = wanted if wanted != "auto" else document.language or detect_language(document.text)
        return replace(document, language=language)

    def _without_grammar(self, document: Document) -> Iterator[str]:
        """Why there is no grammar for this document, if so."""
        if "grammar" in self.settings.skip or self.engine is None or document.meta.get("skipped"):
            return
        if document.language is None:
            yield "language unknown: cleaned and summarized without grammar"
        elif family(document.language) not in {family(c) for c in self.engine.languages()}:
            yield f"no grammar for language {document.language} in engine {self.engine.name}: left out"

    def _policy(self) -> Policy:
        switches: dict[str, Switch] = dict.fromkeys(self.settings.rules.suggest, "suggest")
        switches |= dict.fromkeys(self.settings.rules.off, "off")
        return Policy(switches=switches)

    @staticmethod
    def _title(document: Document, ledger: Ledger, source_text: str, looked_for: bool) -> str | None:
        """The title that the source states, else the one found near the end or among what was left over, else the first
        block where it is a heading."""
        if document.title:
            return " ".join(document.title.split())
        from cleanup.stages.title.stage import FOUND, removed_title

        for decision in ledger:
            if decision.accepted and decision.edit.rule == FOUND:
                return " ".join(decision.old.split())
        removed = removed_title(source_text, document) if looked_for else None
        if removed is not None:
            return removed
        top = document.top
        if top is not None and top.kind == "heading":
            said = document.text[top.start : top.end]
            return " ".join((said if document.marked_up else heading_words(said)).split())
        return None


def _check_given(given: object, title: object, url: object, kinds: tuple[type, ...], wanted: str) -> None:
    """Raise InputError for a text, title or address that is none."""
    if not isinstance(given, kinds):
        more = "; decode it first, or give a page to clean_html" if isinstance(given, bytes) else ""
        raise InputError(f"{wanted}, not a {type(given).__name__}{more}")
    for name, value in (("title", title), ("url", url)):
        if value is not None and not isinstance(value, str):
            raise InputError(f"{name} is a str or None, not a {type(value).__name__}")


def _keyed(changes: Mapping[str, Any]) -> tuple[dict[str, object], str, dict[str, str]]:
    """What `Settings.changed` takes of keyword arguments: values by key, the place, and the arguments' names. Raises
    ConfigError for one that is no setting, with the nearest that is."""
    known = {key.replace(".", "_"): key for key, _, _ in keys(Settings())}
    for name in changes:
        if name not in known and name not in known.values():
            hint = did_you_mean(name, known, 0.4) or "; `cleanup config show` lists the settings"
            raise ConfigError(f"unknown keyword argument {name!r}{hint}")
    values = dotted(changes)
    return values, "a keyword argument", dict(zip(values, changes, strict=True))


def dotted(changes: Mapping[str, Any]) -> dict[str, object]:
    """Keyword names as setting keys: the first underscore after a section's name becomes a dot."""
    known = {key.replace(".", "_"): key for key, _, _ in keys(Settings())}
    return {known.get(name, name): value for name, value in changes.items()}
