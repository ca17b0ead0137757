Bv0_10J
ededdeedde