"""Files that only some builds compile, and which of them are compiled together.

https://pkg.go.dev/cmd/go#hdr-Build_constraints: a line of the file, and what its name ends in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.textual.conditionals import Expression, parse_condition

_SYSTEMS = frozenset(
    "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows "
    "zos".split()
)
_MACHINES = frozenset(
    "386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x sparc64 wasm".split()
)
_UNIX = _SYSTEMS - frozenset("js nacl plan9 wasip1 windows zos".split())
_USUAL = frozenset(("linux", "amd64", "gc", "cgo", "unix"))
"""What holds unless a build says otherwise."""
_RELEASE = re.compile(r"go1\.\d+\Z")
_WORD = re.compile(r"[\w.]+")
_SUFFIX = re.compile(r"_([a-z0-9]+?)(?:_([a-z0-9]+))?(?:_test)?\.\w+\Z")
_LINE, _OLD_LINE = "//go:build", "//+build"
_CONDITIONS = """
SELECT   path, module
FROM     file JOIN import USING (blob)
WHERE    import.kind = 'condition' AND starts_with(module, '//')
"""


def compiled_with(program: Program, file: File, definitions: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """Leave out of some definitions those of files that are not compiled where a file is, unless none is."""
    tags = _tags(program, file.path)
    return tuple(each for each in definitions if _holds(_condition(program, each.file.path), tags)) or definitions


def files_beside(program: Program, folder: str, file: File | None = None) -> list[File]:
    """Return the files of a folder: those first that are compiled where a file is, or where nothing is said."""
    files = program.files_in(folder)
    if not any(each.language.conditional_files for each in files):
        return files
    tags = _tags(program, file.path) if file is not None else _USUAL
    ordered: list[File] = program.once(f"compiled {folder} {sorted(tags)}", lambda: _ordered(program, files, tags))
    return ordered


def variants(program: Program, definition: Definition) -> Iterator[Definition]:
    """Yield the definitions that have the place of one in other builds: of its name, in files never compiled with its.

    A file that every build compiles leaves no room for another definition of a name.
    """
    file, outer = definition.file, definition.outer
    if not file.language.conditional_files or not _condition(program, file.path):
        return
    if outer is None:
        others = program.once(f"never with {file.path}", lambda: _never_with(program, file))
        places = [(each, TOP) for each in others]
    else:
        places = [(each.file, each.ordinal) for each in variants(program, outer)]
    for other, scope in places:
        for each in other.children.get((scope, definition.name), ()):
            if each.qualified_name == definition.qualified_name:
                yield each


def _never_with(program: Program, file: File) -> list[File]:
    """Return the files beside one that are not compiled where that is."""
    folder, tags = file.path.rpartition("/")[0], _tags(program, file.path)
    return [each for each in program.files_in(folder) if not _holds(_condition(program, each.path), tags)]


def _ordered(program: Program, files: Sequence[File], tags: frozenset[str]) -> list[File]:
    return sorted(files, key=lambda each: not _holds(_condition(program, each.path), tags))


def _condition(program: Program, path: str) -> tuple[str, ...]:
    """Return what must hold for a file to be compiled, part by part."""
    said = program.once("conditions", lambda: dict(_said_by_lines(program)))
    return (*said.get(path, ()), *_said_by_name(path))


def _said_by_lines(program: Program) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the paths of files with what their lines say; where there are lines of both forms, the new one counts."""
    lines: dict[str, list[str]] = defaultdict(list)
    for path, line in program.view.rows(_CONDITIONS):
        lines[path].append(line)
    for path, found in lines.items():
        new = tuple(line.removeprefix(_LINE) for line in found if line.startswith(_LINE))
        yield path, new or tuple(line.removeprefix(_OLD_LINE).replace(",", "&&") for line in found)


def _said_by_name(path: str) -> Iterator[str]:
    """Yield the system and the machine that a file's name ends in: `page_linux_arm64.go`."""
    ending = _SUFFIX.search(path.rpartition("/")[2])
    if ending is None:
        return
    last, before = (ending[2], ending[1]) if ending[2] else (ending[1], "")
    if last in _MACHINES:
        yield last
        last = before
    if last in _SYSTEMS:
        yield last


def _tags(program: Program, path: str) -> frozenset[str]:
    """Return what holds where a file is compiled: what is usual, but for what the file's own condition needs."""
    condition = _condition(program, path)
    if not condition:
        return _USUAL
    tags: frozenset[str] = program.once(f"tags {condition}", lambda: _fitting(condition))
    return tags


def _fitting(condition: tuple[str, ...]) -> frozenset[str]:
    words: list[str] = [word for part in condition for word in _WORD.findall(part) if word[0].isalnum()]
    systems = ["linux", *(word for word in words if word in _SYSTEMS), "darwin", "windows"]
    machines = ["amd64", *(word for word in words if word in _MACHINES), "arm64"]
    others = [word for word in words if word not in _SYSTEMS | _MACHINES | {"unix"} and not _RELEASE.match(word)]
    toggled: list[frozenset[str]] = [frozenset(), *(frozenset((word,)) for word in others), frozenset(others)]
    for system, machine, changed in product(dict.fromkeys(systems), dict.fromkeys(machines), toggled):
        tags: frozenset[str] = _builds(system, machine) ^ changed
        if _holds(condition, tags):
            return tags
    return _USUAL


def _builds(system: str, machine: str) -> frozenset[str]:
    return frozenset((system, machine, "gc", "cgo", *(("unix",) if system in _UNIX else ())))


def _holds(condition: tuple[str, ...], tags: frozenset[str]) -> bool:
    return all(_is_true(parse_condition(part), tags) for part in condition)


def _is_true(condition: Expression, tags: frozenset[str]) -> bool:
    operator, *parts = condition
    match operator:
        case "!":
            return not _is_true(parts[0], tags)
        case "&&":
            return all(_is_true(part, tags) for part in parts)
        case "||":
            return any(_is_true(part, tags) for part in parts)
    first = parts[0] if parts else ""  # what stands behind it without an operator says nothing
    return _is_true(first, tags) if isinstance(first, tuple) else first in tags or _RELEASE.match(first) is not None
