
Bv6Jb