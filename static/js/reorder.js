// What cards that are put in order have in common: moving one, dragging one, and the line of their lengths.

const ENDS = ["pointerup", "pointercancel"];
const SIDES = { x: ["left", "width", "clientX"], y: ["top", "height", "clientY"] };

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** A part of a timeline; without a number it is what is left. */
export function piece(seconds, number) {
  const one = document.createElement(number ? "b" : "i");
  one.style.setProperty("--seconds", seconds);
  if (number) one.textContent = number;
  return one;
}

/** One place on or back; false at the end. The neighbour moves, so what is held stays in the document and keeps the focus. */
export function shift(card, by) {
  const other = by < 0 ? card.previousElementSibling : card.nextElementSibling;
  if (!other) return false;
  if (by < 0) card.after(other);
  else card.before(other);
  return true;
}

/** Let a card follow the pointer along an axis until it is let go; `moved(card)` where that changed its place. */
export function hold(card, axis, moved) {
  const [side, length, pointer] = SIDES[axis];
  const placeOf = () => [...card.parentElement.children].indexOf(card);
  const middle = (one) => { const box = one.getBoundingClientRect(); return box[side] + box[length] / 2; };
  const from = placeOf();
  const drag = (event) => {
    const { previousElementSibling: before, nextElementSibling: after } = card;
    if (before && event[pointer] < middle(before)) shift(card, -1);
    else if (after && event[pointer] > middle(after)) shift(card, 1);
  };
  const drop = () => {
    card.classList.remove("is-held");
    document.removeEventListener("pointermove", drag);
    for (const end of ENDS) document.removeEventListener(end, drop);
    if (placeOf() !== from) moved(card);
  };
  card.classList.add("is-held");
  document.addEventListener("pointermove", drag);
  for (const end of ENDS) document.addEventListener(end, drop);
}
