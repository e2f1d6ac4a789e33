"""Write every definition and every resolved call, for other tools."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from ecp.dataclass import dataclass
from ecp.errors import EcpError, UsageError
from ecp.query.calls import every_call
from ecp.query.resolution.program.loaded import Told
from ecp.query.resolution.resolver import Resolver
from ecp.query.uses import of_each

_DEFINITION_COLUMNS = ("file", "line", "name", "kind", "qualified_name")
_CALL_COLUMNS = (
    "caller_file", "caller_line", "caller_name", "callee_file", "callee_line", "callee_name", "site_line", "how",
    "confidence",
)  # fmt: skip
_EVERY_DEFINITION = """
SELECT   path, line, name, definition.kind, qualified_name
FROM     definition JOIN file USING (blob)
WHERE    definition.kind <> 'extension' AND path BETWEEN $first AND $last
ORDER BY path, ordinal
"""
_INTEGERS = frozenset(("line", "caller_line", "callee_line", "site_line"))
_TSV_CALL_COLUMNS = 7


@dataclass(frozen=True)
class Exported:
    """What an export wrote."""

    definitions: int
    calls: int
    unresolved_calls: int
    files: tuple[str, ...]


def export(
    resolver: Resolver, folder: str | os.PathLike[str], *, format: str = "tsv", told: Told | None = None
) -> Exported:
    """Write `definitions.<format>` and `calls.<format>` to a folder, which is made when it is not there.

    The tsv has no header and no quotes; tabs and line ends inside a field become spaces.  A call at module level
    has the caller `<module>` at line 0.  Parquet names its columns and adds `how` and `confidence`.
    `told` hears of how many files the calls are written.
    Raises UsageError for another format, EcpError when the folder cannot be written.
    """
    if format not in ("tsv", "parquet"):
        raise UsageError(f"there is no format {format!r}", "Formats are `tsv` and `parquet`.")
    out = Path(folder)
    counts = [0, 0, 0]
    definitions = chain.from_iterable(resolver.program.by_files(_EVERY_DEFINITION))
    try:
        out.mkdir(parents=True, exist_ok=True)
        names = [out / f"definitions.{format}", out / f"calls.{format}"]
        for at, (rows, columns) in enumerate(
            ((definitions, _DEFINITION_COLUMNS), (_calls(resolver, counts, told), _CALL_COLUMNS))
        ):
            width = _TSV_CALL_COLUMNS if format == "tsv" else len(columns)
            target = names[at] if format == "tsv" else names[at].with_suffix(".tsv.tmp")
            with target.open("w", encoding="utf-8", newline="") as file:
                for row in rows:
                    counts[at] += 1
                    file.write(_line(row[:width]))
            if format == "parquet":
                _to_parquet(resolver, target, names[at], columns)
                target.unlink()
    except OSError as error:
        raise EcpError(f"cannot export to {out}: {error}", "Give --out a folder that can be written.") from None
    return Exported(counts[0], counts[1], counts[2], tuple(map(str, names)))


def _calls(resolver: Resolver, counts: list[int], told: Told | None) -> Iterator[tuple[object, ...]]:
    for reference, caller, resolution in every_call(resolver, told):
        counts[2] += not resolution.targets
        if not resolution.targets:
            continue
        place = (reference.path, caller.line, caller.qualified_name) if caller else (reference.path, 0, "<module>")
        sure = of_each(resolution)
        for target in resolution.targets:
            yield (
                *place, target.file.path, target.line, target.qualified_name, reference.line, resolution.how,
                sure,
            )  # fmt: skip


def _line(row: tuple[object, ...]) -> str:
    line = "\t".join(map(str, row))
    if line.count("\t") >= len(row) or "\n" in line or "\r" in line:
        line = "\t".join(map(_field, row))
    return line + "\n"


def _field(value: object) -> str:
    return str(value).replace("\t", " ").replace("\n", " ").replace("\r", " ")


def _to_parquet(resolver: Resolver, source: Path, target: Path, columns: tuple[str, ...]) -> None:
    types = ", ".join(
        f"'{name}': '{'INTEGER' if name in _INTEGERS else 'DOUBLE' if name == 'confidence' else 'VARCHAR'}'"
        for name in columns
    )
    quoted = [str(path).replace("'", "''") for path in (source, target)]
    resolver.program.view.connection.execute(
        f"COPY (SELECT * FROM read_csv('{quoted[0]}', delim = '\t', header = false, quote = '', escape = '', "
        f"columns = {{{types}}})) TO '{quoted[1]}' (FORMAT parquet)"
    )
