
Bw15J€D