// What the tests ask a page. Arguments: names of looks; gives name -> complaints, each a sentence.
// Handed to the page by the tests (t/browser/test_801_looks.py); no part of the site.

const shown = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
const called = (e) => `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}.${[...e.classList].join(".")} "${(e.textContent || e.name || "").trim().slice(0, 30)}"`;

// Colours

function channels(colour) {
  const numbers = colour.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
  const scale = colour.startsWith("color(") ? 255 : 1;
  return [...numbers.slice(0, 3).map((n) => n * scale), numbers[3] ?? 1];
}

const over = ([r, g, b, a], below) => [r, g, b].map((c, i) => c * a + below[i] * (1 - a));

function ground(element) {
  const layers = [];
  for (let e = element; e; e = e.parentElement) {
    layers.push(channels(getComputedStyle(e).backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255]);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(colour, below) {
  const [low, high] = [luminance(over(channels(colour), below)), luminance(below)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function* texts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(e) || !shown(e) || e.closest("script")) continue;
    seen.add(e);
    const face = e.closest("svg");
    if (face) yield [e, getComputedStyle(e).fill, channels(getComputedStyle(face.querySelector("circle")).fill)];
    else yield [e, getComputedStyle(e).color, ground(e)];
  }
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    yield [e, getComputedStyle(e).color, ground(e)];
    if (e.placeholder) yield [e, getComputedStyle(e, "::placeholder").color, ground(e)];
  }
}

// A link within a sentence may be as high as its line.
function small(isSmall) {
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")]
    .filter((e) => shown(e) && !e.matches(".skip") && !e.closest("[aria-hidden=true]"))
    .filter((e) => !(getComputedStyle(e).display === "inline" && e.closest("p:not(.byline), .bio")))
    .map((e) => [e, (e.matches("[type=checkbox], [type=radio]") ? e.labels[0] : e).getBoundingClientRect()]).filter(([e, r]) => isSmall(r, e))
    .map(([e, r]) => `${called(e)}: ${r.width.toFixed(1)} x ${r.height.toFixed(1)} px`);
}

const looks = {
  contrast: () => [...texts()].map(([e, colour, below]) => [e, colour, below, ratio(colour, below)])
    .filter(([, , , r]) => !(r >= 4.5))
    .map(([e, colour, below, r]) => `${called(e)}: ${r.toFixed(2)} (${colour} on ${below.map(Math.round)})`),

  edges: () => [...document.querySelectorAll("input:not([type=hidden]), select, textarea, .button.plain, .pager a")].filter(shown)
    .map((e) => [e, ratio(getComputedStyle(e).borderTopColor, ground(e.parentElement))])
    .filter(([, r]) => !(r >= 3)).map(([e, r]) => `${called(e)}: its edge has ${r.toFixed(2)}`),

  width: () => {
    const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
    if (wide <= room) return [];
    return [`${wide} px in ${room}`, ...[...document.body.querySelectorAll("*")]
      .filter((e) => e.getBoundingClientRect().right > room + 0.5).slice(0, 5).map(called)];
  },

  // WCAG 2.5.8; for fingers 2.5.5, where a link in a row of text needs the height only.
  targets: () => small((r) => r.width < 24 || r.height < 24),
  touch: () => small((r, e) => r.height < 43.9 || (r.width < 43.9 && !(e.matches("a") && e.textContent.trim()))),

  // Of rows: whose tweet a button is for stands in its name; names do not run into their neighbours; times are for machines too.
  rows: () => [
    ...[...document.querySelectorAll(".tweet button[data-act], .tweet a[data-act]")]
      .filter((e) => !e.textContent.includes(e.closest("article").querySelector(".name").textContent)).map((e) => `${called(e)}: does not say whose tweet`),
    ...[...document.querySelectorAll("button[data-act]:not([data-other])")].filter((e) => !e.ariaPressed).map((e) => `${called(e)}: pressed or not?`),
    ...[...document.querySelectorAll(".name")].filter((e) => !e.closest("bdi")).map((e) => `${called(e)}: not isolated`),
    ...[...document.querySelectorAll("time")].filter((e) => Number.isNaN(Date.parse(e.dateTime))).map((e) => `${called(e)}: when?`),
    ...[...document.querySelectorAll(".when time")].filter((e) => !e.title && e.textContent.length < 12).map((e) => `${called(e)}: when exactly?`),
    ...[...document.querySelectorAll("article")].filter((e) => !document.getElementById(e.getAttribute("aria-labelledby"))).map((e) => `${called(e)}: has no name`),
  ],

  form: () => {
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
    const out = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two elements have the id ${id}`);
    for (const [what, css] of [["h1", "h1"], ["main", "main"], ["title", "head > title"], ["skip link", "a.skip[href='#main']"]])
      if (document.querySelectorAll(css).length !== 1) out.push(`not just one ${what}`);
    if (!document.documentElement.lang) out.push("no language");
    for (const e of document.querySelectorAll("[style], style, script:not([src]), [onclick], [onload], [onsubmit], [href^='javascript:']"))
      out.push(`inline: ${called(e)}`);
    for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
      if (!e.labels.length) out.push(`no label: ${called(e)}`);
    for (const e of document.querySelectorAll("form[method=post]"))
      if (!e.querySelector("[name=csrf_token]")) out.push(`a form without token: ${e.action}`);
    return out;
  },

  strangers: () => performance.getEntriesByType("resource").map((e) => e.name).filter((url) => new URL(url).origin !== location.origin)
    .map((url) => `asks ${url}`),

  // Of the element in focus: is it marked, and can one see it?
  focus: () => {
    const e = document.activeElement, r = e.getBoundingClientRect(), style = getComputedStyle(e), out = [];
    if (e === document.body) return ["nothing has the focus"];
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) out.push(`${called(e)}: the focus cannot be seen`);
    if (ratio(style.outlineColor, ground(e.parentElement)) < 3) out.push(`${called(e)}: the focus is pale`);
    const [x, y] = [(Math.max(r.left, 0) + Math.min(r.right, innerWidth)) / 2, (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2];
    const top = document.elementFromPoint(x, y);
    if (!top || !(e.contains(top) || top.contains(e))) out.push(`${called(e)}: lies under ${top ? called(top) : "the edge"}`);
    return out;
  },

  reachable: () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")]
    .filter((e) => shown(e) && e.tabIndex >= 0).length,
};

return Object.fromEntries([...arguments].map((name) => [name, looks[name]()]));
