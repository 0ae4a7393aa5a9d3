// Shows one file of the project; asks for a drawing context first, and says so when there is none.
"use strict";

const stage = document.getElementById("stage");
let scene = { generation: 0 };
let bridge = null;
let film = null;
const loaded = new Map();

function make(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

function canDraw() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

function script(source) {
  if (!loaded.has(source)) {
    loaded.set(source, new Promise((done, failed) => {
      const element = make("script");
      element.src = source;
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    }));
  }
  return loaded.get(source);
}

function tell(state, facts = {}) {
  bridge.told(scene.generation, JSON.stringify({ state, ...facts }));
}

function said(text) {
  stage.replaceChildren(make("div", "said", text));
}

async function panorama({ file, words }) {
  if (!canDraw()) {
    const flat = make("img", "flat");
    flat.src = file;
    flat.alt = "";
    stage.replaceChildren(flat, make("div", "note", words.flat));
    tell("flat");
    return;
  }
  await script("pannellum.js");
  const place = make("div");
  place.style.height = "100%";
  stage.replaceChildren(place);
  const viewer = pannellum.viewer(place, { type: "equirectangular", panorama: file, autoLoad: true,
    showControls: false, compass: false });
  viewer.on("load", () => tell("drawn"));
  viewer.on("error", () => { said(words.broken); tell("failed"); });
}

async function model({ file, words }) {
  if (!canDraw()) {
    said(words.flat);
    tell("flat");
    return;
  }
  await script("model-viewer.js");
  const viewer = make("model-viewer");
  viewer.setAttribute("camera-controls", "");
  viewer.setAttribute("interaction-prompt", "none");
  viewer.addEventListener("load", () => tell("drawn"));
  viewer.addEventListener("error", () => { said(words.broken); tell("failed"); });
  viewer.src = file;
  stage.replaceChildren(viewer);
}

async function movie({ file, media, words }) {
  film = make("video");
  film.muted = true;
  film.playsInline = true;
  film.addEventListener("click", () => (film.paused ? film.play() : film.pause()));
  const generation = scene.generation;
  film.addEventListener("loadeddata", () => tell("film", { seconds: film.duration, width: film.videoWidth, height: film.videoHeight }));
  film.addEventListener("error", () => {
    if (generation !== scene.generation) return;
    said(words.broken);
    tell("failed");
  });
  stage.replaceChildren(film);
  const answer = await fetch(file); // as a blob: only then can one go to any moment of it
  const bytes = await answer.blob();
  film.src = URL.createObjectURL(new Blob([bytes], { type: media }));
}

function grab() {
  const canvas = make("canvas");
  canvas.width = film.videoWidth;
  canvas.height = film.videoHeight;
  canvas.getContext("2d").drawImage(film, 0, 0);
  bridge.grabbed(scene.generation, canvas.toDataURL("image/jpeg", 0.92));
}

function go(seconds, then = () => {}) {
  if (!film) return;
  film.pause();
  film.addEventListener("seeked", then, { once: true });
  film.currentTime = Math.min(seconds, Math.max(0, film.duration - 0.02));
}

function show(next) {
  for (const [name, value] of Object.entries(next.colours ?? {})) {
    document.documentElement.style.setProperty(`--${name}`, value);
  }
  if (next.seek !== undefined) go(next.seek);
  if (next.grab !== undefined) go(next.grab, grab);
  if (next.kind === undefined) return;
  scene = next;
  if (film?.src.startsWith("blob:")) URL.revokeObjectURL(film.src);
  film = null;
  stage.replaceChildren();
  const kinds = { panorama, model, film: movie };
  kinds[next.kind]?.(next)?.catch(() => { said(next.words.broken); tell("failed"); });
}

new QWebChannel(qt.webChannelTransport, ({ objects }) => {
  bridge = objects.bridge;
  bridge.said.connect((json) => show(JSON.parse(json)));
  bridge.entered();
});
