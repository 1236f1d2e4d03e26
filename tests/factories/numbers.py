"""One run of numbers for all factories, so that no two rows share a name."""

import itertools

numbers = itertools.count(1)
