"""A stored model on new exports: calibration, lift, effects."""
