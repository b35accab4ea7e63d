"""Windows and screens. They ask and order through the desk and never touch the file themselves."""
