"""PDFs of words that anybody wrote: neither their wording nor their size gets at the machine."""

import json
import resource
import subprocess
import threading
from pathlib import Path
from typing import Any

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


def test_documents_never_take_every_thread_of_the_site(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four threads serve a process: three may be at documents, and the fourth is told to come again."""
    set_them, refused = threading.Event(), list[str]()

    def slow(*args: Any, **kwargs: Any) -> subprocess.CompletedProcess[bytes]:
        assert set_them.wait(timeout=10)
        return subprocess.CompletedProcess(args, 0, stdout=b"%PDF")

    def ask() -> None:
        try:
            typeset(source, words("a"))
        except Refused as error:
            refused.append(error.sentence)
            set_them.set()

    monkeypatch.setattr(subprocess, "run", slow)
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert refused == [typesetting.BUSY]
