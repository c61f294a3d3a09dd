"""A stand-in for the tactic server that misbehaves on request, in an instant."""

import json
import os
import sys
import time

BEHAVIOUR = os.environ.get("BEHAVIOUR", "")


def say(document: object) -> None:
    print("@@" + json.dumps(document), flush=True)


def ready(protocol: int = 1) -> None:
    say(
        {
            "ready": True,
            "protocol": protocol,
            "lean": "4",
            "commit": "",
            "imports": [],
            "import_ms": 0,
        }
    )


if BEHAVIOUR == "never ready":
    time.sleep(60)
if BEHAVIOUR == "dies at once":
    sys.exit("no such module")
if BEHAVIOUR == "garbled greeting":
    print("@@hello", flush=True)
    time.sleep(60)
ready(99 if BEHAVIOUR == "other protocol" else 1)
for line in sys.stdin:
    request = json.loads(line)
    reply = {"ok": True, "id": request["id"], "ms": 0}
    match request["op"]:
        case "ping":
            say(reply)
        case "hang":
            time.sleep(60)
        case "die":
            os.kill(os.getpid(), 9)
        case "exit":
            sys.exit("INTERNAL PANIC: out of memory")
        case "noise":
            print("noise\n" * 1000 + '@@{"ok":true,"id":0,"ms":0}\n@@[]\n@@nonsense', flush=True)
            say(reply)
        case "garbage":
            say({"ok": True, "id": request["id"]})
        case "flood":
            while True:
                sys.stdout.write("x" * 1_000_000 + "\n")
        case "endless line":
            while True:
                sys.stdout.write("x" * 1_000_000)
        case "grow":
            hoard = [bytearray(b"x" * 1_000_000) for _ in range(400)]
            time.sleep(60)
        case "refuse":
            say({"ok": False, "id": request["id"], "code": "no", "error": "I would rather not"})
        case "fork":
            if os.fork() == 0:
                time.sleep(600)
            say({**reply, "child": os.getpid()})
