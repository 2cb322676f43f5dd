// VS Code's logger is native code that is built on installation. This one writes the same lines without it.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const names = ["trace", "debug", "info", "warn", "error", "critical"];
class Logger {
  #level = 2;
  constructor(file) {
    mkdirSync(dirname(file), { recursive: true });
    for (const [level, name] of names.entries()) {
      this[name] = (text) =>
        level >= this.#level && appendFileSync(file, `${new Date().toISOString()} [${name}] ${text}\n`);
    }
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}

exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (_name, file) => new Logger(file);
exports.createAsyncRotatingLogger = async (_name, file) => new Logger(file);
exports.Logger = Logger;
