/* Says in a sentence when the page has no connection to its server: it would else stay
   an empty shape, or show what is no longer so. It stands in the page itself, as what
   the server shows comes only over the connection. */
(() => {
  const PATIENCE = 20000; // ms: a page that was never connected may be slow
  const MOMENT = 3000; // ms: a connection that comes back at once is no news
  const page = /** @type {any} */ (window);
  const _ = (/** @type {string} */ message) => page.accordAtlasWords?.[message] || message;
  const lost = () => _("The connection to the server is lost; this page tries again by itself. "
    + "What you choose meanwhile is not shown.");
  const none = () => _("This page has no connection to its server yet. If it stays so, reload it; "
    + "a proxy in between must pass websockets on.");
  let refused = "";
  let connected = false;
  let away = false; // whether the connection was lost since
  let since = Date.now();

  const bar = document.createElement("p");
  bar.id = "atlas-connection";
  bar.setAttribute("role", "alert");
  bar.style.cssText = "position:fixed;z-index:1000000;inset:auto 0 0 0;margin:0;padding:.7rem 1rem;"
    + "font:1rem/1.4 sans-serif;color:#fff;background:#7a2e00";

  const say = (/** @type {string} */ words) => {
    if (bar.textContent !== words) bar.textContent = words;
    if (words && !bar.isConnected) document.body.append(bar);
    if (!words) bar.remove();
  };

  const look = () => {
    const state = document.querySelector("[data-test-connection-state]")
      ?.getAttribute("data-test-connection-state");
    if (state === "CONNECTED") {
      if (connected && away) window.dispatchEvent(new Event("accord-atlas-connected"));
      connected = true;
      away = false;
      since = Date.now();
      say("");
      return;
    }
    away = connected;
    const waited = Date.now() - since;
    if (refused) say(refused);
    else if (waited > (connected ? MOMENT : PATIENCE)) say(connected ? lost() : none());
  };

  const asked = new URL("_atlas/connection", document.baseURI);
  asked.searchParams.set("origin", location.origin);
  fetch(asked).then((answer) => answer.json()).then((said) => { refused = said.refused; look(); })
    .catch(() => {});
  setInterval(look, 500);
})();
