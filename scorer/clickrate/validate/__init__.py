"""How good a model is on pins that it has not seen."""
