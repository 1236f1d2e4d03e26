import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fund.common import json_text
from fund.common.errors import Refused
from grants.awards.past_grants.json_stream import stream_grants

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=90),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


def stream(path: Path, text: str) -> list[Any]:
    path.write_text(text, encoding="utf-8")
    return list(stream_grants(path, "utf-8"))


@given(
    grants=st.lists(VALUES, max_size=6),
    others=st.dictionaries(st.text(max_size=9), VALUES, max_size=3),
    chunk=st.integers(1, 200),
    indent=st.sampled_from([None, 2]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_wherever_the_file_is_cut_the_grants_are_the_same(
    tmp_path: Path, grants: list[Any], others: dict[str, Any], chunk: int, indent: int | None
) -> None:
    others.pop("grants", None)
    text = json.dumps({**others, "grants": grants, "after": 1}, indent=indent, ensure_ascii=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_CHUNK", chunk)
        try:
            found = stream(tmp_path / "grants.json", text)
        except UnicodeEncodeError:
            return
    assert found == grants


def test_amounts_are_never_floats(tmp_path: Path) -> None:
    found = stream(tmp_path / "grants.json", '[{"amountAwarded": 1000.10}]')
    assert found == [{"amountAwarded": Decimal("1000.10")}]


def test_a_bare_list_a_package_and_a_single_grant_are_read(tmp_path: Path) -> None:
    path = tmp_path / "grants.json"
    assert stream(path, ' [{"a": 1}, 2] ') == [{"a": 1}, 2]
    assert stream(path, '{"grants": [{"a": 1}]}') == [{"a": 1}]
    assert stream(path, '{"id": "x", "amountAwarded": 5}') == [{"id": "x", "amountAwarded": 5}]
    assert stream(path, '{"grants": []}') == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1 can't be read"),
        ("{}", "no list of grants"),
        ('{"grants": {}}', "no list of grants"),
        ('{"grants": [{"a": 1},\n]}', "line 2 can't be read"),
        ('{"grants": [{"a": 1}\n\n{"a": 2}]}', "line 3 can't be read"),
        ('{"grants": [{"a": 1}]', "line 1 can't be read"),
        ('{"grants": [{"a": 1}]}\nmore', "line 2 can't be read"),
        ('{"grants": [{"a": "never ends', "line 1 can't be read"),
        ('{"a": 1,}', "line 1 can't be read"),
        ("[" * 100_000, "nested too deeply"),
        ("[" + "9" * 5000 + "]", "too long to read"),
        ("hello", "line 1 can't be read"),
    ],
)
def test_malformed_json_ends_in_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        stream(tmp_path / "grants.json", text)
