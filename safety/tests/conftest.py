import pytest

from feed.services import comment, publish
from safety import services
from safety.models import Report


@pytest.fixture
def make_post(make_clip):
    """A clip of Alice's, shown to everybody."""

    def make_post(caption="a walk", **order):
        return publish(make_clip(**order), caption=caption)

    return make_post


@pytest.fixture
def post(make_post):
    return make_post()


@pytest.fixture
def say(bob):
    def say(post, text="nice", by=bob, **more):
        return comment(post, by=by, text=text, **more)

    return say


@pytest.fixture
def crowd(make_person):
    """`crowd(3)`: people whom nobody knows."""

    def crowd(size, name="witness"):
        return [make_person(f"{name}{number}") for number in range(size)]

    return crowd


@pytest.fixture
def complain():
    """Everybody in `people` reports `thing`."""

    def complain(thing, people, reason=Report.Reason.SPAM, words=""):
        return [services.report(thing, by=person, reason=reason, words=words) for person in people]

    return complain
