"""The data folder as a whole: its format, its backups, its state and its repair."""
