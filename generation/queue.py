"""The bell. The only file that knows RQ: rows are the truth, Redis only wakes a worker."""

import logging
from functools import cache

import django_rq
from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Worker
from rq.serializers import JSONSerializer

log = logging.getLogger(__name__)

QUEUE = "render"


@cache
def _connection() -> Redis:
    # redis-py waits four seconds for a dead server by default; a page must not.
    return Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0))


def _queue():
    # JSON, not pickle: whoever can write to Redis must not be able to run code here.
    return django_rq.get_queue(QUEUE, connection=_connection(), serializer=JSONSerializer)


def _job_id(pk) -> str:
    return f"render-{pk}"


def ring(pk) -> None:
    """Ask a worker to come. Waits for the commit when inside a transaction; a dead Redis is no error: see the sweep."""
    try:
        _queue().enqueue("generation.jobs.render_next", job_id=_job_id(pk), result_ttl=0, failure_ttl=60)
    except RedisError as error:
        log.warning("bell not rung for %s: %s", pk, error)


def unheard(pks) -> list:
    """Those of `pks` that no bell in Redis stands for; none when Redis cannot say."""
    try:
        rung = set(_queue().get_job_ids())
    except RedisError as error:
        log.warning("cannot see the queue: %s", error)
        return []
    return [pk for pk in pks if _job_id(pk) not in rung]


def workers() -> int | None:
    """How many workers listen; None when Redis cannot say."""
    try:
        return Worker.count(queue=_queue())
    except RedisError:
        return None
