"""Scripts as they go to the browser: whole, in one text, without two things of one name."""

import re
from collections import Counter

import pytest

from lovp_view.frontend.assets import asset, script
from tests.conftest import ROOT

FOLDER = ROOT / "lovp_view" / "frontend"
SCRIPTS = sorted(path.name for path in FOLDER.glob("*.js"))
# Components of Streamlit have one default export; the others are parts of these, or run in the one-file briefing.
ENTRIES = [name for name in SCRIPTS if "export default" in asset(name)]
_TOP = re.compile(r"^(?:export )?(?:const|let|function|class) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_comes_with_all_that_it_imports_and_imports_nothing_more(name: str) -> None:
    text = script(name)
    assert "import " not in re.sub(r"//.*|/\*.*?\*/", "", text, flags=re.DOTALL).replace("import(", "")
    for part in re.findall(r'from "\./(\w+\.js)"', asset(name)):
        assert set(_TOP.findall(asset(part))) <= set(_TOP.findall(text))


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_two_parts_of_a_script_share_a_name(name: str) -> None:
    assert [each for each, times in Counter(_TOP.findall(script(name))).items() if times > 1] == []


def test_every_part_is_used_by_a_component() -> None:
    used = {part for name in ENTRIES for part in _parts(name)}
    assert used | set(ENTRIES) == set(SCRIPTS)
    assert all(script(name).count("export default") == 1 for name in ENTRIES)


def _parts(name: str) -> set[str]:
    direct = set(re.findall(r'from "\./(\w+\.js)"', asset(name)))
    return direct | {each for part in direct for each in _parts(part)}
