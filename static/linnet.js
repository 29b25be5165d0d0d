// What scripts add for those who are logged in; every page works without it, and every part without the others.
// Buttons, links and lists are found by data attributes and landmarks; all words come with the page.
// How long a text is says text.js, which comes when the first character is typed.

const near = 20; // from here on the count is also said aloud
const shownBefore = 24;
const full = 20; // tweets a page
const minute = 60_000, longest = 15 * minute; // between two looks for newer tweets
const sequence = 1500; // from g to the second key
const said = document.querySelector("[data-said]");
const words = said?.dataset ?? {};
const begun = location.pathname + location.search;

const all = (css, within = document) => [...within.querySelectorAll(css)];
const isPlain = (event) => !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

// Aloud; what went wrong is shown too, for a while.
function say(text, wrong = false) {
  said.classList.toggle("unseen", !wrong);
  said.textContent = "";
  clearTimeout(say.timer);
  say.timer = setTimeout(() => {
    said.textContent = text;
    if (wrong) say.timer = setTimeout(() => said.classList.add("unseen"), 10_000);
  }, 50);
}

function goTo(article) {
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "nearest" });
}

// A retweet may bring what is shown already, and so may a link made while others wrote; a page shows an original once.
const isNew = (item) => !document.getElementById(item.firstElementChild.id);

// No answer at all: what is shown may stay, for a browser's own page of errors would help nobody.
const isUnreached = (error) => error instanceof TypeError || error.name === "TimeoutError";

// The list of a page of this site, and the links around it.
async function read(href) {
  const answer = await fetch(href, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(10_000) });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return {
    items: all("main .list > li", page),
    older: page.querySelector("main .pager [rel=next]")?.getAttribute("href"),
    newer: page.querySelector("[data-newer]")?.getAttribute("href"),
  };
}

// --- Composer ---

function composer(form) {
  const text = form.querySelector("textarea");
  const shown = form.querySelector("[data-count]");
  const hint = document.getElementById("text-hint");
  const limit = Number(shown.dataset.limit);
  const status = document.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  form.append(status);
  if (hint) hint.classList.add("unseen");
  const excess = document.createElement("p");
  excess.className = "excess text";
  excess.dir = "auto";
  excess.hidden = true;
  form.after(excess);

  // What does not fit, behind the last words that do.
  function mark(typed, fits) {
    const rest = document.createElement("mark");
    rest.textContent = typed.slice(fits);
    excess.replaceChildren("…" + typed.slice(Math.max(0, fits - shownBefore), fits), rest);
    excess.hidden = rest.textContent === "";
  }

  async function count() {
    const { measure } = await import("./text.js");
    const typed = text.value.trim().normalize("NFC"), { weight, fits } = measure(typed);
    const left = limit - weight;
    mark(typed, fits);
    shown.textContent = left;
    shown.classList.toggle("near", left <= near && left >= 0);
    shown.classList.toggle("over", left < 0);
    status.textContent = left <= near ? Math.abs(left) + " " + (left < 0 ? shown.dataset.over : shown.dataset.left) : "";
  }

  // Going back, browsers put in again what was typed, not under which key it was sent: that is remembered here, so that the
  // same words once more post nothing twice. Other words get another key.
  const key = form.elements.idempotency_key;
  const renew = () => form.addEventListener("input", () => (key.value += "~"), { once: true });
  if (key) {
    if (history.state?.sent) key.value = history.state.sent;
    renew();
    form.addEventListener("submit", renew);
    form.addEventListener("submit", () => history.replaceState({ ...history.state, sent: key.value }, ""));
  }
  text.addEventListener("input", count);
  text.addEventListener("input", () => document.querySelector("[data-excess]")?.remove(), { once: true });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  if (text.value) count();
  else shown.textContent = limit;
}

// --- Acts: a button shows at once what it does; when that is refused it goes back and says why ---

const isUndo = (verb) => verb.startsWith("un");
const opposite = (verb) => (isUndo(verb) ? verb.slice(2) : "un" + verb);

function flip(kind, id, verb) {
  for (const button of all(`button[formaction="/${kind}/${id}/${verb}"]`)) {
    const count = button.querySelector("[data-n]"), { other, otherLabel } = button.dataset;
    button.setAttribute("formaction", `/${kind}/${id}/${opposite(verb)}`);
    if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", !isUndo(verb));
    if (count && /^\d{0,3}$/.test(count.textContent))
      count.textContent = Math.max(0, Number(count.textContent) + (isUndo(verb) ? -1 : 1)) || "";
    if (!other) continue;
    button.dataset.other = button.textContent;
    button.dataset.otherLabel = button.getAttribute("aria-label");
    button.textContent = other;
    button.setAttribute("aria-label", otherLabel);
    button.classList.toggle("plain");
  }
}

function send(kind, id, verb, token) {
  return fetch(`/v1/${kind}/${id}/${isUndo(verb) ? opposite(verb) : verb}`, {
    method: isUndo(verb) ? "DELETE" : "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ csrf_token: token }),
    signal: AbortSignal.timeout(10_000),
  });
}

async function act(button) {
  const [, kind, id, verb] = button.getAttribute("formaction").split("/");
  let why = words.failed;
  button.setAttribute("aria-busy", true);
  flip(kind, id, verb);
  try {
    const answer = await send(kind, id, verb, button.form.elements.csrf_token.value);
    if (answer.ok) return say(words[verb]);
    why = answer.status === 401 ? words.ended : (await answer.json()).error.message;
    throw new Error(why);
  } catch {
    flip(kind, id, opposite(verb));
    say(why, true);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function acts() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act][formaction]");
    if (!button?.form || event.defaultPrevented) return;
    event.preventDefault();
    if (!button.hasAttribute("aria-busy")) act(button);
  });
}

// --- Lists: older tweets below, newer ones above, and the way back to where one was ---

async function append(link, list) {
  const href = link.getAttribute("href");
  if (list.getAttribute("aria-busy")) return;
  list.setAttribute("aria-busy", true);
  try {
    const { items: found, older } = await read(href), items = found.filter(isNew);
    for (const item of items) item.dataset.page = href;
    list.append(...items);
    history.replaceState(null, "", href);
    if (items.length) goTo(items[0].firstElementChild);
    if (older) link.setAttribute("href", older);
    else link.remove();
    say(older ? `${items.length} ${words.more}` : words.end);
  } catch (error) {
    if (isUnreached(error)) say(words.failed, true);
    else location.assign(href);
  }
  list.removeAttribute("aria-busy");
}

// The address becomes that of the page that holds the item, so that the way back leads to it, kept or asked for anew.
function remember(article) {
  history.scrollRestoration = "manual";
  const state = { at: article.getAttribute("aria-labelledby"), top: article.getBoundingClientRect().top };
  history.replaceState(state, "", article.closest("li").dataset.page ?? begun);
}

function lists() {
  const back = history.state?.at && document.getElementById(history.state.at)?.closest("article");
  if (back) {
    goTo(back);
    scrollBy(0, back.getBoundingClientRect().top - history.state.top);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]"), list = link?.closest(".pager")?.previousElementSibling;
    if (!link || !isPlain(event)) return;
    if (link.closest("li > article")) remember(link.closest("article"));
    if (link.rel !== "next" || !list?.matches(".list")) return;
    event.preventDefault();
    append(link, list);
  });
}

function newer() {
  const link = document.querySelector("[data-newer]"), list = document.querySelector("main .list"), plain = link?.textContent;
  let wait = minute, looked = Date.now(), timer = 0;
  if (!link || !list) return;

  function plan() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(look, Math.max(0, looked + wait - Date.now()));
  }

  function show(count) {
    if (link.textContent === plain) say(`${count} ${count === 1 ? link.dataset.one : link.dataset.many}`);
    link.textContent = `${count}${count < full ? "" : "+"} ${count === 1 ? link.dataset.one : link.dataset.many}`;
  }

  // At most once a minute, not while nobody looks, and ever more seldom when it does not work.
  async function look() {
    looked = Date.now();
    const answer = await fetch("/v1/timelines/home" + new URL(link.href).search + "&limit=" + full, { cache: "no-cache" }).catch(() => null);
    if (answer?.status === 401) return;
    wait = answer?.ok ? minute : Math.max(Math.min(wait * 2, longest), 1000 * (answer?.headers.get("Retry-After") ?? 0));
    const count = answer?.ok ? (await answer.json()).data.filter((t) => !document.getElementById("t-" + (t.retweet_of ?? t).id)).length : 0;
    if (count) show(count);
    if (count < full) plan();
  }

  // A full page may have a gap behind it: then it is gone to.
  async function put() {
    const found = await read(link.href).catch(() => null);
    if (!found || found.items.length >= full) return location.assign(link.href);
    const items = found.items.filter(isNew);
    list.prepend(...items);
    link.setAttribute("href", found.newer ?? link.getAttribute("href"));
    link.textContent = plain;
    say(items.length ? `${items.length} ${words.more}` : words.none);
    if (items.length) goTo(items[0].firstElementChild);
    plan();
  }

  link.addEventListener("click", (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    put();
  });
  document.addEventListener("visibilitychange", plan);
  plan();
}

// --- Keys: /keyboard explains them. Links and fields name theirs in data-keys ---

const actKeys = { l: "like", f: "like", t: "retweet", b: "bookmark", r: "reply" };
const isField = (element) => element.closest("input, textarea, select, [contenteditable]");
const current = () => document.activeElement.closest("main article");

function step(by) {
  const articles = all("main article"), at = articles.indexOf(current());
  const next = at < 0 ? articles.find((a) => a.getBoundingClientRect().bottom > 0) : articles[at + by];
  if (next) goTo(next);
  return true;
}

function press(element) {
  if (element && isField(element)) element.focus();
  else element?.click();
  return element;
}

function pressNamed(name) {
  const found = all("[data-keys]").filter((e) => e.dataset.keys === name);
  return press(found.find(isField) ?? found[0]);
}

function answerKey(key, at) {
  const article = current() ?? document.querySelector("main .tweet-alone");
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
  if (key === "o" || (key === "Enter" && at === article)) return press(article?.querySelector(".when") ?? article?.querySelector(".who"));
  if (actKeys[key]) return press(article?.querySelector(`[data-act=${actKeys[key]}]`));
  return pressNamed(key);
}

function keys() {
  const store = { get off() { try { return localStorage.getItem("keys") === "off"; } catch { return false; } } };
  const button = document.querySelector("[data-key-switch]");
  let before = "";

  function show() {
    button.disabled = false;
    button.textContent = store.off ? button.dataset.on : button.dataset.off;
  }

  document.addEventListener("keydown", (event) => {
    const { key, target, repeat } = event;
    if (key === "Escape" && isField(target)) target.blur();
    if (store.off || event.defaultPrevented || event.isComposing || isField(target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || (repeat && key !== "j" && key !== "k")) return;
    const name = before + key;
    before = name === "g" ? "g" : "";
    if (before) setTimeout(() => (before = ""), sequence);
    else if (name.length > 1 && name[0] === "g" ? pressNamed(name) : answerKey(key, target)) event.preventDefault();
  });
  if (!button) return;
  button.addEventListener("click", () => {
    localStorage.setItem("keys", store.off ? "on" : "off");
    show();
    say(store.off ? words.keysOff : words.keysOn);
  });
  show();
}

for (const part of [() => all("[data-composer]").forEach(composer), acts, lists, newer, keys]) {
  try {
    part();
  } catch (error) {
    console.error(error);
  }
}
