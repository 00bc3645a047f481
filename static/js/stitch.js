// Clips laid end to end: dragged or moved by the arrow keys into another order. Buttons do without.

import { fill, hold, piece, shift } from "./reorder.js";

const said = document.getElementById("said");
const form = () => document.getElementById("stitch");
const reel = () => document.getElementById("reel");
const frames = () => [...reel().children];

/** Everything that follows from the order: the numbers, the buttons at the ends, the timeline. */
function follow() {
  frames().forEach((frame, n) => {
    frame.querySelector("b").textContent = n + 1;
    frame.querySelector("[name=up]").disabled = n === 0;
    frame.querySelector("[name=down]").disabled = n === frames().length - 1;
  });
  draw();
}

function draw() {
  const timeline = form().querySelector(".timeline");
  const lengths = frames().map((frame) => Number(frame.dataset.seconds));
  const rest = Number(timeline.dataset.limit) - lengths.reduce((sum, n) => sum + n, 0);
  timeline.replaceChildren(...lengths.map((n, at) => piece(n, at + 1)), ...(rest > 0 ? [piece(rest)] : []));
}

function announce(frame) {
  follow();
  const numbers = { n: frames().indexOf(frame) + 1, all: frames().length };
  said.textContent = fill(form().dataset.moved, numbers);
}

document.addEventListener("keydown", (event) => {
  const frame = event.target.closest(".reel__clip");
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by || !frame || !shift(frame, by)) return;
  event.preventDefault();
  announce(frame);
  if (event.target.disabled) frame.querySelector("button:not(:disabled)").focus();
});
document.addEventListener("pointerdown", ({ target, button }) => {
  const frame = target.closest(".reel__clip");
  if (frame && button === 0 && target.matches("img")) hold(frame, "x", announce);
});

function ready() {
  if (!form()) return;
  form().querySelector(".timeline").hidden = false;
  form().querySelector(".storyboard__bar").classList.add("visually-hidden");
  follow();
}
document.addEventListener("htmx:afterSwap", ready);
ready();
