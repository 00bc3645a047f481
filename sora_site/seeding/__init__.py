"""A site full of people who do not exist, for measuring: the same dice, the same site."""
