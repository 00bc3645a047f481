"""Finished clips laid end to end: free, only one's own, a minute at most."""

import uuid

import pytest

from generation import services
from generation.models import CreditEntry, Generation
from generation.services import LimitReached, Unable
from generation.services.materials import script_of
from generation.states import State
from generation.tests.drafts import finish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def allowing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def drafts(ask):
    """Three of Alice's, 5 s each."""
    return [finish(ask(prompt=f"number {number}")) for number in range(3)]


class TestStitching:
    def test_it_costs_nothing_and_takes_all_of_them_in_order(self, alice, drafts, bell):
        bell.clear()
        clip = services.stitch(owner=alice, clips=drafts[::-1])
        assert (clip.engine, clip.seconds, clip.made_seconds, clip.price) == ("joiner", 15, 0, 0)
        assert [part.source for part in clip.parts.all()] == drafts[::-1]
        assert clip.prompt == "number 2\nnumber 1\nnumber 0"
        assert not CreditEntry.objects.filter(clip=clip.pk).exists()
        assert list(bell) == [f"render-{clip.pk}"]

    def test_its_script_has_parts_and_no_shots(self, alice, drafts, tmp_path):
        script = script_of(services.stitch(owner=alice, clips=drafts), tmp_path)
        assert script.shots == ()
        assert [part.mark.clip for part in script.before] == [clip.pk for clip in drafts]

    def test_the_same_one_may_come_twice(self, alice, drafts):
        assert services.stitch(owner=alice, clips=[drafts[0], drafts[0]]).seconds == 10

    def test_cancelling_it_gives_nothing_back_that_was_not_paid(self, alice, drafts):
        services.cancel(services.stitch(owner=alice, clips=drafts))
        assert services.balance(alice).plan_left == 7

    @pytest.mark.parametrize("count", [0, 1, 13])
    def test_two_at_least_and_twelve_at_most(self, alice, drafts, count):
        with pytest.raises(Unable, match="two clips at least, and 12 at most"):
            services.stitch(owner=alice, clips=(drafts * 5)[:count])

    def test_a_minute_at_most(self, alice, drafts):
        Generation.objects.filter(owner=alice).update(seconds=25)
        with pytest.raises(Unable, match="75 seconds; a clip can have 60"):
            services.stitch(owner=alice, clips=Generation.objects.all())

    def test_charlie_cannot_take_hers(self, charlie, drafts):
        with pytest.raises(Unable, match="clips of your own"):
            services.stitch(owner=charlie, clips=drafts)

    def test_it_waits_its_turn_like_any_clip(self, alice, drafts, settings):
        settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"in_flight": 1}}
        services.stitch(owner=alice, clips=drafts)
        with pytest.raises(LimitReached, match="on their way"):
            services.stitch(owner=alice, clips=drafts)

    def test_harmless_clips_can_make_a_harmful_whole(self, alice, ask, settings):
        harmless = [finish(ask(prompt=words)) for words in ("a keg of powder", "a cat", "a spark")]
        settings.SAFETY_CHECKS = ["generation.tests.test_storyboard_requests.RefuseTogether"]
        assert services.stitch(owner=alice, clips=harmless[:2]).state == State.QUEUED
        assert services.stitch(owner=alice, clips=harmless).decision.rule == "test.together"

    def test_long_scripts_are_read_in_pieces_and_not_called_too_long(self, alice, ask, settings):
        long = [finish(ask(prompt=f"a cat {'and a dog ' * 60}")) for _ in range(3)]
        settings.SAFETY_CHECKS = ["safety.review.form.FormCheck"]
        assert services.stitch(owner=alice, clips=long).state == State.QUEUED


class TestPage:
    def test_it_offers_the_drafts_of_ones_own(self, as_, alice, charlie, ask, drafts):
        services.preview(owner=alice, prompt="a cat", seconds=5, size="480x854")
        assert as_(alice).get("/stitch/").context["drafts"].items == drafts[::-1]
        assert as_(charlie).get("/stitch/").context["drafts"].items == []

    @pytest.mark.parametrize(
        ("button", "which", "expected"),
        [("up", 1, [1, 0]), ("down", 0, [1, 0]), ("remove", 0, [1]), ("add", 2, [0, 1, 2]), ("up", 0, [0, 1])],
    )
    def test_buttons_arrange_what_is_chosen(self, as_, alice, drafts, button, which, expected):
        chosen = {"clip": [str(clip.pk) for clip in drafts[:2]], button: str(drafts[which].pk)}
        for answer in (as_(alice).post("/stitch/", chosen), as_(alice).get("/stitch/", chosen)):
            assert answer.status_code == 200
            assert answer.context["chosen"] == [drafts[number] for number in expected]
            assert answer.context["total_seconds"] == 5 * len(expected)

    def test_making_it_leads_to_the_clip_and_twice_is_once(self, as_, alice, drafts):
        chosen = {"clip": [str(clip.pk) for clip in drafts], "key": str(uuid.uuid4())}
        answers = {as_(alice).post("/stitch/", chosen)["Location"] for _ in range(2)}
        made = Generation.objects.get(engine="joiner")
        assert answers == {f"/clips/{made.pk}/"}

    @pytest.mark.parametrize(
        ("size", "expected"),
        [("", (640, 640)), ("480x854", (480, 854)), ("854x480", (854, 480)), ("640x640", (640, 640))],
    )
    def test_its_shape_is_chosen_else_that_of_the_first(self, as_, alice, ask, drafts, size, expected):
        first = finish(ask(size="640x640"))
        as_(alice).post("/stitch/", {"clip": [str(first.pk), str(drafts[0].pk)], "size": size})
        made = Generation.objects.get(engine="joiner")
        assert (made.width, made.height) == expected

    def test_a_chosen_shape_stays_chosen_while_clips_are_arranged(self, as_, alice, drafts, monkeypatch):
        monkeypatch.setattr("generation.queries.PAGE", 2)
        chosen = {"clip": str(drafts[0].pk), "size": "854x480", "add": str(drafts[1].pk)}
        for answer in (as_(alice).post("/stitch/", chosen), as_(alice).get("/stitch/", chosen)):
            assert '<option value="854x480" selected>' in answer.text
            assert "&amp;size=854x480&amp;clip=" in answer.text

    def test_a_shape_that_there_is_not_is_said_in_place(self, as_, alice, drafts):
        sent = {"clip": [str(clip.pk) for clip in drafts], "size": "9x9"}
        answer = as_(alice).post("/stitch/", sent)
        assert answer.status_code == 422
        assert "9x9 is not one of the available choices" in answer.text
        assert not Generation.objects.filter(engine="joiner").exists()

    def test_one_alone_is_said_in_place(self, as_, alice, drafts):
        answer = as_(alice).post("/stitch/", {"clip": [str(drafts[0].pk)]})
        assert answer.status_code == 422
        assert answer.context["errors"] == ["Choose two clips at least, and 12 at most."]

    def test_what_the_review_minds_is_said_in_place(self, as_, alice, drafts, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
        answer = as_(alice).post("/stitch/", {"clip": [str(clip.pk) for clip in drafts]})
        assert answer.context["errors"] == ["Not here."]

    @pytest.mark.parametrize("what", ["hers", "none", "nonsense"])
    def test_charlie_gets_404_for_hers_as_for_what_is_none(self, as_, charlie, drafts, what):
        key = {"hers": str(drafts[0].pk), "none": str(uuid.uuid4()), "nonsense": "x"}[what]
        for answer in (
            as_(charlie).post("/stitch/", {"clip": [key, key]}),
            as_(charlie).get("/stitch/", {"add": key}),
        ):
            assert answer.status_code == 404

    def test_a_passer_by_signs_in_first(self, as_, db):
        assert as_(None).get("/stitch/").status_code == 302
