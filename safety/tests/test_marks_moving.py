"""The path of the visible mark, over many seeds, and how the mark looks."""

import math

import cv2
import numpy as np
import pytest

from safety.marks import moving, sprite

SHAPES = [layout.shape for layout in sprite.layouts(handle="alice", site="Skylark")]
SIZES = [(480, 854), (854, 480), (640, 640)]
SECONDS = 10.0
TIMES = [tick / 24 for tick in range(int(SECONDS * 24))]


def plan_for(number: int, **changes) -> moving.Plan:
    settings = {"size": SIZES[number % 3], "seconds": SECONDS, "shapes": SHAPES} | changes
    return moving.plan(b"seed %d" % number, **settings)


@pytest.fixture(scope="module")
def plans() -> list[moving.Plan]:
    return [plan_for(number) for number in range(200)]


def test_it_never_leaves_the_frame(plans):
    for plan in plans:
        for box in map(plan.box, TIMES):
            assert 0 <= box.x <= plan.size[0] - box.width
            assert 0 <= box.y <= plan.size[1] - box.height


def test_it_never_covers_more_than_six_percent(plans):
    for plan in plans:
        assert all(leg.width * leg.height <= 0.06 * plan.size[0] * plan.size[1] for leg in plan.legs)


def test_it_stays_a_second_and_a_half_to_three_seconds(plans):
    for plan in plans:
        assert plan.legs[0].begin == 0
        assert plan.legs[-1].end >= SECONDS
        assert all(1.5 <= leg.end - leg.begin <= 3 for leg in plan.legs)
        assert all(leg.end == after.begin for leg, after in zip(plan.legs, plan.legs[1:], strict=False))


def test_it_changes_its_look_size_and_opacity(plans):
    for plan in plans:
        assert all(leg.look != after.look for leg, after in zip(plan.legs, plan.legs[1:], strict=False))
        assert all(0.35 <= leg.opacity <= 0.6 for leg in plan.legs)
    assert len({leg.height for plan in plans for leg in plan.legs}) > 10


def test_no_fixed_rectangle_larger_than_two_fifths_escapes_it(plans):
    assert max(moving.largest_empty(plan, SECONDS) for plan in plans) <= 0.4


def test_it_glides_and_never_jumps(plans):
    for plan in plans:
        centres = [(box.x + box.width / 2, box.y + box.height / 2) for box in map(plan.box, TIMES)]
        steps = [math.dist(one, other) for one, other in zip(centres, centres[1:], strict=False)]
        assert max(steps) < 0.15 * max(plan.size)


def test_the_same_seed_gives_the_same_path_and_another_seed_another():
    assert plan_for(7) == plan_for(7)
    assert plan_for(7) != plan_for(10)


def test_the_shortest_clip_has_a_path_too():
    plan = plan_for(1, seconds=0.2)
    assert plan.box(0.1).width > 0


def test_a_long_handle_still_fits():
    shapes = [layout.shape for layout in sprite.layouts(handle="a" * 30, site="A long-winded site")]
    for number in range(10):
        plan = plan_for(number, shapes=shapes)
        assert all(leg.width <= 0.7 * plan.size[0] for leg in plan.legs)


def test_the_empty_rectangle_is_what_a_plain_search_finds():
    plan = plan_for(5, size=(120, 90), shapes=[(3.0, 2.0), (4.0, 1.5)])
    free = np.ones((90 // moving.CELL, 120 // moving.CELL), bool)
    for box in (plan.box(tick / 12) for tick in range(int(SECONDS * 12))):
        rows = slice(-(-box.y // moving.CELL), (box.y + box.height) // moving.CELL)
        free[rows, -(-box.x // moving.CELL) : (box.x + box.width) // moving.CELL] = False
    height, width = free.shape
    areas = [
        (bottom - top) * (right - left)
        for top in range(height)
        for bottom in range(top + 1, height + 1)
        for left in range(width)
        for right in range(left + 1, width + 1)
        if free[top:bottom, left:right].all()
    ]
    assert moving.largest_empty(plan, SECONDS) == max(areas) / free.size


class TestSprite:
    @pytest.fixture(params=range(len(SHAPES)))
    def layout(self, request):
        return sprite.layouts(handle="alice", site="Skylark")[request.param]

    def drawn(self, layout, opacity=0.4, em=20):
        width, height = (int(side * em) for side in layout.shape)
        png = sprite.draw(layout, width=width, height=height, opacity=opacity)
        return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)

    @pytest.mark.parametrize("ground", [0, 90, 160, 255])
    def test_it_can_be_read_on_any_ground(self, layout, ground):
        picture = self.drawn(layout)
        opacity = picture[..., 3] / 255
        seen = picture[..., 0] * opacity + ground * (1 - opacity)
        assert np.percentile(seen, 99) - np.percentile(seen, 1) > 50

    def test_its_light_parts_are_as_opaque_as_asked(self, layout):
        picture = self.drawn(layout, opacity=0.5)
        light = picture[..., 3][picture[..., 0] > 250]
        assert abs(np.median(light) / 255 - 0.5) < 0.02

    def test_it_ends_softly_inside_its_box(self, layout):
        edge = self.drawn(layout, opacity=0.6)[..., 3]
        assert max(edge[0].max(), edge[-1].max(), edge[:, 0].max(), edge[:, -1].max()) <= 12

    def test_it_is_drawn_the_same_every_time(self, layout):
        assert (self.drawn(layout) == self.drawn(layout)).all()

    def test_a_name_in_another_alphabet_is_drawn(self):
        plain, accented = (sprite.layouts(handle="bob", site=site)[0].shape for site in ("", "Doré Ελλάς"))
        assert accented[0] > plain[0] + 3
