"""The made-up packages of the bench pass every check, are the same each time, and have the size asked for."""

from bench.generated import generated_package
from lovp_data.package.files import read_package
from lovp_data.package.row_checks import check_keys
from lovp_data.package.rules import check_rules
from lovp_data.store.store import check_whole


def test_it_passes_the_check_of_a_package() -> None:
    check_whole(generated_package(1))


def test_ten_times_as_much_is_sound_too_and_grows_as_said() -> None:
    package, shipped = generated_package(10), read_package()
    assert (check_keys(package), check_rules(package)) == ([], [])
    for name in ("meetings", "topics", "follow_ups", "status_updates"):
        assert len(package.rows[name]) == 10 * len(shipped.rows[name])


def test_the_same_size_gives_the_same_package() -> None:
    assert generated_package(2) == generated_package(2)
