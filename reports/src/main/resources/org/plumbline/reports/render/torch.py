STACK = "torch " + torch.__version__


def fed(code, array, carrier):
    return torch.from_numpy((bfloat16(array) if code == BFLOAT16 else array).astype(carrier))


def read(array, carrier, own):
    """An output as the type that it has in the model; some types are handed over as wider ones."""
    return array.astype(own) if str(array.dtype) == carrier else array


def runs(setting, times):
    """What each of several runs of one module returns, as lists of arrays. The executor watches the first run of a
    module and specialises it for the next ones, so that run is not counted where the optimiser is on."""
    torch._C._set_graph_executor_optimize(setting["optimize"])
    torch._C._jit_set_profiling_executor(setting["executor"] != "legacy")
    torch._C._jit_set_profiling_mode(setting["executor"] == "profiling")
    torch.set_num_threads(1)
    with torch.backends.mkldnn.flags(enabled=setting["onednn"]), torch.no_grad():
        module = torch.jit.load(beside(MODEL))
        values = [fed(code, array, carrier) for (_, code, array), carrier in zip(inputs(), CARRIERS)]
        if len(values) != len(CARRIERS):
            sys.exit(unclear("inputs are missing in test_data_set_0"))
        if setting["optimize"]:
            module(*values)
        for _ in range(times):
            yield [read(value.numpy(), *types) for value, types in zip(module(*values), OUTPUTS)]
