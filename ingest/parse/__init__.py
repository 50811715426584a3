"""The one grammar of official language: a clause's text -> even text, sentences, chunks, coordination, frames, scope."""
