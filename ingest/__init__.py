"""Reading: policy files in, documents with their facts out."""
