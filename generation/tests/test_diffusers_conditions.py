"""Pictures of a script, brought to the size its model makes."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from generation.engines.catalogue import ModelCard
from generation.engines.diffusers import conditions, pictures
from generation.engines.diffusers.conditions import Materials
from generation.engines.diffusers.planning import Grid, Joints, Segment, plan
from generation.script import Reference, Script, Shot


def webp(colour, size=(40, 60)):
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "WEBP", lossless=True)
    return file.getvalue()


def gradient(width, height):
    """uint8 (height, width, 3), every pixel at a place of its own."""
    across, down = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    return np.stack([across, down, 255 - across], axis=-1).round().astype(np.uint8)


class TestFramed:
    @pytest.mark.parametrize(
        ("clip", "model"),
        [((480, 854), (480, 864)), ((854, 480), (832, 480)), ((480, 854), (192, 352)), ((640, 640), (384, 384))],
    )
    def test_what_a_model_goes_on_from_lies_where_the_clip_shows_it(self, clip, model):
        """To the model's size and back: else the picture would grow or move where the clip goes on."""
        frame = gradient(*clip)
        (back,) = pictures.chunks([conditions.framed(frame, model)[None]], clip)
        difference = np.abs(back[0].astype(int) - frame)
        assert difference.mean() < 1.2
        assert difference.max() < 8

    def test_a_picture_of_that_size_is_left_alone(self):
        frame = gradient(64, 32)
        assert (conditions.framed(frame, (64, 32)) == frame).all()


class TestPadded:
    def test_all_of_a_face_is_there_on_white(self):
        padded = np.asarray(conditions.padded(Image.new("RGB", (100, 100), "red"), (64, 128)))
        assert padded.shape == (128, 64, 3)
        assert (padded[32:96] == (255, 0, 0)).all()
        assert (padded[:32] == 255).all()

    def test_what_is_transparent_is_white(self):
        file = BytesIO()
        Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, "WEBP", lossless=True)
        assert (np.asarray(conditions.opened(file.getvalue())) == 255).all()


CARD = ModelCard("m", "M", fps=4, longest=9, extends=True)
GRID = Grid(temporal=4, spatial=32)


def materials(people=0, seconds=5, **script):
    script = Script((Shot("@bob and @ana", seconds),), (32, 64), seed=1, **script)
    made = plan(script, CARD, GRID, Joints(overlap=1))
    return Materials(script, made, people=people), made.segments


class TestMaterials:
    def test_people_come_in_the_order_of_their_mention_one_picture_each(self):
        ana, bob = Reference("ana", "Ana", (webp("red"), webp("white"))), Reference("bob", "Bob", (webp("blue"),))
        given, segments = materials(people=3, references=(ana, bob))
        first, second = given.of(segments[0], None).people
        assert (first.size, first.getpixel((16, 32)), second.getpixel((16, 32))) == ((32, 64), (0, 0, 255), (255, 0, 0))

    def test_no_more_people_than_the_model_takes(self):
        people = tuple(Reference(name, name, (webp("red"),)) for name in ("ana", "bob"))
        assert len(materials(people=1, references=people)[0].of(materials()[1][0], None).people) == 1

    def test_the_first_and_the_last_picture_belong_to_the_ends(self):
        given, segments = materials(first=webp("red"), last=webp("blue"))
        made = np.zeros((1, 64, 32, 3), np.uint8)
        found = [given.of(segment, made) for segment in segments]
        assert [one.first is not None for one in found] == [True, False, False]
        assert [one.last is not None for one in found] == [False, False, True]
        assert (found[0].first.size, found[0].first.getpixel((3, 3))) == ((32, 64), (255, 0, 0))

    def test_a_segment_is_given_the_last_frames_of_the_one_before(self):
        given, segments = materials()
        made = np.arange(3, dtype=np.uint8)[:, None, None, None] * np.ones((3, 64, 32, 3), np.uint8)
        assert given.of(segments[0], None).before is None
        assert given.of(segments[1], made).before.mean((1, 2, 3)).tolist() == [2]


class TestStretches:
    def test_they_overlap_as_the_segments_do_and_end_with_the_clip(self):
        frames = (np.full((2, 2, 3), number, np.uint8) for number in range(20))
        stretches = conditions._Stretches(frames)
        found = [stretches.of(Segment(n, "", begin, kept, 9, 0, overlap=overlap)) for n, (begin, kept, overlap) in
                 enumerate([(0, 9, 0), (9, 8, 1), (17, 8, 1), (25, 8, 1)])]  # fmt: skip
        assert [None if one is None else one[:, 0, 0, 0].tolist() for one in found] == [
            list(range(9)),
            list(range(8, 17)),
            list(range(16, 20)),
            None,
        ]
