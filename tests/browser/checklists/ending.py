# Fails in the way that is asked for. All but the first end Python where it is WebAssembly.
import os


def _nested():
    found = []
    for _ in range(60_000):
        found = [found]
    return found


def score(answers, scores):
    way = answers["words"]["value"]
    if way == "raise":
        raise GeneratorExit("all of it")
    if way == "exit":
        os._exit(3)
    if way == "signal":
        os.kill(os.getpid(), 9)
    if way == "show":
        raise ValueError(_nested())
    if way == "compare":
        return {"scores": {"words-score": (_nested() == _nested(), 1)}}
    return {"scores": {"words-score": (1, 1)}}
