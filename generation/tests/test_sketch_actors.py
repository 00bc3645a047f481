"""What the drawn cast promises, measured on pixels."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
import skia

from generation.engines.sketch.actors import GROUNDED, HEIGHTS, WIDTHS, draw_actor
from generation.engines.sketch.light import Light
from generation.engines.sketch.motion import Pose
from generation.engines.sketch.scene import COLOURS, KINDS

DAY = Light(key=(255, 250, 230), ambient=(255, 254, 250), direction=-0.6, height=0.8, shadow=(34, 44, 84, 74))
NIGHT = Light(key=(196, 212, 252), ambient=(128, 144, 196), direction=0.5, height=0.7, shadow=(4, 8, 30, 110))
TRAVELS = {"bird": "fly", "butterfly": "fly", "dragon": "fly", "fish": "swim", "whale": "swim", "rocket": "fly"}
SIZE = 440
MARGIN = 1.35  # limbs swing and tails wag beyond the natural width


def drawn(kind, colour=None, light=DAY, scale=1.0, **pose):
    """RGBA of one actor in the middle of a transparent square, one pixel a unit at scale 1."""
    pixels = np.zeros((SIZE, SIZE, 4), np.uint8)
    canvas = skia.Canvas(pixels, skia.kRGBA_8888_ColorType)
    canvas.translate(SIZE / 2, SIZE / 2 + (HEIGHTS[kind] / 2 if kind in GROUNDED else 0))
    canvas.scale(scale, scale)
    pose = Pose(0, 0, **{"gait": TRAVELS.get(kind, "walk"), "phase": 0.1, "look": 2} | pose)
    draw_actor(canvas, kind, colour, pose, light)
    return pixels


def differing(one, two):
    return int((np.abs(one.astype(int) - two).max(axis=2) > 24).sum())


def covered(pixels):
    return int((pixels[..., 3] > 128).sum())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_fills_its_box_and_stays_in_it(kind):
    for gait in ("stand", TRAVELS.get(kind, "walk")):
        solid = drawn(kind, gait=gait, phase=0.25)[..., 3] > 200
        rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
        height, width = rows[-1] - rows[0], columns[-1] - columns[0]
        assert 0.55 * WIDTHS[kind] < width < MARGIN * WIDTHS[kind] + 12
        assert 0.55 * HEIGHTS[kind] < height < MARGIN * HEIGHTS[kind] + (46 if kind in ("bicycle", "rocket") else 12)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_moves_with_its_phase(kind):
    pictures = [drawn(kind, phase=phase) for phase in (0.0, 0.13, 0.3, 0.7)]
    assert all(differing(pictures[0], other) > 8 for other in pictures[1:])


@pytest.mark.parametrize("kind", KINDS)
def test_a_cycle_closes_and_never_jumps(kind):
    first = drawn(kind, phase=0.0)
    assert differing(first, drawn(kind, phase=0.9999)) <= 0.02 * covered(first)
    near, far = drawn(kind, phase=0.400), drawn(kind, phase=0.405)
    assert differing(near, far) < 0.2 * covered(near)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("colour", ["red", "blue", "green"])
def test_the_asked_colour_is_seen(kind, colour):
    asked = np.array(COLOURS[colour])
    near = np.abs(drawn(kind, COLOURS[colour], gait="stand")[..., :3].astype(int) - asked).max(axis=2) < 40
    assert near.sum() > (0.01 if kind == "bicycle" else 0.05) * HEIGHTS[kind] * WIDTHS[kind]


@pytest.mark.parametrize("gait", ["wave", "sit"])
@pytest.mark.parametrize("kind", ["woman", "man", "child"])
def test_people_who_stay_move_and_hold_together(kind, gait):
    phases = np.linspace(0, 1, 12, endpoint=False)
    pictures = [drawn(kind, gait=gait, phase=float(phase), scale=1.5) for phase in phases]
    for picture, following in zip(pictures, pictures[1:], strict=False):
        solid = picture[..., 3] > 60
        assert largest_piece(solid) > 0.985 * solid.sum()
        assert differing(picture, following) > 8


@pytest.mark.parametrize("gait", ["stand", "walk", "run", "jump", "dance", "fly", "swim"])
@pytest.mark.parametrize("kind", ["woman", "man", "child", "robot", "astronaut", "cat", "horse", "elephant"])
def test_no_limb_comes_off_in_any_gait(kind, gait):
    for phase in np.linspace(0, 1, 12, endpoint=False):
        solid = drawn(kind, gait=gait, phase=float(phase), scale=1.5)[..., 3] > 60
        assert largest_piece(solid) > 0.985 * solid.sum()


def largest_piece(solid):
    return cv2.connectedComponentsWithStats(solid.astype(np.uint8), connectivity=8)[2][1:, cv2.CC_STAT_AREA].max()


@pytest.mark.parametrize("kind", ["woman", "man", "child"])
def test_people_differ_by_their_look(kind):
    pictures = [drawn(kind, look=look, gait="stand") for look in range(6)]
    for i, one in enumerate(pictures):
        for other in pictures[i + 1 :]:
            assert differing(one, other) > 0.1 * covered(one)


def test_the_same_pose_gives_the_same_pixels():
    for kind in KINDS:
        np.testing.assert_array_equal(drawn(kind), drawn(kind))


@pytest.mark.parametrize("kind", ["car", "bus", "train", "house", "plane", "rocket"])
def test_windows_are_lit_at_night(kind):
    def warm(light):
        red, green, blue = (drawn(kind, (60, 70, 90), light, gait="stand")[..., i].astype(int) for i in range(3))
        return int(((red > 240) & (green > 190) & (blue < 190)).sum())

    assert warm(NIGHT) > warm(DAY) + 20


def test_night_is_darker_than_day():
    for kind in ("woman", "cat", "tree", "ball"):
        assert drawn(kind, light=NIGHT)[..., :3].mean() < 0.8 * drawn(kind)[..., :3].mean()


def test_the_lit_side_follows_the_light_even_when_mirrored():
    right = replace(DAY, direction=0.9, height=0.2)
    assert side_brightness(drawn("balloon", light=right)) > 0
    assert side_brightness(drawn("balloon", light=replace(right, direction=-0.9))) < 0


def side_brightness(pixels):
    """How much brighter the right half of a balloon is than its left."""
    body = pixels[SIZE // 2 - 44 : SIZE // 2, :, :3].astype(int).sum(axis=2)
    return body[:, SIZE // 2 + 2 :].sum() - body[:, : SIZE // 2 - 2].sum()


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError, match="unicorn"):
        draw_actor(skia.Canvas(np.zeros((4, 4, 4), np.uint8)), "unicorn", None, Pose(0, 0), DAY)
