"""PDFs of words that anybody wrote: neither their wording nor their size gets at the machine."""

import json
import resource
from pathlib import Path

import pytest

from fund.common import typesetting
from fund.common.errors import Refused
from fund.common.typesetting import typeset


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "words.typ"
    path.write_text(
        "#let data = json(bytes(sys.inputs.data))\n#set document(title: data.words.slice(0, 1))\n#data.words"
    )
    return path


def words(said: str) -> str:
    return json.dumps({"words": said}, ensure_ascii=False)


def test_words_are_set_in_a_process_of_their_own(source: Path) -> None:
    limit = resource.getrlimit(resource.RLIMIT_AS)
    assert typeset(source, words('#panic("x") #import "/etc/passwd" $ \\ ] }')).startswith(b"%PDF")
    assert resource.getrlimit(resource.RLIMIT_AS) == limit


def test_words_that_would_fill_the_memory_are_refused(source: Path) -> None:
    with pytest.raises(Refused, match="too much for a PDF"):
        typeset(source, words("a" + "\u0301" * 100_000))


def test_words_that_take_too_long_are_refused(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "PATIENCE", 0.01)
    with pytest.raises(Refused, match="too much for a PDF"):
        typeset(source, words("a"))
