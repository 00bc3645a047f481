"""The command that goes on from finished clips, and lays them end to end."""

import uuid

import pytest
from django.core.management import CommandError

from generation.models import Generation
from generation.tests.drafts import finish
from generation.tests.test_generate import generate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lenient(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def drafts(ask):
    return [finish(ask(prompt=f"number {number}")) for number in range(2)]


def parts_of(line) -> list[Generation]:
    return [part.source for part in Generation.objects.get(pk=line["id"]).parts.all()]


def test_it_goes_on_from_a_clip(drafts):
    _, (line,), _ = generate("it goes on", extend=drafts[0].pk, user="alice", engine="broken")
    assert parts_of(line) == [drafts[0]]


def test_it_lays_clips_end_to_end_in_the_order_they_were_named(drafts):
    _, (line,), _ = generate(stitch=[clip.pk for clip in drafts[::-1]], user="alice")
    assert (line["engine"], parts_of(line)) == ("joiner", drafts[::-1])


@pytest.mark.parametrize("user", ["bob", ""])
def test_only_those_of_that_person(drafts, bob, user):
    with pytest.raises(CommandError, match=f"no finished clip of theirs: {drafts[0].pk}"):
        generate("it goes on", extend=drafts[0].pk, user=user)


def test_nobody_of_that_name_has_one(drafts):
    with pytest.raises(CommandError, match="no finished clip"):
        generate(stitch=[clip.pk for clip in drafts], user="zoe")


@pytest.mark.parametrize(
    ("args", "options"),
    [((), {}), (("a cat",), {"stitch": [uuid.uuid4()]}), ((), {"extend": uuid.uuid4(), "stitch": [uuid.uuid4()]})],
)
def test_one_thing_at_a_time(args, options):
    with pytest.raises(CommandError, match="give either"):
        generate(*args, **options)
