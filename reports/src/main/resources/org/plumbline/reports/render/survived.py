LIMIT_SECONDS = 120


def here(name):
    """Runs one setting in this process, which may die of it."""
    for other, setting, _ in SETTINGS:
        if other == name:
            try:
                next(runs(setting, 1))
            except Exception as refusal:
                print("refused: " + first_line(refusal))
                return 3
    return 0


def ended(name):
    """How a process that runs the setting ends, and whether that is what it should not do."""
    try:
        done = subprocess.run([sys.executable, os.path.abspath(__file__), "--here", name], timeout=LIMIT_SECONDS,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except subprocess.TimeoutExpired:
        return f"still running after {LIMIT_SECONDS} s", True
    if done.returncode < 0:
        return "killed by " + signal.Signals(-done.returncode).name, True
    if done.returncode == 2:
        sys.exit(unclear(done.stdout.strip().replace("cannot tell: ", "", 1)))
    return (done.stdout.strip() or "ends as it should", False) if done.returncode in (0, 3) else (
        f"exit code {done.returncode}", True)


def main():
    if sys.argv[1:2] == ["--here"]:
        return here(sys.argv[2])
    reproduces = False
    for name, _, guilty in SETTINGS:
        what, bad = ended(name)
        print(f"{name}: {what}")
        reproduces = reproduces or guilty and bad
    return verdict(reproduces)
