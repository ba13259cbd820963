"""What several tests share: a real Postgres server, houses on both engines."""
