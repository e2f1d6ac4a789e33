"""Answers as text for people and as JSON for programs.

Nothing that a repository says reaches a terminal raw: control characters are shown, not sent.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ecp.dataclass import asdict

if TYPE_CHECKING:
    from ecp.build import BuildReport
    from ecp.build.gc import GcReport
    from ecp.doctor import Finding
    from ecp.model import (
        Answer,
        Body,
        Call,
        Freshness,
        Impacted,
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
    from ecp.query.export import Exported
    from ecp.status import MachineStatus
    from ecp.verify import VerifyReport

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return text that is safe on a terminal: control and bidirectional-override characters as `\\xNN`."""
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text).replace("\n", "\\n").replace("\t", "\\t")


def to_json(value: Any) -> str:
    """Return an answer as one line of JSON, with the field names of its value."""
    return json.dumps(asdict(value), default=str)


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
        f"  parsed   {built.files_parsed} files, {size(built.bytes_parsed)}, {built.workers} worker process(es)",
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
    """Return a definition on one line, with the number of its others in that file."""
    others = f"  (+{len(symbol.other_lines)} more)" if symbol.other_lines else ""
    return f"{clean(symbol.path)}:{symbol.line}  {symbol.kind} {clean(symbol.qualified_name)}{others}"


def symbols(found: Answer[Symbol]) -> str:
    """Return definitions, one a line."""
    return "\n".join(map(symbol_line, found.items))


def outline(found: Answer[Symbol]) -> str:
    """Return a file's definitions, indented by what they are in."""
    lines = []
    for symbol in found.items:
        indent = "  " * symbol.qualified_name.count(".")
        lines.append(f"{symbol.line:>6}  {indent}{symbol.kind} {clean(symbol.name)}")
    return "\n".join(lines)


def bodies(found: Answer[Body]) -> str:
    """Return the code of definitions, each below where it stands, with its own indentation."""
    lines = []
    for each in found.items:
        lines.append(f"{clean(each.path)}:{each.line}-{each.end_line}  {each.kind} {clean(each.qualified_name)}")
        lines += ["\t".join(map(clean, line.removesuffix("\r").split("\t"))) for line in each.text.split("\n")]
        if each.omitted:
            lines.append(f"… {each.omitted} more line(s), from {each.end_line - each.omitted + 1} on")
    return "\n".join(lines)


def caller_lines(calls: Sequence[Call]) -> list[str]:
    """Return where each call is, who calls, which of several symbols it is of, and its line where it was asked for.

    Calls by one caller are one row, unless their lines are shown.
    """
    lines = []
    ofs, of_all = _of(calls)
    for (path, name, how, sure, of, _), group in groupby(zip(calls, ofs, strict=True), key=_caller):
        first, *others = (call for call, _ in group)
        also = f", also at {', '.join(str(each.line) for each in others)}" if others else ""
        lines.append(
            f"  {clean(path)}:{first.line}  {clean(name)}  [{how}]{_certainty(sure)}{of}{also}{_below(first.text)}"
        )
    return lines + of_all


def _caller(row: tuple[Call, str]) -> tuple[str, str, str, float, str, int]:
    """Return what calls have in common that are one row."""
    call, of = row
    return call.path, call.qualified_name, call.how, call.confidence, of, call.line if call.text else 0


def _below(text: str) -> str:
    return f"\n      {clean(text)}" if text else ""


def use_lines(uses: Sequence[Use]) -> list[str]:
    """Return where each reference is, its role, who refers, and of which of several symbols it is."""
    ofs, of_all = _of(uses)
    lines = [
        f"  {clean(use.path)}:{use.line}:{use.col}  {use.role}  {clean(use.qualified_name)}  [{use.how}]"
        f"{_certainty(use.confidence)}{of}{_below(use.text)}"
        for use, of in zip(uses, ofs, strict=True)
    ]
    return lines + of_all


def callee_lines(calls: Sequence[Call]) -> list[str]:
    """Return where each symbol that is called is defined, and the lines that call it."""
    lines_of: dict[tuple[str, int, str, str, float, str], dict[int, str]] = {}
    ofs, of_all = _of(calls)
    for call, of in zip(calls, ofs, strict=True):
        called = call.definition_path, call.definition_line, call.qualified_name, call.how, call.confidence, of
        lines_of.setdefault(called, {})[call.line] = call.text
    lines = [
        f"  {clean(path)}:{line}  {clean(name)}  called at {', '.join(map(str, at))}  [{how}]"
        f"{_certainty(confidence)}{of}{''.join(map(_below, at.values()))}"
        for (path, line, name, how, confidence, of), at in lines_of.items()
    ]
    return lines + of_all


def _of(found: Sequence[Call | Use]) -> tuple[list[str], list[str]]:
    """Return the ends of lines that say which of several symbols each is of: with its file if others have its name.

    And the line that says it for all, where they are of the same.
    """
    whose = {each.of for each in found}
    if len(found) > 1 and len(whose) == 1:
        return [""] * len(found), [f"  all of {clean(', '.join(of))}" for of in whose if of]
    symbols = {symbol for of in whose for symbol in of}
    names = Counter(symbol.rpartition(":")[2] for symbol in symbols)
    shown = {symbol: name if names[name := symbol.rpartition(":")[2]] == 1 else symbol for symbol in symbols}
    return [f"  of {clean(', '.join(map(shown.__getitem__, each.of)))}" if each.of else "" for each in found], []


def symbol_report(found: SymbolReport) -> str:
    """Return what `ecp query` shows."""
    lines: list[str] = []
    for before, symbol in zip((None, *found.definitions), found.definitions, strict=False):
        lines.append(symbol_line(symbol))
        if before is None or (before.qualified_name, before.signature) != (symbol.qualified_name, symbol.signature):
            lines.append(f"    {clean(symbol.signature)}")
        if symbol.doc:
            lines.append(f"    {clean(symbol.doc)}")
    if found.definition_count > len(found.definitions):
        lines.append(f"and {found.definition_count - len(found.definitions)} more of this name")
    if found.uses:
        lines.append(f"uses ({_first(found.uses, found.use_count)}):")
        lines += use_lines(found.uses)
    else:
        lines.append(f"callers ({_first(found.callers, found.caller_count)}):")
        lines += caller_lines(found.callers)
    if found.unresolved_calls:
        lines.append(f"  and {found.unresolved_calls} unresolved call(s) of this name that may be more")
    if found.note:
        lines.append(f"  {found.note}")
    if found.callees:
        called = callee_lines(found.callees)
        may_be_cut = found.truncated and len(found.callees) >= max(len(found.callers), len(found.definitions))
        lines.append(f"callees ({len(called)}{', and perhaps more' if may_be_cut else ''}):")
        lines += called
    return "\n".join(lines)


def _first(shown: Sequence[object], count: int) -> str:
    return f"the first {len(shown)} of {count}" if count > len(shown) else str(count)


def status(found: MachineStatus) -> str:
    """Return what `ecp status` shows."""
    lines = [f"store {clean(found.home)}: {size(found.bytes)}, {found.slots} build(s) at once"]
    for title, notes in (("running", found.running), ("unthrottled", found.unthrottled), ("waiting", found.waiting)):
        lines += [f"{title}: {clean(str(note))}" for note in notes]
    for repository in found.repositories:
        others = repository.other_versions
        aside = f", and {others} indexed by another version of ecp" if others else ""
        commits = f"{len(repository.commits)} commit(s){aside}"
        lines.append(f"{clean(repository.repository)}: {size(repository.bytes)}, {commits}")
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


def reservations(fresh: Freshness, remedy: str) -> list[str]:
    """Return what the text of an answer does not say: why it may not be what the working tree has now.

    `remedy` indexes the commit first.
    """
    notes = []
    if "." in fresh.incomplete:
        notes.append("git's index is missing or cannot be read: changes of the working tree are not covered")
    elif fresh.incomplete:
        notes.append(f"{len(fresh.incomplete)} changed file(s) are not covered; {remedy} indexes first")
    if fresh.broken:
        shown = clean(", ".join(fresh.broken[:3])) + (", …" if len(fresh.broken) > 3 else "")
        notes.append(f"{shown} does not parse: what was edited there counts as it was before")
    if fresh.damaged:
        notes.append(f"{clean(', '.join(fresh.damaged))} damaged, another index answers; `ecp index` mends it")
    return notes


# -- answers with pages --------------------------------------------------------------------------------------------


PAST_THE_END = "no rows are left at this cursor"


def paged(shown: Callable[[Any], str], how: str) -> Callable[[Any], str]:
    """Return how to show a page with, below it, how whoever asked goes on where it was cut: `--cursor {}`."""

    def with_cursor(found: Answer[Any]) -> str:
        return "\n".join(filter(None, (shown(found), found.cursor and f"cut here; {how.format(found.cursor)} goes on")))

    return with_cursor


def callers(found: Answer[Call]) -> str:
    """Return what `ecp callers` shows."""
    return _listed(caller_lines(found.items), found, "unresolved call(s) that may be more", _LIST)


def callees(found: Answer[Call]) -> str:
    """Return what `ecp callees` shows."""
    return _listed(callee_lines(found.items), found, "unresolved call(s) that may be more")


def references(found: Answer[Use]) -> str:
    """Return what `ecp references` shows."""
    return _listed(use_lines(found.items), found, "unresolved reference(s) that may be more", _LIST)


def unresolved(found: Answer[Unresolved]) -> str:
    """Return what `--unresolved` shows: where, what is written there, why, and what it may be."""
    lines = []
    for each, following in zip_longest(found.items, found.items[1:]):
        receiver = f" on {clean(each.receiver)}" if each.receiver else ""
        place = f"  {clean(each.path)}:{each.line}:{each.col}  {each.role}{receiver}"
        lines.append(f"{place}  in {clean(each.qualified_name)}  [{each.reason}]{_below(each.text)}")
        if following is not None and following.candidates == each.candidates:
            continue  # said once, after the last of these
        lines += [f"      may be {symbol_line(symbol)}" for symbol in each.candidates]
        if each.candidate_count > len(each.candidates):
            lines.append(f"      or one of {each.candidate_count - len(each.candidates)} more")
    return "\n".join(lines)


def impact(found: ImpactReport) -> str:
    """Return what `ecp impact` shows: totals, the symbols by distance, and what is most affected."""
    verb = "depend on it" if found.direction == "up" else "are what it depends on"
    tests = sum(total.test for total in found.files)
    lines = [symbol_line(symbol) for symbol in found.definitions[:5]]
    lines.append(
        f"{found.symbols} symbol(s) in {len(found.files) - tests} file(s) {verb}, "
        f"and {found.test_symbols} in {tests} test file(s), within {found.depth} step(s)"
    )
    for (is_test, distance), group in groupby(found.items, key=lambda each: (each.test, each.distance)):
        lines.append(f"{'tests, ' if is_test else ''}{distance} step(s) away:")
        rows = list(group)
        lines += _affected_tests(rows) if is_test else map(_affected, rows)
    if found.files:
        most = ", ".join(f"{clean(total.path)} ({total.symbols})" for total in found.files[:5])
        lines.append(f"most affected: {most}")
    return _listed(lines, found, "unresolved reference(s) that may be more")


def _affected(each: Impacted) -> str:
    via = "" if each.distance == 1 else f"  via {clean(each.via_name)}"
    place = f"  {clean(each.path)}:{each.line or each.site_line}"
    return f"{place}  {clean(each.qualified_name)}  [{each.how}]{via}{_certainty(each.confidence)}"


def _affected_tests(tests: Iterable[Impacted]) -> Iterator[str]:
    """Yield the tests of each file: there are many, and what is done with them is to run them."""
    for path, group in groupby(tests, key=attrgetter("path")):
        names = (f"{clean(each.qualified_name)} {each.line or each.site_line}" for each in group)
        yield f"  {clean(path)}  {', '.join(names)}"


_RELATIONS = {
    "supertype": "supertypes of",
    "subtype": "subtypes of",
    "overridden": "overridden by",
    "override": "overrides of",
}


def hierarchy(found: Answer[Relative]) -> str:
    """Return what `ecp hierarchy` shows."""
    lines: list[str] = []
    heading = ""
    for each in found.items:
        title = f"{_RELATIONS[each.relation]} {clean(each.of.partition(':')[2])}:"
        if heading != title:
            heading = title
            lines.append(title)
        place = f"{clean(each.path)}:{each.line}" if each.path else "(not of this repository)"
        lines.append(f"  {'  ' * (each.distance - 1)}{clean(each.qualified_name)}  {place}")
    return _listed(lines, found, "base(s) of this name that could not be resolved")


def path(found: PathReport) -> str:
    """Return what `ecp path` shows."""
    lines = []
    for step in found.items:
        call = f"  calls at line {step.site_line} [{step.how}]{_certainty(step.confidence)}" if step.how else ""
        lines.append(f"  {clean(step.path)}:{step.line}  {clean(step.qualified_name)}{call}")
    if not found.items:
        lines.append(f"no path found: {found.explored} symbols were searched" + (", not all" if found.gave_up else ""))
    if found.gave_up:
        lines.append(f"gave up: {found.gave_up}")
    return "\n".join(lines)


def unused(found: Answer[Unused]) -> str:
    """Return what `ecp unused` shows."""
    lines = []
    for each in found.items:
        notes = [each.note] if each.note else []
        notes += [f"{each.unresolved} unresolved reference(s) of this name"] if each.unresolved else []
        note = f"  ({'; '.join(map(clean, notes))})" if notes else ""
        lines.append(f"{clean(each.path)}:{each.line}  {each.kind} {clean(each.qualified_name)}{note}")
    return "\n".join(lines)


def repository_map(found: Answer[MapFile]) -> str:
    """Return what `ecp map` shows: files by rank, each with its most used definitions."""
    lines = []
    for file in found.items:
        lines.append(clean(file.path))
        # `red, green = range(2)` declares several on one line
        lines += dict.fromkeys(f"  {symbol.line:>5}  {clean(_declared(symbol))}" for symbol in file.symbols)
        if file.omitted:
            lines.append(f"         … {file.omitted} more")
    return "\n".join(lines)


def _declared(symbol: Symbol, most: int = 120) -> str:
    """Return a signature with the qualified name in it, unless what is around the symbol is named there already."""
    around, _, name = symbol.qualified_name.rpartition(".")
    head, found, tail = symbol.signature.partition(name)
    if not found:
        return symbol.qualified_name
    if around and not re.search(rf"\b{re.escape(around.rpartition('.')[2])}\b", head):
        head += f"{around}."
    text = f"{head}{name}{tail}"
    return text if len(text) <= most else f"{text[: most - 1]}…"


def table(found: Table) -> str:
    """Return the result of SQL with columns aligned; long cells are cut."""
    rows = [tuple(_cell(value) for value in row) for row in found.items]
    names = tuple(map(clean, found.columns))
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (names, tuple("-" * width for width in widths), *rows)
    ]
    return "\n".join(lines)


def csv(found: Table) -> str:
    """Return the result of SQL as CSV with a header; control characters are kept, since programs read it."""
    import csv as standard
    import io

    text = io.StringIO()
    writer = standard.writer(text, lineterminator="\n")
    writer.writerow(found.columns)
    writer.writerows(found.items)
    return text.getvalue().removesuffix("\n")


def _cell(value: object, most: int = 80) -> str:
    text = "" if value is None else clean(str(value))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _certainty(confidence: float) -> str:
    return "" if confidence >= 0.9 else f"  ({confidence:.2f})"


_LIST = " (`unresolved` lists them)"


def _listed(lines: Iterable[str], found: Answer[Any], may_be: str, how: str = "") -> str:
    """Return lines with what an answer must not keep to itself: what may be missing, and how that is listed."""
    shown = list(lines)
    if found.unresolved or not found.items:
        count = f"{'and' if found.items else 'none found, and'} {found.unresolved}"
        shown.append(f"{count} {may_be}{how if found.unresolved else ''}")
    if found.note:
        shown.append(found.note)
    return "\n".join(shown)


def collected(done: GcReport) -> str:
    """Return what `ecp gc` and `ecp drop` show."""
    lines = [f"{clean(each.path)}: {size(each.bytes)}, {each.reason}" for each in done.removed]
    lines += [f"{clean(each)} is being built and was left alone" for each in done.busy]
    lines += [f"{clean(each)} cannot be locked and was left alone; `ecp doctor` says why" for each in done.unlockable]
    verb = "would remove" if done.dry_run else "removed"
    return "\n".join([*lines, f"{verb} {len(done.removed)} file(s), {size(done.bytes)}"])


def verified(found: VerifyReport) -> str:
    """Return what `ecp verify` shows."""
    verdict = "every fact is the same" if found.equal else "the index differs from its sources"
    lines = [f"{found.commit[:12]}, {found.layers} layer(s): {verdict}"]
    lines += [
        f"  {each.table:<11}{each.rows:>9} rows, {each.missing} missing, {each.extra} extra" for each in found.tables
    ]
    return "\n".join(lines)


def findings(found: Iterable[Finding]) -> str:
    """Return what `ecp doctor` shows."""
    lines = []
    for each in found:
        lines.append(f"{'ok' if each.ok else 'WRONG':<6}{clean(each.subject)}: {clean(each.detail)}")
        if not each.ok and each.remedy:
            lines.append(f"      {clean(each.remedy)}")
    return "\n".join(lines)
