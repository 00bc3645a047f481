import io

from generation import batch


def read(text, as_csv=False):
    return list(batch.read(io.StringIO(text), as_csv=as_csv))


def test_what_is_left_out_takes_the_usual_value():
    (line,) = read('{"prompt": "a cat"}\n')
    assert line.order == {
        "prompt": "a cat", "user": "", "seconds": 10, "size": "480x854", "style": "", "seed": None, "engine": "sketch",
    }  # fmt: skip


def test_a_csv_file_is_read_by_its_header():
    (line,) = read('prompt,seconds,size,seed\n"a cat, asleep",5,640x640,7\n', as_csv=True)
    assert (line.order["prompt"], line.order["seconds"], line.order["size"], line.order["seed"]) == (
        "a cat, asleep", 5, "640x640", 7,
    )  # fmt: skip


def test_a_bad_line_is_named_by_number_and_the_rest_go_on():
    lines = read('{"prompt": "a cat"}\n\nnot json\n{"prompt": "a dog", "seconds": 99}\n[1]\n{"prompt": "a bird"}\n')
    assert [(line.number, bool(line.errors)) for line in lines] == [
        (1, False), (3, True), (4, True), (5, True), (6, False),
    ]  # fmt: skip
    assert "seconds" in lines[2].errors[0]


def test_a_column_nobody_knows_is_an_error_not_a_silence():
    (line,) = read('{"prompt": "a cat", "lenght": 5}\n')
    assert "lenght: no such column" in line.errors[0]


def test_an_empty_sentence_is_an_error():
    (line,) = read('{"prompt": "  "}\n')
    assert line.errors[0].startswith("prompt:")


def test_the_engine_that_only_joins_clips_makes_none_of_words():
    (line,) = read('{"prompt": "a cat", "engine": "joiner"}\n')
    assert line.errors[0].startswith("engine:")


def test_the_same_file_again_asks_for_the_same_clips():
    text = '{"prompt": "a cat"}\n{"prompt": "a dog"}\n'
    assert [line.key for line in read(text)] == [line.key for line in read(text)]


def test_a_line_that_stands_twice_is_made_twice():
    first, second = read('{"prompt": "a cat"}\n{"prompt": "a cat"}\n')
    assert first.key != second.key


def test_more_columns_than_the_header_is_an_error():
    (line,) = read("prompt,seconds\na cat,5,6\n", as_csv=True)
    assert "more columns" in line.errors[0]


def test_people_are_put_before_the_words_that_do_not_mention_them():
    lines = read('prompt,cameo\n"a duel","ana, @Basil"\n"@ana on the beach","ana basil"\nno one,\n', as_csv=True)
    assert [line.order["prompt"] for line in lines] == ["@ana @basil a duel", "@basil @ana on the beach", "no one"]


def test_a_longer_clip_is_the_operators_to_ask_for():
    assert [bool(line.errors) for line in read('{"prompt": "a", "seconds": 25}\n{"prompt": "a", "seconds": 26}\n')] == [
        False,
        True,
    ]
