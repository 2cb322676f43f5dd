import { runChild } from "./child.ts";
import type { Limits, Verdict } from "./verdict.ts";

/**
 * Runs a program with its tests in it, and says which assertion failed. An audit hook refuses what no test of a pure
 * function needs: it stops accidents of code that a model wrote, not an attacker.
 */
const guard = `
import ast, json, os, resource, sys
job = json.load(sys.stdin)
channel = os.fdopen(3, "w")
def limit(kind, value):
    resource.setrlimit(kind, (value, value))
limit(resource.RLIMIT_CORE, 0)
limit(resource.RLIMIT_FSIZE, 1 << 20)
limit(resource.RLIMIT_AS, job["memoryBytes"])
resource.setrlimit(resource.RLIMIT_CPU, (job["cpuSeconds"], job["cpuSeconds"] + 1))
refused = ("socket.", "subprocess.", "shutil.", "ctypes.", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
           "os.fork", "os.kill", "os.remove", "os.rename", "os.rmdir", "os.chmod", "os.chown", "os.link",
           "os.symlink", "os.truncate", "signal.pthread_kill", "pty.spawn", "urllib.Request", "ftplib.", "smtplib.")
folder = os.getcwd()
writing = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
def audit(event, arguments):
    if event.startswith(refused):
        raise PermissionError(event + " is refused")
    if event == "open" and isinstance(arguments[0], (str, bytes)) and (arguments[2] or 0) & writing:
        if not os.path.abspath(os.fsdecode(arguments[0])).startswith(folder):
            raise PermissionError("files are written in the folder of the test only")
program = job["program"]
tree = None
def asserted(traceback):
    global tree
    lines = []
    while traceback:
        if traceback.tb_frame.f_code.co_filename == "program.py":
            lines.append(traceback.tb_lineno)
        traceback = traceback.tb_next
    tree = tree or ast.parse(program)
    asserts = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    for line in reversed(lines):
        for node in asserts:
            if node.lineno <= line <= node.end_lineno:
                return ast.get_source_segment(program, node.test) or ""
    return ""
def report(**said):
    resource.setrlimit(resource.RLIMIT_AS, (job["memoryBytes"], job["memoryBytes"]))
    json.dump(said, channel)
    channel.flush()
    os._exit(0)
scope = {"__name__": "__main__"}
sys.addaudithook(audit)
try:
    exec(compile(program, "program.py", "exec"), scope)
except MemoryError:
    scope.clear()
    report(end="outOfMemory")
except SystemExit:
    report(end="failed", why="it ended before its tests did")
except BaseException as error:
    kind = type(error).__name__
    try:
        test = "" if isinstance(error, SyntaxError) else asserted(error.__traceback__)
    except BaseException:
        test = ""
    said = "" if kind == "AssertionError" and test else kind + (": " + str(error) if str(error) else "")
    report(end="failed", why=" raises ".join(part for part in (test, said) if part) if said else test)
report(end="passed")
`;

/** Needs python3 3.8 or newer on the path, of a system with setrlimit. */
export function runPython(program: string, limits: Limits): Promise<Verdict> {
  const { cpuSeconds, memoryBytes } = limits;
  const job = JSON.stringify({ program, cpuSeconds, memoryBytes });
  return runChild(["python3", "-I", "-B", "-c", guard], job, limits);
}
