"""What is declared for all files of a program: by `declare global`, and by files of declarations that are no modules;
and what scripts that are no modules have for each other.

https://www.typescriptlang.org/docs/handbook/declaration-merging.html#global-augmentation
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ecp.index.facts import ENCLOSED
from ecp.index.layer import LIST, listed
from ecp.query.resolution.program.definitions import TOP, Definition
from ecp.query.resolution.program.files import File
from ecp.query.resolution.program.program import Program

GLOBAL = "global"
"""The name of the module in which a file declares what needs no import."""
_DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")
_IN_MODULES = """
SELECT   member.name, module.name, member.blob, module.ordinal, member.ordinal
FROM     definition AS module JOIN definition AS member
         ON member.blob = module.blob AND member.container = module.ordinal
WHERE    module.kind = 'module' AND module.container = -1
ORDER BY ALL
"""
# What is imported where it is used, as `preprocess.py` shows it to the parser, makes no module of a file.
_AT_TOP = f"""
SELECT   name, blob, ordinal, exported
FROM     definition
WHERE    container = -1 AND blob IN (SELECT CAST(unnest({LIST.format("$blobs")}) AS INTEGER))
     AND blob NOT IN (SELECT blob FROM import WHERE scope = -1 AND NOT starts_with(alias, 'import__'))
ORDER BY ALL
"""


class InModule(NamedTuple):
    """What a file declares directly in a module inside it."""

    module: str
    """The module's name."""
    blob: int
    scope: int
    ordinal: int


def in_modules(program: Program, name: str) -> Sequence[InModule]:
    """Return what is declared under a name in modules inside files."""
    return program.once("in modules", lambda: _in_modules(program)).get(name, ())


def _in_modules(program: Program) -> Mapping[str, Sequence[InModule]]:
    found: dict[str, list[InModule]] = defaultdict(list)
    for name, *row in program.view.rows(_IN_MODULES):
        found[name].append(InModule(*row))
    return dict(found)


def ambient(program: Program, name: str) -> tuple[Definition, ...]:
    """Return what is declared under a name for all files."""
    at_top = program.once("at the top of declarations", lambda: _at_top(program)).get(name, ())
    places = [*at_top, *((each.blob, each.ordinal) for each in in_modules(program, name) if each.module == GLOBAL)]
    return program.once(f"ambient {name}", lambda: _definitions(program, places)) if places else ()


def only_adds(program: Program, name: str) -> bool:
    """Say whether what is declared under a name for all files only adds members to a type of the library's."""
    return {each.kind for each in ambient(program, name)} == {"interface"}


def in_scripts(program: Program, file: File, name: str) -> list[Definition]:
    """Return what scripts that share one scope with a file have under a name at their top.

    https://www.typescriptlang.org/docs/handbook/modules/theory.html#scripts-and-modules-in-javascript
    """
    if not is_script(file):
        return []
    declared = (each for each in program.named(name) if each.container == TOP and not each.owner)
    shared = (each for each in declared if each.kind != "method" and ENCLOSED not in each.modifiers.split())
    return [each for each in shared if is_script(each.file)]


def is_script(file: File) -> bool:
    """Say whether a file is no module: it neither imports nor exports anything."""

    def build() -> bool:
        return not file.imports and not any(each.exported for each in file.all_definitions)

    return file.language.declares_for_all and file.program.once(f"script {file.path}", build)


def is_global(definition: Definition) -> bool:
    """Say whether a module is the one in which a file declares what needs no import."""
    return definition.name == GLOBAL and definition.container == TOP and definition.kind == "module"


def _definitions(program: Program, places: Sequence[tuple[int, int]]) -> tuple[Definition, ...]:
    found = sorted((path, ordinal) for blob, ordinal in places for path in program.paths_of(blob))
    declaring = ((program.file(path), ordinal) for path, ordinal in found)
    return tuple(file.definitions[ordinal] for file, ordinal in declaring if file.language.declares_for_all)


def _at_top(program: Program) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return where files of declarations that are no modules declare names: blob and ordinal, by name."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    if blobs := {program.blob(path) for path in program.paths if path.endswith(_DECLARATIONS)}:
        rows = program.view.rows(_AT_TOP, {"blobs": listed(blobs)})
        modules = {blob for _, blob, _, exported in rows if exported}
        for name, blob, ordinal, _ in rows:
            if blob not in modules:
                found[name].append((blob, ordinal))
    return dict(found)
