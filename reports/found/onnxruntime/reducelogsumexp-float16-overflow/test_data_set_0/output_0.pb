
Bv7Jb