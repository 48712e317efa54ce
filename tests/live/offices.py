"""offices.py: what the tests of live exchange share: served offices that take commands, and a wire between them that
can be cut. Each test prints TAP."""
import array, json, os, random, re, shutil, socket, struct, subprocess, sys, tempfile, threading, time

program = os.environ.get("KETNGHIA") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../build/src/ketnghia")
tests = failures = 0


def check(good, name, *said):
    global tests, failures
    tests += 1
    failures += not good
    print("%s %d - %s" % ("ok" if good else "not ok", tests, name), flush=True)
    for line in said if not good else ():
        print("# " + str(line).replace("\n", "\n# "), flush=True)
    return good


def end():
    print("1..%d" % tests)
    sys.exit(1 if failures or not tests else 0)


class Answer:
    def __init__(self, status, out, error):
        self.status, self.out, self.error = status, out, error

    def json(self):
        return json.loads(self.out)


class Office:
    """A file with one book. While it is served, commands go to the server over its socket, without a process each."""

    def __init__(self, folder, code, name):
        self.code, self.file = code, os.path.join(folder, code.lower() + ".ketnghia")
        self.server = self.url = None
        self.fingerprint = None
        self.must("init", "--unit", code, "--name", name, "--kind", "chapter")

    def serve(self, listen="127.0.0.1:0", before=()):
        self.server = subprocess.Popen([*before, program, "--file", self.file, "--lang", "en", "serve", "--listen", listen, "--as-root"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = self.server.stdout.readline().decode()
        self.url = re.search(r"https?://[^\s/]+", line).group(0)
        if self.url.startswith("https"):
            self.fingerprint = self.server.stdout.readline().decode().split()[-1]
        return self.url

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait(60)
            self.server.stdout.close()
            self.server = None

    def run(self, *words):
        if self.server:
            return self.hand_over(words)
        done = subprocess.run([program, "--file", self.file, "--lang", "en", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def hand_over(self, words):
        out, error = os.memfd_create("out"), os.memfd_create("err")
        message = b"".join(word.encode() + b"\0" for word in [os.path.dirname(self.file), "en", *words])
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as wire:
            wire.connect(self.file + ".sock")
            wire.sendmsg([message], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, out, error]))])
            status = wire.recv(1)
        texts = []
        for fd in (out, error):
            os.lseek(fd, 0, os.SEEK_SET)
            with os.fdopen(fd, "rb") as said:
                texts.append(said.read().decode())
        return Answer(status[0] if status else -1, *texts)

    def must(self, *words):
        answer = self.run(*words)
        if answer.status != 0:
            raise AssertionError("%s: %s: exit %d: %s" % (self.code, " ".join(words), answer.status, answer.error))
        return answer

    def add(self, title):
        self.must("add", "activity", "held=5/5/2020", "title=" + title, "field=1", "state=delivered", "value=1 triệu")

    def partner(self, code):
        return next(row for row in self.must("partner", "list", "--format", "json").json() if row["unit"] == code)

    def titles(self, of):
        return sorted(row["title"] for row in self.must("list", "activity", "--of", of, "--format", "json").json())


def pair(folder):
    """Two offices under a covenant that opens activities, agreed by file."""
    a = Office(folder, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang")
    b = Office(folder, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang")
    for one, other in ((a, b), (b, a)):
        card = os.path.join(folder, one.code + ".card")
        one.must("partner", "card", "-o", card)
        other.must("partner", "add", card)
    covenant = a.must("covenant", "propose", "title=Giao ước kết nghĩa", "sort=twinning", "starts=2020-01-01", "parties=KG", "parties=HG",
                      *("opened=activity." + field for field in ("held", "title", "field", "state", "value")), "--format", "json").json()["id"]
    carry(a, b, folder)
    b.must("covenant", "accept", covenant)
    carry(b, a, folder)
    carry(a, b, folder)
    return a, b


def carry(one, other, folder):
    path = os.path.join(folder, "bundle")
    one.must("send", "--to", other.code, "-o", path)
    other.must("receive", path)


def agree(a, b):
    """Why the two do not hold each other whole and confirmed; empty when they do."""
    wrong = []
    for one, other in ((a, b), (b, a)):
        own = json.loads(one.must("log", "checkpoint", "--format", "json").out)["size"]
        if other.partner(one.code)["size"] != own:
            wrong.append("%s holds %d of %d entries of %s" % (other.code, other.partner(one.code)["size"], own, one.code))
        if one.partner(other.code)["our_cosigned"] != own:
            wrong.append("%s has confirmation of %d of %d" % (one.code, one.partner(other.code)["our_cosigned"], own))
    return wrong


class Wire:
    """Carries connections to an address; the nth from now is cut after `up` bytes towards it or `down` bytes back."""

    def __init__(self, host, port):
        self.to = (host, port)
        self.up = self.down = None
        self.nth = 0
        self.sizes = []  # bytes up and down of every connection
        self.closed = False
        self.ends = set()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listening.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def fail(self):
        """As if the line were down: who is connected is cut off, who comes is turned away."""
        self.closed = True
        for end in list(self.ends):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.ends.clear()

    def mend(self):
        self.closed = False

    def cut(self, up=None, down=None, nth=1):
        self.up, self.down, self.nth, self.sizes = up, down, nth, []

    def accept(self):
        while True:
            near, _ = self.listening.accept()
            if self.closed:
                near.close()
                continue
            self.nth -= 1
            far = socket.create_connection(self.to)
            size, limits = [0, 0], (self.up, self.down) if self.nth == 0 else (None, None)
            self.sizes.append(size)
            self.ends |= {near, far}
            for i, (source, sink) in enumerate(((near, far), (far, near))):
                threading.Thread(target=self.carry, args=(source, sink, size, i, limits[i]), daemon=True).start()

    def carry(self, source, sink, size, i, limit):
        try:
            if limit == 0:
                raise ConnectionError
            while True:
                data = source.recv(65536)
                if limit is not None and size[i] + len(data) >= limit:
                    sink.sendall(data[:limit - size[i]])
                    size[i] = limit
                    raise ConnectionError
                size[i] += len(data)
                if not data:
                    break
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            for end in (source, sink):
                try:
                    if random.random() < 0.5:  # gone at once, or closed in order
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    end.shutdown(socket.SHUT_RDWR)
                    end.close()
                except OSError:
                    pass


class Namespaces:
    """Two network namespaces with a wire between them that can be taken down."""

    def __init__(self):
        self.holders = [subprocess.Popen(["unshare", "-n", "sleep", "3600"]) for _ in range(2)]
        self.inside = [["nsenter", "-t", str(holder.pid), "-n"] for holder in self.holders]
        own = os.readlink("/proc/self/ns/net")
        for holder in self.holders:  # unshare may take a moment
            for _ in range(100):
                if os.readlink("/proc/%d/ns/net" % holder.pid) != own:
                    break
                time.sleep(0.02)
        self.do(0, "link", "add", "wire", "type", "veth", "peer", "name", "wire", "netns", str(self.holders[1].pid))
        for i in (0, 1):
            self.do(i, "link", "set", "lo", "up")
            self.do(i, "addr", "add", "10.77.0.%d/24" % (i + 1), "dev", "wire")
            self.do(i, "link", "set", "wire", "up")

    def do(self, i, *words):
        subprocess.run(self.inside[i] + ["ip", *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def fail(self):
        self.do(0, "link", "set", "wire", "down")

    def mend(self):
        self.do(0, "link", "set", "wire", "up")

    def end(self):
        for holder in self.holders:
            holder.kill()
            holder.wait()


def namespaces():
    """None where this machine does not allow them."""
    if shutil.which("ip") is None or subprocess.run(["unshare", "-n", "true"], stderr=subprocess.DEVNULL).returncode != 0:
        return None
    try:
        return Namespaces()
    except (subprocess.CalledProcessError, OSError):
        return None


def scratch():
    folder = tempfile.mkdtemp()
    import atexit
    atexit.register(shutil.rmtree, folder, True)
    return folder
