def text(least, greatest, nan):
    numbers = "" if least > greatest else repr(least) if least == greatest else f"[{least!r}, {greatest!r}]"
    return " or ".join([numbers] * (numbers != "") + ["NaN"] * nan)


def faults(array):
    """What is not admissible, a line each."""
    if str(array.dtype) != DTYPE:
        return [f"dtype {array.dtype} instead of {DTYPE}"]
    if array.shape != SHAPE:
        return [f"shape {array.shape} instead of {SHAPE}"]
    lines = []
    for element, least, greatest, nan in ADMISSIBLE:
        seen = array.reshape(-1)[element].item()
        if not (nan if seen != seen else least <= seen <= greatest):
            lines.append(f"element {element} is {seen!r}, admissible is {text(least, greatest, nan)}")
    return lines
