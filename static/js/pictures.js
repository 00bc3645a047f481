// A picture to begin or end with is seen before it is sent, and stays chosen when the form comes back. Files do without.

const kept = new Map(); // what was chosen, by the id of its field

async function show(input) {
  const place = input.closest(".frame").querySelector("[data-picture]");
  const file = input.files[0];
  input.closest(".frame").querySelector("[data-clear]").hidden = !file;
  place.querySelector("canvas")?.remove();
  // A file that is no picture is the server's to explain.
  const picture = file && await createImageBitmap(file).catch(() => null);
  if (!picture || input.files[0] !== file) return;
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: Math.round((320 * picture.height) / picture.width) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  place.append(canvas);
}

document.addEventListener("change", (event) => { if (event.target.matches("[data-frame]")) show(event.target); });
document.addEventListener("click", (event) => {
  const input = event.target.closest("[data-clear]")?.closest(".frame").querySelector("[data-frame]");
  if (!input) return;
  input.value = "";
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  for (const input of event.detail.target.querySelectorAll("[data-frame]")) kept.set(input.id, input.files);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const input of document.querySelectorAll("[data-frame]")) {
    const files = kept.get(input.id);
    kept.delete(input.id);
    if (!files?.length || input.files.length) continue;
    input.files = files;
    input.closest(".frame").querySelector("[data-again]")?.remove();
    show(input);
  }
});
