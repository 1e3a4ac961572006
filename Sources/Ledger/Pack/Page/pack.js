// The program of an audit pack: reads the parts of its own file, verifies them, and shows them.
// Everything from the file is put into the page as text, never as markup.
(() => {
"use strict";

const blockEvents = 256;
const hashBytes = 32;
const rowsPerPage = 50;
const subjectsPerPage = 20;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const $ = (id) => document.getElementById(id);

// ---------------------------------------------------------------- Text and elements

// What could turn the direction of writing, hide or move: spelled out, as the command line does.
const harmful = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

function shown(value) {
  return String(value).replace(harmful, (found) =>
    "<U+" + found.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + ">");
}

/** An element with its properties, and texts or elements in it. */
function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(shown(child)));
  }
}

/** Puts children in the place of what an element holds. */
function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
}

/** Puts lines in the place of what an element holds. */
function setLines(element, text) {
  element.textContent = text.split("\n").map(shown).join("\n");
}

/** Words from the file, whose direction must not reach beyond them. */
const own = (text) => el("span", { class: "value" }, text);

/**
 * A table that stays one for those who can't see it, also where it is laid out as a list.
 * Rows are arrays of cells; a cell is a text, an element, or an array of them.
 */
function table(caption, columns, rows, isCaptionShown = true) {
  const head = el("tr", { role: "row" }, columns.map((name) =>
    el("th", { scope: "col", role: "columnheader" }, name)));
  const body = rows.map((cells) => el("tr", { role: "row" },
    cells.map((cell, column) => {
      const isEmpty = cell === null || cell === undefined || cell === "";
      const label = { "data-label": columns[column], class: isEmpty && "empty" };
      return column === 0
        ? el("th", { scope: "row", role: "rowheader", ...label }, cell)
        : el("td", { role: "cell", ...label }, cell);
    })));
  return el("table", { role: "table" },
    el("caption", { class: !isCaptionShown && "unseen-caption" }, caption),
    el("thead", { role: "rowgroup" }, head), el("tbody", { role: "rowgroup" }, body));
}

function facts(pairs) {
  return el("dl", { class: "facts" }, pairs.filter(([, value]) => value !== null)
    .map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

/** Buttons to leaf through pages; `go` gets the page's number from 0. */
function pager(name, page, pages, go) {
  if (pages <= 1) return null;
  const button = (text, target, isOff) => el("button", {
    type: "button", disabled: isOff, "data-pager": name + text, onclick: () => go(target),
  }, text);
  return el("div", { class: "buttons", role: "group", "aria-label": "Pages of " + name },
    button("First", 0, page === 0), button("Previous", page - 1, page === 0),
    el("span", {}, `page ${count(page + 1)} of ${count(pages)}`),
    button("Next", page + 1, page >= pages - 1), button("Last", pages - 1, page >= pages - 1));
}

/** Runs `render`, which may replace the button that was pressed, and keeps the focus there. */
function keepingFocus(render) {
  const name = document.activeElement?.getAttribute("data-pager");
  render();
  if (!name) return;
  const again = document.querySelector(`[data-pager="${CSS.escape(name)}"]`);
  if (again && !again.disabled) again.focus();
  else again?.parentElement.querySelector("button:enabled")?.focus();
}

const count = (number) => number.toLocaleString("en");
const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

function moment(milliseconds) {
  if (!Number.isFinite(milliseconds)) return "unknown";
  return new Date(milliseconds).toISOString().replace("T", " ").replace(".000Z", "Z");
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3000) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + 3000)));
  }
  return text;
}

/** The bytes that base64 spells, which must be the only spelling of them; else null. */
function fromBase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return base64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

function equal(left, right) {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

function save(name, bytes, type) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// ---------------------------------------------------------------- Working in slices

let sliceStart = performance.now();

/** Lets the page breathe where the slice has lasted long enough. */
async function breathe() {
  if (performance.now() - sliceStart < 12) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  sliceStart = performance.now();
}

// ---------------------------------------------------------------- Hashes

const subtle = globalThis.crypto?.subtle;
const sha256 = async (bytes) => new Uint8Array(await subtle.digest("SHA-256", bytes));

async function nodeHash(left, right) {
  const message = new Uint8Array(1 + 2 * hashBytes);
  message[0] = 1;
  message.set(left, 1);
  message.set(right, 1 + hashBytes);
  return sha256(message);
}

async function leafHash(bytes) {
  const message = new Uint8Array(1 + bytes.length);
  message.set(bytes, 1);
  return sha256(message);
}

/** A tree as RFC 6962 has it: by level, the roots of its full subtrees, one behind the other. */
class Tree {
  constructor(size, levels) {
    this.size = size;
    this.levels = levels;
  }

  static async over(leaves) {
    const levels = [leaves];
    let below = leaves;
    while (below.length >= 2 * hashBytes) {
      const nodes = Math.floor(below.length / (2 * hashBytes));
      const level = new Uint8Array(nodes * hashBytes);
      for (let start = 0; start < nodes; start += blockEvents) {
        const batch = [];
        for (let node = start; node < Math.min(nodes, start + blockEvents); node += 1) {
          const at = 2 * node * hashBytes;
          batch.push(nodeHash(below.subarray(at, at + hashBytes),
            below.subarray(at + hashBytes, at + 2 * hashBytes)));
        }
        (await Promise.all(batch)).forEach((hash, place) => {
          level.set(hash, (start + place) * hashBytes);
        });
        await breathe();
      }
      levels.push(level);
      below = level;
    }
    return new Tree(leaves.length / hashBytes, levels);
  }

  /** The root over leaves `from` up to `end`, a run as RFC 6962 makes them. */
  async root(from = 0, end = this.size) {
    if (end === from) return sha256(new Uint8Array());
    const length = end - from;
    if ((length & (length - 1)) === 0 && from % length === 0) {
      const at = (from / length) * hashBytes;
      return this.levels[Math.log2(length)].subarray(at, at + hashBytes);
    }
    const middle = from + split(length);
    return nodeHash(await this.root(from, middle), await this.root(middle, end));
  }

  /** The way from a leaf to the root: the hashes beside it, the leaf's own neighbour first. */
  async path(index, from = 0, end = this.size) {
    if (end - from <= 1) return [];
    const middle = from + split(end - from);
    return index < middle
      ? [...await this.path(index, from, middle), await this.root(middle, end)]
      : [...await this.path(index, middle, end), await this.root(from, middle)];
  }
}

/** The largest power of two below a length of at least two. */
function split(length) {
  let half = 1;
  while (half * 2 < length) half *= 2;
  return half;
}

/** The root that a proof leads to (RFC 9162, 2.1.3.2), or null where it is no proof for it. */
async function rootOf(leaf, index, size, path) {
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      hash = await nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : null;
}

// ---------------------------------------------------------------- Parts of the file

/** A part's text: `<` was spelled as U+001A, as no part can hold that. */
function partText(element) {
  const text = element?.textContent ?? "";
  return text.slice(1, text.endsWith("\n") ? -1 : undefined).replaceAll("\u001a", "<");
}

/** The checkpoint's note: what was signed, and the signatures. */
function readNote(text) {
  const end = text.lastIndexOf("\n\n");
  if (end < 0) return null;
  const signed = text.slice(0, end + 1);
  const lines = signed.split("\n");
  const signatures = text.slice(end + 2).split("\n").filter((line) => line !== "").map((line) => {
    const [dash, name, encoded, ...rest] = line.split(" ");
    const bytes = dash === "\u2014" && rest.length === 0 ? fromBase64(encoded ?? "") : null;
    return bytes && bytes.length > 4
      ? { name, id: hex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) } : null;
  });
  const root = fromBase64(lines[2] ?? "");
  if (lines.length !== 4 || !/^(0|[1-9][0-9]{0,14})$/.test(lines[1]) || root?.length !== hashBytes
    || signatures.length === 0 || signatures.includes(null)) return null;
  return { text, signed, origin: lines[0], size: Number(lines[1]), root, signatures };
}

/** The key that a text such as `ledger.example.org+1f8d2c3b+AThtZ0vI…` names, or null. */
async function readKey(text) {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  const bytes = parts && fromBase64(parts[3]);
  if (!bytes || bytes.length !== 33 || bytes[0] !== 1) return null;
  const named = new Uint8Array([...encoder.encode(parts[1] + "\n"), ...bytes]);
  const id = hex((await sha256(named)).subarray(0, 4));
  return id === parts[2] ? { name: parts[1], id, bytes: bytes.subarray(1) } : null;
}

/** Whether a key signed a note: "signed", "wrong", "absent"; or "unknown" to this browser. */
async function signatureState(note, key) {
  const found = note.signatures.filter(({ name, id }) => name === key.name && id === key.id);
  if (found.length === 0) return "absent";
  let known;
  try {
    known = await subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return "unknown";
  }
  for (const { bytes } of found) {
    const holds = await subtle.verify("Ed25519", known, bytes, encoder.encode(note.signed));
    if (!holds) return "wrong";
  }
  return "signed";
}

// ---------------------------------------------------------------- The pack

/** What the file says of itself; null where it can't be read. */
let about = null;
let note = null;
let size = 0;

/** Blocks of events by number: bytes, where each event begins, carried hashes, changes. */
const blocks = [];

/** How many events were read so far, without a gap. */
let readCount = 0;
let computed = new Uint8Array();
let tree = null;
let impact = null;
let milestones = null;

/** By event: numbers of its type, subject and role, and two times. */
let typeOf; let subjectOf; let roleOf; let timeOf; let recordedOf;

class Names {
  constructor() {
    this.numbers = new Map();
    this.list = [];
  }

  number(name) {
    let found = this.numbers.get(name);
    if (found === undefined) {
      found = this.list.length;
      this.numbers.set(name, found);
      this.list.push(name);
    }
    return found;
  }
}

const types = new Names();
const roles = new Names();

/** Subjects in the order of their first event, so that those of any size are a beginning. */
const subjects = new Names();

/** By subject: the events whose changes concern it, ascending. */
const streams = [];

/** Parts that aren't what they were when the pack was made, in words. */
const broken = [];

function eventBytes(index) {
  const block = blocks[Math.floor(index / blockEvents)];
  const place = index % blockEvents;
  if (!block || place + 1 >= block.starts.length) return new Uint8Array();
  return block.bytes.subarray(block.starts[place], block.starts[place + 1] - 1);
}

const eventText = (index) => decoder.decode(eventBytes(index));

function eventValue(index) {
  try {
    const value = JSON.parse(eventText(index));
    return value !== null && typeof value === "object" ? value : {};
  } catch {
    return {};
  }
}

/** What an event changed: operations on its own subject's state, and on others'. */
function changesOf(index) {
  const block = blocks[Math.floor(index / blockEvents)];
  try {
    const value = JSON.parse(block.changes[index % blockEvents]);
    return Array.isArray(value) ? { own: value, others: [] } : value;
  } catch {
    return { own: [], others: [] };
  }
}

/** Takes the events of a block: puts a zero byte before each, as a leaf's hash begins with one. */
function takeEvents(element) {
  const bytes = encoder.encode(element.textContent);
  const starts = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 10) {
      bytes[at] = 0;
      starts.push(at + 1);
    } else if (byte === 26) {
      bytes[at] = 60;
    } else if (byte === 60) {
      // No pack spells it so; the event must not pass for what was written.
      bytes[at] = 255;
    }
  }
  return { bytes, starts: Uint32Array.from(starts), root: element.getAttribute("data-root") ?? "" };
}

function indexEvents(first, number) {
  for (let place = 0; place < number; place += 1) {
    const index = first + place;
    const event = eventValue(index);
    const type = String(event.type ?? "(unreadable)");
    const parts = type.split(".");
    typeOf[index] = types.number(parts.length === 3 ? parts[1] : type);
    const subject = subjects.number(String(event.subject ?? "(unreadable)"));
    subjectOf[index] = subject;
    (streams[subject] ??= []).push(index);
    roleOf[index] = roles.number(String(event.actorrole ?? "(unreadable)"));
    timeOf[index] = Date.parse(event.time);
    recordedOf[index] = Date.parse(event.recordedtime);
    const changes = blocks[Math.floor(index / blockEvents)].changes[place];
    if (!changes?.startsWith("{")) continue;
    for (const [name] of changesOf(index).others) {
      const stream = streams[subjects.number(String(name))] ??= [];
      if (stream.at(-1) !== index) stream.push(index);
    }
  }
}

async function hashEvents(block, first, number) {
  if (!subtle) return;
  const batch = [];
  for (let place = 0; place + 1 < block.starts.length; place += 1) {
    batch.push(subtle.digest("SHA-256",
      block.bytes.subarray(block.starts[place] - 1, block.starts[place + 1] - 1)));
  }
  block.computed = new Uint8Array(batch.length * hashBytes);
  (await Promise.all(batch)).forEach((hash, place) => {
    block.computed.set(new Uint8Array(hash), place * hashBytes);
  });
  if (batch.length === number) computed.set(block.computed, first * hashBytes);
}

async function takeBlock(parts) {
  const [events, leaves, changes] = parts;
  const first = Number(events.getAttribute("data-first"));
  if (first !== readCount || leaves.className !== "leaves" || changes.className !== "changes"
    || first >= size) {
    broken.push(`The blocks of events don't follow each other: one at ${first} where `
      + `${readCount} must be.`);
    parts.forEach((part) => part.remove());
    return;
  }
  const number = Math.min(blockEvents, size - first);
  const block = takeEvents(events);
  block.carried = fromBase64(partText(leaves)) ?? new Uint8Array();
  const text = partText(changes) + "\n";
  const said = changes.getAttribute("data-sha256");
  parts.forEach((part) => part.remove());
  block.changes = text.split("\n");
  blocks[first / blockEvents] = block;
  indexEvents(first, number);
  await hashEvents(block, first, number);
  if (subtle && hex(await sha256(encoder.encode(text))) !== said) {
    broken.push(`What events ${first} and following changed is not as it was written; don't `
      + "use their states.");
  }
  readCount += number;
}

/** Takes the blocks as they come in, while the browser still reads the file. */
async function readBlocks() {
  for (;;) {
    const isWhole = document.readyState !== "loading";
    const first = document.querySelector("script.events");
    const parts = [first, first?.nextElementSibling, first?.nextElementSibling?.nextElementSibling];
    if (parts[2] && (isWhole || parts[2].nextElementSibling)) {
      await takeBlock(parts);
      showProgress("Reading and hashing events", readCount / Math.max(1, size));
      await breathe();
    } else if (isWhole) {
      parts.forEach((part) => part?.remove());
      if (!document.querySelector("script.events")) break;
    } else {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  if (readCount < size) {
    broken.push(`The file ends after ${count(readCount)} of ${count(size)} events.`);
  }
}

function readDescription() {
  try {
    about = JSON.parse(partText($("pack")));
  } catch {
    about = null;
  }
  note = readNote(partText($("checkpoint")) + "\n");
  size = note?.size ?? about?.size ?? 0;
  computed = new Uint8Array(size * hashBytes);
  typeOf = new Uint16Array(size);
  subjectOf = new Uint32Array(size);
  roleOf = new Uint8Array(size);
  timeOf = new Float64Array(size);
  recordedOf = new Float64Array(size);
}

async function readFigures(id) {
  const element = $(id);
  const text = partText(element);
  const said = element?.getAttribute("data-sha256");
  element?.remove();
  if (subtle && hex(await sha256(encoder.encode(text))) !== said) {
    broken.push(`The ${id === "impact" ? "impact summary" : "milestones"} in this file are not as `
      + "they were written; don't use them.");
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// ---------------------------------------------------------------- Verifying

/** What was checked: rows of a name; "good", "bad", "open" or "written"; and words. */
let checks = [];
let badEvents = [];
let given = null;
let eventsHold = null;

const leaf = (hashes, place) => hashes.subarray(place * hashBytes, (place + 1) * hashBytes);

/** The events of a block that differ from the hashes that the file brings, as runs. */
function differing(block, first) {
  const found = block.computed.length / hashBytes;
  const expected = block.carried.length / hashBytes;
  const same = (one, other) => equal(leaf(block.computed, one), leaf(block.carried, other));
  if (found === expected) {
    return Array.from({ length: found }, (_, place) => place)
      .filter((place) => !same(place, place)).map((place) => [first + place, first + place + 1]);
  }
  const shorter = Math.min(found, expected);
  let head = 0;
  while (head < shorter && same(head, head)) head += 1;
  let tail = 0;
  while (tail < shorter - head && same(found - 1 - tail, expected - 1 - tail)) tail += 1;
  return [[first + head, Math.max(first + head + 1, first + expected - tail)]];
}

async function nameBadEvents() {
  const carried = new Uint8Array(size * hashBytes);
  const roots = new Uint8Array(Math.ceil(size / blockEvents) * hashBytes);
  const doubtful = [];
  for (let number = 0; number < blocks.length; number += 1) {
    const block = blocks[number];
    const room = Math.min(blockEvents, size - number * blockEvents) * hashBytes;
    if (block.carried.length === room) carried.set(block.carried, number * blockEvents * hashBytes);
    if (/^[0-9a-f]{64}$/.test(block.root)) roots.set(fromHex(block.root), number * hashBytes);
    block.carriedRoot = await (await Tree.over(block.carried)).root();
    if (!equal(block.computed, block.carried) || hex(block.carriedRoot) !== block.root) {
      doubtful.push(number);
    }
    await breathe();
  }
  const areLeavesProved = equal(await (await Tree.over(carried)).root(), note.root);
  const areBlocksProved = equal(await (await Tree.over(roots)).root(), note.root);
  const isProved = areLeavesProved || areBlocksProved;
  for (const number of doubtful) {
    const block = blocks[number];
    const first = number * blockEvents;
    const last = Math.min(size, first + blockEvents) - 1;
    if (!isProved || areLeavesProved || hex(block.carriedRoot) === block.root) {
      for (const [from, end] of differing(block, first)) {
        const events = end - from === 1 ? `Event ${from} was` :
          `Events ${from} to ${end - 1} were`;
        badEvents.push([from, isProved ? `${events} changed.` :
          `Event ${from} and its hash in this file differ; neither is proved.`]);
      }
    } else if (hex(await (await Tree.over(block.computed)).root()) === block.root) {
      broken.push(`The file's hashes of events from ${first} on were changed; these events `
        + "hold.");
    } else {
      badEvents.push([first, `Of events ${first} to ${last} at least one was changed; `
        + "which one can't be said, as their hashes in the file were changed too."]);
    }
  }
  if (badEvents.length === 0) {
    return "The events and the hashes that the file brings agree with each other and not with the "
      + "checkpoint: which event was changed can't be said, or the checkpoint is another log's.";
  }
  if (!isProved) return "The events don't lead to the signed root, nor do the hashes in the file.";
  return `The events don't lead to the signed root. ${badEvents[0][1]}`
    + (badEvents.length > 1 ? ` ${plural(badEvents.length - 1, "other")} as well.` : "");
}

async function checkEvents() {
  showProgress("Putting the tree together", null);
  tree = await Tree.over(computed);
  const root = await tree.root();
  eventsHold = readCount === size && equal(root, note.root)
    && blocks.every((block, number) => block.computed.length
      === Math.min(blockEvents, size - number * blockEvents) * hashBytes);
  if (!eventsHold) return ["Events", "bad", await nameBadEvents()];
  if (blocks.some((block) => !equal(block.computed, block.carried))) {
    broken.push("The hashes that this file brings to name bad events by were changed; the events "
      + "themselves hold.");
  }
  return ["Events", "good", `The bytes of all ${plural(size, "event")} lead to the root in the `
    + "checkpoint."];
}

async function checkSignature(key, whose) {
  if (!key) {
    return ["Signature", "open", `The key ${whose} can't be read: it is a name, eight digits and `
      + "base64, with plus signs between them."];
  }
  switch (await signatureState(note, key)) {
    case "signed":
      return key.name === note.origin
        ? ["Signature", "good", `The checkpoint is signed by the key ${whose}.`]
        : ["Signature", "bad", `The key ${whose} is named ${key.name}, the log ${note.origin}.`];
    case "absent": return ["Signature", "bad", `The key ${whose} didn't sign this checkpoint.`];
    case "unknown":
      return ["Signature", "open", "Not checked: this browser has no Ed25519. Check it with "
        + "OpenSSL, as said below, or open the file in a newer browser."];
    default: return ["Signature", "bad", `The signature isn't that of the key ${whose}.`];
  }
}

/** Folds every state and compares the digest of them all with the one in the file. */
async function checkStates() {
  const order = subjects.list.map((_, number) => number)
    .sort((one, other) => (subjects.list[one] < subjects.list[other] ? -1 : 1));
  const parts = [];
  let total = 0;
  const put = (bytes) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    parts.push(length, bytes);
    total += 4 + bytes.length;
  };
  let folded = 0;
  for (const subject of order) {
    const state = stateAt(subject, size, false);
    if (state !== undefined) {
      put(encoder.encode(subjects.list[subject]));
      put(encoder.encode(canonical(state)));
    }
    folded += 1;
    if (folded % 64 === 0) {
      showProgress("Folding states", folded / order.length);
      await breathe();
    }
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  const digest = hex(await sha256(whole));
  return digest === about?.stateDigest
    ? ["States", "written", `Every change adds up to the states whose digest is ${digest}, as `
      + "twinledger replay prints it. No signature covers them; twinledger verify folds them anew."]
    : ["States", "bad", "The changes in this file don't add up to the states that it names."];
}

function checkFigures() {
  const isIndex = (index) => Number.isInteger(index) && index >= 0 && index < size;
  const lists = [
    ...(impact?.figures ?? []).flatMap((figure) => figure.values.map((value) => value.events)),
    ...(milestones ?? []).map((milestone) => milestone.events),
  ];
  if (!impact || !milestones || !lists.every((list) => list.every(isIndex))) {
    return ["Figures", "bad", "They can't be read, or name events that aren't there."];
  }
  return ["Figures", "written", "Every event that they name is here. No signature covers them; "
    + "twinledger verify computes them anew."];
}

async function verify() {
  if (!note) {
    checks = [["Checkpoint", "bad", "This file has no checkpoint that can be read."]];
    eventsHold = false;
    return;
  }
  const isOfIt = about && about.origin === note.origin && about.size === note.size
    && about.root === hex(note.root);
  if (!isOfIt) broken.push("What the file says of itself isn't what its checkpoint says.");
  checks.push(await checkEvents());
  checks.push(await checkSignature(await readKey(about?.verifierKey ?? ""),
    "that the file brought itself"));
  showVerdict();
  refresh();
  checks.push(await checkStates(), checkFigures());
}

// ---------------------------------------------------------------- States

/** JSON as RFC 8785 writes it, of values without fractions. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

const put = (holder, name, value) => Object.defineProperty(holder, name, {
  value, configurable: true, enumerable: true, writable: true,
});

/** Applies operations to `holder.state`; with `told`, each with what was there before. */
function apply(holder, operations, told) {
  for (const [operation, path, value] of operations) {
    const names = String(path).split("/").slice(1)
      .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
    let parent = holder;
    let name = "state";
    let place = "";
    for (const next of names) {
      parent = parent?.[name];
      const isList = Array.isArray(parent);
      name = isList ? (next === "-" ? parent.length : Number(next)) : next;
      place += isList ? `[${name + 1}]` : `${place === "" ? "" : "."}${name}`;
    }
    if (parent === null || typeof parent !== "object") continue;
    const isNew = operation === "add" && (Array.isArray(parent) || !Object.hasOwn(parent, name));
    told?.push([place, isNew ? undefined : structuredClone(parent[name]), value]);
    if (!Array.isArray(parent)) {
      if (operation === "remove") delete parent[name];
      else put(parent, name, value);
    } else if (operation === "remove") parent.splice(name, 1);
    else if (operation === "replace") parent[name] = value;
    else parent.splice(name, 0, value);
  }
}

/** States folded before, by subject, up to which of their changes; the oldest go first. */
const kept = new Map();

function operationsOn(subject, index) {
  const { own: ops, others } = changesOf(index);
  const found = subjectOf[index] === subject ? [...ops] : [];
  for (const [name, more] of others) if (name === subjects.list[subject]) found.push(...more);
  return found;
}

/** A subject's state as known after `at` events. It changes with the next call: don't keep it. */
function stateAt(subject, at, isKept = true) {
  const stream = streams[subject] ?? [];
  let found = kept.get(subject);
  if (!found || (found.done > 0 && stream[found.done - 1] >= at)) found = { done: 0, holder: {} };
  while (found.done < stream.length && stream[found.done] < at) {
    apply(found.holder, operationsOn(subject, stream[found.done]));
    found.done += 1;
  }
  if (isKept) {
    kept.delete(subject);
    kept.set(subject, found);
    if (kept.size > 256) kept.delete(kept.keys().next().value);
  }
  return found.holder.state;
}

/** How many of an ascending list are below a bound. */
function below(list, bound) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A value as lines of a path and something plain. Facts lead to their events. */
function flat(value, path = "") {
  if (value === null || typeof value !== "object") {
    return [[path, value === null ? "none" : value === true ? "yes" : value === false ? "no"
      : own(value)]];
  }
  const names = Object.keys(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return [[path, "none"]];
    if (value.every((item) => item === null || typeof item !== "object")) {
      return [[path, own(value.join(", "))]];
    }
    return value.flatMap((item, place) => flat(item, `${path}[${place + 1}]`));
  }
  if (names.length === 3 && Number.isInteger(value.index) && "recorded_time" in value
    && "time" in value) {
    return [[path, [eventLink(value.index), ", ", own(value.time), value.time
      === value.recorded_time ? "" : [", recorded ", own(value.recorded_time)]]]];
  }
  if (names.length === 2 && "at" in value && "precision" in value) return [[path, own(value.at)]];
  if (names.length === 0) return [[path, "nothing"]];
  return names.sort().flatMap((name) => flat(value[name], path === "" ? name : `${path}.${name}`));
}

const words = (value) => (value === undefined ? "" : flat(value)
  .map(([path, text], place) => [place > 0 ? "; " : "", path === "" ? "" : `${path} `, text]));

// ---------------------------------------------------------------- Addresses

/** The address behind the hash sign: a view and its parameters. */
function address() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...rest] = path.split("/");
  return { view: view || "check", rest, query: new URLSearchParams(query ?? "") };
}

const link = (view, query) => {
  const text = new URLSearchParams(Object.entries(query ?? {})
    .filter(([, value]) => value !== "" && value !== null && value !== undefined)).toString();
  return `#/${view}${text === "" ? "" : `?${text}`}`;
};

const eventLink = (index, text) =>
  el("a", { href: link(`event/${index}`) }, text ?? `event ${index}`);

const subjectLink = (name, at) =>
  el("a", { href: link("timeline", { at, subject: name }) }, own(name));

/** Changes the address without leaving a trace in the history. */
function readdress(view, query) {
  history.replaceState(null, "", link(view, query));
}

const views = ["check", "timeline", "events", "event", "figures", "milestones"];
let lastView = null;

function render() {
  const { view, rest, query } = address();
  const name = views.includes(view) ? view : "check";
  for (const each of views) {
    $(`view-${each}`).hidden = each !== name;
    if (each === name) $(`view-${each}`).classList.remove("unseen");
  }
  for (const each of document.querySelectorAll("nav a")) {
    const isHere = each.getAttribute("href") === `#/${name === "event" ? "events" : name}`;
    if (isHere) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
  if (name === "timeline") showTimeline(query);
  if (name === "events") showEvents(query);
  if (name === "event") showEvent(Number(rest[0]));
  if (name === "figures") showFigures();
  if (name === "milestones") showMilestones(query);
  const isOfSubject = name === "timeline" && timeline.subject !== "";
  const here = `${name}/${isOfSubject ? timeline.subject : rest.join("/")}`;
  document.title = `${$(`h-${name}`).textContent}: audit pack ${shown(note?.origin ?? "")}`;
  if (lastView !== null && lastView !== here) {
    if (isOfSubject && $("h-subject")) $("h-subject").focus();
    else {
      $(`h-${name}`).focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }
  lastView = here;
}

/** Shows the view anew that is open, as more was read. */
function refresh() {
  if (!document.activeElement?.closest("main")) render();
}

// ---------------------------------------------------------------- Verification

function showProgress(what, share) {
  $("progress-label").textContent = what;
  if (share === null) $("progress").removeAttribute("value");
  else $("progress").value = share;
}

const judged = { good: "holds", bad: "doesn't hold", open: "not checked", written: "as written" };

function showVerdict() {
  const all = given ? [...checks.filter(([name]) => name !== "Signature"), given] : checks;
  const isBad = all.some(([, state]) => state === "bad") || broken.length > 0;
  const signature = all.find(([name]) => name === "Signature");
  const isOpen = !isBad && signature?.[1] !== "good";
  const state = isBad ? "bad" : isOpen ? "open" : "good";
  const first = all.find(([, each]) => each === "bad")?.[2] ?? broken[0] ?? "";
  const events = `All ${plural(size, "event")} are those that the checkpoint covers`;
  $("verdict").className = `verdict ${state}`;
  fill($("verdict-word"), { good: "Verified", bad: "Not verified", open: "Signature not checked" }
    [state]);
  if (isBad) fill($("verdict-text"), first);
  else if (isOpen) fill($("verdict-text"), `${events}. ${signature?.[2] ?? ""}`);
  else if (given) fill($("verdict-text"), `${events}, and it is signed by the key that you gave.`);
  else {
    fill($("verdict-text"), `${events}, and it is signed by the key that this file brought. `
      + "Compare that key with the one you were given.");
  }
  const rows = all
    .map(([name, each, text]) => [name, el("span", { class: `${each}-word` }, judged[each]), text]);
  broken.forEach((text) => rows.push(["The file", el("span", { class: "bad-word" }, judged.bad),
    text]));
  fill($("checks"), table("What was checked", ["Part", "Result", "In words"], rows));
  fill($("bad"), badEvents.length === 0 ? null : [
    el("h3", {}, "Events that were changed"),
    el("ul", {}, badEvents.slice(0, 200).map(([index, text]) =>
      el("li", {}, text, " ", eventLink(index, `Look at event ${index}`)))),
    badEvents.length > 200 ? el("p", {}, `And ${count(badEvents.length - 200)} more.`) : null]);
}

function showHead() {
  $("synthetic").hidden = about?.synthetic !== true;
  fill($("origin"), note?.origin ?? about?.origin ?? "that can't be read");
  fill($("extent"), `${plural(size, "event")}, the last recorded at `,
    own(about?.recordedTime ?? "an unknown time"), "; root ",
    el("span", { class: "code" }, note ? hex(note.root) : "unknown"));
  fill($("own-key"), about?.verifierKey ?? "none");
  setLines($("note"), note?.text ?? "");
  $("size").max = size;
  $("size-number").max = size;
}

async function checkGivenKey() {
  const text = $("key").value.trim();
  if (text === "") {
    given = null;
    fill($("key-result"), "Paste a key first.");
  } else if (!note || !subtle) {
    fill($("key-result"), "Nothing can be checked here.");
  } else {
    given = await checkSignature(await readKey(text), "that you gave");
    const isSame = text === about?.verifierKey;
    fill($("key-result"), given[2], isSame ? " It is the one that the file brought."
      : " It isn't the one that the file brought.");
  }
  if (checks.length > 0) showVerdict();
}

async function saveKey() {
  const key = await readKey($("key").value.trim() || (about?.verifierKey ?? ""));
  if (key) save("key.der", new Uint8Array([...fromHex("302a300506032b6570032100"), ...key.bytes]));
}

function setUpVerification() {
  $("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    checkGivenKey();
  });
  $("save-text").addEventListener("click", () =>
    save("checkpoint.txt", encoder.encode(note?.signed ?? ""), "text/plain"));
  $("save-signature").addEventListener("click", () =>
    save("checkpoint.sig", note?.signatures[0].bytes ?? new Uint8Array()));
  $("save-key").addEventListener("click", saveKey);
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("content").focus();
  });
}

// ---------------------------------------------------------------- Timeline

const timeline = { at: 0, subject: "", kind: "", text: "", page: 0 };

/** How many subjects have an event among the first `at`. */
function subjectsAt(at) {
  let low = 0;
  let high = subjects.list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((streams[middle]?.[0] ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const kindOf = (name) => name.slice(0, Math.max(0, name.indexOf("/"))) || name;

function showTimeline(query) {
  const asked = query.get("at");
  timeline.at = asked === null ? readCount : Math.min(readCount, Math.max(0, Number(asked) || 0));
  timeline.subject = query.get("subject") ?? "";
  timeline.kind = query.get("kind") ?? "";
  timeline.text = query.get("text") ?? "";
  timeline.page = Math.max(0, Number(query.get("page")) || 0);
  if (document.activeElement !== $("subject-text")) $("subject-text").value = timeline.text;
  drawTimeline();
}

function moveTimeline(change) {
  Object.assign(timeline, change);
  timeline.at = Math.min(readCount, Math.max(0, timeline.at));
  readdress("timeline", { ...timeline, page: timeline.page || "" });
  drawTimeline();
}

function drawTimeline() {
  const { at } = timeline;
  const recorded = at > 0 ? moment(recordedOf[at - 1]) : "before the first event";
  $("size").value = at;
  $("size").setAttribute("aria-valuetext", `${count(at)} of ${plural(size, "event")}, ${recorded}`);
  if (document.activeElement !== $("size-number")) $("size-number").value = at;
  $("size-first").disabled = $("size-back").disabled = at === 0;
  $("size-last").disabled = $("size-on").disabled = at === readCount;
  fill($("as-of"), `As known at size ${count(at)}`,
    at > 0 ? `, recorded until ${recorded}.` : ", before the first event.");
  fill($("last-event"), at === 0 ? null : [
    el("h3", {}, "The last event of these: ", eventLink(at - 1, `event ${at - 1}, `
      + types.list[typeOf[at - 1]])), changesTable(at - 1)]);
  drawSubjects();
  drawSubject();
}

function drawSubjects() {
  const { at } = timeline;
  const known = subjectsAt(at);
  const kinds = new Map();
  const found = [];
  const text = timeline.text.toLowerCase();
  for (let subject = 0; subject < known; subject += 1) {
    const name = subjects.list[subject];
    const kind = kindOf(name);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (timeline.kind !== "" && kind !== timeline.kind) continue;
    if (text === "" || name.toLowerCase().includes(text)) found.push(subject);
  }
  choices($("kind"), [["", `all (${count(known)})`], ...[...kinds].sort()
    .map(([kind, number]) => [kind, `${kind} (${count(number)})`])], timeline.kind);
  const pages = Math.max(1, Math.ceil(found.length / subjectsPerPage));
  const page = Math.min(timeline.page, pages - 1);
  const rows = found.slice(page * subjectsPerPage, (page + 1) * subjectsPerPage).map((subject) => {
    const stream = streams[subject];
    const events = below(stream, at);
    const state = stateAt(subject, at);
    return [subjectLink(subjects.list[subject], at),
      typeof state?.state === "string" ? own(state.state) : "",
      String(state?.stream?.version ?? events), eventLink(stream[events - 1])];
  });
  fill($("subject-count"), `${plural(found.length, "subject")} as known then.`);
  keepingFocus(() => fill($("subjects"),
    table("Subjects", ["Subject", "State", "Version", "Last event"], rows),
    pager("subjects", page, pages, (target) => moveTimeline({ page: target }))));
}

function drawSubject() {
  const subject = subjects.numbers.get(timeline.subject);
  if (subject === undefined) {
    fill($("subject"));
    return;
  }
  const events = (streams[subject] ?? []).slice(0, below(streams[subject] ?? [], timeline.at));
  const state = stateAt(subject, timeline.at);
  const listed = events.slice(-rowsPerPage).reverse();
  fill($("subject"), el("h3", { id: "h-subject", tabindex: "-1" }, own(timeline.subject)),
    state === undefined ? el("p", {}, "It has no state as known then.") : [
      table("State as known then", ["Member", "Value"], flat(state)),
      el("details", {}, el("summary", {}, "The state as canonical JSON"),
        el("pre", { id: "state-json" }, canonical(state)))],
    table(`Its events until then, the last first${events.length > listed.length
      ? `; ${count(listed.length)} of ${count(events.length)}` : ""}`, eventColumns,
      listed.map(eventRow)),
    events.length > listed.length ? el("p", {},
      el("a", { href: link("events", { prefix: timeline.subject }) }, "All of its events")) : null);
}

function choices(select, pairs, chosen) {
  const isSame = select.options.length === pairs.length
    && pairs.every(([value, text], place) => select.options[place].value === value
      && select.options[place].textContent === shown(text));
  if (!isSame) fill(select, pairs.map(([value, text]) => el("option", { value }, text)));
  select.value = pairs.some(([value]) => value === chosen) ? chosen : "";
}

/** Where events recorded up to a time end. */
function sizeAt(milliseconds) {
  let low = 0;
  let high = readCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (recordedOf[middle] <= milliseconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

function drawTicks() {
  const places = [0, 0.5, 1].map((share) => Math.round(share * Math.max(0, readCount - 1)));
  fill($("ticks"), readCount === 0 ? null : places.map((index) =>
    el("span", {}, moment(recordedOf[index]).slice(0, 10))));
}

function setUpTimeline() {
  let frame = 0;
  $("size").addEventListener("input", () => {
    timeline.at = Number($("size").value);
    if (frame === 0) {
      frame = requestAnimationFrame(() => {
        frame = 0;
        drawTimeline();
      });
    }
  });
  $("size").addEventListener("change", () => moveTimeline({ at: Number($("size").value) }));
  $("size-number").addEventListener("change", () =>
    moveTimeline({ at: Number($("size-number").value) || 0 }));
  for (const [id, target] of [["size-first", () => 0], ["size-back", () => timeline.at - 1],
    ["size-on", () => timeline.at + 1], ["size-last", () => readCount]]) {
    $(id).addEventListener("click", () => moveTimeline({ at: target() }));
  }
  $("moment").addEventListener("change", () => {
    const milliseconds = Date.parse(`${$("moment").value}Z`);
    if (Number.isFinite(milliseconds)) moveTimeline({ at: sizeAt(milliseconds + 999) });
  });
  $("kind").addEventListener("change", () => moveTimeline({ kind: $("kind").value, page: 0 }));
  $("subject-text").addEventListener("input", () =>
    moveTimeline({ text: $("subject-text").value.trim(), page: 0 }));
  for (const id of ["scrub", "subject-filter"]) {
    $(id).addEventListener("submit", (event) => event.preventDefault());
  }
}

// ---------------------------------------------------------------- Events

const eventColumns = ["Event", "Type", "Subject", "Happened", "Recorded"];

function eventRow(index) {
  return [eventLink(index), types.list[typeOf[index]],
    subjectLink(subjects.list[subjectOf[index]], index + 1), moment(timeOf[index]),
    timeOf[index] === recordedOf[index] ? "at once" : moment(recordedOf[index])];
}

const eventFilters = ["text", "type", "prefix", "role", "from", "until"];
const search = { query: {}, found: null, page: 0, run: 0 };

/** The events of a figure's value or a milestone, as the address names them; null for all. */
function evidenceOf(query) {
  if (query.figure !== undefined) {
    const value = impact?.figures.find(({ id }) => id === query.figure)?.values
      .find(({ key }) => key === query.value);
    return { name: `${query.figure}, ${query.value}`, events: value?.events ?? [],
      says: value ? `${value.value} ${value.unit}` : "" };
  }
  if (query.milestone !== undefined) {
    const found = milestones?.find((each) => each.milestone === query.milestone
      && each.pairing === query.pairing);
    return { name: `${query.milestone} of ${query.pairing}`, events: found?.events ?? [],
      says: found?.status ?? "" };
  }
  return null;
}

function showEvents(parameters) {
  const query = Object.fromEntries(parameters);
  for (const name of eventFilters) {
    if (document.activeElement !== $(name) && $(name).tagName !== "SELECT") {
      $(name).value = query[name] ?? "";
    }
  }
  choices($("type"), [["", "all"], ...[...types.list].sort().map((name) => [name, name])],
    query.type ?? "");
  choices($("role"), [["", "all"], ...[...roles.list].sort().map((name) => [name, name])],
    query.role ?? "");
  const evidence = evidenceOf(query);
  fill($("evidence"), evidence && el("p", {},
    `The ${plural(evidence.events.length, "event")} behind `, own(evidence.name),
    evidence.says === "" ? "" : [": ", own(evidence.says)], ". ",
    el("a", { href: link("events") }, "All events")));
  search.query = query;
  search.page = Math.max(0, Number(query.page) || 0);
  runSearch();
}

async function runSearch() {
  search.run += 1;
  const { run, query } = search;
  const evidence = evidenceOf(query)?.events ?? null;
  const text = (query.text ?? "").toLowerCase();
  const type = query.type ? types.numbers.get(query.type) ?? -1 : null;
  const role = query.role ? roles.numbers.get(query.role) ?? -1 : null;
  const prefix = (query.prefix ?? "").toLowerCase();
  const held = prefix === "" ? null
    : subjects.list.map((name) => name.toLowerCase().includes(prefix));
  const from = query.from ? Date.parse(`${query.from}T00:00:00Z`) : -Infinity;
  const until = query.until ? Date.parse(`${query.until}T23:59:59.999Z`) : Infinity;
  const passes = (index) => (type === null || typeOf[index] === type)
    && (role === null || roleOf[index] === role) && (held === null || held[subjectOf[index]])
    && recordedOf[index] >= from && recordedOf[index] <= until;
  const found = [];
  if (evidence) {
    for (const index of evidence) {
      if (passes(index) && (text === "" || eventText(index).toLowerCase().includes(text))) {
        found.push(index);
      }
      if (found.length % 1024 === 1023) await breathe();
      if (search.run !== run) return;
    }
  } else {
    for (let first = 0; first < readCount; first += blockEvents) {
      const end = Math.min(readCount, first + blockEvents);
      const lines = text === "" ? null
        : decoder.decode(blocks[first / blockEvents].bytes).toLowerCase().split("\0");
      for (let index = first; index < end; index += 1) {
        if (passes(index) && (!lines || lines[index - first + 1]?.includes(text))) {
          found.push(index);
        }
      }
      await breathe();
      if (search.run !== run) return;
    }
  }
  search.found = found;
  drawEvents();
}

function drawEvents() {
  const { found } = search;
  const pages = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const page = Math.min(search.page, pages - 1);
  fill($("event-count"), `${plural(found.length, "event")} of ${count(readCount)}`
    + (readCount < size ? " read so far." : "."));
  keepingFocus(() => fill($("events"), found.length === 0 ? null : [
    table(`Events, page ${count(page + 1)} of ${count(pages)}`, eventColumns,
      found.slice(page * rowsPerPage, (page + 1) * rowsPerPage).map(eventRow)),
    pager("events", page, pages, (target) => {
      search.page = target;
      readdress("events", { ...search.query, page: target || "" });
      drawEvents();
    })]));
}

function setUpEvents() {
  let timer = 0;
  const changed = () => {
    const query = { ...search.query, page: "" };
    for (const name of eventFilters) query[name] = $(name).value.trim();
    readdress("events", query);
    showEvents(address().query);
  };
  $("event-filter").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(changed, 200);
  });
  $("event-filter").addEventListener("reset", () => setTimeout(() => {
    $("event-filter").querySelectorAll("select").forEach((select) => { select.value = ""; });
    changed();
  }, 0));
  $("event-filter").addEventListener("submit", (event) => event.preventDefault());
}

// ---------------------------------------------------------------- One event

function changesTable(index) {
  const subject = subjectOf[index];
  const { own: ops, others } = changesOf(index);
  const told = [];
  const before = structuredClone(stateAt(subject, index));
  apply({ state: before }, ops, told);
  const rows = told.flatMap(([name, old, value]) => name === "" && old === undefined
    ? flat(value ?? null).map(([part, text]) => [own(part), "", text])
    : [[own(name), words(old), words(value)]]);
  return [
    rows.length === 0 ? el("p", {}, "It changed no state.")
      : table(`What event ${index} changed in ${shown(subjects.list[subject])}`,
        ["Member", "Before", "After"], rows),
    others.length === 0 ? null : el("p", {}, "It also changed ",
      others.map(([name], place) => [place > 0 ? ", " : "", subjectLink(name, index + 1)]), ".")];
}

function showEvent(index) {
  if (!(Number.isInteger(index) && index >= 0 && index < readCount)) {
    fill($("h-event"), "Event");
    fill($("event"), el("p", {}, readCount < size ? "Not read yet." : "There is no such event."));
    return;
  }
  const event = eventValue(index);
  const subject = subjects.list[subjectOf[index]];
  const stream = streams[subjectOf[index]];
  const place = stream.indexOf(index);
  const step = (target, text) => (target === undefined ? null
    : el("li", {}, el("a", { href: link(`event/${target}`) }, text)));
  fill($("h-event"), `Event ${index}: ${types.list[typeOf[index]]}`);
  const bad = badEvents.find(([first]) => first === index);
  fill($("event"),
    bad ? el("p", { class: "banner bad-word" }, bad[1]) : null,
    el("nav", { "aria-label": "Other events" }, el("ul", {},
      step(index > 0 ? index - 1 : undefined, "The event before"),
      step(index + 1 < readCount ? index + 1 : undefined, "The event after"),
      step(stream[place - 1], "Before it, of the subject"),
      step(stream[place + 1], "After it, of the subject"))),
    facts([["Subject", subjectLink(subject, index + 1)],
      ["Happened", own(event.time ?? "unknown")],
      ["Recorded", own(event.recordedtime ?? "unknown")],
      ["By", own(`${event.actor ?? "unknown"}, ${event.actorrole ?? "unknown"}`)],
      ["Counts in", countedIn(index)]]),
    table("What it says", ["Member", "Value"], flat(event.data ?? null)),
    changesTable(index),
    el("h3", {}, "The bytes"),
    el("p", {}, `${plural(eventBytes(index).length, "byte")}, as stored and hashed. Characters `
      + "that could hide or turn others are spelled out here; the file that you save has them as "
      + "they are."),
    el("pre", { id: "bytes" }, eventText(index)),
    el("p", { class: "buttons" }, el("button", { type: "button", onclick: () =>
      save(`event-${index}.json`, eventBytes(index).slice(), "application/json") },
    "Save the bytes")),
    el("h3", {}, "The proof"), el("div", { id: "proof" },
      el("p", {}, tree ? "Being made." : "It can be made once all events are read.")));
  showProof(index);
}

function countedIn(index) {
  const found = (impact?.figures ?? []).flatMap((figure) => figure.values
    .filter(({ events }) => events.includes(index)).map(({ key }) =>
      el("a", { href: link("events", { figure: figure.id, value: key }) },
        own(`${figure.id} ${key}`))));
  for (const each of milestones ?? []) {
    if (each.events.includes(index)) {
      found.push(el("a", { href: link("events",
        { milestone: each.milestone, pairing: each.pairing }) }, own(each.milestone)));
    }
  }
  return found.length === 0 ? "no figure"
    : found.map((each, place) => [place > 0 ? ", " : "", each]);
}

async function showProof(index) {
  if (!tree || !note) return;
  const bytes = eventBytes(index);
  const hash = await leafHash(bytes);
  const path = await tree.path(index);
  const root = await rootOf(hash, index, size, path);
  if (address().view !== "event" || Number(address().rest[0]) !== index) return;
  const holds = root !== null && equal(root, note.root);
  const proof = `c2sp.org/tlog-proof@v1\nextra ${base64(bytes)}\nindex ${index}\n`
    + `${path.map((each) => `${base64(each)}\n`).join("")}\n${note.text}`;
  fill($("proof"),
    el("p", {}, holds
      ? [el("span", { class: "good-word" }, "It holds."), " This event's hash and the ",
        plural(path.length, "hash", "hashes"), " beside it on the way up lead to the root in the "
        + "checkpoint."]
      : [el("span", { class: "bad-word" }, "It doesn't hold."), " The event, or another one, isn't "
        + "what the checkpoint covers."]),
    facts([["Hash of the event", el("span", { class: "code" }, hex(hash))],
      ["Root", el("span", { class: "code" }, hex(note.root))]]),
    el("p", { class: "buttons" }, el("button", { type: "button", disabled: !holds,
      onclick: () => save(`event-${index}.tlog-proof`, encoder.encode(proof), "text/plain") },
    "Save the proof")),
    el("details", {}, el("summary", {}, "The proof as a file (C2SP tlog-proof)"),
      el("pre", { id: "proof-text" })));
  setLines($("proof-text"), proof);
}

// ---------------------------------------------------------------- Figures

function eventsOf(value, query) {
  const indexes = value.events;
  if (indexes.length === 0) return "none";
  const few = indexes.slice(0, 12).join(", ");
  const all = plural(indexes.length, "event");
  return [el("a", { class: "screen", href: link("events", query) }, all),
    el("span", { class: "paper" }, indexes.length > 12
      ? `${few} and ${count(indexes.length - 12)} more` : few)];
}

function valueParts(value) {
  const parts = [];
  if (value.numerator !== undefined) parts.push(`${value.numerator}/${value.denominator}`);
  if (value.notReported) parts.push(`${value.notReported} not reported`);
  return parts.join(", ");
}

let figuresShown = false;

function showFigures() {
  if (figuresShown || !impact) return;
  figuresShown = true;
  const period = impact.period
    ? `from ${impact.period.from} to before ${impact.period.to}` : "all of it";
  fill($("figures"),
    el("p", {}, "As of size ", own(impact.asOf?.size), ", now being ", own(impact.asOf?.now),
      "; period: ", own(period), "; definitions ", own(impact.definitions),
      ". NR is not reported, never zero. Each value leads to the events behind it."),
    impact.figures.map((figure) => el("details", { id: `figure-${figure.id}`,
      open: figure.values.length <= 8 },
    el("summary", {}, el("h3", {}, own(figure.id), " ", own(figure.name))),
    table(figure.name, ["Value", "Amount", "Unit", "Of", "Events"], figure.values.map((value) => [
      own(value.key), own(value.value), own(value.unit), valueParts(value),
      eventsOf(value, { figure: figure.id, value: value.key })]), false),
    (figure.notes ?? []).map((text) => el("p", { class: "quiet" }, own(text))))));
}

// ---------------------------------------------------------------- Milestones

const milestoneView = { pairing: "", status: "", page: 0 };

function showMilestones(query) {
  milestoneView.pairing = query.get("pairing") ?? "";
  milestoneView.status = query.get("status") ?? "";
  milestoneView.page = Math.max(0, Number(query.get("page")) || 0);
  if (document.activeElement !== $("pairing")) $("pairing").value = milestoneView.pairing;
  drawMilestones(rowsPerPage);
}

function drawMilestones(perPage) {
  if (!milestones) return;
  const statuses = [...new Set(milestones.map(({ status }) => status))].sort();
  choices($("status"), [["", "all"], ...statuses.map((name) => [name, name])],
    milestoneView.status);
  const text = milestoneView.pairing.toLowerCase();
  const found = milestones.filter(({ pairing, status }) => pairing.toLowerCase().includes(text)
    && (milestoneView.status === "" || status === milestoneView.status));
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const page = Math.min(milestoneView.page, pages - 1);
  fill($("milestone-count"),
    `${plural(found.length, "milestone")} of ${count(milestones.length)}.`);
  const day = (text) => (text ? own(text.slice(0, 10)) : "");
  keepingFocus(() => fill($("milestones-table"), found.length === 0 ? null : [
    table(`Milestones, page ${count(page + 1)} of ${count(pages)}`,
      ["Milestone", "Pairing", "Due", "Status", "On", "Days late", "Flags", "Events"],
      found.slice(page * perPage, (page + 1) * perPage).map((each) => [
        [own(each.milestone), " ", own(each.name), each.mandatory ? "" : " (optional)"],
        subjectLink(each.pairing, size), day(each.due), own(each.status), day(each.achieved),
        each.daysLate === null ? "" : String(each.daysLate), own(each.flags.join(", ")),
        eventsOf(each, { milestone: each.milestone, pairing: each.pairing })])),
    pager("milestones", page, pages, (target) => moveMilestones({ page: target }))]));
}

function moveMilestones(change) {
  Object.assign(milestoneView, change);
  readdress("milestones", { ...milestoneView, page: milestoneView.page || "" });
  drawMilestones(rowsPerPage);
}

function setUpMilestones() {
  $("pairing").addEventListener("input", () =>
    moveMilestones({ pairing: $("pairing").value.trim(), page: 0 }));
  $("status").addEventListener("change", () =>
    moveMilestones({ status: $("status").value, page: 0 }));
  $("milestone-filter").addEventListener("submit", (event) => event.preventDefault());
}

// ---------------------------------------------------------------- On paper

/** On paper stand the verification, all figures and milestones, and what else was looked at. */
function setUpPrinting() {
  const opened = [];
  window.addEventListener("beforeprint", () => {
    showFigures();
    drawMilestones(2000);
    for (const id of ["view-timeline", "view-events", "view-event"]) {
      $(id).classList.toggle("unseen", $(id).hidden);
    }
    for (const each of document.querySelectorAll("details:not([open])")) {
      each.open = true;
      opened.push(each);
    }
  });
  window.addEventListener("afterprint", () => {
    opened.splice(0).forEach((each) => { each.open = false; });
    drawMilestones(rowsPerPage);
  });
}

// ---------------------------------------------------------------- Beginning

async function begin() {
  setUpVerification();
  setUpTimeline();
  setUpEvents();
  setUpMilestones();
  setUpPrinting();
  window.addEventListener("hashchange", render);
  fill($("verdict-word"), "Being verified");
  fill($("verdict-text"), "The events are being read and hashed.");
  while (document.readyState === "loading" && !document.querySelector("script.events")) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  readDescription();
  showHead();
  impact = await readFigures("impact");
  milestones = await readFigures("milestones");
  render();
  await readBlocks();
  drawTicks();
  refresh();
  if (subtle) {
    await verify();
  } else {
    checks = [["Events", "open", "Not checked: this browser lets no page hash that came over an "
      + "insecure connection. Save the file and open it from the disk."]];
  }
  $("load").hidden = true;
  showVerdict();
  refresh();
}

begin().catch((error) => {
  $("verdict").className = "verdict bad";
  fill($("verdict-word"), "Not verified");
  fill($("verdict-text"), `This page's program failed: ${error}. Check the file with twinledger `
    + "verify.");
});
})();
