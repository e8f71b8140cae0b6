/* Keeps the project of the text that a reader brought in this tab of the browser: the
   server forgets it when it is started again, or when the connection was lost for long.
   A session that knows nothing of it offers to show or to save it. */
const PLACE = "accord-atlas-kept";
const shared = (window.accordAtlasKept ??= { project: null, read: false });

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".kept");
  if (data.forgotten) keep(null);
  if (data.project) keep({ name: data.name, file: data.file, project: data.project });
  const kept = data.project ? null : recall();
  box.hidden = !kept;
  if (kept) {
    box.querySelector("p").textContent = `“${kept.name}”, which you brought, is no longer held by the server: `
      + "it was started again, the connection was lost for long, or this page was loaded anew.";
  }
  const [again, save, drop] = box.querySelectorAll("button");
  again.onclick = () => setTriggerValue("again", recall()?.project || "");
  save.onclick = () => download(recall());
  drop.onclick = () => { keep(null); box.hidden = true; };

  // A page that is connected again shows what the server knows before the next click.
  window.removeEventListener("accord-atlas-connected", shared.tell);
  shared.tell = () => setTriggerValue("back", `${Date.now()}`);
  window.addEventListener("accord-atlas-connected", shared.tell);
}

function keep(kept) {
  shared.project = kept;
  shared.read = true;
  try {
    if (kept) sessionStorage.setItem(PLACE, JSON.stringify(kept));
    else sessionStorage.removeItem(PLACE);
  } catch { /* too large for the browser's storage: this page still holds it */ }
}

function recall() {
  if (!shared.read) {
    shared.read = true;
    try {
      shared.project = JSON.parse(sessionStorage.getItem(PLACE));
    } catch { /* nothing that can be read */ }
  }
  return shared.project;
}

function download(kept) {
  if (!kept) return;
  const bytes = Uint8Array.from(atob(kept.project), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
  link.download = kept.file;
  link.click();
  URL.revokeObjectURL(link.href);
}
