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
import time
import urllib.error
import urllib.parse
import urllib.request

ACK, NAK, GET, DAT, FIN, CHK, ENC = 0x80, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02
SERVED = pathlib.Path(sys.argv[1])
PUBLISHED = ("127.0.0.1", 3200)
BALANCED = ("127.0.0.1", 3300)
EMPTY_CHECKSUM = 65535


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
    return subprocess.run(["docker", "compose", "--env-file", "/dev/null", "--profile", "demo", *arguments], capture_output=True, text=True)


def shell(command):
    return compose("exec", "-T", "rushb", "bash", "-c", command).stdout


def check(right, what, detail=""):
    if not right:
        sys.exit(f"WRONG: {what}: {str(detail)[:1000]}")
    if not what.startswith("Prometheus answers"):
        print(f"{what}: ok", flush=True)


def demo():
    """The profile demo: its client fetches through the relay again and again, and both end when they are told to."""
    fetched = re.compile(r"rushb://demo-relay:3201/demo\.txt: [\d,]+ bytes")
    eventually("the demo's client fetches again", lambda: len(fetched.findall(compose("logs", "demo-client").stdout)) > 1, 60)
    eventually("the dashboard shows the relay's losses",
               lambda: any(float(r["value"][1]) > 0 for r in query("rushb_retransmits_total")))
    begun = time.monotonic()
    check(compose("stop", "demo-client").returncode == 0 and time.monotonic() - begun < 5, "the demo's client ends at once")
    check(compose("stop", "demo-relay").returncode == 0, "the relay ends")
    report = compose("logs", "--no-log-prefix", "demo-relay").stdout
    check("to server:" in report and "dropped 0," not in report, "and reports: " + " / ".join(report.splitlines()[-3:]), report)


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
    for path in ("/", "/app", "/files", "/etc", "/root"):
        check(shell(f"touch {path}/x 2>/dev/null || echo refused") == "refused\n", f"{path} is not writable")
    check(" / ro," in shell("sed -E 's/^[^ ]+ ([^ ]+) [^ ]+ /mount \\1 /' /proc/mounts | grep 'mount / ' "), "root file system is read-only",
          shell("cat /proc/mounts"))
    check("rushb.aot" in shell("cat /proc/1/maps"), "the AOT cache is in use", "not mapped")
    print(f"memory at rest: {int(status['VmRSS'].split()[0]) // 1024} MB resident,",
          shell("cat /sys/fs/cgroup/memory.current /sys/fs/cgroup/memory/memory.usage_in_bytes 2>/dev/null").strip(), "bytes by cgroup")


def load():
    """Some seconds of clients good and bad, straight to the container: bursts through Docker's proxy lose datagrams."""
    container = compose("ps", "-q", "rushb").stdout.strip()
    address = subprocess.run(["docker", "inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", container],
                             capture_output=True, text=True).stdout.strip()
    server = (address, 3200)
    content = (SERVED / "numbers.txt").read_bytes()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        busy = [pool.submit(fetch, "numbers.txt", server, options, 0.02, seed=seed) for seed, options in enumerate((0, CHK) * 4)]
        crowd = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(1100)]
        for client in crowd:   # more than one address may have
            client.sendto(request("numbers.txt"), server)
            time.sleep(0.001)
        time.sleep(6)
        active = max(int(sample[1]) for sample in query("rushb_sessions_active[20s]")[0]["values"])
        check(active >= 900, f"{active} sessions at a time")
        print("memory meanwhile:", shell("grep VmRSS /proc/1/status").split()[1], "kB resident")
        for client in crowd:
            client.close()
        for transfer in busy:
            check(transfer.result() == content, f"{len(content)} bytes in spite of loss, NAKs and damage")
    time.sleep(6)


def metrics():
    target, = [t for t in prometheus("targets")["activeTargets"] if t["labels"]["job"] == "rushb"]
    check(target["health"] == "up", "Prometheus has its target up", target)
    outcomes = {r["metric"]["outcome"]: int(r["value"][1]) for r in query("rushb_sessions_total")}
    check(outcomes["completed"] >= 8 and outcomes["not_found"] and outcomes["refused"] and outcomes["unproven"], f"rushb_sessions_total {outcomes}")
    rules = [rule for group in prometheus("rules")["groups"] for rule in group["rules"]]
    check(len(rules) == pathlib.Path("monitoring/alerts.yml").read_text().count("- alert:"), f"{len(rules)} alert rules loaded")
    check(all(rule["health"] == "ok" and rule["state"] != "firing" for rule in rules), "they can be evaluated and none fires", rules)


def dashboard():
    """Runs every query of every panel."""
    board = json.loads(pathlib.Path("monitoring/grafana/dashboards/rushb.json").read_text())
    sources = re.findall(r"uid: (\S+)", pathlib.Path("monitoring/grafana/provisioning/datasources/prometheus.yml").read_text())
    panels = [panel for panel in board["panels"] if panel["type"] != "row"]
    check(len({panel["id"] for panel in board["panels"]}) == len(board["panels"]), "panels have ids of their own")
    for panel in panels:
        for target in panel["targets"]:
            check(target["datasource"]["uid"] in sources, "Prometheus answers", target)
            result = query(target["expr"].replace("$__rate_interval", "1m").replace("$instance", ".*"))
            values = {r["metric"].get(re.sub(r"\W", "", target["legendFormat"]), target["legendFormat"]): float(r["value"][1]) for r in result}
            if not values or not any(value == value for value in values.values()):
                check(False, f"panel {panel['title']} has data", target["expr"])
            print(f"  {panel['title']}:", ", ".join(f"{key} {value:.4g}".strip() for key, value in values.items() if value or len(values) < 3) or "all 0")
    check(True, f"every query of {len(panels)} panels has data")


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
    eventually("the alert sees it", lambda: [a for a in prometheus("alerts")["alerts"] if a["labels"]["alertname"] == "RushbReceiverDown"])


def scale():
    """The profile scale: three servers behind nginx; then one of them is killed."""
    up = compose("--profile", "scale", "up", "-d", "--pull", "never", "--wait", "--wait-timeout", "120", "nginx")
    check(up.returncode == 0, "three servers behind nginx", up.stderr)
    content = (SERVED / "file.txt").read_bytes()

    def persistent(seed):
        for _ in range(5):
            try:
                return fetch("file.txt", BALANCED, CHK, seed=seed, patience=3)
            except TimeoutError:
                pass   # from another port it may be another server

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        check(set(pool.map(persistent, range(30))) == {content}, "30 clients through nginx")
        sessions = 'sum by (instance) (rushb_sessions_total{outcome="completed", instance=~"rushb-[123]:8080"})'
        eventually("Prometheus has all three and sees their clients",
                   lambda: len(query(sessions)) == 3 and sum(float(r["value"][1]) for r in query(sessions)) >= 30, 60)
        print("  sessions by server:", ", ".join(f"{r['metric']['instance']} {r['value'][1]}" for r in query(sessions)))
        check(compose("--profile", "scale", "kill", "rushb-1").returncode == 0, "one of them is killed")
        check(set(pool.map(persistent, range(30))) == {content}, "30 clients through nginx to the two others")


for part in (demo, files, health, hardening, load, metrics, dashboard, stop, scale):
    print(f"## {part.__name__}", flush=True)
    part()
