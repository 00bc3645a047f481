from cameos.mentions import mentions


def test_a_handle_is_found_wherever_it_stands():
    assert mentions("@Ana and @bob_2, dancing with (@cleo)!") == ["ana", "bob_2", "cleo"]


def test_a_handle_written_twice_counts_once():
    assert mentions("@ana meets @ANA") == ["ana"]


def test_an_e_mail_address_mentions_nobody():
    assert mentions("write to ana@example.org or to a@b") == []
