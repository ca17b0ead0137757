TOO_NEW = ("Unsupported model IR version", "is under development and support for this is limited", "No Op registered for")


def main():
    reproduces = False
    for name, setting, guilty in SETTINGS:
        try:
            next(runs(setting, 1))
            print(f"{name}: accepted")
        except Exception as refusal:
            print(f"{name}: refused: {first_line(refusal)}")
            if any(said in str(refusal) for said in TOO_NEW):
                return unclear("this release does not know the model's operators")
            reproduces = reproduces or guilty
    return verdict(reproduces)
