/*
 * Decides what this visitor sees, before the first paint, from the package's own payload; nothing is sent or fetched.
 *
 * Who visits, from the first of these that is given:
 *   window.duplex = {consumer: {id, attributes}, now, arms}   set by the host before this script (values or functions)
 *   ?consumer={"id":"c1","attributes":{"age":21}}             a profile as JSON; attributes may stand beside the id too
 *   ?persona=林小满                                            one of the package's personas, by name or id
 *   ?id=c1&age=21&tags=a,b                                    single declared attributes
 * When: ?now=2026-11-08T20:00:00+08:00, else the host's now, else the clock. Forced arms: ?arm=experiment:arm.
 *
 * Afterwards window.duplex has: decisions (slot → variant, layout, "hidden" or "" for a module of another layout),
 * decide({consumer, now, arms}) → decisions without touching the page, show({…}) which personalises it again,
 * ready(callback), and the document gets the event duplex:decided. A host's payload(payload) may return another payload.
 */
(() => {
  "use strict";

  const root = document.documentElement;
  root.classList.add("deciding");

  const duplex = (window.duplex = window.duplex || {});
  const query = new URLSearchParams(location.search);
  const waiting = [];
  const given = (value) => (typeof value === "function" ? value() : value);

  /* ---- who and when ---- */

  function parsed(text) {
    try {
      const value = JSON.parse(text);
      return value && typeof value === "object" ? value : null;
    } catch {
      return null;
    }
  }

  const READERS = {
    bool: (text) => (/^(true|1|yes)$/i.test(text) ? true : /^(false|0|no)$/i.test(text) ? false : undefined),
    number: (text) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined),
    tags: (text) => text.split(",").map((part) => part.trim()).filter(Boolean),
  };

  const FITS = {
    bool: (value) => typeof value === "boolean",
    number: (value) => typeof value === "number" && Number.isFinite(value),
    tags: (value) => Array.isArray(value) && value.every((part) => typeof part === "string"),
  };

  function fromQuery(declared) {
    const attributes = {};
    for (const [key, type] of Object.entries(declared)) {
      if (query.has(key)) attributes[key] = (READERS[type] || String)(query.get(key));
    }
    return { id: query.get("id"), attributes };
  }

  function fromPersona(name, personas) {
    const found = personas.find((persona) => persona.name === name || persona.id === name);
    return found ? { id: found.consumer, attributes: found.attributes } : null;
  }

  function visitor({ attributes, personas }) {
    return given(duplex.consumer) || (query.has("consumer") && parsed(query.get("consumer"))) ||
      (query.has("persona") && fromPersona(query.get("persona"), personas)) || fromQuery(attributes);
  }

  function known(consumer, declared) {
    const attributes = consumer.attributes || consumer;
    const kept = {};
    for (const [key, type] of Object.entries(declared)) {
      const value = attributes[key];
      if (type !== "id" && (FITS[type] || ((it) => typeof it === "string"))(value)) kept[key] = value;
    }
    if (typeof consumer.id === "string" && consumer.id) kept.id = consumer.id;
    return kept;
  }

  function instant(value) {
    const at = value instanceof Date ? value.getTime() : typeof value === "number" ? value : Date.parse(value);
    return Number.isFinite(at) ? at : Date.now();
  }

  function forcedArms(experiments) {
    const arms = { ...(given(duplex.arms) || {}) };
    for (const pair of query.getAll("arm")) {
      const [experiment, arm] = [pair.slice(0, pair.lastIndexOf(":")), pair.slice(pair.lastIndexOf(":") + 1)];
      const found = experiments.find(({ id, key }) => id === experiment || key === experiment);
      if (found) arms[found.id] = arm;
    }
    return arms;
  }

  /* ---- deciding ---- */

  /** The payload with some experiments settled: their rules show one arm to whomever the rule is for. */
  function settled(payload, arms, experiments) {
    if (!Object.keys(arms).length) return payload;
    const arm = new Map(experiments.map((one) => [one.key, { known: one.arms, wanted: arms[one.id] }]));
    const settle = (rule) => {
      const { known: all, wanted } = arm.get(rule.key) || {};
      if (!rule.variations || wanted === undefined) return rule;
      const number = all.findIndex(({ id, name }) => id === wanted || name === wanted);
      if (number < 0) return rule;
      const { condition, parentConditions } = rule;
      return { condition, parentConditions, force: rule.variations[number] };
    };
    const features = Object.entries(payload.features).map(([key, feature]) => [
      key, { ...feature, rules: (feature.rules || []).map(settle) },
    ]);
    return { ...payload, features: Object.fromEntries(features) };
  }

  function decide({ consumer = {}, now, arms = {} } = {}) {
    const { payload, attributes, experiments, slots } = window.duplexPackage;
    const own = typeof duplex.payload === "function" ? duplex.payload(payload) : payload;
    const client = new window.growthbook.GrowthBook({
      attributes: { ...known(consumer, attributes), now: instant(now) / 1000 },
      url: "about:blank",
    });
    client.initSync({ payload: settled(own, arms, experiments) });
    const decisions = {};
    for (const slot of slots) decisions[slot] = client.evalFeature(slot).value;
    client.destroy();
    return decisions;
  }

  /* ---- showing ---- */

  const template = (selector) => document.querySelector(`template${selector}`);
  const named = (name, value) => `[data-${name}="${CSS.escape(value)}"]`;

  function lay(main, layout) {
    const source = layout && main.dataset.layout !== layout && template(named("layout", layout));
    if (!source) return;
    for (const floor of main.querySelectorAll(".floor")) floor.remove();
    const back = main.querySelector(".back");
    main.insertBefore(source.content.cloneNode(true), back);
    main.dataset.layout = layout;
    for (const button of main.querySelectorAll(".pull, .back")) button.hidden = !main.querySelector(".floor-2");
  }

  function fill(module, choice) {
    if ((module.dataset.variant || "") === choice) return;
    const source = choice && template(`${named("module", module.id)}${named("variant", choice)}`);
    if (source) {
      module.replaceWith(source.content.cloneNode(true));
      return;
    }
    const empty = document.createElement("section");
    empty.className = "module";
    empty.id = empty.dataset.module = module.id;
    empty.hidden = true;
    module.replaceWith(empty);
  }

  function show({ consumer, now, arms } = {}) {
    const own = window.duplexPackage;
    const who = consumer || visitor(own);
    const at = instant(now || query.get("now") || given(duplex.now));
    duplex.decisions = decide({ consumer: who, now: at, arms: arms || forcedArms(own.experiments) });
    duplex.offset = now || query.has("now") || duplex.now ? at - Date.now() : 0;
    const main = document.querySelector(".floors");
    lay(main, duplex.decisions[main.dataset.page]);
    for (const module of main.querySelectorAll("[data-module]")) {
      const choice = duplex.decisions[module.id];
      fill(module, choice === "hidden" || !choice ? "" : choice);
    }
    main.dispatchEvent(new CustomEvent("duplex:patched", { bubbles: true }));
    const detail = { decisions: duplex.decisions, consumer: who, now: at };
    document.dispatchEvent(new CustomEvent("duplex:decided", { detail }));
    return duplex.decisions;
  }

  function begin() {
    try {
      show();
    } finally {
      root.classList.remove("deciding");
      while (waiting.length) waiting.shift()(duplex.decisions);
      duplex.ready = (callback) => callback(duplex.decisions);
    }
  }

  if (typeof duplex.ready === "function") waiting.push(duplex.ready);
  Object.assign(duplex, { decide, show, ready: (callback) => waiting.push(callback) });
  document.addEventListener("DOMContentLoaded", begin);
})();
