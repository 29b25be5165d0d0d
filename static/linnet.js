// What scripts add for those who are logged in; every page works without it.
// Counts characters as the server does: code points of the text in normal form C, blank ends left out.

const near = 20; // from here on the count is also said aloud

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

  function count() {
    const left = limit - [...text.value.trim().normalize("NFC")].length;
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
  count();
}

document.querySelectorAll("[data-composer]").forEach(composer);
