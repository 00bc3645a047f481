// Clips laid end to end: dragged or moved by the arrow keys into another order. Buttons do without.

const said = document.getElementById("said");
const form = () => document.getElementById("stitch");
const reel = () => document.getElementById("reel");
const frames = () => [...reel().children];
const ENDS = ["pointerup", "pointercancel"];

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

function piece(seconds, number) {
  const one = document.createElement(number ? "b" : "i");
  one.style.setProperty("--seconds", seconds);
  if (number) one.textContent = number;
  return one;
}

// The neighbour goes to the other side, so what is held stays in the document and keeps the focus.
function shift(frame, by) {
  const other = by < 0 ? frame.previousElementSibling : frame.nextElementSibling;
  if (!other) return false;
  if (by < 0) frame.after(other);
  else frame.before(other);
  return true;
}

function announce(frame) {
  follow();
  const numbers = { n: frames().indexOf(frame) + 1, all: frames().length };
  said.textContent = form().dataset.moved.replace(/\{(\w+)\}/g, (whole, name) => numbers[name]);
}

function hold(frame) {
  const from = frames().indexOf(frame);
  const drag = ({ clientX }) => {
    const { previousElementSibling: before, nextElementSibling: after } = frame;
    if (before && clientX < middle(before)) shift(frame, -1);
    else if (after && clientX > middle(after)) shift(frame, 1);
  };
  const drop = () => {
    frame.classList.remove("is-held");
    document.removeEventListener("pointermove", drag);
    for (const end of ENDS) document.removeEventListener(end, drop);
    if (frames().indexOf(frame) !== from) announce(frame);
  };
  frame.classList.add("is-held");
  document.addEventListener("pointermove", drag);
  for (const end of ENDS) document.addEventListener(end, drop);
}

function middle(element) {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
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
  if (frame && button === 0 && target.matches("img")) hold(frame);
});

function ready() {
  if (!form()) return;
  form().querySelector(".timeline").hidden = false;
  form().querySelector(".storyboard__bar").classList.add("visually-hidden");
  follow();
}
document.addEventListener("htmx:afterSwap", ready);
ready();
