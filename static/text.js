// How long a text is, for the composer: the rules of app/domain/richtext.h once more, with the same tables
// (tools/text_tables.py). t/conformance holds both together.
// Works on arrays of code points; the names are those of the C files.

const LIMIT = 280, URL_WEIGHT = 23, LIGHT = 100, HEAVY = 200;
const URL_MAX = 4096, SHORT_MAX = 40, LOCAL_PART_MAX = 64, UNSEEN_MAX = 16, LABEL_MAX = 63, HOST_MAX = 253;
const HOST = 4, EMOJI = 8, EMOJI_TEXT = 16, EMOJI_BASE = 32, SPACED = 64;

const tables = await (await fetch(new URL("./text_tables.json", import.meta.url))).json();
const starts = [], classes = [];
let begin = 0;
for (const run of tables.classes.split(" ")) {
  const [length, flags] = run.split(",");
  starts.push(begin);
  classes.push(parseInt(flags, 36));
  begin += parseInt(length, 36);
}
starts.push(begin);
classes.push(0);
const live = new Set(tables.domains.split(" "));
const gone = new Set(tables.gone.split(" "));

function classOf(c) {
  let low = 0, high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= c) low = middle;
    else high = middle;
  }
  return c >= 0 ? classes[low] : 0;
}

const codes = (text) => new Set(Array.from(text, (c) => c.codePointAt(0)));
const at = (p, i) => (i >= 0 && i < p.length ? p[i] : -1);
const within = (c, from, to) => c >= from && c <= to;
const isDigit = (c) => within(c, 48, 57);
const isLetter = (c) => within(c, 97, 122) || within(c, 65, 90);
const isAlnum = (c) => isDigit(c) || isLetter(c);
const isWord = (c) => isAlnum(c) || c === 95;
const isAccented = (c) => (within(c, 0xc0, 0x24f) && c !== 0xd7 && c !== 0xf7) || within(c, 0x253, 0x28b) ||
  c === 0x2bb || within(c, 0x300, 0x36f) || within(c, 0x1e00, 0x1eff);
const isCyrillic = (c) => within(c, 0x400, 0x4ff);
const text = (p, from, to) => p.slice(from, to).map((c) => String.fromCodePoint(c)).join("");
const lower = (c) => (within(c, 65, 90) ? c + 32 : c);

// --- hosts ---

const noTldBefore = codes("@+-");

function tldEnd(p, from, retired) {
  let name = "", found = from;
  for (let i = from; i < p.length && i - from < LABEL_MAX; i++) {
    name += String.fromCodePoint(lower(p[i]));
    if ((live.has(name) || (retired && gone.has(name))) && !isAlnum(at(p, i + 1)) && !noTldBefore.has(at(p, i + 1))) found = i + 1;
  }
  return found;
}

function adapt(delta, points, first) {
  let k = 0;
  delta = Math.floor(delta / (first ? 700 : 2));
  delta += Math.floor(delta / points);
  for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
  return k + Math.floor((36 * delta) / (delta + 38));
}

function digitsOf(delta, bias) {
  let count = 1, q = delta;
  for (let k = 36; ; k += 36, count++) {
    const t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
    if (q < t) return count;
    q = Math.floor((q - t) / (36 - t));
  }
}

// RFC 3492: only the length.
function labelLength(label) {
  const plain = label.filter((c) => c < 128).length;
  if (label.length > LABEL_MAX || plain === label.length) return Math.min(label.length, LABEL_MAX + 1);
  let n = 128, delta = 0, bias = 72, handled = plain, length = plain + (plain > 0 ? 1 : 0);
  for (; handled < label.length; delta++, n++) {
    const next = Math.min(...label.filter((c) => c >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const c of label) {
      if (c < n) delta++;
      if (c !== n) continue;
      length += digitsOf(delta, bias);
      bias = adapt(delta, handled + 1, handled === plain);
      delta = 0;
      handled++;
    }
  }
  return Math.min(4 + length, LABEL_MAX + 1);
}

const lookAlikes = new Set([0x430, 0x435, 0x43e, 0x440, 0x441, 0x443, 0x445, 0x455, 0x456, 0x458, 0x475, 0x4bb, 0x4cf, 0x501, 0x51b, 0x51d]);
const resemblesLatin = (c) => within(c, 0x370, 0x58f) || within(c, 0x13a0, 0x13ff) || within(c, 0x1c80, 0x1c8f) ||
  within(c, 0x1f00, 0x1fff) || within(c, 0x2de0, 0x2dff) || within(c, 0xa640, 0xa69f) || within(c, 0xab70, 0xabbf);

function deceives(label, asciiTld) {
  const latin = label.some((c) => isLetter(c) || isAccented(c));
  const alike = asciiTld && label.every((c) => lookAlikes.has(c) || isDigit(c) || c === 45);
  return label.some(resemblesLatin) && (latin || alike);
}

function hostEnd(p, from, any) {
  const inLabel = (c) => isWord(c) || c === 45 || (any ? classOf(c) & HOST : isAccented(c));
  const labels = [];
  let end = from, bytes = 0;
  for (let i = from; ;) {
    let to = i;
    while (inLabel(at(p, to))) to++;
    const label = p.slice(i, to), length = labelLength(label);
    const edges = [label[0], label[label.length - 1]];
    if (to === i || at(p, to) !== 46 || edges.includes(45) || edges.includes(95)) return end;
    bytes += length + 1;
    if (length > LABEL_MAX || bytes > HOST_MAX) return end;
    labels.push(label);
    i = to + 1;
    const tld = label.includes(95) ? i : tldEnd(p, i, any);
    if (tld === i) continue;
    const ascii = p[i] < 128, behind = at(p, tld);
    const goesOn = ascii && (isAccented(behind) || (behind === 95 && !any) || classOf(behind) & SPACED);
    if (bytes + labelLength(p.slice(i, tld)) <= HOST_MAX && !goesOn && !labels.some((l) => deceives(l, ascii))) end = tld;
  }
}

// --- what follows a host ---

const pathSigns = codes("!*';:=+,.$/%#[]-_~@|&\u2013"), pathEnds = codes("+-=_#/");
const querySigns = codes("!?*'@();:&=+$/%#[]-_.,~|"), queryEnds = codes("_&=#/-");
const inPath = (c) => isAlnum(c) || pathSigns.has(c) || isCyrillic(c) || isAccented(c);

function pathRun(p, i) {
  while (inPath(at(p, i))) i++;
  return i;
}

function bracketsEnd(p, i) {
  let end = pathRun(p, i + 1);
  if (at(p, end) === 40) {
    const inner = pathRun(p, end + 1);
    if (inner === end + 1 || at(p, inner) !== 41) return i;
    end = pathRun(p, inner + 1);
  }
  return at(p, end) === 41 && end > i + 1 ? end + 1 : i;
}

function pathEnd(p, slash) {
  let end = slash + 1;
  for (let i = end; ;) {
    const c = at(p, i);
    if (inPath(c)) {
      i++;
      if (isAlnum(c) || pathEnds.has(c) || isCyrillic(c) || isAccented(c)) end = i;
      continue;
    }
    const behind = c === 40 ? bracketsEnd(p, i) : i;
    if (behind === i) return end;
    end = i = behind;
  }
}

function queryEnd(p, mark) {
  let end = mark;
  for (let i = mark + 1; isAlnum(at(p, i)) || querySigns.has(at(p, i)); i++)
    if (isAlnum(p[i]) || queryEnds.has(p[i])) end = i + 1;
  return end;
}

function portEnd(p, colon) {
  let i = colon + 1;
  if (at(p, colon) !== 58) return colon;
  while (isDigit(at(p, i))) i++;
  return i > colon + 1 ? i : colon;
}

function tailEnd(p, i) {
  i = portEnd(p, i);
  if (at(p, i) === 47) i = pathEnd(p, i);
  return at(p, i) === 63 ? queryEnd(p, i) : i;
}

// --- URLs ---

const noUrlBehind = codes("@\uff20#\uff03$\ufeff\ufffe\uffff"), noBareBehind = codes("-_./%");
const localSigns = codes("_.+-%");
const mayPrecede = (c) => !isAlnum(c) && !noUrlBehind.has(c);

const encoder = new TextEncoder();
const fits = (p, from, to) => encoder.encode(text(p, from, to)).length <= URL_MAX;

function shortEnd(p, host, hostTo) {
  let i = hostTo + 1;
  if (hostTo - host !== 4 || text(p, host, hostTo).toLowerCase() !== "t.co" || at(p, hostTo) !== 47) return 0;
  while (isAlnum(at(p, i))) i++;
  if (i === hostTo + 1) return 0;
  if (i - hostTo - 1 > SHORT_MAX) return host;
  return at(p, i) === 63 ? queryEnd(p, i) : i;
}

function findUrl(p, colon, floor) {
  const host = colon + 3;
  const from = [5, 4].map((n) => colon - n).find((i) => i >= floor && ["https", "http"].includes(text(p, i, colon).toLowerCase()));
  if (at(p, colon + 1) !== 47 || at(p, colon + 2) !== 47 || from === undefined || !mayPrecede(at(p, from - 1))) return null;
  const hostTo = hostEnd(p, host, true);
  if (hostTo === host) return null;
  const to = shortEnd(p, host, hostTo) || tailEnd(p, hostTo);
  return to > host && fits(p, from, to) ? [from, to] : null;
}

const isInvisible = (c) => c === 0xad || c === 0x61c || c === 0x180e || within(c, 0x200b, 0x200f) || within(c, 0x202a, 0x202e) ||
  within(c, 0x2060, 0x206f) || c === 0xfeff || within(c, 0xfff9, 0xfffb) || within(c, 0xe0000, 0xe007f);

function mayPrecedeBare(p, i) {
  let unseen = 0;
  for (; isInvisible(at(p, i - 1)) && unseen < UNSEEN_MAX; unseen++) i--;
  const c = at(p, i - 1);
  return unseen < UNSEEN_MAX && mayPrecede(c) && !noBareBehind.has(c) && !isAccented(c) && !(classOf(c) & SPACED);
}

const inBare = (c) => isWord(c) || c === 45 || isAccented(c);

function bareRunEnd(p, i) {
  while (at(p, i) === 46) {
    let end = i + 1;
    while (inBare(at(p, end))) end++;
    if (end === i + 1) return end;
    i = end;
  }
  return i;
}

function isLocalPart(p, i) {
  const most = i + LOCAL_PART_MAX;
  while (i < most && (isAlnum(at(p, i)) || localSigns.has(at(p, i)))) i++;
  return at(p, i) === 64;
}

function findBare(p, dot, floor) {
  let from = dot;
  while (from > floor && inBare(at(p, from - 1))) from--;
  const runEnd = bareRunEnd(p, dot);
  if (from === dot || !mayPrecedeBare(p, from) || isLocalPart(p, runEnd)) return [null, runEnd];
  let to = hostEnd(p, from, false);
  if (to === from) return [null, runEnd];
  if (at(p, portEnd(p, to)) === 47) to = tailEnd(p, to);
  return [fits(p, from, to) ? [from, to] : null, runEnd];
}

function urlsOf(p) {
  const found = [];
  let floor = 0;
  for (let i = 0; i < p.length;) {
    let url = null, on = i + 1;
    if (p[i] === 46) [url, on] = findBare(p, i, floor);
    else if (p[i] === 58) url = findUrl(p, i, floor);
    if (url) {
      found.push(url);
      floor = on = url[1];
    }
    i = on;
  }
  return found;
}

// --- emoji ---

const isRegional = (c) => within(c, 0x1f1e6, 0x1f1ff), isTone = (c) => within(c, 0x1f3fb, 0x1f3ff);
const JOINER = 0x200d, EMOJI_STYLE = 0xfe0f, TEXT_STYLE = 0xfe0e, KEYCAP = 0x20e3;

function keycapEnd(p, i) {
  if (!isDigit(at(p, i)) && at(p, i) !== 35 && at(p, i) !== 42) return i;
  const cap = at(p, i + 1) === EMOJI_STYLE ? i + 2 : i + 1;
  return at(p, cap) === KEYCAP ? cap + 1 : i;
}

function elementEnd(p, i, joined) {
  const flags = classOf(at(p, i)), next = at(p, i + 1);
  if (!(flags & (EMOJI | EMOJI_TEXT)) || next === TEXT_STYLE) return i;
  if ((isTone(next) && flags & EMOJI_BASE) || next === EMOJI_STYLE) return i + 2;
  if (!(flags & EMOJI) && !joined && next !== JOINER) return i;
  let tags = i + 1;
  while (within(at(p, tags), 0xe0020, 0xe007e)) tags++;
  return at(p, tags) === 0xe007f && tags > i + 1 ? tags + 1 : i + 1;
}

function emojiEnd(p, i) {
  const keycap = keycapEnd(p, i);
  if (keycap > i) return keycap;
  if (isRegional(at(p, i)) && isRegional(at(p, i + 1))) return i + 2;
  let end = elementEnd(p, i, false);
  if (end === i) return i;
  while (at(p, end) === JOINER) {
    const next = elementEnd(p, end + 1, true);
    if (next === end + 1) break;
    end = next;
  }
  return end === i + 1 && !(classOf(p[i]) & EMOJI) ? i : end;
}

// --- weights ---

const isLight = (c) => c <= 0x10ff || within(c, 0x2000, 0x200d) || within(c, 0x2010, 0x201f) || within(c, 0x2032, 0x2037);

// {weight: in characters, fits: how many UTF-16 units of text.normalize("NFC") do}
export function measure(typed) {
  const p = Array.from(typed.normalize("NFC"), (c) => c.codePointAt(0)), urls = urlsOf(p);
  let weight = 0, fit = 0, url = 0;
  for (let i = 0, to; i < p.length; i = to) {
    if (url < urls.length && urls[url][0] === i) {
      weight += URL_WEIGHT * LIGHT;
      to = urls[url++][1];
    } else {
      const emoji = emojiEnd(p, i);
      weight += emoji > i ? HEAVY : isLight(p[i]) ? LIGHT : HEAVY;
      to = emoji > i ? emoji : i + 1;
    }
    if (weight <= LIMIT * LIGHT) fit = to;
  }
  return { weight: Math.floor(weight / LIGHT), fits: text(p, 0, fit).length };
}
