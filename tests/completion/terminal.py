#!/usr/bin/env python3
"""terminal.py LLMCOST SHELL - what a person gets who presses Tab in a real shell, in a terminal of
its own, in directories whose files mean harm: names of files and ids of scenarios that a shell would
run. Nothing of it runs, and the word that arrives is the name, whole. Nothing here waits for a time:
each step ends when the shell says so; a shell that says nothing for a minute has failed."""
import os
import pty
import select
import subprocess
import sys
import tempfile

NAMES = ["$(touch pwned).yaml", "`touch pwned`.yaml", "x;touch pwned;.yaml", "x&touch pwned.yaml",
         "a b.yaml", "a'b.yaml", 'a"b.yaml', "a\\b.yaml", "~root.yaml", "!x.yaml", "x|touch pwned.yaml",
         "x>pwned.yaml", "é$(touch pwned).yaml", "{a,b}.yaml", "*.yaml", "-x.yaml"]
IDS = ["zz$(touch${IFS}pwned)zz", "zz`touch pwned`", "zz;touch pwned", "zz>pwned", "zz|touch pwned",
       "zz${x:=$(touch pwned)}", "zz\\", "zz'", "zz&", "zzé"]
TYPED = {"-": "./-", "~": "./~", "{": "./\\{", "*": "./*", "$": "\\$", "`": "\\`", "!": "\\!"}
DONE = "d0ne"


class Shell:
    """A shell with our completion in which llmcost says what it was called with."""

    def __init__(self, shell, script, home, directory):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(directory)
            os.environ.clear()
            os.environ.update(HOME=home, PATH="/usr/local/bin:/usr/bin:/bin", TERM="dumb", PS1="",
                              LC_ALL="C.UTF-8", INPUTRC="/nonexistent", ZDOTDIR=home,
                              XDG_CONFIG_HOME=home, XDG_DATA_HOME=home)
            options = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"],
                       "fish": ["--no-config", "-i"]}
            os.execvp(shell, [shell] + options[shell])
        self.seen = ""
        setup = {"bash": f"source {script}; bind 'set enable-bracketed-paste off'; "
                         "bind 'set bell-style none'; set +H",
                 "zsh": f"autoload -Uz compinit; compinit -D -u; source {script}; unsetopt BANG_HIST; "
                        "zstyle ':completion:*' insert-tab false",
                 "fish": f"source {script}"}
        args = {"fish": "function llmcost; printf '[%s]\\n' $argv >args; end"}
        self.say(setup[shell])
        self.say(args.get(shell, "llmcost() { printf '[%s]\\n' \"$@\" >args; }"))

    def read_until(self, what):
        while what not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], 60)
            try:
                data = os.read(self.terminal, 4096) if ready else b""
            except OSError:
                data = b""
            if not data:
                raise RuntimeError(f"the shell says no more, but: {self.seen[-500:]!r}")
            self.seen += data.decode("utf-8", "replace")
        self.seen = self.seen.split(what, 1)[1]

    def send(self, text):
        os.write(self.terminal, text.encode())

    def say(self, line):
        """Run a line, and wait until it is done; what is sent does not hold what is waited for."""
        self.send(line + "\r")
        self.send(f'printf "%s\\n" {DONE[:2]}""{DONE[2:]}\r')
        self.read_until(DONE)

    def press(self, line):
        """A line with a Tab behind it, then Enter."""
        if os.path.exists("args"):
            os.unlink("args")
        self.send(line + "\t")
        self.say("")
        with open("args", encoding="utf-8") as file:
            return [word[1:-1] for word in file.read().split("\n") if word]

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def main():
    llmcost, shell = sys.argv[1:3]
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="llmcost-terminal.") as scratch:
        script = os.path.join(scratch, "script")
        sessions = []
        with open(script, "wb") as file:
            file.write(subprocess.run([llmcost, "completion", shell], stdout=subprocess.PIPE,
                                      check=True).stdout)

        def check(name, line, wanted, make):
            nonlocal passed, failed
            directory = tempfile.mkdtemp(dir=scratch)
            os.chdir(directory)
            make()
            before = set(os.listdir(directory))
            try:
                if not sessions:
                    sessions.append(Shell(shell, script, scratch, directory))
                sessions[0].say(f"cd {directory}")
                got = sessions[0].press(line)
            except (RuntimeError, OSError) as error:
                got = error
                while sessions:
                    sessions.pop().close()
            more = set(os.listdir(directory)) - before - {"args"}
            good = not more and (wanted is None or got == wanted)
            passed += good
            failed += not good
            if not good:
                print(f"FAIL {shell}: {name}: {got}, not {wanted}; new files: {sorted(more)}")

        def touch(name):
            with open(name, "w", encoding="utf-8"):
                pass

        def scenario(name):
            quoted = name.replace("'", "''")
            with open("x.yaml", "w", encoding="utf-8") as file:
                file.write(f"version: 1\napis:\n  '{quoted}': {{}}\n  {name}: {{}}\n  yygood: {{}}\n")

        for name in NAMES:
            typed = TYPED.get(name[0], name[0])
            wanted = ["check", "./" + name if typed.startswith("./") else name]
            check(name, "llmcost check " + typed, wanted, lambda name=name: touch(name))
        for name in IDS:
            for line in ("llmcost x.yaml --option zz", "llmcost x.yaml --set apis.zz"):
                check(name, line, None, lambda name=name: scenario(name))
        if shell == "bash":
            check("an id", "llmcost solve x.yaml workload.burst --option yy",
                  ["solve", "x.yaml", "workload.burst", "--option", "yygood"], lambda: scenario("a"))
        while sessions:
            sessions.pop().close()
    print(f"{passed} passed, {failed} failed")
    return failed != 0


sys.exit(main())
