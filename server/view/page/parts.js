// What the page is made of. Every text is put in as text: no HTML is ever made of one.

/**
 * An element. `--name` sets a property of its style, everything else an attribute; undefined and false set none.
 *
 * @param {string} tag
 * @param {Record<string, string | number | boolean | undefined>} attributes
 * @param {...(Node | string | undefined)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("--")) made.style.setProperty(name, String(value));
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** The name of a colour of the style sheet. */
const colourOf = (name) => `var(--${name}, var(--plain))`;

const whole = new Intl.NumberFormat("en");
export const count = (number) => whole.format(number);
const plural = (number, one) => `${count(number)} ${one}${number === 1 ? "" : "s"}`;

const megabytes = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`);
const milliseconds = (ms) => (ms < 100 ? ms.toFixed(1) : count(Math.round(ms)));
const sum = (items, of) => items.reduce((all, item) => all + (of(item) ?? 0), 0);

/** The name of a file in the path of an address. */
export function fileName(uri) {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // not an encoded one
  }
}

const timeOf = (ms) => new Date(ms).toTimeString().slice(0, 8);

/* What runs */

export function stateTiles({ editors, hosts, spent }) {
  return [
    ...modelTiles(hosts, editors),
    editorsTile(editors),
    memoryTile(hosts, editors),
    keysTile(spent),
    fateTile(editors),
  ];
}

function tile(title, value, ...notes) {
  return element(
    "section",
    { class: "tile" },
    element("h2", {}, title),
    element("strong", { title: value }, value),
    ...notes.filter(Boolean).map((note) => (note instanceof Node ? note : element("p", {}, note))),
  );
}

function modelTiles(hosts, editors) {
  const local = hosts.map(({ status, model, role, requests, idleMs }) => {
    const title = role === "chat" ? "Model for questions" : "Model";
    const served = `${plural(requests, "request")} served, idle for ${Math.round(idleMs / 1000)} s`;
    const name = status.state === "ready" ? status.model.name : fileName(model);
    return tile(title, name, modelState(status), served);
  });
  const known = new Set(hosts.map(({ status }) => (status.state === "ready" ? status.model.name : "")));
  const others = new Map();
  for (const { completion } of editors) {
    if (completion.state === "failed") others.set(completion.message, tile("Model", "none", modelState(completion)));
    if (completion.state !== "ready" || known.has(completion.model.name)) continue;
    const { name, remote, isMemory } = completion.model;
    others.set(
      name,
      tile("Model", name, remote ? `at ${remote.host}` : isMemory ? "no model: what the workspace remembers" : ""),
    );
  }
  const all = [...local, ...others.values()];
  return all.length > 0 ? all : [tile("Model", "none", "No model is in memory.")];
}

function modelState(status) {
  if (status.state === "failed") return element("p", { class: "is-failed" }, status.message);
  if (status.state === "loading") return `loading, ${Math.round(status.progress * 100)} %`;
  if (status.state !== "ready") return status.state;
  const { gpu, gpuLayers, totalLayers, threads, compromise } = status.model;
  const where = gpu
    ? `${gpuLayers} of ${totalLayers} layers on ${gpu}`
    : `on the processor, ${plural(threads, "thread")}`;
  return [where, compromise].filter(Boolean).join("; ");
}

function editorsTile(editors) {
  const notes = editors.map(({ name, pid, folders }) => `${name} (${pid}) ${folders.join(", ")}`);
  return tile("Editors", editors.length === 0 ? "none" : count(editors.length), ...notes);
}

function memoryTile(hosts, editors) {
  const [models, servers] = [sum(hosts, (host) => host.rssBytes), sum(editors, (editor) => editor.rssBytes)];
  const gpu = sum(hosts, (host) => host.vramBytes);
  return tile(
    "Memory",
    megabytes(models + servers),
    `${megabytes(models)} models, ${megabytes(servers)} servers`,
    gpu > 0 ? `${megabytes(gpu)} of GPU memory` : "",
  );
}

function keysTile({ read, written, keys }) {
  const value = keys === 0 ? "–" : ((read + written) / keys).toFixed(1);
  return tile(
    "Tokens for a key",
    value,
    `${count(read)} read and ${count(written)} written for ${plural(keys, "key")} since you look`,
  );
}

function fateTile(editors) {
  const of = (name) => sum(editors, ({ counts }) => counts[name]);
  const [shown, accepted, judged, kept] = ["shown", "accepted", "judgedCharacters", "keptCharacters"].map(of);
  return tile(
    "Suggestions",
    `${count(accepted)} of ${count(shown)} accepted`,
    judged > 0 ? `${Math.round((100 * kept) / judged)} % of what was accepted stood there two minutes later` : "",
    `${count(of("typedThrough"))} typed through, ${count(of("superseded"))} superseded`,
  );
}

/* The list */

export function row({ key, trace, record, name }) {
  const { arrivedAtMs, line, uri, request, outcome, totalMs } = trace;
  const place = `${fileName(uri)}:${line}`;
  return element(
    "div",
    {
      class: `row${isSuperseded(trace) ? " is-superseded" : ""}`,
      role: "option",
      id: key,
      "aria-selected": "false",
      title: `${request}, ${name}`,
    },
    element("time", {}, timeOf(arrivedAtMs)),
    element("span", {}, place),
    bar(trace),
    element("span", { class: "number" }, milliseconds(totalMs)),
    element(
      "span",
      { class: `outcome${outcome === "shown" || outcome === "changed" ? " is-shown" : ""}` },
      isSuggestion(trace) ? outcomeOf(trace, record) : `${request}: ${outcomeOf(trace, record)}`,
    ),
  );
}

const isSuggestion = ({ request }) => ["ghost text", "popup", "by hand"].includes(request);

/** A newer request took its place. What somebody else has cancelled, an action, stays to be seen. */
export const isSuperseded = (trace) => isSuggestion(trace) && trace.outcome === "cancelled";

/** What became of a request: the reason for silence, or where what is shown came from. */
export function outcomeOf(trace, record) {
  const { outcome } = trace;
  if (isSuperseded(trace)) return "superseded";
  if (outcome !== "shown" || !record || !isSuggestion(trace)) return outcome;
  if (record.memory) return "remembered";
  return record.model === null ? "known" : "shown";
}

/** A request's time in its phases, as far as somebody waited. */
function bar({ spans, totalMs }) {
  const pieces = spans.flatMap(({ phase, startMs, ms }) => {
    const [from, to] = [Math.max(0, startMs), Math.min(totalMs, startMs + ms)];
    return to > from ? [element("i", { "--from": from, "--ms": to - from, "--colour": colourOf(phase) })] : [];
  });
  return element("span", { class: "bar", "aria-hidden": "true" }, ...pieces);
}

export function legendOf(names, meanings = {}) {
  return names.map((name) =>
    element("li", { class: "swatch", "--colour": colourOf(name), title: meanings[name] }, name),
  );
}

/* One request */

export function details({ trace, record, name }, phases) {
  const { line, uri, request, totalMs, arrivedAtMs } = trace;
  const path = record?.path ?? fileName(uri);
  const model = record?.model ? `, ${record.model}` : "";
  return [
    element("h2", {}, `${path}:${line}`),
    ...(record?.title ? [element("p", { class: "title" }, record.title)] : []),
    element("p", { class: "about" }, `${request} at ${timeOf(arrivedAtMs)} in ${name}${model}`),
    element(
      "p",
      { class: "about" },
      record?.message ?? `${outcomeOf(trace, record)} after ${milliseconds(totalMs)} ms`,
    ),
    ...timeline(trace, phases),
    ...(record ? recorded(record) : [notKept()]),
  ];
}

function notKept() {
  const why =
    "This request came before the page was opened. Nobody kept its prompt: that is told while somebody looks, and kept by this page alone.";
  return element("p", { class: "about" }, why);
}

function heading(text, note = "") {
  return element("h3", {}, text, element("small", {}, note && ` ${note}`));
}

function timeline({ spans, totalMs }, phases) {
  const from = Math.min(0, ...spans.map(({ startMs }) => startMs));
  const to = Math.max(totalMs, ...spans.map(({ startMs, ms }) => startMs + ms), from + 0.001);
  const rows = spans.map(({ phase, startMs, ms }) =>
    element(
      "div",
      { class: "phase", title: phases[phase] },
      element("span", { class: "swatch", "--colour": colourOf(phase) }, phase),
      element(
        "span",
        { class: "bar", "--scale": to - from },
        element("i", { "--from": startMs - from, "--ms": ms, "--colour": colourOf(phase) }),
      ),
      element("span", { class: "number" }, `${milliseconds(ms)} ms`),
    ),
  );
  const note = from < 0 ? `a generation that began ${milliseconds(-from)} ms before was joined` : "";
  return [heading("Where the time went", note), ...rows];
}

function recorded(record) {
  const { prompt, omitted, written, suggested, memory } = record;
  const parts = [];
  if (prompt.length === 0 && written === null) parts.push(element("p", { class: "about" }, notAsked(record)));
  if (suggested !== null) parts.push(heading(results[record.request] ?? "Suggested"), text(suggested));
  if (memory) {
    const sure = `${Math.round(memory.confidence * 100)} % sure`;
    parts.push(heading("The workspace remembers", sure), element("p", { class: "about" }, memory.path));
  }
  if (written !== null) parts.push(...writtenPart(record), ...(isSuggestion(record) ? steps(record) : []));
  if (prompt.length > 0) parts.push(...promptPart(record));
  if (omitted.length > 0) parts.push(leftOut(omitted));
  return parts;
}

/** What comes of requests that are none for a suggestion. */
const results = { action: "The edit", explanation: "The explanation", "next edit": "The edit" };

function notAsked(record) {
  const { suggested } = record;
  if (!isSuggestion(record)) return "No model was asked.";
  return suggested === null
    ? "No model was asked."
    : "This is on screen already, and was typed on: no model was asked.";
}

function text(content) {
  return element("pre", { class: "text", tabindex: "0" }, content === "" ? "(nothing)" : content);
}

const sourceOf = (piece) => ("special" in piece ? "control" : (piece.from?.source ?? "plain"));

const sources = {
  before: "before the cursor",
  after: "after the cursor",
  typed: "typed",
  system: "the model's part",
  shown: "code that it is shown",
  instruction: "the task",
  assistant: "its answer before",
  user: "what is wrong with that",
  plain: "the format's own",
};

function promptPart({ prompt, tokens }) {
  const counted = tokens
    ? `${plural(tokens.prompt, "token")}: ${count(tokens.prompt - tokens.evaluated)} were in the cache, ${count(tokens.evaluated)} were read`
    : "";
  const shares = prompt.map((piece) =>
    element("i", {
      "--tokens": piece.tokens ?? textOf(piece).length / charactersInToken,
      "--colour": colourOf(sourceOf(piece)),
      title: `${titleOf(piece)}: ${tokensOf(piece)}`,
    }),
  );
  const names = [...new Set(prompt.map(sourceOf))].filter((name) => name !== "control");
  return [
    heading("The prompt", counted),
    element("div", { class: "whole", "aria-hidden": "true" }, ...shares),
    element(
      "ul",
      { class: "legend" },
      ...names.map((name) => element("li", { class: "swatch", "--colour": colourOf(name) }, sources[name] ?? name)),
    ),
    ...prompt.map(pieceOf),
  ];
}

const textOf = (piece) => ("special" in piece ? piece.special : piece.text);

/** About so many; a server of text does not count each piece. */
const charactersInToken = 4;

const tokensOf = ({ tokens }) => (tokens === null ? "not counted" : plural(tokens, "token"));

function titleOf(piece) {
  if ("special" in piece) return piece.special;
  const { from } = piece;
  if (!from) return sources.plain;
  const { snippet } = from;
  return snippet ? `${from.path}:${snippet.startLine}–${snippet.endLine}` : from.path;
}

function pieceOf(piece) {
  if ("special" in piece)
    return element("div", {}, element("span", { class: "control", title: tokensOf(piece) }, piece.special));
  const source = sourceOf(piece);
  const { snippet } = piece.from ?? {};
  const terms = Object.entries(snippet?.terms ?? {}).map(([term, value]) => `${term} ${value}`);
  return element(
    "details",
    { class: "piece", "--colour": colourOf(source), open: true },
    element(
      "summary",
      {},
      element("span", { class: "tag" }, sources[source] ?? source),
      element("span", { class: "where" }, piece.from ? titleOf(piece) : ""),
      snippet && element("span", { class: "score", title: terms.join(", ") }, `score ${snippet.score.toFixed(2)}`),
      element("span", { class: "tokens" }, tokensOf(piece)),
    ),
    snippet && element("p", { class: "about" }, [snippet.reason, ...terms].join(" · ")),
    element("pre", {}, piece.text),
  );
}

function leftOut(omitted) {
  const rows = omitted.map(({ source, path, startLine, endLine, score, tokens, why }) =>
    element(
      "tr",
      {},
      ...[source, `${path}:${startLine}–${endLine}`, score.toFixed(2), count(tokens), why].map((cell) =>
        element("td", {}, String(cell)),
      ),
    ),
  );
  const head = ["source", "place", "score", "tokens", "why"].map((cell) => element("th", { scope: "col" }, cell));
  return element(
    "details",
    { class: "piece", "--colour": colourOf("plain") },
    element("summary", {}, `Left out: ${plural(omitted.length, "snippet")}`),
    element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)),
  );
}

const ends = {
  stop: "ended by itself",
  maxTokens: "ended at the most tokens",
  maxMs: "ended at the longest time",
  cancelled: "stopped, the suggestion being whole",
  superseded: "a newer request took its place",
};

/** What is whole stops a suggestion; an explanation that is long enough is stopped too, and an action by who waits. */
const endOf = (record) => (record.end === "cancelled" && !isSuggestion(record) ? "stopped" : ends[record.end]);

function writtenPart(record) {
  const { written, tokens, end, isUnsure } = record;
  const how = end && tokens ? `${plural(tokens.generated, "token")}, ${endOf(record)}` : "";
  const unsure = "The model was unsure of what comes next: the line before is the last.";
  return [
    heading(end ? "Written by the model" : "Remembered", how),
    text(written),
    ...(isUnsure ? [element("p", { class: "about" }, unsure)] : []),
  ];
}

/** What each ending and filter did, in their order. */
function steps({ changes }) {
  if (changes.length === 0) return [heading("Endings and filters", "changed nothing")];
  return [heading("Endings and filters"), element("ol", { class: "steps" }, ...changes.map(step))];
}

function step(change) {
  const { by, before } = change;
  const name = element("b", {}, by);
  if ("silence" in change) {
    return element("li", {}, name, element("span", { class: "refused" }, ` let nothing pass: ${change.silence}`));
  }
  const { after } = change;
  const covered = after.replaceAfter - before.replaceAfter;
  const covers = covered > 0 ? `, in the place of ${plural(covered, "character")} more behind the cursor` : "";
  const kept = commonStart(before.text, after.text);
  const shown = element("pre", { class: "text" }, before.text.slice(0, kept));
  if (before.text.length > kept) shown.append(element("del", {}, withLineEnds(before.text.slice(kept))));
  if (after.text.length > kept) shown.append(element("ins", {}, withLineEnds(after.text.slice(kept))));
  const did =
    before.text === after.text
      ? " left the text as it was"
      : after.text.length > kept
        ? " made another text of it"
        : " took the end";
  return element("li", {}, name, did + covers, ...(before.text === after.text ? [] : [shown]));
}

/** A line end that was taken or made is to be seen. */
const withLineEnds = (content) => content.replaceAll("\n", "↵\n");

function commonStart(a, b) {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}
