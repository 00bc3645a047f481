"""Places, light, weather and camera of `sketch`: whole frames, the same every time, and other ones for another seed."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from django.conf import settings

from generation.engines.sketch import FPS, Sketch
from generation.engines.sketch.camera import shoot
from generation.engines.sketch.colour import grade, luminance
from generation.engines.sketch.drawing import Drawing
from generation.engines.sketch.light import light_up
from generation.engines.sketch.motion import Performer, Pose
from generation.engines.sketch.scene import CAMERAS, MOODS, PLACES, TIMES, WEATHERS, Scene, Subject
from generation.engines.sketch.stage import MARKS, set_stage
from generation.script import SIZES, Script, Shot

SIZE = (240, 427)
OUTDOORS = [place for place in PLACES if place not in ("underwater", "space", "room", "stage")]
RUNNER = (Subject("dog", motion="right"),)
ANOTHER_PROCESS = """
import hashlib, django
django.setup()
from generation.tests.test_sketch_drawing import drawn
from generation.engines.sketch.scene import Scene, Subject
scene = Scene("park", "night", "snow", (Subject("cat", count=2, motion="chase"),), "zoom_in", "dreamy")
print(hashlib.sha256(drawn(scene, seed=5).tobytes()).hexdigest())
"""


def dice(seed):
    return np.random.Generator(np.random.PCG64(seed))


def prepared(scene, seed=1, size=SIZE, frames=48):
    return Drawing(scene, size, frames, FPS, dice(seed))


def drawn(scene, seed=1, size=SIZE, frames=48, shown=(0, 23, 47)):
    """Some frames of a clip of two seconds, (n, height, width, 3)."""
    drawing = prepared(scene, seed, size, frames)
    pictures = np.zeros((len(shown), size[1], size[0], 3), np.uint8)
    for picture, frame in zip(pictures, shown, strict=True):
        drawing.draw(frame, picture)
    return pictures


def script(*shots, seed=7, style="", size=SIZE):
    return Script(tuple(Shot(prompt, seconds) for prompt, seconds in shots), size, seed, style)


def quiet(share):
    """Somebody who listens to the progress and does nothing."""


def distance(one, other):
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


class TestPlaces:
    def test_every_place_knows_where_to_stand(self):
        assert set(MARKS) == set(PLACES)
        for place in PLACES:
            stage = set_stage(place, SIZE, 10, dice(1))
            assert stage.ground_far < stage.ground < stage.ground_near < stage.height

    @pytest.mark.parametrize("place", PLACES)
    def test_a_place_fills_the_frame_at_every_hour_whatever_the_camera_does(self, place):
        for time, camera in zip(TIMES, ("pan_left", "zoom_in", "follow", "pan_right"), strict=True):
            drawing = prepared(Scene(place, time, subjects=RUNNER, camera=camera))
            for frame in (0, 47):
                drawing.pixels[:] = 0
                drawing.draw(frame, np.zeros((SIZE[1], SIZE[0], 3), np.uint8))
                assert (drawing.pixels[..., 3] == 255).all(), f"a hole in {place} at {time}, {camera}, frame {frame}"

    @pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
    def test_every_place_is_drawn_in_every_size(self, size):
        for place in PLACES:
            assert drawn(Scene(place), size=size, shown=(0,)).std() > 12, place

    @pytest.mark.parametrize("place", PLACES)
    def test_something_lives_in_every_place(self, place):
        first, _, last = drawn(Scene(place))
        assert distance(first, last) > 0.05

    def test_a_rocket_followed_upward_leaves_no_hole_in_the_sky(self):
        for place in PLACES:
            drawing = prepared(Scene(place, subjects=(Subject("rocket", motion="rise"),), camera="follow"))
            drawing.draw(47, np.zeros((SIZE[1], SIZE[0], 3), np.uint8))
            assert (drawing.pixels[..., 3] == 255).all(), place


class TestLight:
    @pytest.mark.parametrize("place", OUTDOORS)
    def test_night_is_darker_than_day(self, place):
        day, night = (drawn(Scene(place, time), shown=(0,)).mean() for time in ("day", "night"))
        assert night < day * 0.75

    def test_a_sunset_is_warmer_than_noon(self):
        day, sunset = (light_up(Scene(time=time), dice(3)) for time in ("day", "sunset"))
        assert sunset.light.key[2] < day.light.key[2]
        assert sunset.light.height < day.light.height

    def test_a_colour_keeps_its_hue_in_daylight_and_loses_it_in_noir(self):
        red = (214, 59, 53)
        assert light_up(Scene(), dice(1)).light.tint(red)[0] > 190
        assert np.ptp(grade(red, "noir")) < 30

    def test_every_mood_has_colours_of_its_own(self):
        looks = {mood: drawn(Scene("beach", mood=mood), shown=(0,)) for mood in MOODS}
        for mood in MOODS[1:]:
            assert distance(looks["natural"], looks[mood]) > 4, mood

    def test_the_brightest_part_of_a_gradient_stays_brightest_in_every_mood(self):
        for mood in MOODS:
            levels = [luminance(grade((level,) * 3, mood)) for level in range(0, 256, 15)]
            assert levels == sorted(levels), mood


class TestWeather:
    @pytest.mark.parametrize("weather", WEATHERS[1:])
    def test_every_weather_shows(self, weather):
        assert distance(drawn(Scene("field")), drawn(Scene("field", weather=weather))) > 2

    @pytest.mark.parametrize("place", ["underwater", "space", "stage"])
    def test_it_does_not_rain_under_water_in_space_or_on_a_stage(self, place):
        assert (drawn(Scene(place)) == drawn(Scene(place, weather="storm"))).all()

    def test_snow_whitens_the_ground(self):
        green, white = (drawn(Scene("field", weather=weather), shown=(0,))[0, 350:380] for weather in ("clear", "snow"))
        assert white.mean() > green.mean() + 40

    def test_lightning_never_flashes_twice_within_two_seconds(self):
        drawing = prepared(Scene("sea", weather="storm"), frames=240)
        sky, levels = np.zeros((SIZE[1], SIZE[0], 3), np.uint8), []
        for frame in range(0, 240, 2):
            drawing.draw(frame, sky)
            levels.append(sky[:120].mean())
        flashes = np.flatnonzero(np.diff(levels) > 8)
        assert len(flashes) >= 2
        assert (np.diff(flashes) > FPS).all()


class TestCamera:
    @pytest.mark.parametrize("kind", CAMERAS)
    def test_it_starts_and_stops_softly(self, kind):
        camera = shoot(kind, set_stage("field", SIZE, 10, dice(1)), [], np.arange(240) / FPS)
        for way in (camera.x, camera.y, camera.zoom * SIZE[0]):
            assert np.abs(np.diff(way, n=2)).max() < 0.2

    def test_following_keeps_the_subject_near_the_middle(self):
        def cross(t):
            return Pose(x=-100 + 60 * t, y=300.0)

        times = np.arange(240) / FPS
        camera = shoot("follow", set_stage("field", SIZE, 10, dice(1)), [Performer(RUNNER[0], 0.5, cross)], times)
        away = np.array([cross(t).x for t in times]) - camera.x - SIZE[0] / 2
        assert np.abs(away).max() < SIZE[0] * 0.15

    def test_panning_slides_what_is_near_farther_than_what_is_far(self):
        drawing = prepared(Scene("mountains", camera="pan_right"))
        reach = drawing.world.reach
        assert reach.right == -reach.left > SIZE[0] * 0.1
        assert drawing.world.span(1.3)[1] > drawing.world.span(0.1)[1]

    def test_zooming_in_and_out_end_where_the_other_begins(self):
        stage, times = set_stage("field", SIZE, 10, dice(1)), np.arange(240) / FPS
        closer, wider = (shoot(kind, stage, [], times).zoom for kind in ("zoom_in", "zoom_out"))
        assert closer == pytest.approx(wider[::-1])
        assert closer[-1] > 1.2


class TestSeeds:
    def test_the_same_seed_gives_the_same_frames_in_another_process(self):
        scene = Scene("park", "night", "snow", (Subject("cat", count=2, motion="chase"),), "zoom_in", "dreamy")
        here = hashlib.sha256(drawn(scene, seed=5).tobytes()).hexdigest()
        assert here == hashlib.sha256(drawn(scene, seed=5).tobytes()).hexdigest()
        ran = subprocess.run(
            [sys.executable, "-c", ANOTHER_PROCESS],
            env={"DJANGO_SETTINGS_MODULE": "sora_site.test_settings", "PYTHONHASHSEED": "77"},
            cwd=settings.ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert ran.stdout.strip() == here

    @pytest.mark.parametrize("place", PLACES)
    def test_another_seed_gives_a_visibly_different_clip(self, place):
        assert distance(drawn(Scene(place), seed=1), drawn(Scene(place), seed=2)) > 6

    def test_frames_may_be_drawn_in_any_order(self):
        scene = Scene("sea", weather="rain", subjects=(Subject("boat"),))
        assert (drawn(scene)[2] == drawn(scene, shown=(47,))[0]).all()


class TestEngine:
    def test_a_clip_lasts_exactly_as_long_as_its_shots(self):
        footage = Sketch().frames(script(("a red ball on the beach", 0.7), ("a red ball in space", 0.55)), quiet)
        frames = np.concatenate(list(footage.chunks))
        assert footage.frame_count == len(frames) == round(1.25 * FPS)
        assert frames.shape[1:] == (*SIZE[::-1], 3)
        assert frames.dtype == np.uint8
        assert distance(frames[16], frames[17]) > 20, "the picture is cut between the shots"

    def test_what_was_drawn_is_told_once(self):
        footage = Sketch().frames(script(("a red ball on the beach", 1), ("a red ball in space", 1)), quiet)
        assert footage.drew.count("a red ball") == 1
        assert len(footage.drew) >= 3

    def test_progress_is_told_before_each_chunk_and_grows(self):
        shares = []
        for _ in (
            Sketch()
            .frames(
                script(
                    ("a cat in the park", 2),
                ),
                shares.append,
            )
            .chunks
        ):
            assert shares
        assert shares == sorted(shares)
        assert 0 <= shares[0] < shares[-1] < 1

    def test_a_clip_can_be_stopped_by_the_one_who_is_told(self):
        class Stopped(Exception):
            pass

        def stop(share):
            if share > 0.3:
                raise Stopped

        chunks = (
            Sketch()
            .frames(
                script(
                    ("a cat in the park", 2),
                ),
                stop,
            )
            .chunks
        )
        with pytest.raises(Stopped):
            list(chunks)

    def test_a_style_wins_over_the_words(self):
        def first(style):
            return next(Sketch().frames(script(("a cat in the park", 0.5), style=style), quiet).chunks)

        noir = first("noir").astype(int)
        assert np.ptp(noir, axis=3).mean() < 12 < np.ptp(first("").astype(int), axis=3).mean()
