"""How long a reader waits, as ratios to Streamlit itself, everything interleaved.

Run it with ``make benchmark``. A change of the filter and a click to its passage are
set against a bare Streamlit checkbox with Streamlit's defaults; the first view against
an empty Streamlit page. Each round measures every one of them once, in a real Chromium;
the first view with an empty cache. Medians and the middle half are printed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser.running import chromium, free_port, running, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHECKBOX = 'import streamlit as st\nst.write("on" if st.checkbox("box") else "off")\n'
EMPTY = 'import streamlit as st\nst.text("ready")\n'
UNTIL = """
const until = async (met) => {
    const start = performance.now();
    while (!met()) {
        if (performance.now() - start > 20000) throw new Error("waited 20 s");
        await new Promise((next) => setTimeout(next, 1));
    }
    return performance.now();
};
const inside = () => document.querySelector(".st-key-map iframe").contentDocument;
"""
TICK = f"""async () => {{ {UNTIL}
    const lines = () => [...document.querySelectorAll(".stMarkdown p")];
    const shown = () => lines().at(-1).textContent;
    const before = shown();
    const start = performance.now();
    document.querySelector("input[type=checkbox]").click();
    return await until(() => shown() !== before) - start;
}}"""
# What the page's own script shows at once, and when the server's answer has come: the
# address is written with it.
FILTER = f"""async () => {{ {UNTIL}
    const ours = "path.mark.type-border-checkpoint";
    const marks = () => inside().querySelectorAll(ours).length;
    const pill = [...document.querySelectorAll(".st-key-agreement_types button")]
        .find((button) => button.textContent.includes("Border checkpoints"));
    const [before, address] = [marks(), location.search];
    const start = performance.now();
    pill.click();
    const shown = await until(() => (marks() === 0) !== (before === 0));
    return [shown - start, await until(() => location.search !== address) - start];
}}"""
# Two gates whose words stand in different documents would be another matter: here the
# passage is in the document that is open, as it is for most clicks.
PASSAGE = f"""async () => {{ {UNTIL}
    const places = ["meunchey_tannam", "mekong_river"];
    window.turn = ((window.turn || 0) + 1) % 2;
    const chosen = () => document.querySelector(".passage.chosen")?.id;
    const [before, address] = [chosen(), location.search];
    const start = performance.now();
    const mark = inside().querySelector(
        `path.mark.place-${{places[window.turn]}}:not(.reach):not(.halo)`);
    mark.dispatchEvent(new MouseEvent("click", {{ bubbles: true, clientX: 300,
        clientY: 300 }}));
    const shown = await until(() => chosen() !== before);
    const lit = await until(() => document.querySelector(".passage.chosen mark"));
    const said = await until(() => location.search !== address);
    return [shown - start, lit - start, said - start];
}}"""
DRAWN = f"""async () => {{ {UNTIL}
    return await until(() => document.querySelector(".st-key-map iframe")
        && inside() && inside().querySelectorAll("path.mark").length > 20
        && document.querySelector(".st-key-reader .passage"));
}}"""
# The map and the text come first; the buttons, lists and tables follow.
WHOLE = f"""async () => {{ {UNTIL}
    const parts = [".st-key-agreement_types button", ".st-key-documents input",
        ".st-key-map_options input", ".st-key-tab_agreements .panel", "[role=tab]"];
    return await until(() => parts.every((part) => document.querySelector(part)));
}}"""
TICKABLE = f"""async () => {{ {UNTIL}
    return await until(() => document.querySelector("input[type=checkbox]"));
}}"""
READY = f"""async () => {{ {UNTIL}
    return await until(() => document.querySelector("[data-testid=stText]"));
}}"""


def first_view(browser: Browser, address: str, *drawn: str) -> list[float]:
    """Open a page anew and give when each of some things was there, in order."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        return [float(page.evaluate(each)) for each in drawn]
    finally:
        context.close()


def open_steady(browser: Browser, address: str, until_drawn: str) -> Page:
    """Open a page and wait until it is there, however long a cold server takes."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    page.evaluate(until_drawn)
    page.wait_for_timeout(2500)
    return page


def report(name: str, times: list[float], against: list[float]) -> None:
    ratio = statistics.median(times) / statistics.median(against)
    low, middle, high = statistics.quantiles(times, n=4)
    print(f"{name:34} {middle:7.0f} ms ({low:.0f} to {high:.0f})   {ratio:.2f} x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--views", type=int, default=8)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        addresses = {}
        for name, script in (("checkbox", CHECKBOX), ("empty", EMPTY)):
            (folder / f"{name}.py").write_text(script, encoding="utf-8")
            port = free_port()
            command = ["-m", "streamlit", "run", str(folder / f"{name}.py")]
            command += ["--server.port", str(port), "--server.headless", "true"]
            addresses[name] = stack.enter_context(running(*command, port=port))
        atlas = stack.enter_context(serving())
        browser = stack.enter_context(chromium())
        bare = open_steady(browser, addresses["checkbox"], TICKABLE)
        ours = open_steady(browser, atlas, DRAWN)
        ticks: list[float] = []
        filters: list[list[float]] = []
        clicks: list[list[float]] = []
        for _ in range(options.rounds):
            ticks.append(bare.evaluate(TICK))
            bare.wait_for_timeout(150)
            for _ in ("off", "on"):
                filters.append(ours.evaluate(FILTER))
                ours.wait_for_timeout(150)
            ticks.append(bare.evaluate(TICK))
            bare.wait_for_timeout(150)
            clicks.append(ours.evaluate(PASSAGE))
            ours.wait_for_timeout(150)
        empty: list[float] = []
        views: list[list[float]] = []
        for _ in range(options.views):
            empty += first_view(browser, addresses["empty"], READY)
            views.append(first_view(browser, atlas, DRAWN, WHOLE))
        report("bare checkbox", ticks, ticks)
        shown, answered = (list(times) for times in zip(*filters, strict=True))
        report("filter change, seen", shown, ticks)
        report("filter change, server's answer", answered, ticks)
        passage, lit, said = (list(times) for times in zip(*clicks, strict=True))
        report("click to passage, seen", passage, ticks)
        report("click to lit words, seen", lit, ticks)
        report("click, server's answer", said, ticks)
        report("empty page", empty, empty)
        first, whole = (list(times) for times in zip(*views, strict=True))
        report("first view", first, empty)
        report("whole page", whole, empty)


if __name__ == "__main__":
    main()
