def dirty():
    """Leaves freed memory behind that is not zero: some kernels return what they find in theirs."""
    for size in (8, 24, 64, 120, 256, 512, 1024, 4096, 65536):
        blocks = [bytearray(b"\xa5") * size for _ in range(8)]
        del blocks


def main():
    reproduces, ran, why = False, False, ""
    for name, setting, guilty in SETTINGS:
        found = []
        try:
            for _ in range(5 if guilty else 1):
                dirty()
                found = found or [line for arrays in runs(setting, 2) for line in faults(arrays[OUTPUT])]
        except Exception as refusal:
            why = first_line(refusal)
            print(f"{name}: refused: {why}")
            continue
        print(f"{name}: " + (found[0] if found else "admissible"))
        ran = ran or guilty
        reproduces = reproduces or guilty and len(found) > 0
    return verdict(reproduces) if ran else unclear(why)
