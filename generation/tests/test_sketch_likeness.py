"""A picture becomes a character: its head, its colours, and the same person in every light and every pose."""

import hashlib
import io
import tracemalloc
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest
import skia
from PIL import Image

from cameos.faces import find_faces
from cameos.portraits import SITTERS, draw_nobody, draw_pair, draw_portrait
from generation.engines.sketch import Sketch
from generation.engines.sketch.actors import draw_actor
from generation.engines.sketch.actors.accessories import DRAWN
from generation.engines.sketch.actors.brush import Brush
from generation.engines.sketch.actors.character import character, draw_head
from generation.engines.sketch.actors.people import MAN
from generation.engines.sketch.likeness import likeness
from generation.engines.sketch.motion import Pose
from generation.engines.sketch.motion.skeleton import GAITS, joints
from generation.engines.sketch.scene import ACCESSORIES, PLAYED, RIDDEN
from generation.script import Reference, Script, Shot
from generation.tests.test_sketch_actors import DAY, NIGHT, differing, largest_piece

SIZE = 440
WHITE = Image.new("RGB", (300, 300), "white")


@cache
def portrait(name):
    return draw_portrait(name)


def reference(name, *pictures, **details):
    return Reference(name, name.title(), pictures or (portrait(name),), **details)


def near(rgb, other):
    return np.abs(np.array(rgb) - other).max()


def webp(picture):
    file = io.BytesIO()
    picture.save(file, "WEBP")
    return file.getvalue()


def seen(name, light=DAY):
    """The head as RGBA pixels."""
    return likeness(reference(name)).under(light).toarray(colorType=skia.kRGBA_8888_ColorType)


class TestHead:
    @pytest.mark.parametrize("name", SITTERS)
    def test_the_head_of_everybody_is_still_a_face(self, name):
        head = seen(name)
        canvas = np.full((900, 900, 3), 190, np.uint8)
        patch = canvas[60 : 60 + head.shape[0], 60 : 60 + head.shape[1]]
        share = head[..., 3:] / 255
        patch[:] = patch * (1 - share) + head[..., :3] * share
        assert len(find_faces(Image.fromarray(canvas))) == 1

    @pytest.mark.parametrize("name", SITTERS)
    def test_it_ends_at_the_chin_and_holds_together(self, name):
        face = likeness(reference(name))
        head = face.opacity > 128
        assert largest_piece(head) == head.sum()
        assert not head[:, :1].any()
        assert not head[:, -1:].any()
        below = round((0.7 - face.top) * head.shape[0] / face.height)
        middle = round((0 - face.left) * head.shape[1] / face.width)
        assert not head[below:, middle - 30 : middle + 30].any(), "there is a neck"

    def test_the_wall_behind_is_cut_away(self):
        corner = seen("basil")[:40, :40, 3]
        assert corner.max() == 0

    def test_it_is_flat(self):
        assert len(np.unique(seen("ana")[..., :3].reshape(-1, 3), axis=0)) <= 20

    def test_long_hair_hangs_beside_the_face_and_short_hair_does_not(self):
        ana, basil = likeness(reference("ana")), likeness(reference("basil"))
        assert ana.top + ana.height > 0.8 > basil.top + basil.height

    def test_night_and_moods_colour_it(self):
        day, night = seen("chloe"), seen("chloe", NIGHT)
        assert night[..., :3].mean() < 0.8 * day[..., :3].mean()
        assert np.ptp(seen("chloe", replace(DAY, mood="noir"))[..., :3].astype(int), axis=2).max() < 60


class TestColours:
    @pytest.mark.parametrize("name", ["ana", "basil", "chloe", "dev", "alice", "ines"])
    def test_skin_hair_and_clothes_are_those_of_the_picture(self, name):
        sitter, found = SITTERS[name], likeness(reference(name)).colours
        assert near(found.skin, sitter.skin) < 60
        assert near(found.hair, sitter.hair) < 50
        assert near(found.clothes, sitter.clothes) < 60

    def test_pale_stays_paler_than_dark(self):
        skins = [sum(likeness(reference(name)).colours.skin) for name in ("chloe", "ana", "dev", "basil")]
        assert skins == sorted(skins, reverse=True)


class TestPictures:
    def test_the_first_picture_with_a_face_is_taken(self):
        assert (
            likeness(reference("x", draw_nobody(), portrait("ana"))).colours.hair
            == likeness(reference("ana")).colours.hair
        )

    def test_of_two_faces_the_larger_is_taken(self):
        assert likeness(reference("x", draw_pair("alice", "bob"))) is not None

    @pytest.mark.parametrize(
        "picture", [draw_nobody(), webp(WHITE), webp(WHITE.resize((1, 1))), webp(WHITE.resize((9, 900)))]
    )
    def test_without_a_face_the_middle_of_the_picture_is_the_head(self, picture):
        face = likeness(reference("x", picture))
        assert 1 < face.width < face.height < 2

    @pytest.mark.parametrize("pictures", [(b"",), (b"no picture",), (portrait("ana")[:900],)])
    def test_a_broken_file_fails_nothing(self, pictures):
        assert likeness(reference("x", *pictures)) is None

    def test_nobody_without_a_picture(self):
        assert likeness(Reference("x", "X", ())) is None

    def test_a_face_at_the_edge_of_its_picture_is_whole_enough(self):
        close = Image.open(io.BytesIO(portrait("dev"))).crop((150, 130, 620, 640))
        face = likeness(reference("x", webp(close)))
        assert near(face.colours.skin, SITTERS["dev"].skin) < 60

    def test_a_picture_is_looked_at_once(self):
        assert likeness(reference("ana")) is likeness(reference("ana"))


def placed(pixels, facing=1.0):
    """A canvas on `pixels` with the feet of the figure at its origin."""
    canvas = skia.Canvas(pixels, skia.kRGBA_8888_ColorType)
    canvas.translate(SIZE / 2, SIZE * 0.72)
    canvas.scale(facing * 1.5, 1.5)
    return canvas


def drawn(kind, name="ana", wearing=(), light=DAY, colour=None, **pose):
    pixels = np.zeros((SIZE, SIZE, 4), np.uint8)
    canvas = placed(pixels, pose.get("facing", 1.0))
    person = character(likeness(reference(name)), dict(wearing), light)
    draw_actor(canvas, kind, colour, Pose(0, 0, **{"gait": "stand", "look": 2} | pose), light, person)
    return pixels


class TestFigure:
    @pytest.mark.parametrize("kind", [*PLAYED, *RIDDEN])
    def test_everybody_looks_different_in_every_part(self, kind):
        assert differing(drawn(kind, "ana"), drawn(kind, "basil")) > 900

    @pytest.mark.parametrize("gait", GAITS)
    @pytest.mark.parametrize("kind", PLAYED[:3])
    def test_the_head_stays_on_in_every_gait(self, kind, gait):
        for phase in np.linspace(0, 1, 8, endpoint=False):
            solid = drawn(kind, gait=gait, phase=float(phase))[..., 3] > 60
            assert largest_piece(solid) > 0.985 * solid.sum()

    @pytest.mark.parametrize("gait", ["dance", "run", "wave", "jump"])
    def test_nothing_covers_the_face(self, gait):
        """To draw the head once more over the figure changes nothing: it is in front already."""
        for phase in np.linspace(0, 1, 12, endpoint=False):
            once = drawn("man", gait=gait, phase=float(phase))
            twice, body = once.copy(), joints(gait, float(phase), MAN)
            canvas = placed(twice)
            person = character(likeness(reference("ana")), {}, DAY)
            draw_head(Brush(canvas, DAY), body.head, body.nod, person, Pose(0, 0))
            changed = (np.abs(once.astype(int) - twice).max(axis=2) > 24).astype(np.uint8)
            assert not cv2.erode(changed, np.ones((3, 3))).any(), phase  # soft edges get harder, that is all

    def test_they_look_at_us_the_same_way_whichever_way_they_go(self):
        """The parting of the hair does not change sides."""
        right, left = (drawn("man", "ana", facing=facing)[..., :3].astype(int) for facing in (1.0, -1.0))
        mirrored = right[:, ::-1]
        head = slice(100, 175)
        assert np.abs(left[head] - right[head]).mean() < np.abs(left[head] - mirrored[head]).mean()

    def test_the_words_win_over_the_clothes_of_the_picture(self):
        def reddish(picture):
            return int((np.abs(picture[..., :3].astype(int) - (214, 59, 53)).max(axis=2) < 30).sum())

        assert reddish(drawn("man", colour=(214, 59, 53))) > reddish(drawn("man")) + 1000

    def test_clothes_of_the_colour_of_every_trousers_are_worn_with_some(self):
        grey_blue = (80, 80, 95)
        assert character(likeness(reference("ana")), {"clothes": grey_blue}, DAY).looks(None).top == grey_blue

    @pytest.mark.parametrize("worn", ACCESSORIES)
    def test_every_accessory_is_seen(self, worn):
        assert worn in DRAWN
        assert differing(drawn("man"), drawn("man", wearing=[(worn, None)])) > 60
        assert differing(drawn("man", wearing=[(worn, None)]), drawn("man", wearing=[(worn, (40, 200, 90))])) > 20

    def test_hair_does_not_stand_through_a_hat(self):
        tall = drawn("man", "alice", wearing=[("fedora", None)])
        bare = drawn("man", "alice")
        top = [np.flatnonzero(picture[..., 3].any(axis=1))[0] for picture in (tall, bare)]
        assert top[0] > top[1], "the knot is under the hat"


CLIP = Script((Shot("@ana dances with @basil in the park", 1),), (240, 427), 7)


def filmed(script, *names):
    footage = Sketch().frames(replace(script, references=tuple(map(reference, names))), lambda share: None)
    return np.concatenate(list(footage.chunks)), footage


class TestClip:
    def test_the_same_script_and_seed_give_the_same_frames(self):
        digests = {hashlib.sha256(filmed(CLIP, "ana", "basil")[0].tobytes()).hexdigest() for _ in range(2)}
        assert len(digests) == 1

    def test_it_is_told_who_was_drawn(self):
        assert filmed(CLIP, "ana", "basil")[1].drew[:2] == ("@ana, dancing", "@basil, dancing")

    def test_another_face_is_another_clip(self):
        one, other = (filmed(CLIP, "ana", "basil")[0], self.swapped())
        assert np.abs(one.astype(int) - other).mean() > 0.5

    def swapped(self):
        references = (reference("ana", portrait("ines")), reference("basil", portrait("bob")))
        footage = Sketch().frames(replace(CLIP, references=references), lambda share: None)
        return np.concatenate(list(footage.chunks)).astype(int)

    def test_nobody_is_drawn_for_who_has_no_reference(self):
        footage = filmed(CLIP, "ana")[1]
        assert (footage.drew[0], footage.skipped) == ("@ana, dancing", ("@basil",))

    def test_somebody_whose_picture_is_broken_is_drawn_as_any_figure(self):
        footage = Sketch().frames(replace(CLIP, references=(reference("ana", b"broken"),)), lambda share: None)
        assert np.concatenate(list(footage.chunks)).shape == (24, 427, 240, 3)

    def test_a_face_is_recognised_as_one_in_the_frame(self):
        script = Script((Shot("@ana on the beach", 0.2),), (480, 854), 3)
        frame = filmed(script, "ana")[0][0]
        large = cv2.resize(frame, None, fx=2.2, fy=2.2, interpolation=cv2.INTER_CUBIC)
        assert find_faces(Image.fromarray(large[700:1300, 200:850]))

    def test_progress_is_told_while_faces_are_looked_for(self):
        told = []
        script = replace(CLIP, references=(reference("ana"), reference("basil")))
        next(Sketch().frames(script, told.append).chunks)
        assert told[:2] == [0.0, 0.0]

    def test_memory_does_not_grow_with_the_length(self):
        def peak(seconds):
            script = replace(CLIP, shots=(Shot(CLIP.text, seconds),), size=(96, 170), references=(reference("ana"),))
            tracemalloc.start()
            for _ in Sketch().frames(script, lambda share: None).chunks:
                pass
            return tracemalloc.get_traced_memory()[1], tracemalloc.stop()

        peak(1)
        assert peak(25)[0] < peak(5)[0] + 2**20
