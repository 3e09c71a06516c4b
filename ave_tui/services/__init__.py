"""What a user can do: one method is one transaction and one step of undo."""
