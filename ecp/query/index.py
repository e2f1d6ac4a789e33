"""An open index: a view over one commit, and the questions as its methods."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial, wraps
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, NoReturn, ParamSpec, TypeVar

from ecp.dataclass import replace
from ecp.errors import UsageError
from ecp.index.manifests import Manifest
from ecp.model import (
    Answer,
    Body,
    Call,
    Freshness,
    ImpactReport,
    MapFile,
    PathReport,
    Relative,
    Symbol,
    SymbolReport,
    Table,
    Unresolved,
    Unused,
    Use,
)
from ecp.query import calls, symbols, unrecorded
from ecp.query.asked import definitions_of, files_of, why_nothing
from ecp.query.paging import Remembered, fit, lines_in, page
from ecp.query.resolution.meaning import CALLS, ROLES
from ecp.query.resolution.program.definitions import KINDS, Definition
from ecp.query.resolution.program.program import Program
from ecp.query.resolution.resolver import Resolver
from ecp.query.uses import Uses
from ecp.query.view import View

if TYPE_CHECKING:
    from ecp.index.git.objects import Objects
    from ecp.query.export import Exported
    from ecp.query.sources import Sources
    from ecp.query.sql import Sandbox

A = TypeVar("A", bound=Answer[Any])
L = TypeVar("L", Call, Use, Unresolved)
P = ParamSpec("P")
R = TypeVar("R")
_LEAST = {"limit": 1, "depth": 1, "lines": 1, "symbols": 1, "max_tokens": 0, "seconds": 0}
"""What questions are told by number → the least of it that can be meant."""


def question(ask: Callable[Concatenate[Index, P], R]) -> Callable[Concatenate[Index, P], R]:
    """Let a question be asked of an open index alone, one at a time whatever thread it comes from.

    And without the collector of cycles, which would look through all that a question keeps, in vain.  Afterwards what
    it keeps counts as old: the collector would begin with it the moment that it may run again.
    """

    @wraps(ask)
    def asked(index: Index, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with index.alone:
            if index.is_closed:
                raise UsageError("this index is closed", "Ask before `close()` and within its `with`, or open another.")
            for name in _LEAST.keys() & kwargs.keys():
                if not kwargs[name] >= _LEAST[name]:  # type: ignore[operator]
                    raise UsageError(f"{name} cannot be {kwargs[name]!r}", f"Give {_LEAST[name]} or more.")
            if not gc.isenabled():
                return ask(index, *args, **kwargs)
            gc.disable()
            try:
                return ask(index, *args, **kwargs)
            finally:
                if not gc.get_freeze_count():  # else the caller has frozen objects of its own, which are to stay so
                    gc.freeze()
                    gc.unfreeze()  # all there is, into the oldest generation: nothing is looked at
                gc.enable()

    return asked


class Index:
    """Answers questions about one commit of one repository.  Get one from `ecp.open`.

    Several threads may ask it, and are answered one after the other.  It stays in its process: it can be neither copied
    nor pickled, and a process forked while a thread asks opens its own.  What only some questions need is imported when
    they are asked.

    A `symbol` is a name (`execute`, `Session.execute`, `Session::execute`) or a place (`orm/session.py:120`); all the
    ways to write one are in `ecp.query.asked`.
    """

    def __init__(
        self, view: View, commits: Callable[[], Iterable[Manifest]], open_objects: Callable[[], Objects]
    ) -> None:
        """Answer from a view.

        `commits` gives what `SELECT … FROM commits` is to find, `open_objects` where git keeps the sources: each is
        asked only then.
        """
        self.view = view
        self.commits = commits
        self.alone = RLock()
        self.is_closed = False
        self._open_objects = open_objects
        self._unused: dict[tuple[str, str], Remembered[Unused]] = {}

    @property
    def freshness(self) -> Freshness:
        """What the answers are for, and what they rest on."""
        return self.view.freshness

    @cached_property
    def resolver(self) -> Resolver:
        """The resolver over this view; it keeps what it found."""
        return Resolver(Program(self.view))

    @cached_property
    def uses(self) -> Uses:
        """The references of this view joined with what they mean; it keeps what it looked up."""
        return Uses(self.resolver)

    @cached_property
    def sources(self) -> Sources:
        """The text of the files that this view shows."""
        from ecp.query.sources import Sources

        return Sources(self.view, self._open_objects)

    @cached_property
    def sandbox(self) -> Sandbox:
        """Where SQL of others runs: the same stack once more, shut off from files, network and settings."""
        from ecp.query.sql import Sandbox

        return Sandbox(self.view.another(), self.resolver, self.commits)

    def close(self) -> None:
        """Let go of the files and of all that was looked up.  What is let go of without this call closes by itself."""
        with self.alone:
            self.is_closed = True
            if "sandbox" in self.__dict__:
                self.sandbox.close()
            if "resolver" in self.__dict__:
                self.resolver.program.forget()
                del self.resolver
            self.__dict__.pop("uses", None)
            self._unused.clear()
            self.view.close()

    def __del__(self) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("an open index can be neither copied nor pickled: open another where it is needed")

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @question
    def query(self, symbol: str, *, kind: str = "", path: str = "", limit: int = 20) -> SymbolReport:
        """Return a symbol's definitions, callers and callees, and near names when it has no definition."""
        from ecp.query.report import symbol_report

        found = self.find(symbol, kind=kind, path=path)
        suggestions = () if found else self.suggestions(symbol)
        return symbol_report(self.uses, symbol, found, self.freshness, suggestions, limit=limit)

    @question
    def why_nothing(self, symbol: str, *, kind: str = "", path: str = "") -> tuple[str, str]:
        """Return that a symbol has no definition, and what may help: a message and a hint, which may be ""."""
        return why_nothing(self.resolver, symbol, kind=kind, path=path)

    @question
    def why_no_outline(self, path: str) -> tuple[str, str]:
        """Return why a file has no outline, and what may help: a message and a hint, which may be ""."""
        return symbols.why_no_outline(self.view, self._file(path), files_of(self.resolver.program, path))

    @question
    def suggestions(self, symbol: str) -> tuple[str, ...]:
        """Return the defined names that most resemble a symbol: for one that has no definition."""
        return symbols.near(self.view, symbol)

    @question
    def definitions(
        self, symbol: str, *, kind: str = "", path: str = "", limit: int = 100, cursor: str = "", max_tokens: int = 0
    ) -> Answer[Symbol]:
        """Return the definitions of a symbol, the likeliest first."""
        answer = page(symbols.grouped(self.find(symbol, kind=kind, path=path)), limit, cursor)
        found = Answer(symbols.symbols_of(answer.items), answer.truncated, answer.cursor)
        return self._finished(found, cursor, max_tokens)

    @question
    def source(
        self,
        symbol: str,
        *,
        kind: str = "",
        path: str = "",
        lines: int = 200,
        limit: int = 20,
        cursor: str = "",
        max_tokens: int = 0,
    ) -> Answer[Body]:
        """Return the code of a symbol's definitions, the likeliest first: at most `lines` lines of each.

        Raises RepositoryError.
        """
        from ecp.query.sources import bodies

        found = self.find(symbol, kind=kind, path=path)
        return self._finished(bodies(self.sources, found, lines=lines, limit=limit, cursor=cursor), cursor, max_tokens)

    @question
    def callers(
        self,
        symbol: str,
        *,
        kind: str = "",
        path: str = "",
        source: bool = False,
        limit: int = 100,
        cursor: str = "",
        max_tokens: int = 0,
    ) -> Answer[Call]:
        """Return the calls of a symbol, by path and line; `unresolved` counts those that may be more.

        With `source`, each with the text of its line, as all that have that parameter.
        """
        found = self.find(symbol, kind=kind, path=path)
        answer = calls.callers(self.uses, found, limit=limit, cursor=cursor)
        note = unrecorded.of_calls(self.uses, found, answer.items)
        if calls.are_held(self.uses, found, answer):
            note = unrecorded.READ
        return self._finished(self._with_text(replace(answer, note=note), source), cursor, max_tokens)

    @question
    def callees(
        self,
        symbol: str,
        *,
        kind: str = "",
        path: str = "",
        source: bool = False,
        limit: int = 100,
        cursor: str = "",
        max_tokens: int = 0,
    ) -> Answer[Call]:
        """Return what a symbol calls, in order; `unresolved` counts the calls that lead nowhere known."""
        answer = calls.callees(self.uses, self.find(symbol, kind=kind, path=path), limit=limit, cursor=cursor)
        return self._finished(self._with_text(answer, source), cursor, max_tokens)

    @question
    def references(
        self,
        symbol: str,
        *,
        roles: Sequence[str] = (),
        kind: str = "",
        path: str = "",
        source: bool = False,
        limit: int = 100,
        cursor: str = "",
        max_tokens: int = 0,
    ) -> Answer[Use]:
        """Return the references of a symbol in some roles (none given: in all), by path and line.

        Raises UsageError for a role that there is not.
        """
        found, wanted = self.find(symbol, kind=kind, path=path), _roles(roles, ROLES)
        answer = calls.references(self.uses, found, roles=wanted, limit=limit, cursor=cursor)
        answer = replace(answer, note=unrecorded.of_references(found))
        return self._finished(self._with_text(answer, source), cursor, max_tokens)

    @question
    def unresolved(
        self,
        symbol: str,
        *,
        roles: Sequence[str] = (),
        kind: str = "",
        path: str = "",
        source: bool = False,
        limit: int = 100,
        cursor: str = "",
        max_tokens: int = 0,
    ) -> Answer[Unresolved]:
        """Return the references of a symbol's name that could not be resolved, with reasons and candidates.

        Calls, unless other roles are asked for.  Raises UsageError for a role that there is not.
        """
        found, wanted = self.find(symbol, kind=kind, path=path), _roles(roles, CALLS)
        answer = calls.unresolved(self.uses, found, roles=wanted, limit=limit, cursor=cursor)
        return self._finished(self._with_text(answer, source), cursor, max_tokens)

    @question
    def impact(
        self,
        symbol: str,
        *,
        depth: int = 3,
        direction: str = "up",
        kind: str = "",
        path: str = "",
        limit: int = 100,
        cursor: str = "",
        max_tokens: int = 0,
    ) -> ImpactReport:
        """Return what depends on a symbol (`up`), or what it depends on (`down`), up to `depth` steps away.

        Raises UsageError for another direction.
        """
        from ecp.query.impact import impact

        if direction not in ("up", "down"):
            raise UsageError(f"there is no direction {direction!r}", "Directions are `up` and `down`.")
        found = self.find(symbol, kind=kind, path=path)
        report = impact(self.uses, found, depth=depth, direction=direction, limit=limit, cursor=cursor)
        report = replace(report, note=unrecorded.of_references(found) if direction == "up" else "")
        return self._finished(report, cursor, max_tokens)

    @question
    def hierarchy(
        self, symbol: str, *, kind: str = "", path: str = "", limit: int = 100, cursor: str = "", max_tokens: int = 0
    ) -> Answer[Relative]:
        """Return what is above and below a type; of a method, what it overrides and what overrides it."""
        from ecp.query.hierarchy import relatives

        found = self.find(symbol, kind=kind, path=path)
        return self._finished(relatives(self.uses, found, limit=limit, cursor=cursor), cursor, max_tokens)

    @question
    def path(self, source: str, target: str, *, limit: int = 100, cursor: str = "", max_tokens: int = 0) -> PathReport:
        """Return one of the shortest call paths from one symbol to another; no items when there is none."""
        from ecp.query.paths import path as call_path

        report = call_path(self.uses, self.find(source), self.find(target), limit=limit, cursor=cursor)
        return self._finished(report, cursor, max_tokens)

    @question
    def unused(
        self,
        *,
        kind: str = "",
        path: str = "",
        certain: bool = False,
        limit: int = 100,
        cursor: str = "",
        max_tokens: int = 0,
    ) -> Answer[Unused]:
        """Return definitions that nothing reaches (the rules: `ecp.query.unused.unused`), by path and line.

        `certain` leaves out those that may be in use all the same.
        """
        from ecp.query.unused import unused

        asked = _kind(kind), path
        if asked not in self._unused:
            self._unused[asked] = Remembered(partial(unused, self.uses, kind=kind, path=path))
        found = (each for each in self._unused[asked] if not certain or not (each.note or each.unresolved))
        return self._finished(page(found, limit, cursor), cursor, max_tokens)

    @question
    def map(
        self,
        *,
        path: str = "*",
        symbols: int = 0,
        lines: int = 0,
        limit: int = 100,
        cursor: str = "",
        max_tokens: int = 0,
    ) -> Answer[MapFile]:
        """Return the files that others refer to most, each with its `symbols` most used definitions.

        Where no number of symbols is given, with as many as `lines` or `max_tokens` has room for; else with 8.
        """
        from ecp.query.outline_map import repository_map

        lines = lines or lines_in(max_tokens, is_text=False)
        answer = repository_map(self.uses, path=path, symbols=symbols, lines=lines, limit=limit, cursor=cursor)
        return self._finished(answer, cursor, max_tokens)

    @question
    def outline(
        self, path: str | os.PathLike[str], *, limit: int = 10_000, cursor: str = "", max_tokens: int = 0
    ) -> Answer[Symbol]:
        """Return the definitions of a file, in order.  Its path is any that leads to it alone."""
        file = self._file(os.fspath(path))
        return self._finished(symbols.outline(self.view, file, limit=limit, cursor=cursor), cursor, max_tokens)

    @question
    def search(
        self, text: str, *, kind: str = "", path: str = "", limit: int = 20, cursor: str = "", max_tokens: int = 0
    ) -> Answer[Symbol]:
        """Return definitions whose name begins with, contains or else resembles `text`, best first."""
        answer = symbols.search(self.view, text, kind=_kind(kind), path=path, limit=limit, cursor=cursor)
        return self._finished(answer, cursor, max_tokens)

    @question
    def why_no_match(self, text: str) -> tuple[str, str]:
        """Return that a search finds nothing, and what may help: a message and a hint, which may be ""."""
        return symbols.why_no_match(self.view, text)

    @question
    def sql(self, query: str, *, seconds: float = 30.0) -> Any:
        """Return the result of a query as an Arrow table with pyarrow, else a data frame with pandas, else a `Table`.

        See `table` for the relations, the limits and the errors.
        """
        return self.sandbox.frame(query, seconds=seconds)

    @question
    def table(
        self, query: str, *, limit: int = 1000, cursor: str = "", seconds: float = 30.0, max_tokens: int = 0
    ) -> Table:
        """Return the rows of one read-only SQL statement over the relations of `ecp.query.sql`.

        Raises UsageError for SQL that is wrong or not allowed, LimitError for what takes more than `seconds` or its
        share of memory.
        """
        return self._finished(
            self.sandbox.table(query, limit=limit, cursor=cursor, seconds=seconds), cursor, max_tokens
        )

    @question
    def export(
        self, folder: str | os.PathLike[str], *, format: str = "tsv", told: Callable[[int, int], None] | None = None
    ) -> Exported:
        """Write every definition and resolved call to a folder, as `tsv` or `parquet`.

        `told` is called with the number of files of which the calls are written, and of all.
        """
        from ecp.query.export import export

        return export(self.resolver, folder, format=format, told=told)

    @question
    def find(self, symbol: str, *, kind: str = "", path: str = "") -> list[Definition]:
        """Return the definitions that a symbol may mean, as the resolver knows them; the likeliest first."""
        return definitions_of(self.resolver, symbol, kind=_kind(kind), path=path)

    def _file(self, path: str) -> str:
        """Return the path of a file from the root, given what may be that of the file system or only its end."""
        found = files_of(self.resolver.program, path)
        return found[0] if len(found) == 1 else path

    def _with_text(self, answer: Answer[L], wanted: bool) -> Answer[L]:
        """Return references with the line of each, if wanted."""
        return replace(answer, items=self.sources.with_text(answer.items)) if wanted else answer

    def _finished(self, answer: A, cursor: str, max_tokens: int) -> A:
        """Return an answer as it leaves: with what it is for, and within its budget."""
        return fit(replace(answer, freshness=self.freshness), cursor, max_tokens)

    @question
    def rows(self, sql: str, parameters: Mapping[str, str | int] | None = None) -> list[tuple[Any, ...]]:
        """Run SQL over the view's relations, with named parameters: `$name`."""
        return self.view.rows(sql, parameters)


def _kind(asked: str) -> str:
    if asked and asked not in KINDS:
        raise UsageError(f"there is no kind {asked!r}", f"Kinds are {', '.join(KINDS)}.")
    return asked


def _roles(asked: Sequence[str], default: Sequence[str]) -> Sequence[str]:
    asked = (asked,) if isinstance(asked, str) else asked
    for role in asked:
        if role not in ROLES:
            raise UsageError(f"there is no role {role!r}", f"Roles are {', '.join(ROLES)}.")
    return tuple(asked) or default
