// What every page does beyond its links and forms. Everything here has a way without it.

const said = document.getElementById("said");
const hint = document.getElementById("hint");
let hintTimer;

function show(text, { stay = false } = {}) {
  clearTimeout(hintTimer);
  hint.textContent = text;
  hint.hidden = !text;
  if (text && !stay) hintTimer = setTimeout(() => { hint.hidden = true; }, 5000);
}

// Theme: as the device, light, dark
const THEMES = ["auto", "light", "dark"];

function nameTheme() {
  const now = document.documentElement.dataset.theme || "auto";
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.textContent = button.dataset[now];
  }
}

function nextTheme() {
  const root = document.documentElement;
  const next = THEMES[(THEMES.indexOf(root.dataset.theme || "auto") + 1) % THEMES.length];
  if (next === "auto") delete root.dataset.theme;
  else root.dataset.theme = next;
  try {
    if (next === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", next);
  } catch { /* remembered for this page only */ }
  nameTheme();
}

// Characters written, beside the box
function count(box) {
  const place = document.getElementById(box.dataset.counted);
  if (place && box.maxLength > 0) place.textContent = `${box.value.length} / ${box.maxLength}`;
}

function fill(chip) {
  const box = document.querySelector(chip.dataset.fill);
  box.value = chip.textContent.trim();
  count(box);
  box.focus();
}

async function share(link) {
  const url = link.href;
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    await navigator.share({ url, title: document.title }).catch(() => {});
    return;
  }
  await navigator.clipboard.writeText(url);
  said.textContent = document.body.dataset.copied;
  show(document.body.dataset.copied);
}

// A tile moves while it is looked at
function preview(tile) {
  if (tile.querySelector("video") || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const film = Object.assign(document.createElement("video"), { muted: true, loop: true, playsInline: true, autoplay: true });
  film.setAttribute("aria-hidden", "true");
  film.tabIndex = -1;
  film.addEventListener("playing", () => tile.querySelector("img").after(film), { once: true });
  film.src = tile.dataset.preview;
  film.play().catch(() => {});
  const leave = () => { film.pause(); film.removeAttribute("src"); film.remove(); };
  tile.addEventListener("pointerleave", leave, { once: true });
  tile.addEventListener("blur", leave, { once: true });
}

function ready(root = document) {
  nameTheme();
  root.querySelectorAll?.("[data-counted]").forEach(count);
}

document.addEventListener("click", (event) => {
  const to = (selector) => event.target.closest(selector);
  const menu = document.querySelector("[data-menu][open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
  if (to("[data-theme-switch]")) nextTheme();
  const chip = to("[data-fill]");
  if (chip) { event.preventDefault(); fill(chip); }
  if (to("[data-retry]") && globalThis.htmx) { event.preventDefault(); retry(); }
  const link = to("[data-share]");
  if (link && navigator.clipboard) { event.preventDefault(); share(link); }
});
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("[data-menu][open]");
  if (event.key === "Escape" && menu) { menu.open = false; menu.querySelector("summary").focus(); }
});
document.addEventListener("input", (event) => { if (event.target.dataset.counted) count(event.target); });
for (const look of ["pointerover", "focusin"]) {
  document.addEventListener(look, (event) => {
    const tile = event.target.closest?.("[data-preview]");
    if (tile) preview(tile);
  });
}
document.addEventListener("htmx:afterSwap", (event) => {
  ready();
  const news = (event.target.closest?.("[data-say]") ?? document.querySelector("[data-say]"))?.dataset.say;
  if (news && news !== said.textContent) said.textContent = news;
});

// A button that was pressed gives its place to another: the focus stays there
const pressed = new WeakMap(); // request -> the id of the place
document.addEventListener("htmx:beforeRequest", ({ target, detail }) => {
  if (target.contains(document.activeElement)) pressed.set(detail.xhr, detail.target.id);
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const place = document.getElementById(pressed.get(detail.xhr) ?? "");
  if (place && document.activeElement === document.body) {
    place.querySelector("button, textarea, a")?.focus({ preventScroll: true });
  }
});

// What did not come can be asked for again, by hand or when the line is back
function failed(event) {
  const more = event.target.closest?.("#more");
  if (more) more.querySelector("[role=alert]").hidden = false;
}
function retry() {
  const more = document.getElementById("more");
  if (!more) return;
  more.querySelector("[role=alert]").hidden = true;
  globalThis.htmx?.trigger(more, "retry");
}
document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);
addEventListener("online", () => { if (document.querySelector("#more [role=alert]:not([hidden])")) retry(); });
document.addEventListener("htmx:sendError", () => show(document.body.dataset.offline, { stay: true }));
document.addEventListener("htmx:responseError", () => show(document.body.dataset.trouble));
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) show(""); });
addEventListener("offline", () => show(document.body.dataset.offline, { stay: true }));
addEventListener("online", () => show(""));
ready();
