// The composer: "@" and letters offer the people who may be cast; the cost follows the length. Buttons do without.

const said = document.getElementById("said");
const WORD = /(^|[^\w@.])@([A-Za-z0-9_]{0,30})$/; // as the server reads a mention
let asked = 0;

const box = () => document.getElementById("id_prompt");
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
  const typed = letters();
  const turn = ++asked;
  if (typed === null) return close();
  const answer = await fetch(`${list().dataset.source}?q=${encodeURIComponent(typed)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  const html = answer?.ok && !answer.redirected ? await answer.text() : null;
  if (turn === asked && html !== null) open(html, typed);
}

function open(html, typed) {
  close();
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
  box().removeAttribute("aria-activedescendant");
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

document.addEventListener("input", (event) => { if (event.target === box()) suggest(); });
document.addEventListener("keydown", (event) => {
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
document.addEventListener("change", (event) => {
  const cost = event.target.dataset?.cost;
  if (cost) document.getElementById("cost").textContent = said.textContent = cost;
});

// A textarea may not be a combobox, so it has no aria-expanded: the list that opens is announced instead.
function ready() {
  for (const [name, value] of [["autocomplete", "list"], ["haspopup", "listbox"], ["controls", "suggestions"]]) box()?.setAttribute(`aria-${name}`, value);
}
document.addEventListener("htmx:afterSwap", ready);
ready();
