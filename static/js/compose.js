// The composer: "@" and letters offer the people who may be cast; cost and totals follow. Buttons do without.

const said = document.getElementById("said");
const WORD = /(^|[^\w@.])@([A-Za-z0-9_]{0,30})$/; // as the server reads a mention
const BOXES = ".compose__box textarea"; // the sentence, or the words of each shot
const still = matchMedia("(prefers-reduced-motion: reduce)");
let asked = 0;
let last; // the box that was written in last

const box = () => (last?.isConnected ? last : document.querySelector(BOXES));
const list = () => document.getElementById("suggestions");
const nobody = () => document.getElementById("suggestions-none");
const options = () => [...list().querySelectorAll("[role=option]")];
const active = () => list().querySelector('[aria-selected="true"]');

/** The letters after the @ that the caret stands behind; null: none. */
function letters() {
  const { value, selectionStart, selectionEnd } = box();
  if (selectionStart !== selectionEnd) return null;
  const found = WORD.exec(value.slice(0, selectionStart));
  return found && found[2];
}

async function suggest() {
  if (!list()) return; // nobody can be cast here
  const typed = letters();
  const turn = ++asked;
  if (typed === null) return close();
  const answer = await fetch(`${list().dataset.source}?q=${encodeURIComponent(typed)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  const html = answer?.ok && !answer.redirected ? await answer.text() : null;
  if (turn === asked && html !== null) open(html, typed);
}

function open(html, typed) {
  close();
  box().after(list(), nobody());
  list().innerHTML = html;
  const found = options();
  list().hidden = !found.length;
  nobody().hidden = !!found.length || !typed;
  if (found.length) choose(found[0]);
  const { one, many } = list().dataset;
  const news = found.length ? (found.length === 1 ? one : many.replace("{n}", found.length)) : typed && nobody().textContent;
  if (news && said.textContent !== news) said.textContent = news;
}

function close() {
  asked += 1;
  if (!list()) return;
  list().hidden = nobody().hidden = true;
  list().replaceChildren();
  box()?.removeAttribute("aria-activedescendant");
}

function choose(option) {
  for (const other of options()) other.setAttribute("aria-selected", String(other === option));
  box().setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/** Put "@handle " where the caret is, in place of the letters typed so far. */
function insert(handle) {
  const field = box();
  const before = field.value.slice(0, field.selectionStart);
  const start = letters() === null ? before.length : before.lastIndexOf("@");
  const gap = start && !/\s$/.test(before.slice(0, start)) ? " " : "";
  field.setRangeText(`${gap}@${handle} `, start, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  close();
}

function step(by) {
  const all = options();
  if (all.length) choose(all[(all.indexOf(active()) + by + all.length) % all.length]);
}

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: () => insert(active().dataset.handle),
  Tab: () => insert(active().dataset.handle),
  Escape: close,
};

document.addEventListener("focusin", (event) => { if (event.target.matches(BOXES)) last = event.target; });
document.addEventListener("input", (event) => {
  if (event.target === box()) suggest();
  if (event.target.closest("#compose")) outdate();
});
document.addEventListener("keydown", (event) => {
  if (!list()) return;
  if (event.target === box() && event.key === "Escape") asked += 1; // nothing that is on its way opens the list again
  if (event.target !== box() || list().hidden || event.isComposing || event.shiftKey || !KEYS[event.key]) return;
  if (event.key !== "Escape" && !active()) return;
  event.preventDefault();
  KEYS[event.key]();
});
// The caret left the word; arrows up and down are the list's own.
document.addEventListener("keyup", (event) => { if (event.target === box() && /^(ArrowLeft|ArrowRight|Home|End)$/.test(event.key)) suggest(); });
document.addEventListener("focusout", (event) => { if (event.target === box()) close(); });
document.addEventListener("pointerdown", (event) => {
  // Before the box loses the focus, and with it the place to insert at.
  if (event.target.closest("#suggestions")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const option = event.target.closest("#suggestions [role=option]");
  const chip = event.target.closest("[data-insert]");
  if (option) insert(option.dataset.handle);
  if (chip) { event.preventDefault(); insert(chip.dataset.insert); }
});

// What it costs, and how long it becomes
const four = () => document.querySelector("[data-four]")?.checked;

/** The line below the button: `line` for one clip, as four times that where four are asked for. */
function price(line) {
  return (document.getElementById("cost").textContent = four() ? `4 × ${line}` : line);
}

function priceFour(one) {
  document.getElementById("four-price").textContent = `4 × ${one}`;
}

const length = () => document.querySelector("input[name=seconds]:checked");
/** "1 credit · 9 of 10 left today", without the "4 × ". */
const line = () => length()?.dataset.cost ?? document.getElementById("cost").textContent.replace(/^4 × /, "");

function join() {
  const place = document.getElementById("joined");
  const now = Number(length()?.value ?? document.getElementById("storyboard")?.dataset.seconds);
  if (!place || !now) return;
  const before = Number(place.dataset.before);
  place.textContent = place.dataset.line.replace("{before}", before).replace("{now}", now).replace("{all}", before + now);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-cost], [data-four]")) said.textContent = price(line());
  if (event.target.matches("[data-cost]")) {
    priceFour(event.target.dataset.price);
    join();
  }
  if (event.target.closest("#compose") && !event.target.matches("[data-four]")) outdate();
});
document.addEventListener("storyboard", ({ detail }) => {
  price(detail.line ?? line());
  if (detail.price) priceFour(detail.price);
  join();
  if (detail.changed) outdate();
});

// The preview plays by itself, unless somebody asked for less motion; it says when it is no longer what is written.
function outdate() {
  const note = document.querySelector("[data-stale]");
  if (note) note.hidden = false;
}

function playPreview() {
  const film = document.querySelector("[data-autoplay]");
  if (film?.paused && !still.matches) film.play().catch(() => {});
}

// A textarea may not be a combobox, so it has no aria-expanded: the list that opens is announced instead.
function ready() {
  for (const place of document.querySelectorAll("[data-scripted]")) place.hidden = false;
  const names = list() ? [["autocomplete", "list"], ["haspopup", "listbox"], ["controls", "suggestions"]] : [];
  for (const one of document.querySelectorAll(BOXES)) for (const [name, value] of names) one.setAttribute(`aria-${name}`, value);
  playPreview();
  join();
}

// What was unfolded stays so when the composer comes back.
let unfolded = false;
document.addEventListener("htmx:beforeSwap", () => { unfolded = document.querySelector("#compose .more")?.open; });
document.addEventListener("htmx:afterSwap", () => {
  const more = document.querySelector("#compose .more");
  if (more && unfolded) more.open = true;
  ready();
});
ready();
