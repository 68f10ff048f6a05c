"""The same bits everywhere: other Pythons, other numpys, processor features switched off."""
