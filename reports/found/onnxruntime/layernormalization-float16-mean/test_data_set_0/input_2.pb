
Bw2JxÍ¹LMüÍÔ?Q>ùL