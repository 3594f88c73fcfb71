#include "report/html_page.hpp"

#include "report/html_figure.hpp"
#include "report/style.hpp"
#include "report/text.hpp"

#include "base/checksum.hpp"

#include <algorithm>
#include <ostream>
#include <span>

namespace micrograph::report {
namespace {

/// As policies carry it: the usual alphabet of base64, padded.
std::string base64(const Sha256& digest) {
  std::string text = base64url(digest);
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  return text + "=";
}

void write_head(std::ostream& out, const Page& page) {
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      << "<meta http-equiv=\"Content-Security-Policy\" content=\"" << content_policy() << "\">\n"
      << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      << "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" << escaped(page.title) << "</title>\n<style>"
      << style_sheet() << "</style>\n</head>\n";
}

void write_totals(std::ostream& out, const Page& page) {
  out << "<dl class=\"totals\">\n";
  for (const Total& total : page.totals)
    out << "<div><dt>" << escaped(total.what) << "</dt><dd>" << grouped(total.count) << "</dd></div>\n";
  out << "</dl>\n";
}

void write_contents(std::ostream& out, const Page& page) {
  out << "<nav aria-label=\"Sections\"><ul>\n";
  for (const Section& section : page.sections)
    out << "<li><a href=\"#" << escaped(section.id) << "\">" << escaped(section.heading) << "</a></li>\n";
  out << "</ul></nav>\n";
}

void write_section(std::ostream& out, const Section& section) {
  out << "<section id=\"" << escaped(section.id) << "\" aria-labelledby=\"" << escaped(section.id) << "-h\">\n<h2 id=\""
      << escaped(section.id) << "-h\">" << escaped(section.heading) << "</h2>\n";
  if (section.figures.empty()) {
    out << "<p class=\"none\">" << escaped(section.absent) << "</p>\n</section>\n";
    return;
  }
  if (!section.text.empty())
    out << "<p>" << escaped(section.text) << "</p>\n";
  out << "<div class=\"figures\">\n";
  for (const Figure& figure : section.figures)
    write_figure(out, figure);
  out << "</div>\n</section>\n";
}

} // namespace

std::string content_policy() {
  const std::string_view style = style_sheet();
  return "default-src 'none'; style-src 'sha256-" + base64(sha256(std::as_bytes(std::span(style)))) +
         "'; base-uri 'none'; form-action 'none'";
}

void write_page(std::ostream& out, const Page& page) {
  write_head(out, page);
  out << "<body>\n<a class=\"skip\" href=\"#main\">Skip to the plots</a>\n<header>\n<h1>" << escaped(page.title) << "</h1>\n<p>";
  if (!page.date.empty())
    out << escaped(page.date) << " · ";
  out << "made by micrograph from <bdi>" << escaped(page.graph) << "</bdi></p>\n</header>\n";
  if (page.empty()) {
    out << "<main id=\"main\"><p class=\"empty\">This graph holds no images, no resources and no sources, so there is nothing to "
           "count. <code>micrograph build FOLDER -o lab.mg</code> makes one of a folder of files.</p></main>\n";
  } else {
    write_totals(out, page);
    write_contents(out, page);
    out << "<main id=\"main\">\n";
    for (const Section& section : page.sections)
      write_section(out, section);
    out << "</main>\n";
  }
  out << "<footer><p>Each number is the answer of a ready question; <code>micrograph ask GRAPH QUESTION</code> gives it whole. "
         "This page runs no script and fetches nothing.</p></footer>\n</body>\n</html>\n";
}

} // namespace micrograph::report
