CASES = []
LENGTHS = []
