/* The behaviours every page shares: actions, the second floor, carousels, countdowns, videos. Kinds bring no scripts. */
(() => {
  "use strict";

  const root = document.documentElement;
  const stage = root.classList.contains("stage") || new URLSearchParams(location.search).has("stage");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const find = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const now = () => Date.now() + ((window.duplex && window.duplex.offset) || 0);

  /* ---- what just happened ---- */

  const SAID = {
    add_to_cart: "已加入购物车",
    campaign: "进入活动页",
    category: "查看分类",
    coupon_claim: "领取成功，可在卡券包查看",
    coupon_follow: "已关注店铺并领取",
    coupon_open: "查看优惠券",
    follow: "已关注店铺",
    item: "查看宝贝",
    service: "正在接入客服",
  };
  let fading = 0;

  function say(text) {
    const toast = document.querySelector(".toast");
    if (!toast) return;
    toast.textContent = text;
    requestAnimationFrame(() => toast.classList.add("shown"));
    clearTimeout(fading);
    fading = setTimeout(() => toast.classList.remove("shown"), 1800);
  }

  /* ---- the second floor ---- */

  const floor = (level) => document.querySelector(`.floor-${level}`);

  function second(open) {
    const upper = floor(2);
    if (!upper || stage) return;
    root.classList.toggle("second", open);
    root.classList.remove("dragging");
    upper.style.removeProperty("--drag");
    upper.inert = !open;
    for (const part of find(".floor-1, .pull")) part.inert = open;
    const ways = find(open ? ".back" : '.pull, .floor-1 [data-action="second_floor"]');
    const way = ways.find((element) => element.offsetParent !== null || open);
    if (way) way.focus({ preventScroll: true });
    root.dispatchEvent(new CustomEvent("duplex:floor", { detail: { floor: open ? 2 : 1 } }));
  }

  function pulling() {
    const OPEN = 96;
    let start = null;
    let moved = 0;
    let turned = 0;
    const free = () => floor(2) && !root.classList.contains("second") && scrollY <= 0;
    addEventListener("touchstart", (event) => {
      start = free() && event.touches.length === 1 ? event.touches[0].clientY : null;
      moved = 0;
    }, { passive: true });
    addEventListener("touchmove", (event) => {
      if (start === null) return;
      moved = event.touches[0].clientY - start;
      if (moved <= 0) return;
      if (event.cancelable) event.preventDefault();
      root.classList.add("dragging");
      floor(2).style.setProperty("--drag", `${moved}px`);
    }, { passive: false });
    const end = () => {
      if (start !== null && moved > 0) {
        if (moved > OPEN) second(true);
        else root.classList.remove("dragging");
        if (moved <= OPEN) floor(2).style.removeProperty("--drag");
      }
      start = null;
    };
    addEventListener("touchend", end);
    addEventListener("touchcancel", end);
    addEventListener("wheel", (event) => {
      turned = free() && event.deltaY < 0 ? turned - event.deltaY : 0;
      if (turned > 360) {
        turned = 0;
        second(true);
      }
    }, { passive: true });
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && root.classList.contains("second")) second(false);
    });
  }

  function floors() {
    if (stage || !floor(2)) return;
    root.classList.add("live");
    floor(2).inert = !root.classList.contains("second");
  }

  /* ---- actions ---- */

  function acted(event) {
    const source = event.target.closest("[data-action]");
    if (!source) return;
    const module = source.closest("[data-module]");
    const floors = source.closest("[data-page]");
    const { action, target = "", tmall = "" } = source.dataset;
    const leads = !(source.getAttribute("href") ?? "#").startsWith("#"); // to a page or an address
    const index = module ? find("[data-action]", module).indexOf(source) : 0;
    const detail = {
      action,
      target,
      token: tmall,
      moduleId: module ? module.id : "",
      kind: module ? module.dataset.kind : "",
      materialId: module ? module.dataset.variant : "",
      spm: ["duplex", floors ? floors.dataset.page : "", module ? module.id : "shell", index].join("."),
    };
    const told = new CustomEvent("duplex:action", { bubbles: true, cancelable: true, detail });
    const handled = !source.dispatchEvent(told);
    if (handled || !leads) event.preventDefault();
    if (!handled && !leads) follow(action, target);
  }

  function follow(action, target) {
    if (action === "second_floor" || action === "first_floor") second(action === "second_floor");
    else if (action === "module") {
      const module = document.getElementById(target);
      if (!module) return;
      second(Boolean(module.closest(".floor-2")));
      module.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    } else if (SAID[action]) say(SAID[action]);
  }

  /* ---- carousels: [data-carousel] holds [data-track] and, if it likes, [data-dot], [data-prev], [data-next] ---- */

  const turning = new WeakSet();

  function current(track) {
    return Math.round(track.scrollLeft / Math.max(track.clientWidth, 1));
  }

  function turn(carousel, to) {
    const track = carousel.querySelector("[data-track]");
    if (!track) return;
    const count = track.children.length;
    const left = ((to + count) % count) * track.clientWidth;
    track.scrollTo({ left, behavior: calm.matches ? "auto" : "smooth" });
  }

  function turned(event) {
    const track = event.target;
    const carousel = track.nodeType === 1 && track.matches("[data-track]") && track.closest("[data-carousel]");
    if (!carousel) return;
    const at = current(track);
    find("[data-dot]", carousel).forEach((dot, number) => {
      if ((dot.getAttribute("aria-current") === "true") !== (number === at)) {
        dot.setAttribute("aria-current", String(number === at));
      }
    });
  }

  function steered(event) {
    const control = event.target.closest("[data-dot], [data-prev], [data-next]");
    const carousel = control && control.closest("[data-carousel]");
    if (!carousel) return;
    const at = current(carousel.querySelector("[data-track]"));
    if (control.matches("[data-dot]")) turn(carousel, find("[data-dot]", carousel).indexOf(control));
    else turn(carousel, at + (control.matches("[data-prev]") ? -1 : 1));
  }

  function carousels(within) {
    for (const carousel of find("[data-carousel][data-interval]", within)) {
      const pause = Number(carousel.dataset.interval);
      const track = carousel.querySelector("[data-track]");
      if (stage || turning.has(carousel) || !(pause >= 1000) || !track || track.children.length < 2) continue;
      turning.add(carousel);
      const timer = setInterval(() => {
        if (!carousel.isConnected) clearInterval(timer);
        else if (!calm.matches && !document.hidden && !carousel.matches(":hover, :focus-within")) {
          turn(carousel, current(track) + 1);
        }
      }, pause);
    }
  }

  /* ---- countdowns: figures are drawn by the stylesheet, so the document itself never changes ---- */

  const figures = new CSSStyleSheet();
  let ticking = 0;

  function tick() {
    const ends = new Set(find("[data-countdown]").map((element) => element.dataset.countdown));
    const rules = [];
    for (const end of ends) {
      const at = Date.parse(end);
      if (Number.isNaN(at) || !/^[\w:.+-]+$/.test(end)) continue;
      const left = Math.max(0, Math.ceil((at - now()) / 1000));
      const here = `[data-countdown="${end}"]`;
      rules.push(
        `${here}{--days:${Math.floor(left / 86400)};--hours:${Math.floor(left / 3600) % 24};` +
          `--minutes:${Math.floor(left / 60) % 60};--seconds:${left % 60}}`,
        `${here} [data-${left ? "ended" : "running"}]{display:none}`,
      );
    }
    figures.replaceSync(rules.join("\n"));
    return ends.size;
  }

  function countdowns() {
    if (!tick() || ticking || stage) return;
    ticking = setInterval(tick, 1000);
  }

  /* ---- videos: [data-video] holds a <video> and a [data-play] button ---- */

  function played(event) {
    const button = event.target.closest("[data-play]");
    const frame = button && button.closest("[data-video]");
    const video = frame && frame.querySelector("video");
    if (!video || stage) return;
    video.controls = true;
    frame.classList.add("playing");
    video.play().catch(() => {
      frame.classList.remove("playing");
      video.controls = false;
      say("此设备不能播放这段视频");
    });
  }

  /* ---- beginning, and beginning again after a patch ---- */

  function begin(within) {
    floors();
    carousels(within);
    countdowns();
  }

  document.adoptedStyleSheets = [...document.adoptedStyleSheets, figures];
  document.addEventListener("click", (event) => {
    steered(event);
    played(event);
    acted(event);
  });
  document.addEventListener("scroll", turned, { capture: true, passive: true });
  document.addEventListener("duplex:patched", (event) => begin(event.target.parentNode || document));
  if (!stage) pulling();
  begin(document);
})();
