#!/usr/bin/env python3
"""Opens the page of `report` in Chromium and looks at what becomes of it.

  check_browser.py --program PROGRAM --lab GRAPH [--browser chromium] [--pictures FOLDER]

A page of our own holds the report in a frame of a given width and asks the browser, in a script, what it made of it (the
report has none to ask): whether each section and figure is there with a size, whether anything is wider than the window, at
1280 and at 400 px, light and dark; what was fetched; what the console said. Chromium's only way out is a proxy of the
test, which counts who asks for what. A page that does fetch is looked at first, so that silence means something.

Status 77 without Chromium, or 1 where MICROGRAPH_REQUIRE_SHARED is set (CI). --pictures keeps screenshots to look at.
"""
import argparse
import html
import json
import os
import pathlib
import re
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading

from pages import HOSTILE, LABORATORY, Page, make_page

SKIPPED = 77
SECTIONS = ["time", "instruments", "acquisition", "samples", "gaps", "publication", "people", "lineage", "links", "sources"]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
         "--allow-file-access-from-files", "--enable-logging=stderr"]
# Asks the frame and writes the answer where --dump-dom finds it.
WATCHER = """<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
<iframe id="page" src="{page}" style="border:0;width:{width}px;height:900px"></iframe><pre id="answer"></pre><script>
document.getElementById('page').onload = function () {{
  const page = this.contentWindow, there = page.document, wide = [];
  for (const node of there.body.querySelectorAll('*')) {{
    const box = node.getBoundingClientRect();
    if (box.width > 0 && box.right > page.innerWidth + 0.5 && !node.closest('.skip, caption, svg'))
      wide.push(node.tagName + '.' + (node.getAttribute('class') || ''));
  }}
  const sized = selector => [...there.querySelectorAll(selector)].filter(n => n.getBoundingClientRect().height > 10).map(n => n.id);
  const skip = there.querySelector('.skip');
  skip.focus();
  document.getElementById('answer').textContent = JSON.stringify({{
    title: there.title, wide: wide.slice(0, 5), scroll: there.documentElement.scrollWidth, inner: page.innerWidth,
    sections: sized('section'), figures: sized('figure').length, charts: sized('svg.chart, svg.layered').length,
    bars: there.querySelectorAll('svg rect.bar').length, scripts: there.scripts.length,
    embedded: there.querySelectorAll('img, iframe, object, embed, link, base, audio, video').length,
    paper: page.getComputedStyle(there.body).backgroundColor, skipped: skip.getBoundingClientRect().left,
    fetched: page.performance.getEntriesByType('resource').map(entry => entry.name),
    unnamed: [...there.querySelectorAll('svg:not([aria-hidden])')].filter(n => !n.querySelector('title')).length}});
}};
</script>"""
FETCHING = """<!DOCTYPE html><body><img src="http://leak.example/control"><script>console.error('heard')</script>"""
failures = []


def expect(what, came, wanted):
    if came != wanted:
        failures.append(what)
        print(f"FAILED: {what}: {came!r} in place of {wanted!r}")


class Proxy(socketserver.ThreadingTCPServer):
    """Takes requests, remembers their first lines, answers nothing."""
    daemon_threads = True

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.server.requests.append(self.rfile.readline(4096).decode("latin-1").strip())

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.requests = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def leaks(self):
        return [line for line in self.requests if "leak.example" in line or "example.org" in line]


class Browser:
    def __init__(self, program, proxy, folder):
        self.program, self.proxy, self.folder = program, proxy, folder

    def run(self, file, *arguments):
        """What it wrote (with --dump-dom: the document), and what stood on the console."""
        profile = tempfile.mkdtemp(dir=self.folder)
        result = subprocess.run(
            [self.program, *FLAGS, f"--user-data-dir={profile}", f"--proxy-server=127.0.0.1:{self.proxy.server_address[1]}",
             *arguments, f"file://{file}"], capture_output=True, text=True, check=False, timeout=180)
        return result.stdout, re.findall(r"CONSOLE.*", result.stderr)

    def look(self, page, width, *arguments):
        watcher = self.folder / "watcher.html"
        watcher.write_text(WATCHER.format(page=page.as_uri(), width=width), encoding="utf-8")
        document, console = self.run(watcher, "--virtual-time-budget=10000", f"--window-size={width},1000", *arguments,
                                     "--dump-dom")
        answer = re.search(r'<pre id="answer">(\{.*?\})</pre>', document, re.DOTALL)
        if not answer:
            sys.exit(f"FAILED: the browser gave no answer; console: {console}; document: {document[:500]}")
        return json.loads(html.unescape(answer[1])), console


def check_control(browser):
    """A page that fetches and complains is heard."""
    file = browser.folder / "control.html"
    file.write_text(FETCHING, encoding="utf-8")
    _, console = browser.run(file, "--virtual-time-budget=5000", "--dump-dom")
    expect("what a page fetches is seen", bool(browser.proxy.leaks()), True)
    expect("what the console says is seen", bool(console), True)
    browser.proxy.requests.clear()


def check_page(browser, name, file):
    told = Page(file)
    for width, scheme in ((1280, 1), (1280, 0), (400, 1)):  # 0 is dark, 1 light
        what = f"{name} at {width} px, {'light' if scheme else 'dark'}"
        seen, console = browser.look(file, width, f"--blink-settings=preferredColorScheme={scheme}")
        expect(f"{what}: title", seen["title"], "Test")
        expect(f"{what}: sections", seen["sections"], SECTIONS)
        expect(f"{what}: figures", seen["figures"], len(told.figures))
        expect(f"{what}: charts", seen["charts"] > 0, True)
        expect(f"{what}: bars", seen["bars"] > 10, True)
        expect(f"{what}: inner width", seen["inner"], width)
        expect(f"{what}: wider than the window", (seen["wide"], max(seen["scroll"], width)), ([], width))
        expect(f"{what}: scripts and what is embedded", (seen["scripts"], seen["embedded"]), (0, 0))
        expect(f"{what}: drawings without a name", seen["unnamed"], 0)
        expect(f"{what}: the first key leads to the plots", seen["skipped"] >= 0, True)
        expect(f"{what}: fetched", seen["fetched"], [])
        expect(f"{what}: console", console, [])
        expect(f"{what}: paper is white", seen["paper"] == "rgb(255, 255, 255)", scheme == 1)
    for link in told.links:
        expect(f"{name}: where a link leads", bool(re.match(r"https?://|#", link)), True)
    expect(f"{name}: requests", browser.proxy.leaks(), [])


def take_pictures(browser, name, file, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for view, size, scheme in (("wide", "1280,9000", 1), ("dark", "1280,9000", 0), ("narrow", "400,14000", 1)):
        browser.run(file, f"--blink-settings=preferredColorScheme={scheme}", f"--window-size={size}",
                    f"--screenshot={folder / f'{name}-{view}.png'}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--lab", required=True)
    parser.add_argument("--browser", default="chromium")
    parser.add_argument("--pictures", type=pathlib.Path)
    options = parser.parse_args()
    if not shutil.which(options.browser):
        print(f"*** SKIPPED: {options.browser} is not installed ***")
        return 1 if os.environ.get("MICROGRAPH_REQUIRE_SHARED") else SKIPPED
    with tempfile.TemporaryDirectory(prefix="micrograph-test-", ignore_cleanup_errors=True) as name, Proxy() as proxy:
        folder = pathlib.Path(name)
        browser = Browser(options.browser, proxy, folder)
        check_control(browser)
        for graph_name, graph in (("laboratory", LABORATORY), ("examples", options.lab), ("hostile", HOSTILE)):
            file = make_page(options.program, graph, folder / f"{graph_name}.html")
            check_page(browser, graph_name, file)
            if options.pictures:
                take_pictures(browser, graph_name, file, options.pictures)
        proxy.shutdown()
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
