"""Building layers: plan, locks, gate, workers, and the one choke point that uses them."""

from ecp.build.orchestrator import BuildReport, Stack, Waits, build_l2, force_rebuild_l2

__all__ = ["BuildReport", "Stack", "Waits", "build_l2", "force_rebuild_l2"]
