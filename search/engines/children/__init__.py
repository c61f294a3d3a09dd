"""Programs that run as processes of their own; none imports anything of this package."""
