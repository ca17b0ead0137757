STACK = "onnxruntime " + ort.__version__
ort.set_default_logger_severity(4)


def options(level, threads=1, parallel=False, arena=True, pattern=True, **entries):
    made = ort.SessionOptions()
    made.graph_optimization_level = level
    made.intra_op_num_threads = threads
    made.inter_op_num_threads = 2 if parallel else 1
    made.execution_mode = ort.ExecutionMode.ORT_PARALLEL if parallel else ort.ExecutionMode.ORT_SEQUENTIAL
    made.enable_cpu_mem_arena = arena
    made.enable_mem_pattern = pattern
    for key, value in entries.items():
        made.add_session_config_entry(key, value)
    return made


def fed(code, array):
    if code == BFLOAT16:  # cannot be made of NumPy's types: of its bits instead
        return ort.OrtValue.ortvalue_from_numpy_with_onnx_type(np.ascontiguousarray(array), BFLOAT16)
    return ort.OrtValue.ortvalue_from_numpy(np.array(array))


def read(value):
    if value.data_type() == "tensor(bfloat16)":
        size = value.tensor_size_in_bytes()
        bits = np.frombuffer(ctypes.string_at(value.data_ptr(), size) if size else b"", np.uint16)
        return bfloat16(bits).reshape(value.shape())
    return value.numpy()


def runs(setting, times):
    """What each of several runs of one session returns, as lists of arrays."""
    made, provider, own = setting
    if provider not in ort.get_available_providers():
        sys.exit(unclear(f"this onnxruntime has no {provider}"))
    session = ort.InferenceSession(beside("model.onnx"), made, providers=[(provider, own)])
    feeds = {name: fed(code, array) for name, code, array in inputs()}
    for one in session.get_inputs():
        if one.name not in feeds:
            sys.exit(unclear(f"no input {one.name} in test_data_set_0"))
    for _ in range(times):
        values = session.run_with_ort_values(None, feeds)
        yield [read(value) for value in values]
