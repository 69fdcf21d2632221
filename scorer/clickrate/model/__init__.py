"""A fitted model: what it stores and what it says of designs. numpy only."""
