"""Settings that hold for every suite."""

from hypothesis import settings

# A deadline per example would make a busy machine look like a fault.
settings.register_profile("morile", deadline=None, print_blob=True)
settings.load_profile("morile")
