"""All questions of a round, to read before starting: as a page, and as a form to print."""
