
Bi16JœB