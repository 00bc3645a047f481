// The shots of a clip as cards: added, taken out and put in order at once, by button, key or drag. Forms do without.

import { fill, hold, piece, shift } from "./reorder.js";

const said = document.getElementById("said");
const board = () => document.getElementById("storyboard");
const list = () => board().querySelector(".shots");
const shots = () => [...list().children];
const secondsOf = (shot) => Number(shot.querySelector("input[type=number]").value) || 0;

/** What has a number gets the one of its place: names, ids, and what they point at. */
function renumber(shot, place) {
  for (const one of [shot, ...shot.querySelectorAll("*")]) {
    for (const name of ["id", "name", "for", "aria-labelledby", "aria-describedby"]) {
      const value = one.getAttribute(name);
      if (value) one.setAttribute(name, value.replace(/(shots-)(\d+|__prefix__)/g, `$1${place}`));
    }
  }
  for (const button of shot.querySelectorAll("button[value]")) button.value = place;
  shot.querySelector("[data-number]").textContent = place + 1;
  shot.querySelector('[data-move="-1"]').disabled = place === 0;
  shot.querySelector('[data-move="1"]').disabled = place === shots().length - 1;
}

function total() {
  const { total: text, over, most } = board().dataset;
  const n = shots().reduce((sum, shot) => sum + secondsOf(shot), 0);
  return { n, text: fill(n > most ? over : text, { n, most, over: n - most }) };
}

/** Everything that follows from the cards: their numbers, the total, the timeline, the cost. */
function follow({ changed = true } = {}) {
  const { n, text } = total();
  const most = Number(board().dataset.most);
  shots().forEach(renumber);
  board().querySelector("[name$=TOTAL_FORMS]").value = shots().length;
  board().dataset.seconds = n;
  const place = document.getElementById("storyboard-total");
  place.textContent = text;
  place.classList.toggle("is-over", n > most);
  board().querySelector(".storyboard__bar").value = Math.min(n, most);
  const add = board().querySelector("[data-add-shot]");
  if (add) add.hidden = shots().length >= Number(board().dataset.limit);
  for (const button of list().querySelectorAll("[data-remove]")) button.disabled = shots().length === 1;
  draw(Math.max(0, most - n));
  const line = [...document.querySelectorAll("#prices [data-seconds]")].find((one) => Number(one.dataset.seconds) >= n);
  document.dispatchEvent(new CustomEvent("storyboard", { detail: { line: line?.textContent, price: line?.dataset.price, changed } }));
  return text;
}

function draw(rest) {
  const timeline = board().querySelector(".timeline");
  const pieces = shots().map((shot, n) => piece(secondsOf(shot), n + 1));
  timeline.replaceChildren(...pieces, ...(rest ? [piece(rest)] : []));
}

function move(shot, by) {
  if (shift(shot, by)) moved(shot);
}

function moved(shot) {
  follow();
  announce(shot);
}

function announce(shot) {
  said.textContent = fill(board().dataset.moved, { n: shots().indexOf(shot) + 1, all: shots().length });
}

function add() {
  list().append(document.getElementById("new-shot").content.cloneNode(true));
  const shot = list().lastElementChild;
  dress();
  const text = follow();
  shot.querySelector("textarea").focus();
  said.textContent = fill(board().dataset.added, { n: shots().length, total: text });
}

function remove(shot) {
  const next = shot.nextElementSibling ?? shot.previousElementSibling;
  if (!next) return;
  board().querySelector(".storyboard__box").append(...shot.querySelectorAll(".suggestions"));
  shot.remove();
  said.textContent = fill(board().dataset.removed, { total: follow() });
  next.querySelector("textarea").focus();
}

function step(input, by) {
  const value = Math.min(Number(input.max), Math.max(Number(input.min), (Number(input.value) || 0) + by));
  if (value === Number(input.value)) return;
  input.value = value;
  said.textContent = follow();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#storyboard button");
  const shot = button?.closest(".shot");
  if (!button) return;
  const { move: by, remove: out, step: more, addShot } = button.dataset;
  if (by === undefined && out === undefined && more === undefined && addShot === undefined) return;
  event.preventDefault();
  if (by) move(shot, Number(by));
  if (out !== undefined) remove(shot);
  if (more) step(shot.querySelector("input[type=number]"), Number(more));
  if (addShot !== undefined) add();
  // At the end of its way a button is off: the focus goes to the one beside it.
  if (button.disabled) shot.querySelector("[data-move]:not(:disabled)")?.focus();
});
document.addEventListener("keydown", (event) => {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by || !event.target.closest("[data-grip]")) return;
  event.preventDefault();
  move(event.target.closest(".shot"), by);
});
document.addEventListener("input", (event) => { if (event.target.matches("#storyboard input[type=number]")) follow(); });

// Dragging by the grip, with a mouse or a thumb
document.addEventListener("pointerdown", (event) => {
  const shot = event.target.closest("[data-grip]")?.closest(".shot");
  if (shot && event.button === 0) hold(shot, "y", moved);
});

/** What only works with this script is shown by it. */
function dress() {
  for (const one of board().querySelectorAll("[data-grip], [data-step], .timeline")) one.hidden = false;
  board().querySelector(".storyboard__bar").classList.add("visually-hidden");
}

function ready() {
  if (!board() || board().dataset.ready) return;
  board().dataset.ready = "yes";
  dress();
  follow({ changed: false });
}
document.addEventListener("htmx:afterSwap", ready);
ready();
