"""Evaluation of the shipped models: forests, hashed linear models, n-grams; their weights and what they were trained on."""
