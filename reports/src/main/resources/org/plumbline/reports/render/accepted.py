def main():
    reproduces = False
    for name, setting, guilty in SETTINGS:
        try:
            next(runs(setting, 1))
            print(f"{name}: accepted")
        except Exception as refusal:
            print(f"{name}: refused: {first_line(refusal)}")
            reproduces = reproduces or guilty
    return verdict(reproduces)


sys.exit(main())
