"""Reads the source as a graph: modules, what each imports, how large its parts are."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Source:
    """One Python file of the program."""

    path: Path

    @cached_property
    def name(self) -> str:
        """Its module name; a package goes by its folder's."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def imports(self) -> frozenset[str]:
        """All it imports when it runs, inside functions too; types alone are no import."""
        return frozenset(names(running(self.tree)))

    @cached_property
    def imports_at_start(self) -> frozenset[str]:
        """What it imports when it is loaded."""
        return frozenset(names(loading(self.tree)))

    @cached_property
    def mentions(self) -> frozenset[str]:
        """All it imports, for types alone too."""
        return frozenset(names(ast.walk(self.tree)))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


def sources(*folders: str) -> list[Source]:
    """The Python files of some rooms in a fixed order."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [Source(path) for path in sorted(found)]


def running(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from (part for other in node.orelse for part in [other, *running(other)])
            continue
        yield node
        yield from running(node)


def loading(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is loaded: nothing inside a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from loading(node)


def names(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """The dotted names that import statements bring in (a name from a module counts both ways)."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_inside(name: str, room: str) -> bool:
    """Whether a dotted name is the room or in it."""
    return name == room or name.startswith(room + ".")


def rings(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Every group of modules that reach one another."""
    reach = {name: reachable(graph, name) for name in graph}
    knots = {frozenset({name, *(o for o in reach[name] if name in reach[o])}) for name in graph}
    return sorted(sorted(knot) for knot in knots if any(name in reach[name] for name in knot))


def reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """The modules that a module imports, those that they import, and so on."""
    seen: set[str] = set()
    todo = [*graph[start]]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += graph[name]
    return seen
