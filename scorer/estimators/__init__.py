"""For those who live in scikit-learn: features and click rates as estimators."""
