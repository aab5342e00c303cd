#!/usr/bin/env python3
"""A fetch in parts beside others, on emulated links: bench/sharing.py [near|cubic|two|queue]... (all of them without arguments).

near   1 ms, no rate limit: get of 1 GB, 256 plain sessions (bench) and TCP with BBR, in turns; TFTP servers at several windows, once
cubic  20 Mbit/s, 50 ms, a queue of one bandwidth-delay product: get beside one TCP flow with CUBIC, begun before, with and after it
two    the same link: two fetches, begun together and 3 s apart
queue  100 Mbit/s, 25 ms, a queue of 256 KB: round trips of ping while a get runs

Shares are those of 30 s in which both run. Needs what wan.sh needs (root, gcc, curl, both jars in target/), and ping; of the TFTP
servers, those that are there. SHARING_ROUNDS=3 says how many rounds.
"""
import glob
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
WORK = os.path.join(os.environ.get("BENCH_WORK", os.path.join(TOP, "target", "bench")), "sharing")
FILES = os.path.join(WORK, "files")
ROUNDS = int(os.environ.get("SHARING_ROUNDS", "3"))
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
SERVICE = os.environ.get("WAN_RUN", f"{JAVA} -XX:+ExitOnOutOfMemoryError -jar {TOP}/target/rushb.jar").split()
CLIENT = os.environ.get("WAN_CLIENT", f"{JAVA} -jar {TOP}/target/rushb-client.jar").split()
# What with-link.sh is told: delay one way in ms, Mbit/s, queue in KB, lost packets in a thousand.
LINKS = {"near": "0.5 0 1024 0", "cubic": "25 20 122 0", "two": "25 20 122 0", "queue": "12.5 100 256 0"}
WINDOWS = [1, 8, 32, 64, 96, 128]
A, B = os.environ.get("A", "").split(), os.environ.get("B", "").split()
SERVER = "10.77.0.1"
OVERLAP = 30
running = []


def start(*command, **options):
    """Starts a process, and remembers to end it."""
    with open(os.path.join(WORK, "log"), "a") as log:
        process = subprocess.Popen(command, stdout=options.get("stdout", log), stderr=log)
    running.append(process)
    return process


def end(process):
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    running.remove(process)


def run(*command):
    """Runs a command to its end; what it prints."""
    return subprocess.run(command, check=True, timeout=300, capture_output=True, text=True).stdout


def done(name):
    """The bytes of a file that the service has delivered, by its own account."""
    told = run(*A, "curl", "-fsS", "http://127.0.0.1:8080/actuator/sessions")
    return sum(row["bytesDone"] for row in json.loads(told)["sessions"] if row["resource"] == name)


def make(name, size):
    path = os.path.join(FILES, name)
    if not os.path.exists(path) or os.path.getsize(path) != size:
        with open(path, "wb") as file:
            for _ in range(size // 1_000_000):
                file.write(os.urandom(1_000_000))
    past = time.time() - 3600
    os.utime(path, (past, past))


def same(got, name):
    subprocess.run(["cmp", got, os.path.join(FILES, name)], check=True)


def get(name):
    """Fetches a file whole; MB/s."""
    got = os.path.join(WORK, "got")
    told = json.loads(run(*B, *CLIENT, "get", "--json", "--channels", "256", "-o", got, f"rushb://{SERVER}/{name}"))
    same(got, name)
    return told["bytes"] / told["seconds"] / 1e6


def fetching(name):
    return start(*B, *CLIENT, "get", "-q", "--channels", "256", "-o", os.path.join(WORK, "part-" + name), f"rushb://{SERVER}/{name}")


def serve():
    start(*A, *SERVICE, f"--rushb.server.address={SERVER}", "--server.address=127.0.0.1", f"--rushb.files.root={FILES}",
          "--rushb.parts.channels=1024", "--rushb.limits.sessions-per-address=4000")
    for _ in range(300):
        if subprocess.run([*A, "curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/actuator/health/readiness"],
                          capture_output=True).returncode == 0:
            break
        time.sleep(0.2)
    for _ in range(2):
        get("warm.bin")


def timed(command, name):
    """MB/s of a command that leaves the file in WORK/got."""
    got = os.path.join(WORK, "got")
    if os.path.exists(got):
        os.remove(got)
    begun = time.monotonic()
    run(*B, *command)
    seconds = time.monotonic() - begun
    same(got, name)
    return os.path.getsize(got) / seconds / 1e6


def tftp_servers():
    """Starts those that are there: name and port."""
    servers = []
    if shutil.which("atftpd"):
        start(*A, "atftpd", "--daemon", "--no-fork", "--user", "root.root", "--bind-address", SERVER, "--port", "6901",
              "--verbose=0", "--logfile", "/dev/null", FILES)
        servers.append(("atftpd", "6901"))
    hpa = os.environ.get("TFTPD_HPA", "in.tftpd")
    if shutil.which(hpa):
        start(*A, hpa, "-L", "-u", "root", "-a", f"{SERVER}:6902", "-s", FILES)
        servers.append(("tftpd-hpa", "6902"))
    time.sleep(1)
    return servers


def near():
    serve()
    start(*A, "python3", os.path.join(HERE, "tcp-server.py"), SERVER, "8001", "bbr", os.path.join(FILES, "large.bin"))
    servers = tftp_servers()
    rates = {}
    for number in range(ROUNDS):
        rates.setdefault("get", []).append(get("large.bin"))
        told = run(*B, *CLIENT, "bench", f"rushb://{SERVER}/warm.bin", "--clients", "256", "--seconds", "10")
        rates.setdefault("256 fixed sessions", []).append(float(re.search(r"rate: *([\d.]+) MB/s", told)[1]))
        rates.setdefault("TCP with BBR", []).append(
            timed(["curl", "-fsS", "-m", "120", "-o", os.path.join(WORK, "got"), f"http://{SERVER}:8001/"], "large.bin"))
        for name, port in servers if number == 0 else []: # with some windows they take a minute
            for window in WINDOWS if name == "atftpd" else [1]: # tftpd-hpa has no windows
                rates.setdefault(f"{name}, window {window}", []).append(
                    timed(["atftp", "--option", "blksize 1428", "--option", f"windowsize {window}", "--get", "-r", "small.bin",
                           "-l", os.path.join(WORK, "got"), SERVER, port], "small.bin"))
    print("| 1 ms, no rate limit | MB/s |\n|---|---|")
    for name, values in rates.items():
        print(f"| {name} | {statistics.median(values):.1f} |")
    ratio = statistics.median(a / b for a, b in zip(rates["get"], rates["256 fixed sessions"]))
    print(f"\nget to 256 fixed sessions: {ratio:.2f} (median of the rounds' ratios)", flush=True)


def share(first, second, apart):
    """Starts both, and tells which share of their bytes the first one has while both run."""
    one = first[0]()
    time.sleep(apart)
    other = second[0]()
    time.sleep(2)
    before = first[1](), second[1]()
    time.sleep(OVERLAP)
    after = first[1](), second[1]()
    assert one.poll() is None and other.poll() is None, "one of them ended too soon"
    end(one)
    end(other)
    time.sleep(5)
    mine, others = after[0] - before[0], after[1] - before[1]
    return mine / (mine + others), (mine + others) / OVERLAP / 1e6


def cubic():
    serve()
    start(*A, "python3", os.path.join(HERE, "tcp-server.py"), SERVER, "8002", "cubic", os.path.join(FILES, "large.bin"))
    got = os.path.join(WORK, "tcp")
    ours = (lambda: fetching("large.bin"), lambda: done("large.bin"))
    tcp = (lambda: start(*B, "curl", "-fsS", "-m", "120", "-o", got, f"http://{SERVER}:8002/"), lambda: os.path.getsize(got))
    print("| get beside TCP with CUBIC | share of get | both, MB/s |\n|---|---|---|")
    for title, apart in (("get 3 s before", 3), ("together", 0), ("get 3 s after", -3)):
        shares = []
        for _ in range(ROUNDS):
            open(got, "wb").close()
            if apart < 0:
                other, total = share(tcp, ours, -apart)
                shares.append((1 - other, total))
            else:
                shares.append(share(ours, tcp, apart))
        tell(title, shares)


def two():
    serve()
    print("| two fetches | share of the first | both, MB/s |\n|---|---|---|")
    for title, apart in (("together", 0), ("3 s apart", 3)):
        tell(title, [share((lambda: fetching("large.bin"), lambda: done("large.bin")),
                           (lambda: fetching("other.bin"), lambda: done("other.bin")), apart) for _ in range(ROUNDS)])


def tell(title, shares):
    print(f"| {title} | {', '.join(f'{mine:.2f}' for mine, _ in shares)} | {', '.join(f'{total:.2f}' for _, total in shares)} |",
          flush=True)


def queue():
    serve()
    print("| round trips of ping beside a get, ms | least | median | 90th percentile |\n|---|---|---|---|")
    for _ in range(ROUNDS):
        fetch = fetching("large.bin")
        time.sleep(2)
        told = run(*B, "ping", "-n", "-i", "0.01", "-c", "1000", SERVER)
        end(fetch)
        time.sleep(3)
        trips = sorted(float(trip) for trip in re.findall(r"time=([\d.]+)", told))
        print(f"| {len(trips)} of 1000 came back | {trips[0]:.1f} | {statistics.median(trips):.1f} | {trips[len(trips) * 9 // 10]:.1f} |",
              flush=True)


def inside(case):
    os.makedirs(FILES, exist_ok=True)
    for name, size in (("warm.bin", 20_000_000), ("small.bin", 40_000_000), ("large.bin", 1_000_000_000), ("other.bin", 1_000_000_000)):
        make(name, size)
    try:
        {"near": near, "cubic": cubic, "two": two, "queue": queue}[case]()
    finally:
        for process in list(running):
            end(process)
        for path in glob.glob(os.path.join(WORK, "part-*")) + glob.glob(os.path.join(WORK, ".part-*")):
            os.remove(path)


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        inside(sys.argv[2])
    else:
        for case in sys.argv[1:] or LINKS:
            if case not in LINKS:
                sys.exit(__doc__)
            subprocess.run([os.path.join(HERE, "with-link.sh"), *LINKS[case].split(), sys.executable, os.path.abspath(__file__),
                            "inside", case], check=True)
            print(flush=True)
