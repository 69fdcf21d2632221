"""Training and retraining: model, training rows and card in one folder."""
