"""The doors behind the bell: a worker walks in, a service does the work."""

import logging

from generation.services import rendering

log = logging.getLogger(__name__)


def render_next():
    """Make the clip whose turn it is. Rung late, twice or for nothing is no error."""
    generation = rendering.claim_next()
    if generation is None:
        log.info("nothing waits")
        return
    rendering.render(generation)
