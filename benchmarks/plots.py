"""Plots of what was measured, as small SVG files.  Needs matplotlib: the extra `bench`."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot

Row = dict[str, Any]
_SLOTS_SHOWN = (1, 2, 4, 64)
"""Of how many slots the memory is drawn over time: more lines would hide one another."""


def draw(rows: list[Row], folder: Path, name: str) -> None:
    """Draw every plot that the rows have data for."""
    for benchmark in ("cold", "one-file commit", "100-file commit"):
        same = [row for row in rows if row["benchmark"] == benchmark]
        for column, label, factor in (("wall", "seconds", 1.0), ("bytes_written", "MB written", 1e-6)):
            if len({row["tool"] for row in same}) > 1:
                _save(folder, f"{name}-{benchmark.replace(' ', '-')}-{column}", _bars(same, column, label, factor))
    scale = [row for row in rows if row["benchmark"] == "scale"]
    if scale:
        _save(folder, f"{name}-scale", _growth(scale))
    replay = [row for row in rows if row["benchmark"] == "replay"]
    for repository in sorted({row["repository"] for row in replay}):
        _draw_replay(
            [row for row in replay if row["repository"] == repository], folder / f"{name}-replay-{repository}.svg"
        )
    agents = [row for row in rows if row["benchmark"] == "agents"]
    if agents:
        first = {row["slots"]: row for row in reversed(agents) if row["slots"] in _SLOTS_SHOWN}
        _save(folder, f"{name}-agents", _agents([first[slots] for slots in sorted(first)]))
    if len({row["slots"] for row in agents}) > len(_SLOTS_SHOWN):
        _draw_slots(agents, folder / f"{name}-slots.svg")


def _save(folder: Path, name: str, plot: Callable[[Any], None]) -> None:
    figure, axes = pyplot.subplots(figsize=(6.4, 3.2))
    plot(axes)
    _finish(figure, folder / f"{name}.svg")


def _finish(figure: Any, path: Path) -> None:
    for axes in figure.axes:
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def _bars(rows: list[Row], column: str, label: str, factor: float) -> Callable[[Any], None]:
    def plot(axes: Any) -> None:
        repositories, tools = _in_order(rows, "repository"), _in_order(rows, "tool")
        width = 0.8 / len(tools)
        for at, tool in enumerate(tools):
            heights = [_median(rows, column, repository=each, tool=tool) * factor for each in repositories]
            axes.bar([x + at * width for x in range(len(repositories))], heights, width, label=tool)
        axes.set_xticks([x + 0.4 - width / 2 for x in range(len(repositories))], repositories, fontsize=8)
        axes.set_ylabel(label)
        axes.legend(frameon=False, fontsize=8)

    return plot


def _growth(rows: list[Row]) -> Callable[[Any], None]:
    def plot(axes: Any) -> None:
        factors = sorted({row["factor"] for row in rows})
        for tool in _in_order(rows, "tool"):
            axes.plot(factors, [_median(rows, "wall", factor=each, tool=tool) for each in factors], "o-", label=tool)
        axes.set(xscale="log", yscale="log", xlabel="times 250 files", ylabel="seconds")
        axes.set_xticks(factors, [str(each) for each in factors])
        axes.legend(frameon=False, fontsize=8)

    return plot


def _draw_replay(rows: list[Row], path: Path) -> None:
    """Draw what each commit of a history wrote, what lay on disk after it, and what a question then took."""
    figure, panels = pyplot.subplots(3, 1, figsize=(6.4, 6.4), sharex=True)
    columns = (
        ("bytes_written", "MB written", 1e-6),
        ("index_bytes", "MB in the store", 1e-6),
        ("query_ms", "ms a query", 1.0),
    )
    for axes, (column, label, factor) in zip(panels, columns, strict=True):
        for tool in _in_order(rows, "tool"):
            own = sorted((row["step"], row[column] * factor) for row in rows if row["tool"] == tool and column in row)
            axes.plot([step for step, _ in own], [value for _, value in own], ".", markersize=3, label=tool)
        axes.set(ylabel=label, ylim=(0, None))
    panels[-1].set_xlabel("commit")
    panels[0].legend(frameon=False, fontsize=8)
    _finish(figure, path)


def _draw_slots(rows: list[Row], path: Path) -> None:
    """Draw, over the number of slots, what eight builds took together and what a person at the machine felt."""
    figure, panels = pyplot.subplots(1, 3, figsize=(9.6, 3.2))
    slots = sorted({row["slots"] for row in rows})
    columns = (
        ("wall", "seconds", 1.0),
        ("peak_rss", "MB resident at most", 1e-6),
        ("both_p99_ms", "ms, p99 of the probe", 1.0),
    )
    for axes, (column, label, factor) in zip(panels, columns, strict=True):
        axes.plot(range(len(slots)), [_median(rows, column, slots=each) * factor for each in slots], "o-")
        axes.set(ylabel=label, xlabel="slots", ylim=(0, None))
        axes.set_xticks(range(len(slots)), [str(each) for each in slots])
    _finish(figure, path)


def _agents(rows: list[Row]) -> Callable[[Any], None]:
    def plot(axes: Any) -> None:
        for row in rows:
            axes.plot([at for at, _, _ in row["series"]], [mb for _, mb, _ in row["series"]], label=row["repository"])
        axes.set(xlabel="seconds", ylabel="MB resident, all builds", ylim=(0, None))
        axes.legend(frameon=False, fontsize=7)

    return plot


def _in_order(rows: list[Row], column: str) -> list[str]:
    return list(dict.fromkeys(row[column] for row in rows))


def _median(rows: list[Row], column: str, **where: Any) -> float:
    found = [row[column] for row in rows if all(row[key] == value for key, value in where.items())]
    return float(statistics.median(found)) if found else 0.0
