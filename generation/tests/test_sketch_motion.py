"""What the choreography promises: the star in view, steady ways, the same dice the same play."""

import math

import numpy as np
import pytest

from generation.engines.sketch.motion import GROUNDED, HEIGHTS, WIDTHS, choreograph
from generation.engines.sketch.motion.measures import HEADROOM
from generation.engines.sketch.motion.skeleton import GAITS, Build, joints, knee, step
from generation.engines.sketch.scene import KINDS, MOTIONS, PLACES, PLAYED, RIDDEN, Scene, Subject
from generation.engines.sketch.stage import set_stage

FPS = 24
PORTRAIT = (480, 854)


def play(*subjects, place="field", size=PORTRAIT, seconds=6.0, seed=1):
    stage = set_stage(place, size, seconds, np.random.default_rng(seed))
    return stage, choreograph(Scene(place=place, subjects=subjects), stage, np.random.default_rng(seed))


def poses(performer, seconds=6.0):
    return [performer.pose(frame / FPS) for frame in range(round(seconds * FPS))]


def middle(kind, pose):
    """The centre of the body in pixels, wherever its origin is."""
    if kind not in GROUNDED:
        return pose.x, pose.y
    half, turn = HEIGHTS[kind] * pose.scale / 2, math.radians(pose.angle)
    return pose.x + math.sin(turn) * half * pose.facing, pose.y - math.cos(turn) * half


@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize("place", ["field", "sea", "underwater", "space", "lake", "sky"])
def test_the_star_is_in_view_for_most_of_the_clip_and_always_in_its_middle(place, motion):
    for kind in KINDS:
        for size, seconds in ((PORTRAIT, 6.0), ((854, 480), 10.0)):
            stage, (star, *_) = play(Subject(kind, motion=motion), place=place, size=size, seconds=seconds)
            centres = np.array([middle(kind, pose) for pose in poses(star, seconds)[::3]])
            inside = ((centres >= 0) & (centres <= (stage.width, stage.height))).all(axis=1)
            assert inside.mean() >= 0.8, (kind, size)
            assert inside[len(inside) // 3 : 2 * len(inside) // 3].all(), (kind, size)


@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize("place", ["beach", "sea", "underwater", "space"])
def test_nobody_jumps_from_one_frame_to_the_next(place, motion):
    for kind in KINDS:
        _, performers = play(Subject(kind, motion=motion), Subject(kind, motion=motion, count=2), place=place)
        for performer in performers:
            steady(kind, poses(performer))


def steady(kind, run):
    """Positions, angles, sizes and phases all change by little."""
    centres = np.array([middle(kind, pose) for pose in run])
    assert np.hypot(*np.diff(centres, axis=0).T).max() < 60, kind
    for name, bound in (("scale", 0.12 * run[0].scale + 0.05), ("squash", 0.26), ("facing", 0.9)):
        assert np.abs(np.diff([getattr(pose, name) for pose in run])).max() < bound, (kind, name)
    for name, cycle, bound in (("phase", 1.0, 0.3), ("angle", 360.0, 40.0)):
        change = np.diff([getattr(pose, name) for pose in run])
        assert np.abs((change + cycle / 2) % cycle - cycle / 2).max() < bound, (kind, name)


def test_the_same_dice_give_the_same_play_and_others_another():
    cast = Subject("woman", motion="right"), Subject("dog", motion="chase", count=2), Subject("tree")
    first, again, other = ([p.pose(2.5) for p in play(*cast, seed=seed)[1]] for seed in (3, 3, 4))
    assert first == again
    assert all(one != two for one, two in zip(first, other, strict=True))


@pytest.mark.parametrize("place", PLACES)
def test_nobody_overlaps_at_the_start_in_a_small_company(place):
    for seed in range(6):
        _, performers = play(Subject("cat"), Subject("child", count=2), place=place, seed=seed)
        boxes = [box(performer) for performer in performers]
        for i, one in enumerate(boxes):
            assert not any(overlap(one, two) for two in boxes[i + 1 :]), (place, seed)


def box(performer):
    kind, pose = performer.subject.kind, performer.pose(0.0)
    x, y = middle(kind, pose)
    wide, tall = 0.42 * WIDTHS[kind] * pose.scale, 0.42 * HEIGHTS[kind] * pose.scale
    return x - wide, y - tall, x + wide, y + tall


def overlap(one, two):
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def test_the_star_comes_first_and_is_big_enough_the_others_from_far_to_near():
    for kind in KINDS:
        stage, (star, *others) = play(Subject(kind), Subject("tree", count=3))
        pose = star.pose(3.0)
        assert star.subject.kind == kind
        assert max(HEIGHTS[kind], WIDTHS[kind]) * pose.scale > 0.13 * stage.height
        assert [other.depth for other in others] == sorted(other.depth for other in others)


def test_left_goes_left_and_right_goes_right():
    for motion, sign in (("left", -1), ("right", 1)):
        for kind in ("woman", "car", "fish", "bird", "boat", "tree"):
            _, (star,) = play(Subject(kind, motion=motion), place="lake")
            run = poses(star)
            assert sign * (run[40].x - run[24].x) > 0, kind
            assert sign * run[30].facing > 0, kind


def test_an_approaching_horse_grows():
    _, (star,) = play(Subject("horse", motion="approach"))
    sizes = [pose.scale for pose in poses(star)]
    assert sizes == sorted(sizes)
    assert sizes[-1] > 2 * sizes[0]


def test_a_bouncing_ball_flies_in_true_parabolas_and_squashes_on_the_ground():
    _, (star,) = play(Subject("ball", motion="bounce"))
    run = [star.pose(k / 240) for k in range(1200)]
    heights = np.array([pose.lift for pose in run])
    inside = (heights[:-2] > 6) & (heights[1:-1] > 6) & (heights[2:] > 6)
    gravity = np.diff(heights, 2)[inside]
    assert gravity.std() < 0.02 * abs(gravity.mean())
    assert min(pose.squash for pose in run if pose.lift == 0) < 0.9
    assert {round(pose.phase, 2) for pose in run[::60]} != {round(run[0].phase, 2)}


def test_speed_makes_the_way_longer():
    ways = []
    for speed in (0.5, 1.8):
        _, (star,) = play(Subject("dog", motion="circle", speed=speed))
        run = poses(star)
        ways.append(sum(math.hypot(b.x - a.x, b.y - a.y) for a, b in zip(run, run[1:], strict=False)))
    assert ways[1] > 1.8 * ways[0]


def test_a_walker_does_not_slide_on_its_feet():
    _, (star,) = play(Subject("man", motion="circle"))
    one, two = star.pose(1.0), star.pose(1.1)
    units = math.hypot(two.x - one.x, two.y - one.y) / one.scale
    assert units / ((two.phase - one.phase) % 1.0) == pytest.approx(57, rel=0.03)


def test_the_chaser_runs_where_the_chased_has_run():
    _, (star, chaser) = play(Subject("rabbit", motion="right"), Subject("dog", motion="chase"), seconds=10.0)
    lag = 0.92
    for t in (2.0, 4.0, 6.0):
        assert chaser.pose(t).x == pytest.approx(star.pose(t - lag).x, abs=1)


def test_only_who_is_told_to_leaves_the_ground():
    _, (parked,) = play(Subject("car"))
    assert all(pose.lift == 0 for pose in poses(parked))
    _, (flying,) = play(Subject("car", motion="fly"))
    assert min(pose.lift for pose in poses(flying)) > 40


def test_a_boat_lies_on_the_water_and_a_fish_on_land_hops():
    stage, (boat,) = play(Subject("boat", motion="right"), place="lake")
    assert all(abs(pose.y - stage.water) < 0.06 * stage.height for pose in poses(boat))
    _, (fish,) = play(Subject("fish", motion="swim"), place="desert")
    assert max(pose.lift for pose in poses(fish)) > 10


def test_a_giant_is_bigger_than_a_tiny_one():
    sizes = [play(Subject("dog", size=size))[1][0].pose(0).scale for size in (0.6, 1.0, 1.6)]
    assert sizes == sorted(sizes)
    assert sizes[2] > 1.5 * sizes[0]


def test_an_empty_scene_has_no_performers():
    assert play()[1] == []


def test_a_standing_foot_stays_on_the_ground_and_a_swinging_one_leaves_it():
    heights = [step(phase, 1.0, 0.3, 0.6)[1] for phase in np.linspace(0, 1, 101)]
    assert all(height == 0 for height in heights[:60])
    assert min(heights) < -0.25


def test_bones_keep_their_length_until_they_are_stretched():
    joint = knee((0, -40), (8, 0), 21, 21)
    assert math.dist((0, -40), joint) == pytest.approx(21)
    assert math.dist(joint, (8, 0)) == pytest.approx(21)
    far = knee((0, -60), (0, 0), 21, 21)
    assert far == pytest.approx((0, -30))


@pytest.mark.parametrize("gait", sorted(GAITS))
def test_every_gait_loops_and_flows(gait):
    build = Build()
    rows = [flat(joints(gait, phase, build)) for phase in np.linspace(0, 1, 121)]
    assert np.abs(rows[0] - rows[-1]).max() < 0.5
    assert np.abs(np.diff(rows, axis=0)).max() < 8


def flat(body):
    return np.array([body.hip, body.head, *body.knees, *body.feet, *body.elbows, *body.hands]).ravel()


@pytest.mark.parametrize("size", [PORTRAIT, (854, 480), (640, 640)])
@pytest.mark.parametrize("place", ["field", "stage", "sea", "underwater", "space", "sky"])
def test_the_head_of_somebody_in_the_cast_is_hardly_ever_cut_off(place, size):
    for kind in PLAYED:
        for motion in set(MOTIONS) - {"rise", "fall", "bounce"}:
            assert head_in_view(kind, motion, place, size) > 0.7, (kind, motion)


@pytest.mark.parametrize("size", [PORTRAIT, (854, 480), (640, 640)])
@pytest.mark.parametrize("kind", RIDDEN)
def test_nor_is_that_of_somebody_who_rides(kind, size):
    for motion in ("still", "left", "right", "approach", "jump", "dance", "sway"):
        assert head_in_view(kind, motion, "sea" if kind == "boat" else "field", size) > 0.7, motion


def head_in_view(kind, motion, place, size):
    """The share of the clip in which the whole head is inside the frame."""
    stage, (star, *_) = play(Subject(kind, motion=motion, who="ana"), place=place, size=size)
    tops = np.array([crown(kind, pose) for pose in poses(star)[::4]])
    return ((tops >= -4) & (tops <= (stage.width + 4, stage.height))).all(axis=1).mean()


def crown(kind, pose):
    """The top of the head in pixels."""
    high = (HEIGHTS[kind] * (1 if kind in GROUNDED else 0.5) + HEADROOM[kind]) * pose.scale * pose.squash
    turn = math.radians(pose.angle)
    return pose.x + math.sin(turn) * high * pose.facing, pose.y - math.cos(turn) * high


def test_the_cast_stands_side_by_side():
    subjects = [Subject("man", motion="dance", who=who) for who in ("ana", "bob", "cleo")]
    for size in (PORTRAIT, (854, 480), (640, 640)):
        _, performers = play(*subjects, size=size)
        places = sorted(performer.pose(0.0).x for performer in performers)
        assert min(np.diff(places)) > 0.2 * size[0]
        assert {performer.subject.who for performer in performers} == {"ana", "bob", "cleo"}
