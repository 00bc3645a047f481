// Chosen photos are seen before they are sent, and stay chosen when a form comes back. Without this they still work.

const MOST = 3, SIDE = 320;
const kept = new Map();  // what was chosen, by the id of its field

async function draw(file) {
  const picture = await createImageBitmap(file);
  const side = Math.min(picture.width, picture.height);
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  canvas.getContext("2d").drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", file.name);
  return canvas;
}

async function show(input) {
  const place = document.getElementById(input.dataset.photos);
  // A file that is no picture is the server's to explain.
  const drawn = await Promise.allSettled([...input.files].slice(0, MOST).map(draw));
  place.replaceChildren(...drawn.filter((one) => one.value).map((one) => {
    const item = document.createElement("li");
    item.append(one.value);
    return item;
  }));
  place.hidden = !place.children.length;
}

document.addEventListener("change", (event) => {
  if (event.target.dataset.photos) show(event.target);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  for (const input of event.detail.target.querySelectorAll("[data-photos]")) kept.set(input.id, input.files);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const input of document.querySelectorAll("[data-photos]")) {
    const files = kept.get(input.id);
    kept.delete(input.id);
    if (!files?.length || input.files.length) continue;
    input.files = files;
    input.closest(".field").querySelector("[data-again]")?.remove();
    show(input);
  }
});
