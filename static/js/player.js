// Plays the clip that is looked at: one at a time, the next one fetched ahead; muted until sound is asked for once.

const NEAR = 2; // cards beyond this many give their video back
const SHELF = 10; // cards beyond this many leave the document, so that a long evening does not grow it
const still = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 859px)");
const mayStart = () => !still.matches && !navigator.connection?.saveData;
let loud = recall("sound") === "on";
let captioned = recall("captions") !== "off";

// What somebody chose stays chosen, from clip to clip and from visit to visit.
function recall(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}
function remember(name, on) {
  try { localStorage.setItem(name, on ? "on" : "off"); } catch { /* for this page only */ }
}

const feed = document.getElementById("feed");
const shelved = new WeakMap(); // card -> what was in it
const cards = () => [...(feed?.querySelectorAll(".card") ?? [])];
const stages = () => [...document.querySelectorAll("[data-player]")];
const videoOf = (stage) => stage.querySelector("video");

function label(stage) {
  const video = videoOf(stage);
  stage.classList.toggle("is-playing", !video.paused);
  stage.classList.toggle("is-loud", !video.muted);
  const names = stage.closest("[data-play]").dataset;
  stage.querySelector("[data-toggle-play]").setAttribute("aria-label", video.paused ? names.play : names.pause);
  stage.querySelector("[data-toggle-sound]")?.setAttribute("aria-label", video.muted ? names.loud : names.quiet);
  stage.querySelector("[data-toggle-captions]")?.setAttribute("aria-pressed", String(captioned));
}

async function play(stage) {
  const video = videoOf(stage);
  bring(video);
  video.muted = !loud;
  try {
    await video.play();
  } catch (error) {
    // Before the first touch a browser plays nothing aloud: it begins without sound.
    if (error.name !== "NotAllowedError" || video.muted) return;
    video.muted = true;
    await video.play().catch(() => {});
  }
}

function togglePlay(stage) {
  const video = videoOf(stage);
  stage.dataset.rests = video.paused ? "" : "yes"; // paused by hand: scrolling back does not start it
  if (video.paused) play(stage);
  else video.pause();
}

function toggleSound(stage) {
  if (!stage.querySelector("[data-toggle-sound]")) return; // a silent clip
  loud = videoOf(stage).muted;
  videoOf(stage).muted = !loud;
  remember("sound", loud);
  label(stage);
}

// Captions: what is said in a clip, where something is
const trackOf = (stage) => videoOf(stage).textTracks[0];

function toggleCaptions(stage) {
  captioned = !captioned;
  remember("captions", captioned);
  stages().forEach(caption);
}

function caption(stage) {
  if (!trackOf(stage)) return;
  trackOf(stage).mode = captioned ? "showing" : "hidden";
  label(stage);
}

/** Where a card's words stand over the film, the lines stand above them. */
function lift(track) {
  if (!narrow.matches || !track.closest(".card")) return;
  for (const cue of track.track.cues ?? []) Object.assign(cue, { snapToLines: false, line: 58 });
}

function bring(video) {
  if (!video.dataset.src) return;
  video.src = video.dataset.src;
  delete video.dataset.src;
}

function give(video) {
  if (video.dataset.src) return;
  video.pause();
  video.dataset.src = video.getAttribute("src");
  video.removeAttribute("src");
  video.load();
}

// What is far away keeps its place and its height, nothing else.
function shelve(card) {
  if (shelved.has(card)) return;
  const kept = document.createDocumentFragment();
  kept.append(...card.childNodes);
  shelved.set(card, kept);
}

function unshelve(card) {
  if (!shelved.has(card)) return;
  card.append(shelved.get(card));
  shelved.delete(card);
}

function tend(current) {
  const all = feed ? cards() : stages();
  const at = all.findIndex((one) => one.contains(current));
  all.forEach((one, n) => {
    const away = Math.abs(n - at);
    if (feed && away > SHELF) return shelve(one);
    if (feed) unshelve(one);
    const video = videoOf(one);
    if (away > NEAR) give(video);
    else bring(video);
    if (away) video.pause();
    video.preload = n === at || n === at + 1 ? "auto" : "none";
  });
  // The next page is fetched before the end of this one is seen.
  const more = feed?.querySelector("#more");
  if (more && at + NEAR >= all.length - 1) globalThis.htmx?.trigger(more, "near");
  if (mayStart() && current.dataset.rests !== "yes") play(current);
  if (feed) current.dispatchEvent(new CustomEvent("looked-at", { bubbles: true }));
}

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) tend(target);
      else videoOf(target).pause();
    }
  },
  { root: feed, threshold: 0.6 },
);

function watch(stage) {
  const video = videoOf(stage);
  const again = stage.querySelector("[data-again]");
  const waits = (is) => () => stage.classList.toggle("is-waiting", is);
  const line = () => stage.style.setProperty("--played", video.duration ? video.currentTime / video.duration : 0);
  for (const event of ["play", "pause", "volumechange", "emptied"]) video.addEventListener(event, () => label(stage));
  video.addEventListener("waiting", waits(true));
  for (const event of ["playing", "pause", "error"]) video.addEventListener(event, waits(false));
  video.addEventListener("timeupdate", line);
  if (!again) return;
  again.textContent = stage.closest("[data-play]").dataset.again;
  video.addEventListener("error", () => { again.hidden = !video.getAttribute("src"); });
  video.addEventListener("playing", () => { again.hidden = true; });
  again.addEventListener("click", () => { again.hidden = true; video.load(); play(stage); });
}

function take(stage) {
  if (stage.dataset.taken) return;
  stage.dataset.taken = "yes";
  const video = videoOf(stage);
  video.controls = false;
  stage.querySelector(".stage__buttons").hidden = false;
  watch(stage);
  video.addEventListener("click", () => togglePlay(stage));
  stage.querySelector("[data-toggle-play]").addEventListener("click", () => togglePlay(stage));
  stage.querySelector("[data-toggle-sound]")?.addEventListener("click", () => toggleSound(stage));
  stage.querySelector("[data-toggle-captions]")?.addEventListener("click", () => toggleCaptions(stage));
  const track = stage.querySelector("track");
  track?.addEventListener("load", () => lift(track));
  if (track?.readyState === HTMLTrackElement.LOADED) lift(track);
  caption(stage);
  label(stage);
  watcher.observe(stage);
}

function takeAll() {
  stages().forEach(take);
  cards().forEach((card, n) => card.setAttribute("aria-posinset", n + 1));
}

// Keys
const current = () => stages().find((stage) => stage.closest(".card, .result")?.contains(document.activeElement)) ?? inView();

function inView() {
  const middle = innerHeight / 2;
  return stages().find((stage) => {
    const { top, bottom } = stage.getBoundingClientRect();
    return top <= middle && bottom >= middle;
  });
}

function go(step) {
  const places = [...(feed?.querySelectorAll(":scope > article") ?? [])];
  const here = places.findIndex((place) => place.contains(inView()));
  const next = places[(here < 0 ? places.length - 1 : here) + step];
  if (!next) return;
  next.scrollIntoView({ behavior: still.matches ? "instant" : "smooth" });
  if (next.matches(".card")) next.focus({ preventScroll: true });
}

const press = (what) => (stage) => stage.closest(".card")?.querySelector(what)?.click();

const KEYS = {
  j: () => go(1), ArrowDown: () => go(1), PageDown: () => go(1),
  k: () => go(-1), ArrowUp: () => go(-1), PageUp: () => go(-1),
  " ": togglePlay, m: toggleSound, l: press(".act--like"), t: press(".act--talk"),
  c: (stage) => (trackOf(stage) ? toggleCaptions : press(".act--talk"))(stage),
};

document.addEventListener("keydown", (event) => {
  const action = KEYS[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, summary, .menu__sheet, .talk")) return;
  if (event.key === " " && event.target.closest("button, a")) return;
  if (action.length === 0 && !feed) return;
  const stage = current();
  if (action.length && !stage) return;
  event.preventDefault();
  action(stage);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) stages().forEach((stage) => videoOf(stage).pause());
  else if (inView()) tend(inView());
});
document.addEventListener("htmx:beforeRequest", () => feed?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", () => feed?.setAttribute("aria-busy", "false"));
document.addEventListener("htmx:afterSettle", takeAll);
takeAll();
