"""Lean for the commands: from settings to a kernel, files judged, its library as premises."""
