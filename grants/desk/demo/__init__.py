"""The demonstration: a fund with a past, and a present in which something waits at every desk.

Every group, person, story and amount is made up. Wards, codes, populations and postcodes are real.
"""
