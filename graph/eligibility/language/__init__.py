"""What words mean, whoever says them: numbers and units, days, trades, grades, and one word for what means the same."""
