# Runs of plans in one browser, which is started again where a run ends it, and the shortest part of a plan that still fails.

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.model.sites import Site
from tests.model.steps import Plan
from tests.model.world import Broken, World
from tests.support.engines import Engine, EngineError, open_engine
from tests.support.server import StaticServer

# How many shorter plans are tried.
ATTEMPTS = 60


@dataclass(frozen=True)
class Failure:
    """What went wrong, and the steps up to there."""

    problem: str
    plan: Plan

    def __str__(self) -> str:
        return f"{self.problem}\n{self.plan}"


class Runner:
    """Runs plans, each with an origin of its own, so that the browser and its profile serve for all."""

    def __init__(self, name: str, sites: dict[str, Site], folder: Path) -> None:
        self._name = name
        self._sites = sites
        self._folder = folder
        self._engine: Engine | None = None
        self._seen: set[str] = set()

    def run(self, plan: Plan, script: str = "") -> Failure | None:
        """Run a plan."""
        engine = self._engine = self._engine or open_engine(self._name, Path(tempfile.mkdtemp(prefix="profile-", dir=self._folder)))
        done = 0
        with self._fresh_server() as server:
            world = World(engine, server, self._sites, self._folder, plan.has_python, always=script)
            try:
                for step in plan.steps:
                    done += 1
                    getattr(world, f"do_{step.name}")(**step.arguments)
                world.finish()
            except (Broken, EngineError) as error:
                world.do_heal()
                self.close()
                return Failure(f"{type(error).__name__}: {error}", Plan(plan.has_python, plan.steps[:done]))
        return None

    def _fresh_server(self) -> StaticServer:
        """A server at an address of which the profile holds nothing: a port that is free again may be that of an earlier run."""
        while (server := StaticServer(self._sites["before"].folder, "/x/")).url in self._seen:
            server.close()
        self._seen.add(server.url)
        return server

    def shorten(self, failure: Failure) -> Failure:
        """The failure with steps left out that it does not need. Where it does not come again, as it is."""
        shortest = failure
        size, attempts = max(1, len(failure.plan.steps) // 2), ATTEMPTS
        while size and attempts:
            start = 0
            while start < len(shortest.plan.steps) and attempts:
                attempts -= 1
                steps = shortest.plan.steps
                found = self.run(Plan(failure.plan.has_python, steps[:start] + steps[start + size :]))
                if found:
                    shortest = found
                else:
                    start += size
            size //= 2
        return shortest

    def close(self) -> None:
        """End the browser."""
        if self._engine:
            self._engine.kill()
            self._engine = None
            self._seen.clear()


@contextmanager
def runner(name: str, sites: dict[str, Site], folder: Path) -> Iterator[Runner]:
    """A runner whose browser ends with it."""
    running = Runner(name, sites, folder)
    try:
        yield running
    finally:
        running.close()
