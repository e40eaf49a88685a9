"""What the scripts in this folder stand on: a display without a screen, a sound card without a speaker.

On Debian: apt-get install --no-install-recommends xvfb openbox xdotool pulseaudio pulseaudio-utils libasound2-plugins
"""
import ctypes
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time


def die(text):
    print(f"{os.path.basename(sys.argv[0])}: {text}", file=sys.stderr)
    sys.exit(1)


def need(*tools):
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        die(f"{', '.join(missing)} not found; the packages are at the top of benches/rig.py")


def end(*programs):
    for program in programs:
        if program.poll() is None:
            program.terminate()
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


class Display:
    """Xvfb and openbox, and a connection of our own on which the X server says when a window appears."""

    MAP_NOTIFY, SUBSTRUCTURE_NOTIFY = 19, 1 << 19

    def __init__(self, size="1280x800"):
        need("Xvfb", "openbox", "xdotool")
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        self.name = ":" + os.fdopen(read).readline().strip()
        self.env = {**os.environ, "DISPLAY": self.name}
        self.env.pop("WAYLAND_DISPLAY", None)
        self.env.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.manager = subprocess.Popen(["openbox"], env=self.env, **quiet)
        time.sleep(0.7)
        self._watch()

    def _watch(self):
        x = self.x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = x.XDefaultRootWindow.restype = ctypes.c_void_p
        for call in (x.XDefaultRootWindow, x.XConnectionNumber, x.XPending):
            call.argtypes = [ctypes.c_void_p]
        x.XSelectInput.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_long]
        x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        x.XNextEvent.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        self.connection = x.XOpenDisplay(self.name.encode())
        x.XSelectInput(self.connection, x.XDefaultRootWindow(self.connection), self.SUBSTRUCTURE_NOTIFY)
        x.XSync(self.connection, 1)

    def start(self, command, env=None, log=subprocess.DEVNULL):
        """Starts a program; answers it and the seconds from exec until its window was on the screen.

        eframe shows its window only after the first frame has been drawn, so this is the time to the first picture.
        """
        self.x.XSync(self.connection, 1)
        begun = time.monotonic()
        program = subprocess.Popen(command, env={**self.env, **(env or {})}, stdout=log, stderr=log)
        event = (ctypes.c_long * 24)()
        while time.monotonic() - begun < 30:
            if program.poll() is not None:
                die(f"{command[0]} ended with {program.returncode} before a window came up")
            if not self.x.XPending(self.connection):
                select.select([self.x.XConnectionNumber(self.connection)], [], [], 0.5)
                continue
            self.x.XNextEvent(self.connection, event)
            if ctypes.cast(event, ctypes.POINTER(ctypes.c_int))[0] == self.MAP_NOTIFY:
                return program, time.monotonic() - begun
        end(program)
        die(f"{command[0]}: no window in 30 s")

    def tell(self, *words):
        return subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True).stdout.strip()

    def window(self):
        return self.tell("search", "--onlyvisible", "--name", ".").split("\n")[-1]

    def act(self, actions):
        """`key space; wait 2; click 640 400; minimise; restore`, to the one window there is."""
        window = self.window()
        for action in filter(None, (part.strip() for part in actions.split(";"))):
            word, _, rest = action.partition(" ")
            if word == "key":
                self.tell("windowactivate", "--sync", window)
                self.tell("key", *rest.split())
            elif word == "click":
                self.tell("mousemove", "--window", window, *rest.split())
                time.sleep(0.2)
                self.tell("click", "1")
            elif word == "wait":
                time.sleep(float(rest))
            elif word == "minimise":
                self.tell("windowminimize", window)
            elif word == "restore":
                self.tell("windowactivate", "--sync", window)
            else:
                die(f"unknown action {action!r}")
            time.sleep(0.25)

    def close(self):
        end(self.manager, self.server)


class Sound:
    """A private PulseAudio with one sink that leads nowhere, and its monitor to listen at."""

    def __init__(self, rate):
        self.rate, self.folder = rate, tempfile.mkdtemp(prefix="holdwell-live-")
        socket = f"{self.folder}/native"
        self.env = {"PULSE_SERVER": f"unix:{socket}", "XDG_RUNTIME_DIR": self.folder}
        own = {**os.environ, **self.env, "HOME": self.folder}
        self.own = own
        self.server = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1",
             "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
             "-L", f"module-null-sink sink_name=bench rate={rate}"], env=own, stderr=subprocess.DEVNULL)
        for _ in range(100):
            if subprocess.run(["pactl", "set-default-sink", "bench"], env=own, capture_output=True).returncode == 0:
                return
            time.sleep(0.05)
        end(self.server)
        die("the sound server did not start")

    def record(self, path):
        return subprocess.Popen(
            ["parec", "-d", "bench.monitor", "--raw", "--format=float32le", f"--rate={self.rate}", "--channels=1",
             "--latency-msec=20"], env=self.own, stdout=open(path, "wb"), stderr=subprocess.DEVNULL)

    def close(self):
        end(self.server)
        shutil.rmtree(self.folder, ignore_errors=True)
