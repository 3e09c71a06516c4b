"""What a user can do: one transaction each."""
