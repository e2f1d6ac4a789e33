"""Carry out a plan: parse, and write the layer's file aside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ecp.build.plan import Plan
from ecp.build.progress import Clock, Progress
from ecp.build.usage import Usage, usage
from ecp.build.workers import parsing, sizes_to_parse
from ecp.config import Settings
from ecp.dataclass import dataclass, field, replace
from ecp.errors import StoreError
from ecp.index.git.repository import Repository
from ecp.index.layer import BlobRow, LayerWriter, is_of_files


@dataclass
class Made:
    """What making a layer came to."""

    blobs: list[BlobRow] = field(default_factory=list)
    """The blobs that were to be parsed."""
    workers: int = 0
    """Worker processes; 0 when the builder parsed alone."""
    usages: dict[int, Usage] = field(default_factory=dict)
    """The last figures of each worker, by process id."""
    peak_beside_workers: int = 0
    """The builder's peak memory until the last of them ended."""

    @property
    def files_parsed(self) -> int:
        """Return how many blobs were parsed."""
        return sum(1 for blob in self.blobs if blob.status == "parsed")

    @property
    def bytes_parsed(self) -> int:
        """Return how many bytes of source were parsed."""
        return sum(blob.bytes for blob in self.blobs if blob.status == "parsed")

    def total_usage(self, own: Usage) -> Usage:
        """Add the workers' figures to the builder's own; of peaks those that may have been at the same time."""
        every = [own, *self.usages.values()]
        peaks = sorted((each.peak_rss_bytes for each in self.usages.values()), reverse=True)
        return Usage(
            sum(each.bytes_read for each in every),
            sum(each.bytes_written for each in every),
            sum(each.cpu_seconds for each in every),
            max(own.peak_rss_bytes, self.peak_beside_workers + sum(peaks[: self.workers])),
        )


def make_layer(repository: Repository, plan: Plan, path: Path, settings: Settings, workers: int, clock: Clock) -> Made:
    """Parse what the plan lists and write the layer to `path`.

    Raises StoreError when the file cannot be written, MissingObjectError when git lacks a blob.
    """
    made, parsed_bytes = Made(), 0
    with ExitStack() as stack:
        with clock.phase("parse"):
            sizes = sizes_to_parse(repository, plan.tasks, settings.max_file_bytes)
            told = Progress("parse", 0, len(plan.tasks), 0, sum(sizes))
            clock.tell(told)
            beginning = parsing(
                repository,
                plan.tasks,
                sizes,
                workers=workers,
                max_file_bytes=settings.max_file_bytes,
                low_priority=settings.priority != "normal",
            )
            batches = stack.enter_context(beginning)
            writer = stack.enter_context(_writer(path, plan))
            for batch in batches:
                made.blobs += batch.blobs
                if batch.usage is not None:
                    made.usages[batch.pid] = batch.usage
                if batch.rows:
                    writer.add(batch.rows, batch.strings)
                parsed_bytes += sum(blob.bytes for blob in batch.blobs)
                clock.tell(replace(told, files=len(made.blobs), bytes=min(parsed_bytes, told.total_bytes)))
        made.workers, made.peak_beside_workers = len(made.usages), usage().peak_rss_bytes
        with clock.phase("write"):
            writer.copy(plan.copies)
            meta = {"commit": plan.commit, "below": " ".join(layer.file for layer in plan.below)}
            writer.finish(made.blobs, plan.tree, meta)
            writer.flush()
    return made


@contextmanager
def _writer(path: Path, plan: Plan) -> Iterator[LayerWriter]:
    """Give what writes the layer.  Raises StoreError for what goes wrong with files meanwhile."""
    try:
        with LayerWriter(path, block_size=plan.block_size) as writer:
            yield writer
    except Exception as error:
        if not is_of_files(error):
            raise
        reason = str(error).partition("\n")[0]  # of some errors DuckDB says all that was called
        raise StoreError(
            f"cannot write the layer {path}: {reason}", "Free room there, or set ECP_HOME to another folder."
        ) from error
