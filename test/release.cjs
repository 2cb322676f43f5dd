// Makes a release ready: npm run release. Does all but the upload, and says how that is done.
// Looks first, changes nothing in the repository, and leaves the package and its checksum in .cache/release.
const { execFileSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { lockProblems } = require("./lockfile.cjs");

const root = join(__dirname, "..");
const out = join(root, ".cache/release");
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const shell = process.platform === "win32";

const problems = problemsBefore();
if (problems.length > 0) {
  for (const problem of problems) process.stderr.write(`release: ${problem}\n`);
  process.exit(1);
}
step("every test", () => run(npm, ["test"]));
const file = step("the package", pack);
step("the package installed and run where nothing else is", () => tryOut(file));
const sum = createHash("sha256").update(readFileSync(file)).digest("hex");
writeFileSync(`${file}.sha256`, `${sum}  ${name}-${version}.tgz\n`);
process.stdout.write(`
${file}
sha256 ${sum}

What is left, and cannot be undone:
  git tag v${version} && git push origin v${version}
  npm publish ${file}
`);

/** What must be so before anything is built; each a sentence. */
function problemsBefore() {
  const found = [];
  const changed = git("status", "--porcelain");
  if (changed !== "") found.push("there are changes that are not committed");
  if (git("tag", "--list", `v${version}`) !== "") found.push(`there is a tag v${version} already; raise the version`);
  const changes = readFileSync(join(root, "CHANGELOG.md"), "utf8");
  const [heading = "none"] = /^## .*/m.exec(changes) ?? [];
  const dated = new RegExp(`^## ${version.replaceAll(".", "\\.")} \\(\\d{4}-\\d{2}-\\d{2}\\)$`);
  if (!dated.test(heading)) {
    found.push(`CHANGELOG.md begins with "${heading}"; it must begin with "## ${version} (YYYY-MM-DD)"`);
  }
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  if (lock.version !== version) found.push(`package-lock.json is of version ${lock.version}; run npm install`);
  const lacking = lockProblems(lock);
  for (const problem of lacking) found.push(`package-lock.json: ${problem}`);
  if (lacking.length > 0) found.push("node test/lockfile.cjs asks the registry for the hashes that are missing");
  return found;
}

function pack() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const options = { cwd: root, encoding: "utf8", shell, stdio: ["ignore", "pipe", 2] };
  const flags = ["pack", "--json", "--ignore-scripts", "--pack-destination", out];
  const [{ filename }] = JSON.parse(execFileSync(npm, flags, options));
  return join(out, filename);
}

/** As somebody does who has Node and nothing else: a home of their own, no settings, no caches. */
function tryOut(tarball) {
  const folder = mkdtempSync(join(tmpdir(), "hearth-release-"));
  const home = join(folder, "home");
  mkdirSync(home);
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "npm_config_registry"];
  const env = { ...Object.fromEntries(kept.map((key) => [key, process.env[key]])), HOME: home, USERPROFILE: home };
  const options = { cwd: folder, env, encoding: "utf8", shell, stdio: ["ignore", "pipe", 2] };
  try {
    writeFileSync(join(folder, "a.py"), "def area(width, height):\n    return \n");
    const said = execFileSync(
      npm,
      ["exec", "--yes", `--package=${tarball}`, "--", "hearth", "complete", "a.py:2"],
      options,
    );
    if (!/return \S/.test(said)) throw new Error(`it completed nothing: ${said}`);
    process.stdout.write(said);
    execFileSync(npm, ["exec", "--yes", `--package=${tarball}`, "--", "hearth", "stop"], options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function step(what, work) {
  process.stdout.write(`\n== ${what}\n`);
  return work();
}

function run(program, args) {
  execFileSync(program, args, { cwd: root, stdio: "inherit", shell });
}

function git(...args) {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
}
