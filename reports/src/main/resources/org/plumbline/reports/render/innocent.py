def same(arrays, others):
    return len(arrays) == len(others) and all(
        a.dtype == b.dtype and a.shape == b.shape and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
        for a, b in zip(arrays, others))


def main():
    try:
        results = [(name, next(runs(setting, 1)), guilty) for name, setting, guilty in SETTINGS]
    except Exception as refusal:
        return unclear(first_line(refusal))
    for name, arrays, _ in results:
        print(f"{name}: " + "; ".join(str(a.reshape(-1)[:8]) for a in arrays))
    right = [arrays for _, arrays, guilty in results if not guilty]
    return verdict(any(guilty and not same(arrays, right[0]) for _, arrays, guilty in results))
