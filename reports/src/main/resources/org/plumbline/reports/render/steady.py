def dirty(value):
    """Leaves freed memory behind that differs each time: some kernels return what they find in theirs."""
    for size in (8, 24, 64, 120, 256, 512, 1024, 4096, 65536):
        blocks = [bytearray([value]) * size for _ in range(8)]
        del blocks


def main():
    reproduces, ran, why = False, False, ""
    for name, setting, guilty in SETTINGS:
        seen, found = set(), []
        try:
            for attempt in range(20):
                dirty(attempt + 1)
                for arrays in runs(setting, 5):
                    seen.add(tuple((a.shape, a.tobytes()) for a in arrays))
                    found = found or faults(arrays[OUTPUT]) if ADMISSIBLE else found
        except Exception as refusal:
            why = first_line(refusal)
            print(f"{name}: refused: {why}")
            continue
        print(f"{name}: {len(seen)} different results in 100 runs" + "".join("; " + line for line in found[:1]))
        ran = ran or guilty
        reproduces = reproduces or guilty and (len(seen) > 1 or len(found) > 0)
    return verdict(reproduces) if ran else unclear(why)
