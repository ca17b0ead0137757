
Bv6JHXXXXXXXXXXXXXXXXX˜XXXXXXXXXXXXXXXXX