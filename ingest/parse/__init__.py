"""The one grammar of official language: a clause -> even text, sentences, chunks, coordination, frames and scope."""
