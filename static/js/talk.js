// What is said about a clip: beside it where there is room, else a sheet over it.

const DWELL = 400; // milliseconds before the comments beside the clip follow it
const wide = matchMedia("(min-width: 1100px)");
const talk = document.getElementById("talk");
let dwell;

function follow({ target }) {
  clearTimeout(dwell);
  if (wide.matches) dwell = setTimeout(() => fetchTalk(target.closest(".card")), DWELL);
}

function fetchTalk(card) {
  const link = card.querySelector(".act--talk");
  if (talk.dataset.about === card.id || !link) return;
  // Half a comment must not be lost because the feed moved on.
  if ([...talk.querySelectorAll("textarea")].some((box) => box.value.trim())) return;
  talk.dataset.about = card.id;
  globalThis.htmx?.trigger(link, "talk");
}

function openTalk(event) {
  const link = event.target.closest(".act--talk");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!talk?.showPopover) {
    const here = document.querySelector(".one #comments");
    if (here) { event.preventDefault(); toComments(); }
    return;
  }
  event.preventDefault();
  fetchTalk(link.closest(".card"));
  if (!wide.matches) talk.showPopover();
  toComments();
}

function toComments() {
  const section = document.getElementById("comments");
  const box = section.querySelector(":scope > form textarea");
  if (talk) talk.scrollTop = 0;
  else section.scrollIntoView({ block: "nearest" });
  (wide.matches && box ? box : section).focus({ preventScroll: true });
}

document.addEventListener("looked-at", follow);
document.addEventListener("click", openTalk);
wide.addEventListener("change", () => { if (wide.matches && talk?.matches(":popover-open")) talk.hidePopover(); });
