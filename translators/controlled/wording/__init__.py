"""Back into English: any formula in words."""
