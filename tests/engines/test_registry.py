from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from cleanup.api import Cleaner
from cleanup.config import EngineName, EngineSettings
from cleanup.engines.registry import NAMES, open_engine, status
from cleanup.errors import ConfigError, EngineError


def test_the_default_is_embedded() -> None:
    assert open_engine().name == "embedded"
    assert open_engine(EngineSettings(name="none")).name == "none"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"name": "grammarly"}, "name: 'grammarly' is none of embedded, languagetool, none"),
        ({"timeout": 0}, "timeout: 0 is not more than 0"),
        ({"retries": -1}, "retries: -1 is less than 0"),
        ({"heap": 64}, "heap: 64 is less than 256"),
        ({"idle": "soon"}, "idle: 'soon' is not a number"),
        ({"server": "http://host"}, "goes with the engine languagetool"),
        ({"name": "scripted"}, r"setting engine\.script"),
    ],
)
def test_settings_are_checked(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        open_engine(EngineSettings(**settings))  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match=message):
        Cleaner(**{f"engine_{key}": value for key, value in settings.items()})


def test_status_without_languagetool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANUP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "other"))
    found = {engine.name: engine for engine in status()}
    assert list(found) == ["embedded", "languagetool", "none", "scripted"]
    assert tuple(found) == NAMES == get_args(EngineName)
    assert found["embedded"].usable
    assert "en-GB" in found["embedded"].languages
    assert not found["languagetool"].usable
    assert found["languagetool"].remedy
    assert found["none"].usable
    assert not (tmp_path / "cache").exists()  # looking changes nothing


def test_languagetool_without_installation_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANUP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "other"))
    with pytest.raises(EngineError, match="cleanup engine install"):
        open_engine(EngineSettings(name="languagetool"))


def test_status_with_languagetool(own_cache: Path) -> None:
    engine = status()[1]
    assert engine.usable
    assert engine.version == "LanguageTool 6.8"
    assert "en" in engine.languages
    assert "shared server: not running" in engine.detail
