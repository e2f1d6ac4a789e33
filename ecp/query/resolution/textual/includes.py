"""Which file loads which, directly and through others: what C includes, a shell sources and Ruby requires.

Only the lines that say so are read, of the files that those asked about lead to.  Steps are counted backwards, from
what is loaded to all that load it: a name is defined in few files and used in many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from ecp.query.resolution.modules.loading import loaded_paths
from ecp.query.resolution.program.loaded import of_blobs
from ecp.query.resolution.program.program import Program

_LOADING = """
SELECT   blob, kind, module
FROM     import
WHERE    {blobs}
"""
_NEVER = 255
"""Stands for the number of steps from a file that does not load another."""
_KEPT = 1_000
"""Files to which steps are kept."""


def includes(program: Program) -> Includes:
    """Return what the files of a program load, as far as it was followed."""
    return program.once("includes", lambda: Includes(program))


class Includes:
    """The files that were followed, numbered in the order of that, and what loads each of them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._number: dict[str, int] = {}
        self._loaders: list[list[int]] = []
        self._steps: dict[int, bytearray] = {}
        self._found: dict[tuple[str, str, str], list[str]] = {}

    def follow(self, paths: Iterable[str]) -> None:
        """Follow what files load, directly and through others."""
        level = self._numbered(path for path in paths if self._program.language(path).loading_imports)
        while level:
            loads = list(self._loads(level))
            level = self._numbered(loaded for _, loaded in loads)
            for loader, loaded in loads:
                self._loaders[self._number[loaded]].append(self._number[loader])

    def _numbered(self, paths: Iterable[str]) -> set[str]:
        """Give those of some files numbers that have none, and return them."""
        new = dict.fromkeys(path for path in paths if path not in self._number)
        self._number.update(zip(new, range(len(self._number), len(self._number) + len(new)), strict=True))
        self._loaders += ([] for _ in new)
        return set(new)

    def _loads(self, paths: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield what some files load, with the file that does."""
        program = self._program
        paths_of: dict[int, list[str]] = defaultdict(list)
        for path in paths:
            paths_of[program.blob(path)].append(path)
        for blob, kind, module in program.view.rows(_LOADING.format(blobs=of_blobs(paths_of))):
            for path in paths_of[blob]:
                if kind in program.language(path).loading_imports:
                    for found in self._find(path, module):
                        yield path, found

    def _find(self, path: str, module: str) -> list[str]:
        """Return the files of which a line of a file loads one: the same for all files of its folder."""
        key = path.rpartition("/")[0], self._program.language(path).name, module
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = loaded_paths(self._program, path, module)
        return found

    def steps(self, path: str, other: str) -> int | None:
        """Return by how many steps a file loads another, None if it does not."""
        if path == other:
            return 0
        if path not in self._number:
            self.follow([path])
        steps = self._steps_to(other)[self._number[path]] if path in self._number and other in self._number else _NEVER
        return steps if steps != _NEVER else None

    def loads_any(self, path: str, others: Iterable[str]) -> bool:
        """Say whether a file is or loads one of some others."""
        return any(self.steps(path, other) is not None for other in others)

    def together(self, path: str, other: str) -> bool:
        """Say whether some file loads both of two."""
        if path not in self._number or other not in self._number:
            return path == other
        both = zip(self._steps_to(path), self._steps_to(other), strict=True)
        return any(_NEVER not in pair for pair in both)

    def _steps_to(self, path: str) -> bytearray:
        """Return the number of steps to a file, by the number of the file that they begin at."""
        target, count = self._number[path], len(self._loaders)
        known = self._steps.get(target)
        if known is None or len(known) < count:  # files that were followed since may load it, too
            if len(self._steps) >= _KEPT:
                self._steps.clear()
            known = self._steps[target] = self._counted(target)
        return known

    def _counted(self, target: int) -> bytearray:
        steps = bytearray([_NEVER]) * len(self._loaders)
        steps[target] = 0
        level, count = [target], 0
        while level:
            count = min(count + 1, _NEVER - 1)
            following = []
            for each in level:
                for loader in self._loaders[each]:
                    if steps[loader] == _NEVER:
                        steps[loader] = count
                        following.append(loader)
            level = following
        return steps
