/* Without a connection Streamlit lays a window over the page, for whoever starts it. A
   review goes on meanwhile: what is decided is kept, and told once the server is back. */

/** @param {AbortSignal} signal */
export function stayOpen(signal) {
  const close = () => {
    const state = document.querySelector("[data-test-connection-state]")?.getAttribute("data-test-connection-state");
    if (!state || state === "CONNECTED") return;
    /** @type {HTMLElement | null} */
    const button = document.querySelector('[data-testid="stDialog"] [aria-label="Close"]');
    button?.click();
  };
  const watching = new MutationObserver(close);
  watching.observe(document.body, { childList: true });
  signal.addEventListener("abort", () => watching.disconnect());
}
