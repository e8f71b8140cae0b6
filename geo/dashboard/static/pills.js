
// --- only this ----------------------------------------------------------------------
// The end of a pill under the mouse says "only": a click there leaves this type alone.
// The list beside the pills does the same for the keyboard and for fingers.
const ONLY = 44;
const PILL = ".st-key-agreement_types button";

bar.leaveOnly?.();
const only = (event) => {
  const pill = event.target.closest?.(PILL);
  const pointed = event.detail > 0 && matchMedia("(hover: hover)").matches;
  if (!pill || !pointed || event.clientX < pill.getBoundingClientRect().right - ONLY) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const index = [...pill.parentElement.querySelectorAll("button")].indexOf(pill);
  bar.onlyType?.({ index, click: Date.now() });
  const frame = document.querySelector(".st-key-map iframe")?.contentWindow;
  frame?.accordAtlas?.foresee([frame.accordAtlasData.types[index].slug]);
};
window.addEventListener("click", only, { capture: true });
bar.leaveOnly = () => window.removeEventListener("click", only, { capture: true });

// --- the tour ------------------------------------------------------------------------
bar.leaveTour?.();
const escape = (event) => {
  if (event.key !== "Escape") return;
  const leave = document.querySelector(".st-key-tour_leave button");
  if (!leave) return;
  leave.click();
  document.querySelector(".st-key-tour_start button")?.focus();
};
window.addEventListener("keydown", escape);
bar.leaveTour = () => window.removeEventListener("keydown", escape);
