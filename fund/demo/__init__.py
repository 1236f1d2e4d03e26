"""The demonstration: a fund with a past, and a present in which something waits for everybody.

Installed in demonstration mode only, and imported by nobody. Every group, person, story and amount is made up.
Wards, codes, populations and postcodes are real.
"""
