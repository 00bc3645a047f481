"""The terms of the people in a clip: their own words, strictness, and how many there can be."""

import pytest
from django.utils.translation import override

from safety.review import CastMember, Request, Verdict, review_script
from safety.review.cast import compiled
from safety.review.lexicon import load
from safety.review.reasons import reason_in
from safety.services import record_decision
from safety.tests.review_prompts import EVERYDAY, FOR_A_MODERATOR

ANA = CastMember("ana", strict=False)
STRICT_ANA = CastMember("ana", strict=True)


def reviewed(text, *cast, **more):
    return review_script(Request(text, cast=cast, **more))


def without(*restricted):
    return CastMember("ana", restricted=restricted, strict=False)


class TestACrowd:
    CROWD = tuple(CastMember(handle, strict=False) for handle in ("ana", "bea", "cleo", "dan"))

    def test_three_people_are_a_clip(self):
        assert reviewed("@ana, @bea and @cleo dance on a pier", *self.CROWD[:3]).verdict is Verdict.ALLOW

    def test_a_fourth_is_too_many_and_the_first_three_stay(self):
        worst = reviewed("@ana, @bea and @cleo dance while @dan claps", *self.CROWD).worst
        assert (worst.rule, worst.words) == ("people.too_many", ("@dan",))
        assert worst.suggestion == "@ana, @bea and @cleo dance while someone claps"

    def test_those_who_did_not_agree_count_as_well(self):
        answer = reviewed("@ana, @bea and @cleo dance while @dan claps", *self.CROWD[:3], unusable_handles=("dan",))
        assert {opinion.rule for opinion in answer.opinions} == {"people.no_cameo", "people.too_many"}

    def test_somebody_twice_is_one(self):
        assert reviewed("@ana meets @ana, @ana and @ana in a hall of mirrors", ANA).verdict is Verdict.ALLOW

    def test_a_comment_may_mention_four(self):
        assert review_script(Request("@ana @bea @cleo @dan look at this")).verdict is Verdict.ALLOW


class TestRestrictions:
    @pytest.mark.parametrize(
        ("restricted", "text", "typed"),
        [
            ("beer", "@ana drinks a BEER by the lake", "BEER"),
            ("beer", "@ana carries two beers", "beers"),
            ("smoking", "@ana smokes on a balcony", "smokes"),
            ("smoke", "@ana is smoking on a balcony", "smoking"),
            ("no smoking", "@ana smoked a pipe", "smoked"),
            ("parties", "@ana at a party in the garden", "party"),
            ("gun", "@ana holds guns in a film", "guns"),
            ("hot dogs", "@ana eats a hot-dog in the park", "hot-dog"),
            ("clowns", "@ana next to a cl0wn in the park", "cl0wn"),
            ("clowns", "@ana next to one c l o w n in the park", "c l o w n"),
            ("église", "@ana devant une eglise au soleil", "eglise"),
            ("pas de chien", "@ana promène des chiens au parc", "chiens"),
            ("花", "@ana holds a 花 in the garden", "花"),
        ],
    )
    def test_they_hold_in_every_form_and_disguise(self, restricted, text, typed):
        worst = reviewed(text, without(restricted)).worst
        assert (worst.verdict, worst.rule) == (Verdict.REFUSE, "cast.restricted")
        assert worst.words == (typed,)
        assert reviewed(worst.suggestion, without(restricted)).verdict is Verdict.ALLOW

    @pytest.mark.parametrize(
        ("restricted", "text"),
        [
            ("cars", "@ana is caring for a bird"),
            ("wine", "@ana wins a race"),
            ("gun", "@ana has begun to dance"),
            ("beer", "@ana meets @beerlover at the lake"),
            ("!!!", "@ana dances on a pier!!!"),
            ("", "@ana dances on a pier"),
        ],
    )
    def test_other_words_are_left_alone(self, restricted, text):
        assert reviewed(text, without(restricted), CastMember("beerlover", strict=False)).verdict is Verdict.ALLOW

    def test_what_would_pass_is_the_sentence_without_it(self):
        assert reviewed("@ana drinks beer on a terrace", without("beer")).worst.suggestion == "@ana drinks on a terrace"

    def test_everybody_in_it_is_asked(self):
        bea = CastMember("bea", restricted=("snow",), strict=False)
        answer = reviewed("@ana and @bea walk a dog in the snow", without("dogs"), bea)
        assert {opinion.words for opinion in answer.opinions} == {("dog",), ("snow",)}
        assert answer.worst.suggestion == "@ana and @bea walk"

    def test_the_reason_quotes_the_owner(self):
        reason = str(reviewed("@ana drinks beer", without("beer, wine or spirits", "beer")).worst.reason)
        assert "@ana" in reason
        assert "“beer”" in reason

    def test_braces_are_only_braces(self):
        assert "{0}" in str(reviewed("@ana meets {0} on a pier", without("{0}")).worst.reason)

    @pytest.mark.django_db
    def test_the_record_says_it_to_every_reader_in_their_language(self):
        review = reviewed("@ana drinks beer on a terrace", without("beer"))
        with override("fr"):
            opinion = record_decision(review, text="@ana drinks beer on a terrace").opinions[0]
        assert opinion["reason"].startswith("@ana does not want")
        assert opinion["values"] == {"handle": "@ana", "words": "beer"}
        assert reason_in(opinion) == opinion["reason"]

    def test_a_pattern_that_would_take_for_ever_does_not(self):
        assert compiled("a" * 500)
        assert compiled(" ".join(["aaa"] * 160)).search("a" * 1000) is None


class TestStrict:
    @pytest.mark.parametrize(
        "text",
        [
            "close-up of the soles of @ana",
            "@ana inflates like a balloon and floats away",
            "tiny men crushed under the heels of @ana",
            "@ana slips on a banana peel",
            "everybody laughs at @ana",
            "@ana turns into a pig",
            "@ana gets very fat",
            "@ana throws up behind a barn",
            "@ana se transforme en cochon",
        ],
    )
    def test_nothing_embarrassing_is_made(self, text):
        worst = reviewed(text, STRICT_ANA).worst
        assert worst.verdict is Verdict.REFUSE
        assert worst.words
        assert reviewed(worst.suggestion, STRICT_ANA).verdict is Verdict.ALLOW

    @pytest.mark.parametrize("text", ["@ana slips on a banana peel", "@ana turns into a pig", "@ana gets very fat"])
    def test_who_is_not_strict_has_a_laugh(self, text):
        assert reviewed(text, ANA).verdict is Verdict.ALLOW

    @pytest.mark.parametrize(
        "text",
        [
            "@ana dances on the beach in bare feet",
            "@ana walks barefoot through wet grass",
            "@ana stands ten feet above the water",
            "@ana inflates a red balloon",
            "@ana steps into a small town",
            "the garden turns into a jungle while @ana watches",
            "@ana on her knees planting tulips",
            "@ana walks a dog on a leash",
            "@ana bakes bread with whipped cream on top",
            "a drooling bulldog runs toward @ana",
        ],
    )
    def test_everyday_things_pass(self, text):
        assert reviewed(text, STRICT_ANA).opinions == ()

    def test_everyday_sentences_pass_with_somebody_strict(self):
        refused = [text for text in EVERYDAY if reviewed(f"{text} @ana", STRICT_ANA).worst.rule == "cast.strict"]
        assert refused == []

    @pytest.mark.parametrize("line", FOR_A_MODERATOR[:6])
    def test_what_would_be_held_is_refused(self, line):
        text = f"{line.split(' | ')[1]} @ana"
        assert reviewed(text, ANA).verdict is Verdict.HOLD
        answer = reviewed(text, STRICT_ANA)
        assert answer.verdict is Verdict.REFUSE
        assert "moderator" not in str(answer.worst.reason)

    def test_one_strict_person_is_enough(self):
        bea = CastMember("bea", strict=False)
        assert reviewed("@bea trips while @ana snores", bea, STRICT_ANA).verdict is Verdict.REFUSE

    def test_a_check_that_is_down_still_waits_for_a_moderator(self, settings):
        settings.SAFETY_CHECKS = ["safety.tests.test_review.Raises"]
        assert reviewed("@ana dances", STRICT_ANA).verdict is Verdict.HOLD

    def test_the_list_is_short_and_compiles(self):
        assert set(load("strict").sets) == {"cast.embarrassing", "cast.humiliation", "cast.fetish", "cast.body"}


def test_preferences_are_reviewed_like_any_text():
    assert review_script(Request("I always wear a red scarf")).verdict is Verdict.ALLOW
    assert review_script(Request("naked, with a big smile")).verdict is Verdict.REFUSE
