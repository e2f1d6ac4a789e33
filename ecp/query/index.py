"""An open index: a view over one commit, and the questions as its methods."""

from __future__ import annotations

import os
from functools import cached_property
from types import TracebackType
from typing import Any

from ecp.model import Answer, Call, Freshness, Symbol, SymbolReport
from ecp.query import calls, symbols
from ecp.query.export import Exported, export
from ecp.query.program import Definition, Program
from ecp.query.resolver import Resolver
from ecp.query.view import View


class Index:
    """Answers questions about one commit of one repository.  Get one from `ecp.open`; use it in one thread.

    A `symbol` is a plain or qualified name: `execute`, `Session.execute`, `Session::execute`.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    @property
    def freshness(self) -> Freshness:
        """What the answers are for, and what they rest on."""
        return self.view.freshness

    @cached_property
    def resolver(self) -> Resolver:
        """The resolver over this view; it keeps what it found."""
        return Resolver(Program(self.view))

    def close(self) -> None:
        """Let go of the files."""
        self.view.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def query(self, symbol: str, *, kind: str = "", path: str = "", limit: int = 20) -> SymbolReport:
        """Return a symbol's definitions, callers and callees, and near names when it has no definition."""
        found = self._find(symbol, kind, path)
        groups = symbols.grouped(found)
        fresh = self.freshness
        if not found:
            return SymbolReport(
                fresh.commit, fresh.base_commit, fresh.overlay_files, fresh.incomplete, symbol, (),
                suggestions=symbols.near(self.view, symbol),
            )  # fmt: skip
        self.resolver.program.describe(found)
        callers = calls.callers(self.resolver, found, limit=limit)
        callees = calls.callees(self.resolver, found, limit=limit)
        return SymbolReport(
            fresh.commit,
            fresh.base_commit,
            fresh.overlay_files,
            fresh.incomplete,
            symbol,
            tuple(symbols.symbol_of(group) for group in groups[:limit]),
            callers.items,
            callees.items,
            callers.unresolved,
            len(groups) > limit or callers.truncated or callees.truncated,
        )

    def definitions(self, symbol: str, *, kind: str = "", path: str = "") -> Answer[Symbol]:
        """Return the definitions of a symbol, the likeliest first."""
        groups = symbols.grouped(self._find(symbol, kind, path))
        return Answer(tuple(symbols.symbol_of(group) for group in groups))

    def callers(
        self, symbol: str, *, kind: str = "", path: str = "", limit: int = 100, cursor: str = ""
    ) -> Answer[Call]:
        """Return the calls of a symbol, by path and line."""
        return calls.callers(self.resolver, self._find(symbol, kind, path), limit=limit, offset=int(cursor or 0))

    def callees(
        self, symbol: str, *, kind: str = "", path: str = "", limit: int = 100, cursor: str = ""
    ) -> Answer[Call]:
        """Return what a symbol calls, in order."""
        return calls.callees(self.resolver, self._find(symbol, kind, path), limit=limit, offset=int(cursor or 0))

    def outline(self, path: str) -> Answer[Symbol]:
        """Return every definition of a file, in order."""
        return symbols.outline(self.view, path)

    def search(self, text: str, *, kind: str = "", path: str = "", limit: int = 20, cursor: str = "") -> Answer[Symbol]:
        """Return definitions whose name begins with, contains or resembles `text`, best first."""
        return symbols.search(self.view, text, kind=kind, path=path, limit=limit, offset=int(cursor or 0))

    def export(self, folder: str | os.PathLike[str], *, format: str = "tsv") -> Exported:
        """Write every definition and resolved call to a folder, as `tsv` or `parquet`."""
        return export(self.resolver, folder, format=format)

    def _find(self, symbol: str, kind: str, path: str) -> list[Definition]:
        found = symbols.find(self.resolver.program, symbol, kind=kind, path=path)
        return found or symbols.find_inherited(self.resolver, symbol)

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Run SQL over the view's relations."""
        return self.view.rows(sql, parameters)
