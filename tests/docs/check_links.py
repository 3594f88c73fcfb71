#!/usr/bin/env python3
"""Every file that the project's pages link to exists. Links to other sites are not followed: tests work offline.

Usage: check_links.py PROJECT_FOLDER
"""
import pathlib
import re
import sys

LINK = re.compile(r"\]\(([^)#\s]+)")


def main():
    project = pathlib.Path(sys.argv[1])
    pages = [page for page in project.rglob("*.md") if "build" not in page.relative_to(project).parts]
    broken = [f"{page.relative_to(project)}: {target}" for page in sorted(pages)
              for target in LINK.findall(page.read_text(encoding="utf-8"))
              if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists()]
    print("\n".join(broken + [f"{len(pages)} pages, {len(broken)} broken links"]))
    return 1 if broken or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
