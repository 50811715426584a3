"""Documents that lie on other machines: where they are, what is there, and one after the other to this machine."""
