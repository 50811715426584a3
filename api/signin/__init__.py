"""Sign-in by OpenID Connect: an attempt, the provider that ends it, and the roles that a person holds by it."""
