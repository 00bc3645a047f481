"""Who says what in a script, when, and as the text that players show. No database but where pages are asked for."""

import re

import pytest

from generation.captions import HEAD, captions, merged, of_whole, shifted
from generation.models import Generation
from generation.script import Reference, Script, Shot, SourceClip
from generation.speech import Line, spoken
from safety.models import Standing

CUE = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})\n(.*)\n")


def script(*shots: tuple[str, float], **more) -> Script:
    return Script(shots=tuple(Shot(*shot) for shot in shots), size=(480, 854), seed=1, **more)


def cues(vtt: str) -> list[tuple[float, float, str]]:
    """Begin, end and text of each, having held the file against what WebVTT allows."""
    assert vtt.startswith("WEBVTT\n\n")
    blocks = vtt.removeprefix("WEBVTT\n\n").strip("\n").split("\n\n")
    found = [CUE.fullmatch(block + "\n").groups() for block in blocks]
    seconds = [[int(h) * 3600 + int(m) * 60 + float(s) for h, m, s in (each[:3], each[3:6])] for each in found]
    assert all(begin < end for begin, end in seconds)
    return [(begin, end, each[6]) for (begin, end), each in zip(seconds, found, strict=True)]


class TestSpoken:
    @pytest.mark.parametrize(
        ("text", "speaker", "words"),
        [
            ('the cat says "Hello there"', "the cat", "Hello there"),
            ("@ana says: “Good morning”", "@ana", "Good morning"),
            ("A woman in a red coat says softly to the crowd, “Be quiet”", "A woman", "Be quiet"),
            ("@ana turns to @bob and says “Hi”", "@ana", "Hi"),
            ("@ana walks in. She says “I am home”", "@ana", "I am home"),
            ("“Stop!” shouts the old cat as it jumps", "the old cat", "Stop!"),
            ('Ana: "Hello"', "Ana", "Hello"),
            ("A narrator says: “Once upon a time”", "A narrator", "Once upon a time"),
            ("Le chat dit : « Bonjour »", "Le chat", "Bonjour"),
            ("« Bonjour », dit Ana", "Ana", "Bonjour"),
            ("Une femme en manteau rouge crie « Attention ! »", "Une femme", "Attention !"),
            ("L’enfant demande « Qu’est-ce ? »", "L'enfant", "Qu’est-ce ?"),
            ("@ana : « Salut »", "@ana", "Salut"),
            ("Ana s’écrie\u00a0: «\u00a0Oh\u00a0!\u00a0»", "Ana", "Oh !"),
        ],
    )
    def test_a_line_and_who_says_it(self, text, speaker, words):
        assert spoken(text) == [Line(speaker, words)]

    @pytest.mark.parametrize(
        "text",
        [
            "the dog runs to the cat and says “Woof”",  # "the dog runs to" would be no name
            "Marie et Paul disent « Oui »",
            "Il dit « Non »",
            "@ana and @bob walk. They say “Hello”",
        ],
    )
    def test_where_it_is_not_plain_who_speaks_nobody_is_named(self, text):
        assert [line.speaker for line in spoken(text)] == [""]

    @pytest.mark.parametrize(
        "text",
        [
            'a sign that says "OPEN"',
            'a man holds a sign saying "Open"',
            'a billboard reads "Sale"',
            'neon sign: "BAR"',
            'a t-shirt which says "cool"',
            "la pancarte dit « Fermé »",
            'a robot named "Rex" runs',
            'a "vintage" car',
            "a red ball on the beach",
            'says "',
            "",
        ],
    )
    def test_what_is_written_or_only_quoted_is_not_spoken(self, text):
        assert spoken(text) == []

    def test_a_conversation_keeps_its_order(self):
        text = "Ana: “Hello” Bob: “Bye” then @cleo answers “What?” and “Why?”"
        assert spoken(text) == [
            Line("Ana", "Hello"),
            Line("Bob", "Bye"),
            Line("@cleo", "What?"),
            Line("@cleo", "Why?"),
        ]

    def test_who_was_interrupted_goes_on(self):
        assert spoken("« Bonjour », dit Ana, « ça va ? »") == [Line("Ana", "Bonjour"), Line("Ana", "ça va ?")]

    def test_it_takes_no_time_over_nonsense(self):
        for text in ("says " * 2000 + '"x"', "the " * 2000 + 'says "x"', '"' * 5000, "a, " * 2000 + '"x"' * 500):
            spoken(text)


class TestTimes:
    def test_a_line_is_in_the_middle_of_its_shot(self):
        ((begin, end, _text),) = cues(captions(script(("a cat says “One two three four five”", 6))))
        assert (begin, end) == (2.0, 4.0)

    def test_lines_stand_within_their_shots(self):
        found = cues(captions(script(("a cat says “Hi”", 3), ("rain", 2), ("a dog asks “Why?”", 4))))
        assert 0 <= found[0][0] < found[0][1] <= 3
        assert 5 <= found[1][0] < found[1][1] <= 9

    def test_a_longer_line_stands_longer(self):
        (short, long) = cues(captions(script(("Ana: “Yes” Bob: “No, I will never do that, not today”", 8))))
        assert long[1] - long[0] > 2 * (short[1] - short[0])
        assert short[1] <= long[0]

    def test_too_much_for_its_shot_is_said_faster(self):
        found = cues(captions(script(("Ana: “One two three four” Bob: “Five six seven eight”", 2))))
        assert found[0][0] == 0
        assert found[-1][1] == 2

    def test_a_long_line_comes_piece_by_piece(self):
        found = cues(captions(script((f"a man says “{'word ' * 60}”", 10))))
        assert len(found) > 2
        assert all(before[1] == after[0] for before, after in zip(found, found[1:], strict=False))

    def test_after_other_clips_they_come_later(self):
        own = script(("a cat says “Hi”", 3))
        assert captions(own, begins=61.5) == shifted(captions(own), 61.5)
        assert cues(captions(own, begins=3600))[0][0] > 3600


class TestText:
    def test_a_voice_is_the_name_of_the_person(self):
        people = (Reference("ana", "Ana Vale", ()),)
        ((_, _, text),) = cues(captions(script(("@ana asks “Where is @ana?”", 3), references=people)))
        assert text == "<v Ana Vale>Where is Ana Vale?"

    def test_where_two_talk_the_words_say_who(self):
        people = (Reference("ana", "Ana Vale", ()),)
        shots = [("@ana says “Hi” Bob: “Bye” and “Soon”", 6), ("@ana says “Alone”", 3)]
        assert [text for _, _, text in cues(captions(script(*shots, references=people)))] == [
            "<v Ana Vale>Ana Vale: Hi",
            "<v Bob>Bob: Bye",
            "<v Bob>Bob: Soon",
            "<v Ana Vale>Alone",
        ]

    def test_beside_a_stranger_only_who_is_known_is_named(self):
        found = cues(captions(script(("Ana: “Hi” Somebody is there. He says “Bye”", 6))))
        assert [text for _, _, text in found] == ["<v Ana>Ana: Hi", "Bye"]

    def test_nobody_known_is_no_voice(self):
        ((_, _, text),) = cues(captions(script(("He says “Hi”", 3))))
        assert text == "Hi"

    def test_what_would_be_markup_is_text(self):
        ((_, _, text),) = cues(captions(script(("the cat says “<b>1 & 2</b> --> \n\n 3”", 4))))
        assert text == "<v The cat>&lt;b&gt;1 &amp; 2&lt;/b&gt; --&gt; 3"

    def test_a_name_cannot_be_markup(self):
        people = (Reference("ana", "Ana <i> & 00:00 --> 00:01", ()),)
        ((_, _, text),) = cues(captions(script(("@ana says “Hi”", 3), references=people)))
        assert text == "<v Ana &lt;i&gt; &amp; 00:00 --&gt; 00:01>Hi"

    def test_where_nobody_speaks_there_are_none(self):
        assert captions(script(("a red ball", 3))) == ""


class TestWhole:
    def test_captions_of_parts_come_in_their_places(self):
        clip = SourceClip(video=None, mark=None, size=(480, 854), fps=24.0, frames=120)
        own = script(("a dog says “Woof”", 2), before=(clip, clip, clip))
        part = captions(script(("a cat says “Meow”", 5)))
        found = cues(of_whole(own, [part, "", part]))
        assert [text for _, _, text in found] == ["<v A cat>Meow", "<v A cat>Meow", "<v A dog>Woof"]
        assert found[1][0] == pytest.approx(found[0][0] + 10)
        assert 15 <= found[2][0] < found[2][1] <= 17

    def test_nothing_and_nothing_is_nothing(self):
        assert merged(["", ""]) == ""
        assert merged(["", f"{HEAD}\n00:00:01.000 --> 00:00:02.000\nHi\n"]).count("WEBVTT") == 1


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def clip(self, make_clip, alice):
        clip = make_clip(owner=alice)
        Generation.objects.filter(pk=clip.pk).update(captions=captions(script(("the cat says “Hi”", 3))))
        return clip

    def test_alice_reads_them(self, as_, alice, clip):
        answer = as_(alice).get(f"/clips/{clip.pk}/captions.vtt")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/vtt; charset=utf-8"
        assert answer["Cache-Control"] == "private, no-cache"
        assert "<v The cat>Hi" in answer.content.decode()

    def test_charlie_and_passers_by_do_not(self, as_, charlie, clip):
        for person in (charlie, None):
            assert as_(person).get(f"/clips/{clip.pk}/captions.vtt").status_code == 404

    def test_nothing_said_is_nothing_there(self, as_, alice, make_clip):
        assert as_(alice).get(f"/clips/{make_clip(owner=alice).pk}/captions.vtt").status_code == 404

    def test_they_go_with_the_video(self, as_, alice, rita, clip):
        Generation.objects.filter(pk=clip.pk).update(standing=Standing.REMOVED)
        for kind in ("video.mp4", "captions.vtt"):
            assert as_(alice).head(f"/clips/{clip.pk}/{kind}").status_code == 404
            assert as_(rita).head(f"/clips/{clip.pk}/{kind}").status_code == 200
        Generation.objects.filter(pk=clip.pk).update(standing=Standing.WITHDRAWN, video="")
        assert as_(rita).get(f"/clips/{clip.pk}/captions.vtt").status_code == 404

    def test_they_are_only_read(self, as_, alice, clip):
        assert as_(alice).post(f"/clips/{clip.pk}/captions.vtt").status_code == 405
