// Small signs on modules that are locked, or hidden from everybody, so that nobody wonders why they stay.
function drawBadges() {
  return Object.entries(state.modules)
    .filter(([, about]) => about.locked || about.hidden)
    .flatMap(([id, about]) => {
      const element = byId(id);
      if (!isSeen(element)) return [];
      const { left, top, width } = place(element);
      const signs = [about.locked && badge("lock"), about.hidden && badge("hidden")].filter(Boolean);
      return [put(part("div", "badges", ...signs), { left: left + width - 8, top: top + 8 })];
    });
}

function badge(name) {
  const made = part("div", `badge ${name}`);
  made.innerHTML = ICONS[name]; // our own drawing
  return made;
}
