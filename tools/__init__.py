"""What developers run beside the program; nothing here is shipped."""
