"""Files that are there whole or not at all, and what is no plain file."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from cleanup.errors import OutputError
from cleanup.writers.atomic import write_atomically, write_together

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.txt"
    write_atomically(file, "one\r\n")
    write_atomically(file, "two\ud800\n")
    assert file.read_bytes() == b"two\xef\xbf\xbd\n"
    assert os.listdir(file.parent) == ["a.txt"]


@pytest.mark.parametrize("place", ["folder", "file/below"])
def test_together_means_all_or_none(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    write_atomically(tmp_path / "file", "as it was")
    for files in (("file", place), (place, "file")):
        with pytest.raises(OutputError, match=r"cannot be written: .*; nothing of it was kept; .*choose another"):
            write_together([(tmp_path / name, "new") for name in files])
        assert (tmp_path / "file").read_text(encoding="utf-8") == "as it was"
        assert sorted(os.listdir(tmp_path)) == ["file", "folder"]


def test_long_names_that_begin_alike_are_kept_apart(tmp_path: Path) -> None:
    files = [(tmp_path / ("n" * 120 + ending), ending) for ending in (".txt", ".ledger.json")]
    write_together(files)
    assert [path.read_text(encoding="utf-8") for path, _ in files] == [".txt", ".ledger.json"]


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    write_atomically(tmp_path / "there" / "a.txt", "old")
    (tmp_path / "link").symlink_to(tmp_path / "there" / "a.txt")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "a.txt").read_text(encoding="utf-8") == "new"


@posix
def test_what_only_its_owner_may_read_stays_so(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", "old")
    (tmp_path / "a.txt").chmod(0o600)
    write_atomically(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o600


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everything")
def test_what_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", "old")
    (tmp_path / "a.txt").chmod(0o400)
    with pytest.raises(OutputError, match="Permission denied"):
        write_atomically(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"


@posix
def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_atomically(pipe, "through")
    reader.join(10)
    assert got == [b"through"]
    assert pipe.is_fifo()


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_when_a_later_place_refuses_the_error_says_what_is_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"/dev/full: cannot be written: .*, but .*first.txt is written; free space"):
        write_together([(tmp_path / "first.txt", "text"), (Path("/dev/full"), "text")])
    assert (tmp_path / "first.txt").read_text(encoding="utf-8") == "text"
