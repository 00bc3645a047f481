"""Faces are found in pictures as cameras and people hand them in."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, UnidentifiedImageError

from cameos.faces import find_faces, upright
from cameos.portraits import draw_nobody, draw_pair, draw_portrait

QUARTER_TURN = 6  # EXIF: turn clockwise to look at it
ORIENTATION = 0x0112


@pytest.fixture(scope="module")
def ana():
    return draw_portrait("ana")


def test_the_face_is_where_the_eyes_and_the_mouth_are(ana):
    [face] = find_faces(ana)
    assert face.centre == pytest.approx((373, 405), abs=25)
    assert face.side == pytest.approx(298, rel=0.15)
    assert face.score > 1


def test_two_people_are_two_faces_and_a_wall_is_none():
    assert len(find_faces(draw_pair("alice", "bob"))) == 2
    assert find_faces(draw_nobody()) == []


def test_the_largest_face_comes_first(ana):
    crowd = Image.new("RGB", (1200, 800), (150, 160, 170))
    crowd.paste(upright(ana).resize((330, 330)), (40, 200))
    crowd.paste(upright(draw_portrait("alice")), (420, 16))
    large, small = find_faces(crowd)
    assert large.left > 420 > small.right


@pytest.mark.parametrize("side", [96, 240, 1024, 2400])
def test_the_box_is_in_pixels_of_the_picture_however_large_that_is(ana, side):
    [face] = find_faces(upright(ana).resize((side, side)))
    assert face.side == pytest.approx(0.39 * side, rel=0.2)
    assert face.centre[0] == pytest.approx(side / 2, abs=0.1 * side)


def test_a_picture_is_looked_at_as_its_camera_was_held(ana):
    turned, exif = upright(ana).transpose(Image.Transpose.ROTATE_90), Image.Exif()
    assert find_faces(turned) == []
    exif[ORIENTATION] = QUARTER_TURN
    file = io.BytesIO()
    turned.save(file, "JPEG", exif=exif)
    [face] = find_faces(file.getvalue())
    assert face.centre == pytest.approx((373, 405), abs=25)


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "CMYK"])
def test_any_kind_of_colour_will_do(ana, mode):
    assert len(find_faces(upright(ana).convert(mode))) == 1


def test_several_visitors_may_ask_at_once(ana):
    with ThreadPoolExecutor(4) as visitors:
        found = list(visitors.map(find_faces, [ana] * 4))
    assert all(faces == found[0] for faces in found)


def test_what_is_no_picture_is_refused():
    with pytest.raises(UnidentifiedImageError):
        find_faces(b"not a picture")


def test_a_picture_of_one_pixel_has_no_face():
    assert find_faces(Image.new("RGB", (1, 1))) == []
