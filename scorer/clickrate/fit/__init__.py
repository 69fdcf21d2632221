"""From a training table to the posterior, and from that to a model."""
