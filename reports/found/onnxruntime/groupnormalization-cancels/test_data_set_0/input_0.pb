Bv8J<»§¾Ai½A
G½A™ù½A•¸Apy¿AÓÅ¿A|“¿A`Ù¿AÓ»AØ¯¹Ab†½Aùs¸A ¼Aç¯A