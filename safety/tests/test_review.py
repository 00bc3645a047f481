"""The review as a whole: the strictest check wins, and a check that is down lets nothing through."""

import logging
import threading

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from safety import review
from safety.review import Opinion, Request, Review, Verdict, review_script

HERE = "safety.tests.test_review"


class Allows:
    def review(self, request):
        return Opinion(Verdict.ALLOW)


class SaysNothing:
    def review(self, request):
        return None


class HoldsCats:
    def review(self, request):
        if "cat" in request.text:
            return Opinion(Verdict.HOLD, "cats", "cats.any", ("cat",), request.text.replace("cat", "dog"))
        return None


class RefusesDogs:
    def review(self, request):
        if "dog" in request.text:
            return (Opinion(Verdict.REFUSE, "dogs", "dogs.any", ("dog",), request.text.replace("dog", "bird")),)
        return ()


class Raises:
    def review(self, request):
        raise ConnectionError("the classifier is down")


class CannotBeMade:
    def __init__(self):
        raise OSError("no such file")


class Hangs:
    ended = threading.Event()

    def review(self, request):
        self.ended.wait(10)


@pytest.fixture
def checks(settings):
    def use(*classes):
        settings.SAFETY_CHECKS = [f"{HERE}.{each.__name__}" for each in classes]

    return use


class TestVerdict:
    def test_what_nobody_minds_is_allowed(self, checks):
        checks(Allows, SaysNothing, HoldsCats)
        assert review_script(Request("a bird")) == Review(Verdict.ALLOW, ())

    def test_the_strictest_check_wins_and_all_are_heard(self, checks):
        checks(HoldsCats, RefusesDogs)
        answer = review_script(Request("a cat and a dog"))
        assert answer.verdict is Verdict.REFUSE
        assert [opinion.rule for opinion in answer.opinions] == ["dogs.any", "cats.any"]
        assert answer.worst.words == ("dog",)

    def test_an_allowed_script_has_a_worst_opinion_too(self, checks):
        checks(Allows)
        assert review_script(Request("a bird")).worst == Opinion(Verdict.ALLOW)


class TestSuggestion:
    def test_one_check_mends_what_the_other_left(self, checks):
        checks(HoldsCats, RefusesDogs)
        assert review_script(Request("a cat in the sun")).worst.suggestion == "a bird in the sun"

    def test_every_opinion_gets_the_one_that_passes(self, checks):
        checks(HoldsCats, RefusesDogs)
        answer = review_script(Request("a cat and a dog"))
        assert {opinion.suggestion for opinion in answer.opinions} == {"a bird and a bird"}

    def test_nothing_is_suggested_when_nothing_passes(self, checks):
        checks(Raises)
        assert review_script(Request("a bird")).worst.suggestion == ""


class TestACheckThatIsDown:
    @pytest.mark.parametrize("broken", [Raises, CannotBeMade])
    def test_it_is_held_and_logged_never_allowed(self, checks, caplog, broken):
        checks(Allows, broken)
        with caplog.at_level(logging.ERROR, logger="safety.review"):
            answer = review_script(Request("a bird"))
        assert (answer.verdict, answer.worst.category) == (Verdict.HOLD, "unavailable")
        assert answer.worst.rule == f"unavailable.{broken.__name__}"
        assert broken.__name__ in caplog.text

    def test_too_slow_is_down(self, checks, monkeypatch, caplog):
        monkeypatch.setattr(review, "PATIENCE", 0.05)
        checks(Hangs)
        answer = review_script(Request("a bird"))
        Hangs.ended.set()
        assert (answer.verdict, answer.worst.category) == (Verdict.HOLD, "unavailable")
        assert "no answer" in caplog.text

    def test_a_refusal_beside_it_still_refuses(self, checks):
        checks(Raises, RefusesDogs)
        assert review_script(Request("a dog")).verdict is Verdict.REFUSE


class TestForm:
    @pytest.mark.parametrize(
        ("text", "rule", "suggestion"),
        [
            ("a\x00 ball", "form.control", "a ball"),
            ("a\ud800 ball", "form.control", "a ball"),
            ("a red \u202ellab\u202c ball", "form.direction", "a red llab ball"),
            ("a re\u200bd ball on the beach", "form.invisible", "a red ball on the beach"),
            ("a ball\U000e0061\U000e0062 on the beach", "form.invisible", "a ball on the beach"),
            ("A ball. " * 200, "form.too_long", ("A ball. " * 125).strip()),
            ("", "form.empty", "A red ball bouncing on the beach at sunset"),
            (" \u200b\n", "form.empty", "A red ball bouncing on the beach at sunset"),
        ],
    )
    def test_unreadable_text_is_refused_and_mended(self, text, rule, suggestion):
        answer = review_script(Request(text))
        assert (answer.verdict, answer.worst.rule) == (Verdict.REFUSE, rule)
        assert answer.worst.suggestion == suggestion

    @pytest.mark.parametrize(
        "text",
        ["two\nlines\tand a tab", "👨\u200d👩\u200d👧 on a beach", "می\u200cخواهم", "🏴\U000e0067\U000e007f a flag"]
        + ["👍"],
    )
    def test_what_scripts_and_emoji_need_is_no_disguise(self, text):
        assert review_script(Request(text)).verdict is Verdict.ALLOW

    def test_a_text_without_end_costs_no_time(self):
        assert review_script(Request("naked " * 1_000_000)).worst.rule == "form.too_long"


class TestHandles:
    def test_each_unusable_handle_is_named_as_typed(self):
        answer = review_script(Request("A walk with @Bob and @carol in the park", unusable_handles=("bob", "carol")))
        assert (answer.verdict, answer.worst.rule) == (Verdict.REFUSE, "people.no_cameo")
        assert answer.worst.words == ("@Bob", "@carol")
        assert answer.worst.suggestion == "A walk with someone and someone in the park"

    def test_a_longer_handle_is_somebody_else(self):
        answer = review_script(Request("@bob meets @bobby in the park", unusable_handles=("bob",)))
        assert answer.worst.suggestion == "someone meets @bobby in the park"

    def test_someone_speaks_the_language_of_the_sentence(self):
        answer = review_script(Request("@bob danse avec un chat sur la plage", unusable_handles=("bob",)))
        assert answer.worst.suggestion == "quelqu'un danse avec un chat sur la plage"

    def test_a_cast_handle_is_a_name_whatever_it_spells(self):
        assert review_script(Request("@naked_bob dances", cast_handles=("naked_bob",))).verdict is Verdict.ALLOW
        assert review_script(Request("@naked bob dances")).verdict is Verdict.REFUSE

    def test_nobody_cast_is_humiliated(self):
        answer = review_script(Request("@alice humiliated in front of the class", cast_handles=("alice",)))
        assert answer.worst.rule == "harassment.cast"


def test_reasons_wait_for_the_readers_language():
    reason = review_script(Request("a naked man")).worst.reason
    assert isinstance(reason, Promise)
    with override("en"):
        assert str(reason) == "Nudity and sex are not made here."
