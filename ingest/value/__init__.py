"""Pure readings of numbers, quantities and times: text in, values out; no document, no state."""
