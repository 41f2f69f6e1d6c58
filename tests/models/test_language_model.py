"""The language model's process: what it answers, and that whatever ends it ends it alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from cleanup.models.language_model.child import UnusableError, model_file
from cleanup.models.language_model.client import LanguageModel

# What a process does instead of answering, and what is said of it.
READY = 'import sys; print(\'{"ready": "a model"}\', flush=True); '
FAILURES = {
    "missing": (["/no/such/program"], "its process cannot start: No such file or directory"),
    "ends": ([sys.executable, "-c", "raise SystemExit(3)"], "its process ended (exit code 3)"),
    "says why": ([sys.executable, "-c", 'print(\'{"error": "no model here"}\')'], "no model here"),
    "hangs at the start": ([sys.executable, "-c", "import time; time.sleep(600)"], "no answer within 2 seconds"),
    "garbage": ([sys.executable, "-c", READY + "sys.stdin.readline(); print('{3 llamas')"], "its answer is none"),
    "no object": ([sys.executable, "-c", READY + "sys.stdin.readline(); print('[1]')"], "its answer is none"),
    "too many": (
        [sys.executable, "-c", READY + "sys.stdin.readline(); print('{\"log_odds\": [1, 2, 3, 4, 5, 6, 7]}')"],
        "its answer is none",
    ),
    "no number": ([sys.executable, "-c", READY + "sys.stdin.readline(); print('{\"log_odds\": [NaN]}')"], "its answer is none"),
    "hangs": ([sys.executable, "-c", READY + "import time; time.sleep(600)"], "no answer within 2 seconds"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_a_failure_is_told_and_costs_no_more_than_the_opinion(kind: str) -> None:
    command, why = FAILURES[kind]
    model = LanguageModel(command, seconds=2)
    assert model.log_odds("He go home.", [(3, 5, "goes")]) == [None]
    assert model.failure == why
    assert model.log_odds("She go home.", [(4, 6, "goes"), (0, 3, "He")]) == [None, None]
    model.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_crash_is_told_by_its_signal() -> None:
    model = LanguageModel([sys.executable, "-c", READY + "import os; os.kill(os.getpid(), 4)"])
    assert model.log_odds("He go home.", [(3, 5, "goes")]) == [None]
    assert model.failure == "its process ended (signal 4)"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_forked_process_asks_one_of_its_own() -> None:
    code = READY + "import os\nfor line in sys.stdin: print('{\"log_odds\": [%d]}' % os.getpid(), flush=True)"
    model = LanguageModel([sys.executable, "-c", code])
    ours = model.log_odds("He go home.", [(3, 5, "goes")])
    here, there = os.pipe()
    if (child := os.fork()) == 0:
        os.write(there, json.dumps(model.log_odds("He go home.", [(3, 5, "goes")])).encode())
        os._exit(0)
    os.waitpid(child, 0)
    theirs = json.loads(os.read(here, 1000))
    assert ours != theirs
    assert None not in theirs
    assert model.log_odds("He go home.", [(3, 5, "goes")]) == ours
    model.close()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_it_ends_with_the_program_that_asked() -> None:
    code = (
        "import sys; from cleanup.models.language_model.client import LanguageModel;"
        "m = LanguageModel([sys.executable, '-c', sys.argv[1]]); m.log_odds('a', [(0, 1, 'b')]); print(m._process.pid)"
    )
    child = READY + "import os\nfor line in sys.stdin: print('{\"log_odds\": [1]}', flush=True)"
    done = subprocess.run([sys.executable, "-c", code, child], capture_output=True, text=True, check=True)
    deadline = time.monotonic() + 20
    while os.path.exists(f"/proc/{int(done.stdout)}/cmdline") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not os.path.exists(f"/proc/{int(done.stdout)}")


@pytest.fixture(scope="module")
def model() -> Iterator[LanguageModel]:
    """The real one."""
    try:
        model_file()
    except UnusableError as error:
        pytest.skip(f"the extra lm is not installed: {error}")
    model = LanguageModel()
    yield model
    model.close()


def test_errors_are_less_likely_than_what_mends_them(model: LanguageModel) -> None:
    better = {"He go home every day.": (3, 5, "goes"), "They was late for the the train.": (5, 8, "were")}
    for sentence, edit in better.items():
        forth = model.log_odds(sentence, [edit])[0]
        start, end, new = edit
        mended = sentence[:start] + new + sentence[end:]
        back = model.log_odds(mended, [(start, start + len(new), sentence[start:end])])[0]
        assert forth is not None
        assert back is not None
        assert forth > 2
        assert forth + back == pytest.approx(0, abs=0.5)


def test_edits_of_a_sentence_do_not_weigh_on_each_other(model: LanguageModel) -> None:
    sentence = "The dog hurt it's paw and the cat “ran” off."
    edits = [(13, 17, "its"), (0, 3, "A"), (30, 33, "cats"), (40, 43, ""), (44, 44, "😀")]
    together = model.log_odds(sentence, edits)
    assert together == [model.log_odds(sentence, [edit])[0] for edit in edits]
    assert together == model.log_odds(sentence, edits)


def test_what_is_too_long_has_no_opinion(model: LanguageModel) -> None:
    assert model.log_odds("qx " * 2000, [(0, 2, "a")]) == [None]
    assert model.log_odds("A dog.", [(2, 5, "qx " * 2000), (0, 0, ""), (2, 5, "cat")])[:2] == [None, 0.0]
    assert model.failure is None
