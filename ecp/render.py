"""Answers as text for people and as JSON for programs.

Nothing that a repository says reaches a terminal raw: control characters are shown, not sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ecp.build import BuildReport
    from ecp.model import Call, Symbol, SymbolReport
    from ecp.query.export import Exported
    from ecp.status import MachineStatus

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return text that is safe on a terminal: control and bidirectional-override characters as `\\xNN`."""
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text).replace("\n", "\\n").replace("\t", "\\t")


def to_json(value: Any) -> str:
    """Return an answer as one line of JSON, with the field names of its value."""
    return json.dumps(asdict(value) if is_dataclass(value) and not isinstance(value, type) else value, default=str)


def size(count: float) -> str:
    """Return a number of bytes as people read it."""
    for unit in ("B", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def report(built: BuildReport) -> str:
    """Return the receipt of a build."""
    head = f"{built.outcome} {built.commit[:12]}: {built.files} files, index {size(built.index_bytes)}"
    if built.outcome == "hit":
        return head
    phases = ", ".join(f"{name} {seconds:.2f}" for name, seconds in built.phases.items())
    lines = [
        head,
        f"  parsed   {built.files_parsed} files, {size(built.bytes_parsed)}, {built.workers or 1} process(es)",
        f"  storage  {size(built.bytes_read)} read, {size(built.bytes_written)} written",
        f"  time     {built.seconds:.2f} s ({phases}), cpu {built.cpu_seconds:.2f} s",
        f"  memory   {size(built.peak_rss_bytes)} at most",
    ]
    if built.wait_seconds >= 0.1:
        lines.append(f"  waited   {built.wait_seconds:.1f} s for {built.wait_reason or 'the repository lock'}")
    if built.unthrottled:
        lines.append(f"  note     went on without a slot: {clean(built.unthrottled)}")
    for path, reason in built.skipped[:10]:
        lines.append(f"  skipped  {clean(path)}: {reason}")
    if len(built.skipped) > 10:
        lines.append(f"  skipped  … and {len(built.skipped) - 10} more (--json lists them)")
    return "\n".join(lines)


def symbol_line(symbol: Symbol) -> str:
    """Return a definition on one line."""
    return f"{clean(symbol.path)}:{symbol.line}  {symbol.kind} {clean(symbol.qualified_name)}"


def symbols(found: Iterable[Symbol]) -> str:
    """Return definitions, one a line."""
    return "\n".join(symbol_line(symbol) for symbol in found)


def outline(found: Iterable[Symbol]) -> str:
    """Return a file's definitions, indented by what they are in."""
    lines = []
    for symbol in found:
        indent = "  " * symbol.qualified_name.count(".")
        lines.append(f"{symbol.line:>6}  {indent}{symbol.kind} {clean(symbol.name)}")
    return "\n".join(lines)


def call_line(call: Call) -> str:
    """Return a call on one line."""
    certainty = "" if call.confidence >= 0.9 else f"  ({call.confidence:.2f})"
    return f"  {clean(call.path)}:{call.line}  {clean(call.qualified_name)}  [{call.how}]{certainty}"


def symbol_report(found: SymbolReport) -> str:
    """Return what `ecp query` shows."""
    lines: list[str] = []
    if not found.definitions:
        lines.append(f"nothing is called {clean(found.symbol)}")
        if found.suggestions:
            lines.append("did you mean: " + ", ".join(map(clean, found.suggestions)))
        return "\n".join(lines)
    for symbol in found.definitions:
        lines.append(symbol_line(symbol) + (f"  (+{len(symbol.other_lines)} more)" if symbol.other_lines else ""))
        lines.append(f"    {clean(symbol.signature)}")
        if symbol.doc:
            lines.append(f"    {clean(symbol.doc)}")
    lines.append(f"callers ({len(found.callers)}{'+' if found.truncated else ''}):")
    lines += map(call_line, found.callers)
    if found.unresolved_calls:
        lines.append(f"  and {found.unresolved_calls} unresolved call(s) of this name that may be more")
    if found.callees:
        lines.append(f"callees ({len(found.callees)}):")
        lines += map(call_line, found.callees)
    return "\n".join(lines)


def status(found: MachineStatus) -> str:
    """Return what `ecp status` shows."""
    lines = [f"store {clean(found.home)}: {size(found.bytes)}, {found.slots} build(s) at once"]
    for title, notes in (("running", found.running), ("unthrottled", found.unthrottled), ("waiting", found.waiting)):
        lines += [f"{title}: {clean(str(note))}" for note in notes]
    for repository in found.repositories:
        lines.append(f"{clean(repository.repository)}: {size(repository.bytes)}, {len(repository.commits)} commit(s)")
        for commit in repository.commits[:5]:
            receipt = commit.receipt
            lines.append(
                f"  {commit.commit[:12]}  {size(commit.index_bytes)} in {commit.layers} layer(s); "
                f"parsed {receipt.files_parsed} files, wrote {size(receipt.bytes_written)} in {receipt.seconds:.2f} s"
            )
        if len(repository.commits) > 5:
            lines.append(f"  … and {len(repository.commits) - 5} more (--json lists them)")
    return "\n".join(lines)


def exported(found: Exported) -> str:
    """Return what `ecp export` shows."""
    files = " and ".join(map(clean, found.files))
    return f"{found.definitions} definitions, {found.calls} calls ({found.unresolved_calls} unresolved) in {files}"
