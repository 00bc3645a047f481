"""Several shots in one clip: how they are counted, reviewed, edited and kept."""

import re
import uuid

import pytest

from cameos.models import Level
from generation import services
from generation.models import Generation
from generation.script import Shot
from generation.states import State
from safety.review import Opinion, Request, Verdict

pytestmark = pytest.mark.django_db
SHOTS = (Shot("a cat sleeps", 4), Shot("it wakes", 3))


class RefuseTogether:
    """Minds "powder" with "spark" in one script; neither alone."""

    def review(self, request: Request):
        if "powder" in request.text and "spark" in request.text:
            return Opinion(Verdict.REFUSE, "test", "test.together", ("powder", "spark"), reason="Not together.")
        return None


class RefuseAlone:
    """Minds a script that is nothing but "it bites"."""

    def review(self, request: Request):
        if request.text.strip() == "it bites":
            return Opinion(Verdict.REFUSE, "test", "test.alone", ("it bites",), "it yawns", "Not alone.")
        return None


@pytest.fixture
def checks(settings):
    def checks(*names):
        settings.SAFETY_CHECKS = [f"generation.tests.test_storyboard_requests.{name}" for name in names]

    return checks


def told(ask, *texts, **order):
    return services.request(prompt="", seconds=0, size="480x854", shots=[Shot(text, 2) for text in texts], **order)


class TestWhatItIs:
    def test_its_words_and_seconds_are_those_of_the_shots(self, ask):
        clip = ask(shots=SHOTS)
        clip.refresh_from_db()
        assert (clip.prompt, clip.seconds, clip.made_seconds, clip.price) == ("a cat sleeps\nit wakes", 7, 7, 1)
        assert clip.script.shots == SHOTS

    def test_it_is_paid_by_its_whole_length(self, ask, alice):
        ask(shots=[Shot("a", 8), Shot("b", 7)])
        assert services.balance(alice).plan_left == 8

    def test_it_has_to_fit_the_plan(self, ask, alice):
        with pytest.raises(services.LimitReached, match="Clips of 12 seconds belong to Pro"):
            ask(shots=[Shot("a", 6), Shot("b", 6)], limited=True)
        alice.plan = "pro"
        alice.save()
        assert ask(shots=[Shot("a", 6), Shot("b", 6)], limited=True).seconds == 12
        with pytest.raises(services.LimitReached, match="25 seconds at most"):
            ask(shots=[Shot("a", 20), Shot("b", 6)], limited=True)

    def test_signs_that_no_database_takes_do_not_stop_the_refusal(self, alice, settings):
        settings.SAFETY_CHECKS = ["safety.review.form.FormCheck"]
        clip = told(None, "a cat\0", "a dog \udc80", owner=alice)
        clip.refresh_from_db()
        assert (clip.state, clip.decision.rule) == (State.REFUSED, "form.control")


class TestReview:
    def test_harmless_shots_can_make_a_harmful_whole(self, alice, checks, ask):
        checks("RefuseTogether")
        assert told(ask, "a keg of powder", "a cat", owner=alice).state == State.QUEUED
        clip = told(ask, "a keg of powder", "a spark", owner=alice)
        assert (clip.state, clip.decision.rule) == (State.REFUSED, "test.together")

    def test_each_shot_is_read_alone_too_and_what_would_pass_keeps_the_others(self, alice, checks, ask):
        checks("RefuseAlone")
        clip = told(ask, "a dog comes", "it bites", owner=alice)
        assert (clip.state, clip.decision.rule) == (State.REFUSED, "test.alone")
        assert clip.decision.opinions[0]["suggestion"] == "a dog comes\nit yawns"

    def test_a_handle_in_any_shot_is_cast(self, alice, bob, make_cameo, ask):
        make_cameo(bob, level=Level.EVERYONE)
        clip = ask(shots=[Shot("a beach", 2), Shot("@bob waves", 2)])
        assert [casting.person for casting in clip.castings.all()] == [bob]
        assert bob.notifications.count() == 1

    def test_a_handle_that_may_not_be_used_stops_it_in_whatever_shot(self, alice, bob, make_cameo, settings):
        make_cameo(bob)
        settings.SAFETY_CHECKS = ["safety.review.handles.HandleCheck"]
        assert told(None, "a beach", "@bob waves", owner=alice).state == State.REFUSED


def sent(*shots, **fields):
    """What the composer posts for a storyboard."""
    posted = {"size": "480x854", "key": str(uuid.uuid4()), "shots-TOTAL_FORMS": len(shots), "shots-INITIAL_FORMS": 0}
    for number, (words, seconds) in enumerate(shots):
        posted |= {f"shots-{number}-prompt": words, f"shots-{number}-seconds": seconds}
    return posted | fields


def shots_in(page) -> list[tuple[str, str]]:
    words = re.findall(r'<textarea name="shots-\d+-prompt"[^>]*>([^<]*)</textarea>', page)
    seconds = re.findall(r'<input type="number" name="shots-\d+-seconds"[^>]*value="([^"]*)"', page)
    return list(zip(words, seconds, strict=True))


@pytest.fixture
def press(as_, alice, settings):
    """`press(fields)`: the answer to Alice's composer, which allows everything."""
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
    return lambda fields: as_(alice).post("/make/", fields)


class TestComposer:
    ONE = (("a cat", "4"), ("a dog", "3"), ("a bird", "2"))

    def test_a_sentence_is_split_without_asking_for_anything(self, press):
        answer = press({"prompt": "a cat sleeps, then it wakes", "seconds": "10", "size": "480x854", "draft": "1"})
        assert answer.status_code == 200
        assert shots_in(answer.text) == [("a cat sleeps", "5"), ("it wakes", "5")]
        assert (answer.context["total_seconds"], answer.context["most_seconds"]) == (10, 10)
        assert not Generation.objects.exists()

    def test_an_empty_sentence_gives_an_empty_shot(self, press):
        assert shots_in(press({"prompt": "", "seconds": "5", "size": "480x854", "draft": "1"}).text) == [("", "5")]

    def test_and_put_together_again(self, press):
        answer = press(sent(*self.ONE, undraft="1"))
        assert "a cat\na dog\na bird</textarea>" in answer.text
        assert answer.context["shots"] is None

    @pytest.mark.parametrize(
        ("button", "value", "expected"),
        [
            ("up_shot", "2", ["a cat", "a bird", "a dog"]),
            ("down_shot", "0", ["a dog", "a cat", "a bird"]),
            ("remove_shot", "1", ["a cat", "a bird"]),
            ("add_shot", "1", ["a cat", "a dog", "a bird", ""]),
            ("up_shot", "0", ["a cat", "a dog", "a bird"]),
            ("remove_shot", "-3", ["a cat", "a dog", "a bird"]),
            ("remove_shot", "x", ["a cat", "a dog", "a bird"]),
        ],
    )
    def test_buttons_arrange_the_shots(self, press, button, value, expected):
        page = press(sent(*self.ONE, style="noir", **{button: value})).text
        assert [words for words, _ in shots_in(page)] == expected
        assert 'value="noir" checked' in page

    def test_wrong_input_is_moved_about_as_it_was_typed(self, press):
        assert shots_in(press(sent(("", "0"), ("a dog", "99"), down_shot="0")).text) == [("a dog", "99"), ("", "0")]

    def test_no_more_than_eight(self, press):
        eight = [(f"shot {number}", "1") for number in range(8)]
        assert len(shots_in(press(sent(*eight, add_shot="1")).text)) == 8
        assert press(sent(*eight, ("one more", "1"))).status_code == 422

    def test_a_person_comes_into_the_last_shot(self, press):
        assert shots_in(press(sent(*self.ONE, cast="bob")).text)[-1] == ("a bird @bob ", "2")

    def test_what_would_pass_goes_back_into_its_shots(self, press):
        page = press(sent(("a dog", "2"), ("it bites", "2"), use="a dog\nit yawns")).text
        assert [words for words, _ in shots_in(page)] == ["a dog", "it yawns"]

    def test_made_it_has_every_shot(self, press):
        assert press(sent(*self.ONE)).status_code == 302
        clip = Generation.objects.get()
        assert [(shot.prompt, shot.seconds) for shot in clip.script.shots] == [
            ("a cat", 4),
            ("a dog", 3),
            ("a bird", 2),
        ]

    @pytest.mark.parametrize(
        ("shots", "said"),
        [
            ([("", "4")], "Say what this shot shows, or remove it."),
            ([("a cat", "0")], "greater than or equal to 1"),
            ([("a cat", "")], "This field is required."),
            ([("a cat", "8"), ("a dog", "7")], "Together the shots are 15 seconds long; 10 can be made."),
            ([("a" * 900, "2"), ("b" * 900, "2")], "Together the shots have 1801 characters; a script can have 1000."),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(self, press, shots, said):
        answer = press(sent(*shots, style="noir"))
        assert answer.status_code == 422
        assert said in answer.text
        assert shots_in(answer.text) == shots
        assert 'value="noir" checked' in answer.text
        assert not Generation.objects.exists()

    def test_a_form_that_was_tampered_with_is_no_error_of_ours(self, press):
        for total in ("x", "-1", "100000", ""):
            assert press(sent(("a cat", "2")) | {"shots-TOTAL_FORMS": total}).status_code in (200, 302, 422)

    def test_the_clip_of_another_one_is_remixed_shot_by_shot(self, as_, alice, charlie, make_clip):
        clip = make_clip(shots=SHOTS)
        details = {"caption": "", "visibility": "public", "allow_remix": "on", "show_prompt": "on"}
        post = as_(alice).post(f"/clips/{clip.pk}/publish/", details)["Location"]
        assert shots_in(as_(charlie).get(f"{post}remix/").text) == [("a cat sleeps", "4"), ("it wakes", "3")]
        as_(alice).post(
            f"/clips/{clip.pk}/publish/", {name: details[name] for name in details if name != "show_prompt"}
        )
        page = as_(charlie).get(f"{post}remix/").text
        assert "a cat sleeps" not in page
