
Bv3JH!Q…JyQÊ³HœÆ+¼+OTÂK3P{ÊÂ4DÈ?ÑÁˆJÀMëÓÃM¬ÄáMÔQKïLAÏ‰ÏM¶QPÔþÐ»ÌÎQÛS%K