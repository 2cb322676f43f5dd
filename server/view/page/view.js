import { details, element, isSuperseded, legendOf, outcomeOf, row, stateTiles } from "./parts.js";

/** The page keeps so many requests, with their prompts. */
const mostKept = 300;

/** The time that fills the bars of the list is that of nearly all requests shown: few take much longer. */
const scaleShare = 0.9;
const leastScaleMs = 20;

const byId = (id) => document.getElementById(id);
const [live, state, list, nothing, article] = ["live", "state", "requests", "nothing", "request"].map(byId);
const [filter, superseded, pauseButton, scaleLabel] = ["filter", "superseded", "pause", "scale"].map(byId);

/** The newest last. An entry is {key, pid, name, trace, record?, row}. */
let entries = [];
let chosen;
/** The newest request is shown as it comes, until another one is chosen. */
let follows = true;
let phases = {};
let editors;
let events;

function connect() {
  events = new EventSource("events");
  const on = (name, take) => events.addEventListener(name, ({ data }) => take(JSON.parse(data)));
  on("hello", (told) => {
    phases = told.phases;
    byId("legend").replaceChildren(...legendOf(Object.keys(phases), phases));
    say("live", "is-live");
  });
  on("state", (told) => {
    editors = told.editors;
    state.replaceChildren(...stateTiles(told));
    drawSoon();
  });
  on("traces", ({ pid, name, traces }) => {
    for (const trace of traces) take({ pid, name, trace });
  });
  on("request", ({ pid, name, record }) => take({ pid, name, trace: record, record }));
  events.onerror = () => {
    say("hearth view has ended, or does not answer; start it again and open the address that it prints", "is-lost");
  };
}

function say(sentence, kind = "") {
  live.textContent = sentence;
  live.className = kind;
}

/** A request that is known already is told again with more, when a page comes back to a server. */
function take(told) {
  const { pid, trace } = told;
  const key = `r${pid}-${trace.arrivedAtMs}-${trace.line}-${trace.totalMs}`;
  const known = entries.find((entry) => entry.key === key);
  if (known) {
    known.record ??= told.record;
    if (known === chosen) show();
    return;
  }
  const entry = { key, ...told };
  entry.row = row(entry);
  const after = entries.findLastIndex((other) => other.trace.arrivedAtMs <= trace.arrivedAtMs);
  entries.splice(after + 1, 0, entry);
  for (const { row } of entries.splice(0, Math.max(0, entries.length - mostKept))) row.remove();
  if (told.record) entry.row.classList.add("is-new");
  drawSoon();
}

let isDue = false;

/** However many requests come at once, the page is drawn once. */
function drawSoon() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    draw();
  });
}

function shown() {
  const wanted = filter.value.trim().toLowerCase();
  return entries.filter(({ trace, record, name }) => {
    if (isSuperseded(trace) && !superseded.checked) return false;
    const said = `${record?.path ?? trace.uri}:${trace.line} ${trace.request} ${outcomeOf(trace, record)} ${record?.title ?? ""} ${name}`;
    return said.toLowerCase().includes(wanted);
  });
}

function draw() {
  const rows = shown();
  const times = rows.map(({ trace }) => trace.totalMs).sort((a, b) => a - b);
  const scale = Math.max(leastScaleMs, times[Math.floor(times.length * scaleShare)] ?? 0);
  list.style.setProperty("--scale", scale);
  scaleLabel.textContent = `time, to ${Math.round(scale)} ms`;
  placeRows(rows.toReversed());
  nothing.hidden = rows.length > 0;
  nothing.textContent = emptyBecause();
  const newest = rows.at(-1);
  if (follows && newest && newest !== chosen) choose(newest);
  if (!newest) choose(undefined);
}

/** Puts the rows in this order, and moves none that stands there already. */
function placeRows(rows) {
  let next = list.firstChild;
  for (const { row } of rows) {
    if (row === next) next = next.nextSibling;
    else list.insertBefore(row, next);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function emptyBecause() {
  if (entries.length > 0) return "No request is like this.";
  if (editors === undefined) return "";
  return editors.length === 0
    ? "No editor runs Hearth now. This page goes on looking, and shows the first one that does."
    : "No editor has asked for a suggestion yet. Type in one, and see it here.";
}

function choose(entry) {
  if (chosen === entry) return;
  chosen?.row.setAttribute("aria-selected", "false");
  chosen = entry;
  entry?.row.setAttribute("aria-selected", "true");
  if (entry) list.setAttribute("aria-activedescendant", entry.key);
  else list.removeAttribute("aria-activedescendant");
  show();
}

function show() {
  article.replaceChildren(...(chosen ? details(chosen, phases) : [element("p", { class: "about" }, "")]));
  article.scrollTop = 0;
}

/** Chooses as a person does: the newest is followed again from when it is chosen. */
function chooseByHand(entry) {
  if (!entry) return;
  follows = entry === shown().at(-1);
  choose(entry);
  entry.row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const rows = shown().reverse();
  const at = rows.indexOf(chosen);
  chooseByHand(rows[Math.max(0, Math.min(rows.length - 1, at + by))]);
}

/** Nothing is told to a page that pauses, nor to anybody else for it. */
function pause() {
  const isPaused = pauseButton.getAttribute("aria-pressed") !== "true";
  pauseButton.setAttribute("aria-pressed", String(isPaused));
  if (isPaused) {
    events.close();
    say("paused: what is asked meanwhile is not shown");
  } else connect();
}

function clear() {
  for (const { row } of entries) row.remove();
  entries = [];
  follows = true;
  drawSoon();
}

const keys = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  j: () => step(1),
  k: () => step(-1),
  PageDown: () => step(15),
  PageUp: () => step(-15),
  Home: () => chooseByHand(shown().at(-1)),
  End: () => chooseByHand(shown()[0]),
  Enter: () => article.focus(),
  Escape: () => list.focus(),
  p: pause,
  c: clear,
  "/": () => filter.focus(),
};

/** These move within the text of a request when that has the keyboard. */
const scrolling = new Set(["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"]);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { target, key } = event;
  const isTyping = target instanceof HTMLInputElement && target.type === "search";
  if (isTyping && key !== "Escape") return;
  if (scrolling.has(key) && article.contains(target)) return;
  if (key === "Enter" && target !== list && target !== document.body) return;
  if (!Object.hasOwn(keys, key)) return;
  event.preventDefault();
  keys[key]();
});
list.addEventListener("click", ({ target }) => {
  const clicked = target.closest(".row");
  chooseByHand(entries.find(({ row }) => row === clicked));
});
filter.addEventListener("input", drawSoon);
superseded.addEventListener("change", drawSoon);
pauseButton.addEventListener("click", pause);
byId("clear").addEventListener("click", clear);

connect();
