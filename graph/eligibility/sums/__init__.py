"""How much: rate × base, amount × quantity, by head, month or step, floors and caps; each step with its arithmetic."""
