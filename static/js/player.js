// Plays the clip that is looked at: one at a time, muted until asked, the next one fetched ahead.

const NEAR = 2; // cards beyond this many give their video back
const still = matchMedia("(prefers-reduced-motion: reduce)");
const mayStart = () => !still.matches && !navigator.connection?.saveData;
let loud = false;

const feed = document.getElementById("feed");
const stages = () => [...document.querySelectorAll("[data-player]")];
const videoOf = (stage) => stage.querySelector("video");

function label(stage) {
  const video = videoOf(stage);
  stage.classList.toggle("is-playing", !video.paused);
  stage.classList.toggle("is-loud", !video.muted);
  stage.querySelector("[data-toggle-play]").setAttribute("aria-label", video.paused ? stage.dataset.play : stage.dataset.pause);
  stage.querySelector("[data-toggle-sound]").setAttribute("aria-label", video.muted ? stage.dataset.loud : stage.dataset.quiet);
}

function play(stage) {
  const video = videoOf(stage);
  bring(video);
  video.muted = !loud;
  return video.play().catch(() => {}); // the browser may want a touch first
}

function togglePlay(stage) {
  const video = videoOf(stage);
  stage.dataset.rests = video.paused ? "" : "yes"; // paused by hand: scrolling back does not start it
  if (video.paused) play(stage);
  else video.pause();
}

function toggleSound(stage) {
  loud = videoOf(stage).muted;
  videoOf(stage).muted = !loud;
  label(stage);
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

function tend(current) {
  const all = stages();
  const at = all.indexOf(current);
  all.forEach((stage, n) => {
    const video = videoOf(stage);
    if (Math.abs(n - at) > NEAR) give(video);
    else bring(video);
    if (n !== at) video.pause();
    video.preload = n === at || n === at + 1 ? "auto" : "none";
  });
  // The next page is fetched before the end of this one is seen.
  const more = feed?.querySelector("#more");
  if (more && at + NEAR >= all.length - 1) globalThis.htmx?.trigger(more, "near");
  if (mayStart() && current.dataset.rests !== "yes") play(current);
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

function take(stage) {
  if (stage.dataset.taken) return;
  stage.dataset.taken = "yes";
  const video = videoOf(stage);
  video.controls = false;
  stage.querySelector(".stage__buttons").hidden = false;
  for (const event of ["play", "pause", "volumechange", "emptied"]) video.addEventListener(event, () => label(stage));
  video.addEventListener("click", () => togglePlay(stage));
  stage.querySelector("[data-toggle-play]").addEventListener("click", () => togglePlay(stage));
  stage.querySelector("[data-toggle-sound]").addEventListener("click", () => toggleSound(stage));
  label(stage);
  watcher.observe(stage);
}

function takeAll() {
  stages().forEach(take);
  feed?.querySelectorAll(".card").forEach((card, n) => card.setAttribute("aria-posinset", n + 1));
}

// Keys
const current = () => stages().find((stage) => stage.contains(document.activeElement)) ?? inView();

function inView() {
  const middle = innerHeight / 2;
  return stages().find((stage) => {
    const { top, bottom } = stage.getBoundingClientRect();
    return top <= middle && bottom >= middle;
  });
}

function go(step) {
  const cards = [...(feed?.children ?? [])];
  const here = cards.findIndex((card) => card.contains(inView()));
  const next = cards[(here < 0 ? cards.length - 1 : here) + step];
  if (!next) return;
  next.scrollIntoView({ behavior: still.matches ? "instant" : "smooth" });
  if (next.matches(".card")) next.focus({ preventScroll: true });
}

const KEYS = {
  j: () => go(1), ArrowDown: () => go(1), PageDown: () => go(1),
  k: () => go(-1), ArrowUp: () => go(-1), PageUp: () => go(-1),
  " ": togglePlay, m: toggleSound,
};

document.addEventListener("keydown", (event) => {
  const action = KEYS[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, summary, .menu__sheet")) return;
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
document.addEventListener("htmx:afterSettle", () => { feed?.setAttribute("aria-busy", "false"); takeAll(); });
takeAll();
