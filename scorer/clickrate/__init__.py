"""The click-rate model: what an account's own history says about its designs."""
