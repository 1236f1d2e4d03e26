"""The types of question. Each module here holds one, as `TYPE`; a new module is found by itself."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from grants.forms.types.base import QuestionType


@cache
def all_types() -> dict[str, QuestionType]:
    """Return every type of question by name, in the order of the editor's list."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found = [module.TYPE for module in modules if hasattr(module, "TYPE")]
    return {each.name: each for each in sorted(found, key=lambda each: each.order)}


def get_type(name: str) -> QuestionType:
    """Return the type of question with this name. Raises LookupError when there is none."""
    return all_types()[name]
