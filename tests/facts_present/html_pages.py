"""Reads the facts of web pages: Dublin Core and citation_* in their meta and link elements."""
import html.parser
import re

from facts import Facts, files_below
from records import bare, identifier

DUBLIN_CORE = re.compile(r"(dc|dcterms)\.([a-z]+)(\..*)?", re.I)
FACTS = {"title": "title", "creator": "creator.name", "publisher": "publisher", "subject": "subject", "type": "resource.type",
         "contributor": "contributor.name"}
CITATION = {"citation_title": "title", "citation_author": "creator.name", "citation_publisher": "publisher",
            "citation_article_type": "resource.type", "citation_keywords": "subject"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.said = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta" and given.get("name") and given.get("content"):
            self.said.append((given["name"], given["content"].strip()))
        if tag == "link" and given.get("rel") and given.get("href"):
            self.said.append((given["rel"], given["href"]))


def facts_of(text):
    page, facts = Page(), Facts()
    page.feed(text)
    for name, content in page.said:
        if name in CITATION:
            facts.text(CITATION[name], content)
        elif name == "citation_doi":
            identifier(facts, content)
        elif name in ("citation_date", "citation_publication_date"):
            year = re.search("[0-9]{4}", content)
            facts.text("publication.year", year.group(0) if year else None)
        match = DUBLIN_CORE.fullmatch(name)
        if not match:
            continue
        term, refined = match.group(2).lower(), (match.group(3) or "").lower()
        if term in FACTS and (not refined or term == "creator"):
            facts.text(FACTS[term], content)
        elif term == "identifier":
            identifier(facts, content)
        elif term in ("issued", "date") and refined in ("", ".issued") and re.match("[0-9]{4}", content):
            facts.text("publication.year", content[:4])
        elif term in ("relation", "source", "replaces", "ispartof", "references") and re.match("https?://", content):
            facts.text("related", bare(content))
        elif term == "rights" and "creativecommons" in content:
            facts.text("license", content)
    return facts


class Pages:
    FOLDER = "dublin-core"
    PART = " (web pages)"
    FORMATS = {"html"}

    @staticmethod
    def sources(folder):
        for name, path in files_below(folder, "*.html"):
            yield name, [facts_of(path.read_text("utf-8", "replace"))]


READERS = [Pages]
