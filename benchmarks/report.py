"""What was measured, for people: the machine, a table of medians with spread and ratios, and plots."""

from __future__ import annotations

import json
import platform
import statistics
import time
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

Row = dict[str, Any]
RESULTS = Path(__file__).parent / "results"
_OURS = "ecp"
_COLUMNS = (
    ("wall", "wall s", 1.0),
    ("cpu", "CPU s", 1.0),
    ("peak_rss", "peak RSS MB", 1e-6),
    ("bytes_read", "read MB", 1e-6),
    ("bytes_written", "written MB", 1e-6),
    ("index_bytes", "index MB", 1e-6),
)
_FIGURES = frozenset("failed highest_load overlay_files".split())


def machine() -> dict[str, str]:
    """Describe the machine and the versions."""
    return {
        "when": time.strftime("%Y-%m-%d %H:%M"),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cores": str(psutil.cpu_count()),
        "processor": _processor(),
        "memory": f"{psutil.virtual_memory().total >> 30} GiB",
        "load at the end": f"{psutil.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        **{name: version(name) for name in ("ecp", "duckdb", "tree-sitter", "pygit2")},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def markdown(rows: list[Row]) -> str:
    """Return the machine and a table of medians; ratios are ours to the peer's, medians of runs in turn."""
    about = ", ".join(f"{key} {value}" for key, value in machine().items())
    groups = _grouped(rows)
    lines = [
        about,
        "",
        "| benchmark | on | tool | runs | " + " | ".join(label for _, label, _ in _COLUMNS) + " | load |",
    ]
    lines.append("|---" * (len(_COLUMNS) + 5) + "|")
    for (benchmark, repository, tool), same in groups.items():
        if "wall" in same[0]:
            cells = [_cell(same, name, factor) for name, _, factor in _COLUMNS]
            load = _median(same, "load")
            shown = f"{load:.1f}" if load is not None else ""
            lines.append(f"| {benchmark} | {repository} | {tool} | {len(same)} | {' | '.join(cells)} | {shown} |")
    lines += _ratios(groups) + _figures(groups)
    failed = Counter((row["benchmark"], row["repository"], row["tool"]) for row in rows if row.get("exit_code"))
    lines += [
        f"\nFailed and left out: {' of '.join(which[:2])}, {which[2]}, {n} run(s)." for which, n in failed.items()
    ]
    return "\n".join(lines) + "\n"


def _ratios(groups: dict[tuple[str, str, str], list[Row]]) -> list[str]:
    lines = [
        "",
        "| ecp : peer | on | peer | wall | CPU | peak RSS | written | index |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for (benchmark, repository, tool), theirs in groups.items():
        own = groups.get((benchmark, repository, _OURS))
        if tool != _OURS and own:
            cells = []
            for name in ("wall", "cpu", "peak_rss", "bytes_written", "index_bytes"):
                mine, other = _median(own, name), _median(theirs, name)
                cells.append(f"{mine / other:.2f}" if mine is not None and other else "")
            lines.append(f"| {benchmark} | {repository} | {tool} | {' | '.join(cells)} |")
    return lines if len(lines) > 3 else []


def _figures(groups: dict[tuple[str, str, str], list[Row]]) -> list[str]:
    lines = ["", "| benchmark | on | figures |", "|---|---|---|"]
    for (benchmark, repository, tool), same in groups.items():
        names = [name for name in same[0] if name in _FIGURES or name.endswith("_ms")]
        found = [(name, _median(same, name)) for name in names]
        shown = ", ".join(f"{name} {value:.1f}" for name, value in found if value is not None)
        if shown and tool == _OURS:
            lines.append(f"| {benchmark} | {repository} | {shown} |")
    return lines if len(lines) > 3 else []


def _grouped(rows: list[Row]) -> dict[tuple[str, str, str], list[Row]]:
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in (row for row in rows if not row.get("exit_code")):
        groups[row["benchmark"], row["repository"], row["tool"]].append(row)
    return groups


def _median(rows: list[Row], name: str) -> float | None:
    values = [row[name] for row in rows if isinstance(row.get(name), int | float)]
    return statistics.median(values) if values else None


def _cell(rows: list[Row], name: str, factor: float) -> str:
    middle = _median(rows, name)
    if middle is None:
        return ""
    text = f"{middle * factor:.2f}"
    if name == "wall" and len(rows) > 1:
        text += f" ({min(row[name] for row in rows):.2f} to {max(row[name] for row in rows):.2f})"
    return text


def keep(rows: list[Row], name: str) -> None:
    """Write the rows as JSON, the table as Markdown and, where matplotlib is installed, the plots as SVG."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps({"machine": machine(), "rows": rows}) + "\n")
    (RESULTS / f"{name}.md").write_text(markdown(rows))
    try:
        from benchmarks.plots import draw
    except ImportError:
        return
    draw(rows, RESULTS, name)
