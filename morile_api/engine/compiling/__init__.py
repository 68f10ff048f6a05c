"""Compiling: a definition checked whole and turned into integers, or refused with every fault."""
