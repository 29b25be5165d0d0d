// What scripts add for those who are logged in; every page works without it.
// How long a text is says text.js, which comes when the first character is typed.

const near = 20; // from here on the count is also said aloud
const shownBefore = 24;

function composer(form) {
  const text = form.querySelector("textarea");
  const shown = form.querySelector("[data-count]");
  const hint = document.getElementById("text-hint");
  const limit = Number(shown.dataset.limit);
  const said = document.createElement("span");
  said.className = "unseen";
  said.setAttribute("role", "status");
  form.append(said);
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
    said.textContent = left <= near ? Math.abs(left) + " " + (left < 0 ? shown.dataset.over : shown.dataset.left) : "";
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

document.querySelectorAll("[data-composer]").forEach(composer);
