"""The storage room: the .duplex file, its migrations, its assets, and its unpacked form."""
