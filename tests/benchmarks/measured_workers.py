"""Loaded by the fork server of a measured ingest: what it forks is timed."""

from tests.benchmarks.stage_times import FORKED_STAGES, REST, note_seconds, time_stages

time_stages(FORKED_STAGES)
note_seconds(REST)
