"""A whole portal with its trying neighbours: all and only the allowed pages, each once, and no body twice."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest

from tests.sources.conftest import QUICK, Installation
from tests.sources.portal import FORBIDDEN, articles, hosts


@pytest.mark.parametrize("n_stories", [6, pytest.param(334, marks=pytest.mark.slow)])
def test_all_and_only_the_allowed_pages_come_each_once_and_no_body_twice(
    installation: Installation, n_stories: int
) -> None:
    limits = msgspec.structs.replace(QUICK, crawl_seconds=900)
    with hosts(n_stories) as portal:
        first = installation.collect(portal.catalogue(), limits=limits)
        with installation.archive() as archive:
            kept = {version.url: archive.read(version) for version in archive.current()}
        assert kept == portal.allowed()
        assert {one.source_id: one.by_reason() for one in first.health} == {
            "main": {"robots": 1}, "slow": {}, "moved": {}, "patient": {}, "erring": {"http_410": 3, "http_500": 2},
        }  # fmt: skip
        assert not any(path.startswith(FORBIDDEN) for site in portal.sites for path in site.paths)
        redirected = {f"/de/{number}" for number in range(6)}
        for site in portal.sites:
            for path in articles(site):
                assert site.bodies[path] == 1 + (site is portal.main and path in redirected), path
        times = [at for _, _, at in portal.patient.requests]
        assert all(later - earlier >= 0.25 for earlier, later in pairwise(times))
        before = [sum(site.bodies[path] for path in articles(site)) for site in portal.sites]
        second = installation.collect(limits=limits)
        assert [sum(site.bodies[path] for path in articles(site)) for site in portal.sites] == before
        assert [(one.fetched, one.new, one.changed) for one in second.health] == [(0, 0, 0)] * 5
        assert sum(one.unchanged for one in second.health) == len(kept)
        assert second.collection_no is None
