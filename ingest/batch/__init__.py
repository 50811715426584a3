"""Many files: read by processes that can be killed, on this machine or on others."""
