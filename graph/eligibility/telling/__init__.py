"""What applicants tell in their own words, read against what the schemes ask for; and what was not understood."""
