"""The one exception that people read."""


class Refused(Exception):
    """An act that the rules do not allow, said in a sentence for the person who tried it.

    `field` names the form field that it is about, if there is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class RowsRefused(Refused):
    """A file that the rules do not allow, with a sentence for each row that is wrong."""

    def __init__(self, sentence: str, rows: list[str]) -> None:
        super().__init__(sentence)
        self.rows = rows
