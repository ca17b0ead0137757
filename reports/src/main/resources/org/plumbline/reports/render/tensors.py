FOLDER = os.path.dirname(os.path.abspath(__file__))
INF = float("inf")
BFLOAT16 = 16
TYPES = {1: np.float32, 2: np.uint8, 3: np.int8, 4: np.uint16, 5: np.int16, 6: np.int32, 7: np.int64, 9: np.bool_,
         10: np.float16, 11: np.float64, 12: np.uint32, 13: np.uint64,
         BFLOAT16: np.uint16}  # NumPy has no bfloat16: its bits


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return value, at


def tensor(file):
    """Name, element type (TensorProto.DataType) and array of a serialised TensorProto."""
    with open(os.path.join(FOLDER, "test_data_set_0", file), "rb") as opened:
        data = opened.read()
    at, dims, code, name, raw, texts = 0, [], 0, "", b"", []
    while at < len(data):
        key, at = varint(data, at)
        value, at = varint(data, at)
        if key & 7 == 2:
            value, at = data[at:at + value], at + value
        if key == 1 << 3:
            dims.append(value)
        elif key == 2 << 3:
            code = value
        elif key == 6 << 3 | 2:
            texts.append(value.decode())
        elif key == 8 << 3 | 2:
            name = value.decode()
        elif key == 9 << 3 | 2:
            raw = value
    array = np.array(texts, dtype=object) if code == 8 else np.frombuffer(raw, TYPES[code])
    return name, code, array.reshape(dims)


def inputs():
    at = 0
    while os.path.exists(os.path.join(FOLDER, "test_data_set_0", f"input_{at}.pb")):
        yield tensor(f"input_{at}.pb")
        at += 1


def beside(name):
    path = os.path.join(FOLDER, name)
    if not os.path.exists(path):
        sys.exit(unclear(f"no {name} beside this script"))
    return path


def bfloat16(bits):
    return (bits.astype(np.uint32) << 16).view(np.float32)


def verdict(reproduces):
    print(("reproduces" if reproduces else "does not reproduce") + " with " + STACK)
    return 1 if reproduces else 0


def unclear(why):
    print("cannot tell: " + why)
    return 2


def first_line(error):
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[-1 if lines[0].startswith("The following operation failed in the TorchScript") else 0][:400]
