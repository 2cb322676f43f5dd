module.exports = globalThis.treeSitter;
