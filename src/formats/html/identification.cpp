#include "base/as_text.hpp"
#include "base/ascii.hpp"
#include "base/json.hpp"
#include "document/html_reader.hpp"
#include "formats/html/page.hpp"
#include "formats/json_ld.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace micrograph::formats::html {

namespace {

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/html#";
constexpr std::uint64_t largest_page = std::uint64_t{16} << 20; ///< bytes that are read; articles with their text have some hundred kilobytes

/// How the name of a `meta` element begins that is about a work and not about the page, in lower case.
constexpr std::array<std::string_view, 6> work_prefixes{"dc.", "dcterms.", "dc:", "dcterms:", "citation_", "prism."};
/// Elements of which one of the first of a page is one.
constexpr std::array<std::string_view, 6> first_elements{"html", "head", "title", "meta", "link", "base"};

/// What an element has that a reader of metadata looks for, in words; empty if it is nothing.
std::string metadata_of(const document::HtmlElement& element) {
  if (element.name == "meta")
    for (const char* const attribute : {"name", "property"}) {
      const std::string name = ascii::lower(element.value(attribute));
      for (const std::string_view prefix : work_prefixes)
        if (name.starts_with(prefix))
          return "a meta element called " + std::string(element.value(attribute));
    }
  if (element.name == "link" && ascii::lower(element.value("rel")).starts_with("schema.dc"))
    return "a link to the schema of Dublin Core";
  if (element.name == "script" && ascii::lower(element.value("type")).starts_with("application/ld+json"))
    return "JSON-LD in a script";
  return {};
}

class Html final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"html",
                                 "HTML page with Dublin Core, citation tags or JSON-LD",
                                 {".html", ".htm", ".xhtml"},
                                 "a page whose first elements are html, head, meta …, and among them DC.*, citation_* or JSON-LD",
                                 "title, all meta and link elements, JSON-LD in scripts; never the page's text"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const std::string_view head = as_text(candidate.head);
    if (head.find('<') == std::string_view::npos)
      return {};
    document::HtmlReader reader(head);
    bool is_first = true;
    for (document::HtmlElement element; reader.next(element); is_first = false) {
      if (is_first && std::find(first_elements.begin(), first_elements.end(), element.name) == first_elements.end())
        return {};
      if (const std::string found = metadata_of(element); !found.empty())
        return Identification{80, "an HTML page with " + found};
    }
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& findings) const override {
    const std::uint64_t size = std::min(bytes.size(), largest_page);
    if (size < bytes.size())
      findings.report({"html.limit", Severity::warning, Place{bytes.name(), {}, {}, {}, {}},
                       "only the first " + std::to_string(largest_page) + " bytes of the page were read"});
    const Page page = read_page(bytes.read_exactly(0, size), bytes.name(), findings);
    documents.document(json_document(page.json, vocabulary, "Page", {}));
    for (std::size_t i = 0; i < page.json_ld.size(); ++i)
      json_ld(page.json_ld[i], "script " + std::to_string(i + 1), bytes.name(), documents, findings);
  }

private:
  static document::Document json_document(std::string_view json, std::string of_vocabulary, std::string root_name, std::string place) {
    document::Document document;
    document.kind = document::Kind::json;
    document.vocabulary = std::move(of_vocabulary);
    document.root_name = std::move(root_name);
    document.place = std::move(place);
    const auto bytes = std::as_bytes(std::span(json));
    document.bytes.assign(bytes.begin(), bytes.end());
    return document;
  }

  /// A script that is no JSON is somebody's slip, and the rest of the page is sound.
  static void json_ld(std::string_view text, const std::string& place, const std::string& source, DocumentSink& documents,
                      FindingSink& findings) {
    try {
      FindingList in_document; // what is odd in it is reported when it is lifted
      (void)read_json(text, source, &in_document, {.lenient = true});
    } catch (const FormatError& error) {
      findings.report({"html.json-ld", Severity::warning, error.place(), place + " with JSON-LD is left out: " + error.what()});
      return;
    }
    const bool is_schema_org = names_schema_org(text);
    documents.document(json_document(text, is_schema_org ? schema_org_vocabulary : vocabulary, is_schema_org ? "Document" : "JsonLd", place));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Html>();
}

} // namespace micrograph::formats::html
