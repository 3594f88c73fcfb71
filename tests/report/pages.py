"""Pages of `micrograph report`, made and read by tests."""
import html.parser
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
# A small laboratory whose numbers are known, and one whose every name wants to be a script.
LABORATORY = PROJECT / "tests/questions/lab.trig"
HOSTILE = HERE / "hostile.trig"


def make_page(program, graph, file):
    result = subprocess.run([program, "report", graph, "-o", file, "--title", "Test"], capture_output=True, text=True,
                            check=False, timeout=120)
    if result.returncode != 0:
        sys.exit(f"FAILED: report {graph}: {result.stderr}")
    return file


class Page(html.parser.HTMLParser):
    """What the page says: totals by name, and by figure the rows of its table, each a list of the texts of its cells."""

    def __init__(self, file):
        super().__init__()
        self.totals, self.figures, self.questions, self.sections, self.links = {}, {}, {}, [], []
        self._figure = self._row = self._text = self._total = None
        self._skip = 0
        self.feed(pathlib.Path(file).read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "section":
            self.sections.append(attributes["id"])
        elif tag == "figure":
            self._figure = attributes["id"].removesuffix("-figure")
            self.figures[self._figure] = []
        elif tag == "tr":
            self._row = []
        elif tag in ("td", "th", "dt", "dd", "code"):
            self._text = ""
        elif tag in ("small", "svg"):
            self._skip += 1
        elif tag == "a":
            self.links.append(attributes["href"])

    def handle_data(self, data):
        if self._text is not None and not self._skip:
            self._text += data

    def handle_endtag(self, tag):
        if tag in ("small", "svg"):
            self._skip -= 1
        elif tag in ("td", "th") and self._row is not None:
            self._row.append(self._text)
        elif tag == "tr":
            self.figures[self._figure].append(self._row)
        elif tag == "dt":
            self._total = self._text
        elif tag == "dd":
            self.totals[self._total] = number(self._text)
        elif tag == "code" and self._figure:
            self.questions[self._figure] = self._text
        elif tag == "figure":
            self._figure = None
        if tag in ("td", "th", "dt", "dd", "code"):
            self._text = None


def number(text):
    return int(text.replace(",", ""))
