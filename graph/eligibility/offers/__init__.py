"""What documents offer: schemes gathered from records, each on its own feet, with what general clauses ask of all."""
