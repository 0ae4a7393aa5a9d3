// On the phone: takes patches, tells which links were tapped and which films cannot be played.
function watch() {}

function whenShown(then) {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
}

new QWebChannel(qt.webChannelTransport, ({ objects: { phone } }) => {
  const { generation } = state;
  phone.patched.connect((wanted, json) => {
    if (wanted !== generation) return;
    const patch = JSON.parse(json);
    applyPatch(patch);
    whenShown(() => phone.painted(generation, patch.serial));
  });
  document.addEventListener("duplex:action", (event) => {
    const source = event.target.closest?.("[data-action]");
    if (!source) return;
    const { action, target = "" } = source.dataset;
    if (!["page", "campaign", "url"].includes(action)) return;
    event.preventDefault(); // the phone goes there itself
    phone.acted(generation, action, action === "url" ? source.getAttribute("href") ?? "" : target);
  });
  document.addEventListener("error", (event) => {
    if (!event.target.matches?.("video")) return;
    phone.filmed(generation, event.target.getAttribute("src") ?? "");
  }, true);
  document.documentElement.addEventListener("duplex:floor", () => {
    phone.rose(generation, document.documentElement.classList.contains("second") ? 2 : 1);
  });
  phone.entered(generation);
  whenShown(() => phone.painted(generation, 0));
});
