const { TestEnvironment } = require("jest-environment-node");
const Parser = require("tree-sitter");

/** tree-sitter patches its native prototypes on load and fails on a second load in one process: load it once, outside the sandbox. */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.treeSitter = Parser;
  }
};
