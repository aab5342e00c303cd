"""Looks at the running stack from all sides; .ci/containers.sh runs it where the published ports are. Argument: the served directory."""

import concurrent.futures
import json
import pathlib
import random
import re
import resource
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

ACK, NAK, GET, DAT, FIN, CHK, ENC = 0x80, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02
SERVED = pathlib.Path(sys.argv[1])
PUBLISHED = ("127.0.0.1", 3200)
BALANCED = ("127.0.0.1", 3300)
EMPTY_CHECKSUM = 65535
aside = threading.local()


def checksum(data):
    total = sum(byte << 8 * (i % 2) for i, byte in enumerate(data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet(number, acknowledged, flags, payload=b"", check=0):
    header = b"".join(n.to_bytes(2, "big") for n in (number & 0xFFFF, acknowledged, check)) + bytes([flags, 2])
    return (header + payload).ljust(1472, b"\0")


def request(name, options=0):
    return packet(1, 0, GET | options, name.encode(), checksum(name.encode()) if options & CHK else 0)


def fetch(name, server=PUBLISHED, options=0, trouble=0.0, progress=lambda size: None, seed=1, patience=15):
    """Returns the resource's bytes, None if there are none to be had. Trouble is the share of packets not answered as they should be."""
    dice = random.Random(seed)
    content, number, expected, refused = bytearray(), 1, 1, True
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.connect(server)
        client.settimeout(patience)
        client.send(request(name, options))
        while True:
            data = client.recv(2048)
            arrived, flags = int.from_bytes(data[:2], "big"), data[6]
            if flags & ACK:
                return None if refused else bytes(content)
            what = dice.random() / trouble if trouble else 1
            if what < 0.2:
                continue  # lost
            if what < 0.4:
                client.send(packet(number + 1, arrived, flags & (DAT | FIN) | ACK | options)[:700])  # cut short
            elif what < 0.6:
                client.send(packet(number, arrived, flags & (DAT | FIN) | ACK | options))  # an old number
                continue
            elif what < 0.8:
                number += 1
                client.send(packet(number, arrived, flags & (DAT | FIN) | NAK | options, check=EMPTY_CHECKSUM if options else 0))
                continue
            elif what < 1:
                client.send(packet(number + 1, arrived, flags & (DAT | FIN) | ACK | CHK, check=1))  # damaged
                continue
            if flags & DAT:
                refused = False
                if arrived == expected & 0xFFFF:
                    content += data[8:].rstrip(b"\0")
                    expected += 1
                    progress(len(content))
            number += 1
            client.send(packet(number, arrived, flags & (DAT | FIN) | ACK | options, check=EMPTY_CHECKSUM if options else 0))


def http(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


def prometheus(path, **parameters):
    status, body = http(f"http://127.0.0.1:9090/api/v1/{path}?{urllib.parse.urlencode(parameters)}")
    check(status == 200, f"Prometheus answers {path}", body)
    return json.loads(body)["data"]


def query(expression):
    return prometheus("query", query=expression)["result"]


def eventually(what, condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not (right := condition()) and time.monotonic() < deadline:
        time.sleep(0.5)
    check(right, what, f"not within {seconds} s")


def compose(*arguments):
    return subprocess.run(["docker", "compose", "--env-file", "/dev/null", "--profile", "demo", "--profile", "scale", *arguments], capture_output=True, text=True)


def shell(command):
    return subprocess.run(["docker", "exec", RUSHB, "bash", "-c", command], capture_output=True, text=True).stdout


def say(line):
    """What is done beside other things is said when it is over."""
    later = getattr(aside, "said", None)
    print(line, flush=True) if later is None else later.append(line)


def check(right, what, detail=""):
    if not right:
        sys.exit(f"WRONG: {what}: {str(detail)[:1000]}")
    if not what.startswith("Prometheus answers"):
        say(f"{what}: ok")


def demo():
    """The profile demo: its client fetches through the relay again and again, and both end when they are told to."""
    fetched = re.compile(r"rushb://demo-relay:3201/demo\.txt: [\d,]+ bytes")
    eventually("the demo's client fetches again", lambda: len(fetched.findall(compose("logs", "demo-client").stdout)) > 1, 60)
    eventually("the dashboard shows the relay's losses",
               lambda: any(float(r["value"][1]) > 0 for r in query("rushb_retransmits_total")))
    begun = time.monotonic()
    check(compose("stop", "demo-client").returncode == 0 and time.monotonic() - begun < 8, "the demo's client ends at once")
    check(compose("stop", "demo-relay").returncode == 0, "the relay ends")
    report = compose("logs", "--no-log-prefix", "demo-relay").stdout
    lost = sum(int(n) for n in re.findall(r"(?:dropped|corrupted) (\d+)", report))
    check("to server:" in report and lost > 0, "and reports: " + " / ".join(report.splitlines()[-3:]), report)


def files():
    for name in ("file.txt", "numbers.txt"):
        content = (SERVED / name).read_bytes()
        check(fetch(name) == content, f"{name} through the published port, {len(content)} bytes")
    check(fetch("no/such/file") is None and fetch("refused.bin") is None, "what cannot be had is refused")
    secret = SERVED / "secret.txt"
    secret.write_text("not for user 10001\n")
    secret.chmod(0o600)
    check(fetch(secret.name) is None, "what user 10001 cannot read is refused alike")


def health():
    status, body = http("http://127.0.0.1:8080/actuator/health")
    check(status == 200 and json.loads(body)["status"] == "UP", "health is UP", body)
    parts = json.loads(body)["components"]
    check({"rushbReceiver", "rushbFiles", "rushbSessions"} <= parts.keys(), "health knows receiver, files and sessions", body)


def hardening():
    status = dict(line.split(":\t", 1) for line in shell("cat /proc/1/status").splitlines() if ":\t" in line)
    check(status["Uid"].split() == ["10001"] * 4, "user 10001", status["Uid"])
    check(int(status["CapEff"], 16) == 0 and int(status["CapBnd"], 16) == 0, "no capabilities", status)
    check(status["NoNewPrivs"] == "1", "no new privileges", status)
    places = "/ /app /files /etc /root"
    check(shell(f"for place in {places}; do touch $place/x 2>/dev/null || echo $place; done").split() == places.split(), f"{places} are not writable")
    mounts = shell("cat /proc/mounts")
    check(re.search(r"^\S+ / \S+ ro[, ]", mounts, re.M), "root file system is read-only", mounts)
    check("rushb.aot" in shell("cat /proc/1/maps"), "the AOT cache is in use", "not mapped")
    say(f"memory at rest: {int(status['VmRSS'].split()[0]) // 1024} MB resident, "
        + shell("cat /sys/fs/cgroup/memory.current /sys/fs/cgroup/memory/memory.usage_in_bytes 2>/dev/null").strip() + " bytes by cgroup")


def load():
    """Clients good and bad, straight to the container: bursts through Docker's proxy lose datagrams. Under load, the dashboard."""
    address = subprocess.run(["docker", "inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", RUSHB],
                             capture_output=True, text=True).stdout.strip()
    server = (address, 3200)
    content = (SERVED / "numbers.txt").read_bytes()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    over = threading.Event()

    def busy(seed):
        fetched = 0
        while fetched < 2 or not over.is_set():
            if fetch("numbers.txt", server, (0, CHK)[seed % 2], 0.02, seed=seed + 4 * fetched) != content:
                return 0
            fetched += 1
        return fetched

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        transfers = [pool.submit(busy, seed) for seed in range(4)]
        try:
            crowd = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(1100)]
            most = 'max_over_time(rushb_sessions_active{instance="rushb:8080"}[20s])'

            def crowded():
                """More clients than one address may have ask, and ask again: who never answers is dropped after seven seconds."""
                for client in crowd:
                    client.sendto(request("numbers.txt"), server)
                    time.sleep(0.001)
                return float(query(most)[0]["value"][1]) >= 900
            eventually("900 sessions or more at a time", crowded)
            say(f"sessions: {query(most)[0]['value'][1]}; memory meanwhile: {shell('grep VmRSS /proc/1/status').split()[1]} kB resident")
            dashboard()
            for client in crowd:
                client.close()
        finally:
            over.set()
        fetched = [transfer.result() for transfer in transfers]
        check(all(fetched), f"{sum(fetched)} transfers of {len(content)} bytes in spite of loss, NAKs and damage", fetched)


def metrics():
    check([t["health"] for t in prometheus("targets")["activeTargets"] if t["labels"]["instance"] == "rushb:8080"] == ["up"], "Prometheus has its target up")
    outcomes = {}

    def told():
        outcomes.update({r["metric"]["outcome"]: int(r["value"][1]) for r in query('rushb_sessions_total{instance="rushb:8080"}')})
        return outcomes["completed"] >= 8 and outcomes["not_found"] and outcomes["refused"] and outcomes["unproven"]
    eventually("requests by outcome", told)
    say(f"rushb_sessions_total {outcomes}")
    rules = [rule for group in prometheus("rules")["groups"] for rule in group["rules"]]
    check(len(rules) == pathlib.Path("monitoring/alerts.yml").read_text().count("- alert:"), f"{len(rules)} alert rules loaded")
    check(all(rule["health"] == "ok" and rule["state"] != "firing" for rule in rules), "they can be evaluated and none fires", rules)


# What may be 0 under load: panels, and curves of others.
MAY_BE_ZERO = ("Kernel drops", "Errors", "Left out", "Garbage collection", "lingering", "waiting file work")


def dashboard():
    """Runs every query of every panel: each has data, and all but those above have a value above 0."""
    board = json.loads(pathlib.Path("monitoring/grafana/dashboards/rushb.json").read_text())
    panels = [panel for panel in board["panels"] if panel["type"] != "row"]
    deadline = time.monotonic() + 20

    def ask(panel, target):
        result = query(target["expr"].replace("$__rate_interval", "1m").replace("$instance", ".*"))
        return {r["metric"].get(re.sub(r"\W", "", target["legendFormat"]), target["legendFormat"]): float(r["value"][1]) for r in result}

    for panel in panels:
        for target in panel["targets"]:
            zero = panel["title"] in MAY_BE_ZERO or target["legendFormat"] in MAY_BE_ZERO
            # A counter's first rise shows with the next scrape.
            while True:
                values = ask(panel, target)
                right = any(value > 0 or zero and value == 0 for value in values.values())
                if right or time.monotonic() > deadline:
                    break
                time.sleep(0.5)
            if not right:
                check(False, f"panel {panel['title']} has data{'' if zero else ' above 0'} under load", f"{target['expr']}: {values}")
            say(f"  {panel['title']}: " + (", ".join(f"{key} {value:.4g}".strip() for key, value in values.items() if value or len(values) < 3) or "all 0"))
    check(True, f"every query of {len(panels)} panels has data under load, above 0 but for {', '.join(MAY_BE_ZERO)}")


def stop():
    """SIGTERM in mid-transfer: it ends whole, nothing new begins, readiness goes first."""
    content = (SERVED / "numbers.txt").read_bytes()
    stopping = []

    def progress(size):
        time.sleep(0.004)
        if size > len(content) // 3 and not stopping:
            stopping.append(subprocess.Popen(["docker", "compose", "--env-file", "/dev/null", "--progress", "quiet", "stop", "rushb"]))

    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        transfer = pool.submit(fetch, "numbers.txt", PUBLISHED, 0, 0.0, progress)
        eventually("readiness goes first", lambda: http("http://127.0.0.1:8080/actuator/health/readiness")[0] == 503)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.sendto(request("file.txt"), PUBLISHED)
            client.settimeout(0.5)
            try:
                answer = client.recv(2048)
            except OSError:
                answer = None
        check(answer is None and not transfer.done(), "no new session, and the running one goes on", answer)
        check(transfer.result() == content, f"the transfer ends whole, {len(content)} bytes")
    check(stopping[0].wait() == 0, "the service stops")
    state = json.loads(compose("ps", "-a", "--format", "json", "rushb").stdout)
    check(state["ExitCode"] == 143, "by its own will (143), not killed", state)


def scale():
    """Clients through nginx to three servers; then one of them is killed."""
    content = (SERVED / "file.txt").read_bytes()

    def persistent(seed):
        for _ in range(5):
            try:
                return fetch("file.txt", BALANCED, CHK, seed=seed, patience=3)
            except TimeoutError:
                pass   # from another port it may be another server

    with concurrent.futures.ThreadPoolExecutor(30) as pool:
        check(set(pool.map(persistent, range(30))) == {content}, "30 clients through nginx")
        sessions = 'sum by (instance) (rushb_sessions_total{outcome="completed", instance=~"rushb-[123]:8080"})'
        eventually("Prometheus has all three and sees their clients",
                   lambda: len(query(sessions)) == 3 and sum(float(r["value"][1]) for r in query(sessions)) >= 30, 60)
        say("  sessions by server: " + ", ".join(f"{r['metric']['instance']} {r['value'][1]}" for r in query(sessions)))
        check(compose("kill", "rushb-1").returncode == 0, "one of them is killed")
        check(set(pool.map(persistent, range(30))) == {content}, "30 clients through nginx to the two others")


def alerts():
    """The server was stopped, the replica killed: pending, since both wait for a while before they fire."""
    for name, instance in (("RushbReceiverDown", "rushb:8080"), ("RushbServerGone", "rushb-1:8080")):
        eventually(f"{name} sees it", lambda: [a for a in prometheus("alerts")["alerts"] if a["labels"]["alertname"] == name and a["labels"]["instance"] == instance])


def run(part):
    began = time.monotonic()
    say(f"## {part.__name__}")
    part()
    say(f"({part.__name__}: {time.monotonic() - began:.1f} s)")


def run_aside(part):
    aside.said = []
    try:
        run(part)
    finally:
        print("\n".join(aside.said), flush=True)


RUSHB = compose("ps", "-q", "rushb").stdout.strip()
with concurrent.futures.ThreadPoolExecutor(1) as beside:
    meanwhile = beside.submit(run_aside, demo)
    for part in (files, health, hardening, scale):
        run(part)
    meanwhile.result()
for part in (load, metrics, stop, alerts):
    run(part)
