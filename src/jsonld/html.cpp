#include "jsonld/html.hpp"

#include "base/error.hpp"
#include "document/html_scripts.hpp"
#include "jsonld/media_type.hpp"
#include "rdf/iri.hpp"

#include <utility>

namespace micrograph::jsonld {

namespace {

JsonValue parse_script(const document::HtmlScript& script, const RemoteDocument& remote,
                       const Options& options) {
  try {
    return parse_input(script.text, remote.document_url, {}, options).document;
  } catch (const FormatError& error) {
    throw FormatError("jsonld.invalid-script-element",
                      std::string("A script element that should hold JSON-LD does not hold JSON: ") +
                          error.what(),
                      error.place());
  }
}

bool is_jsonld(const document::HtmlScript& script) {
  return media_type(script.type).name == "application/ld+json";
}

} // namespace

Input parse_html(const RemoteDocument& remote, const Options& options) {
  const document::HtmlScripts page = document::read_html_scripts(remote.body);
  const auto hash = remote.document_url.find('#');
  const std::string fragment = hash == std::string::npos ? "" : remote.document_url.substr(hash + 1);
  const Place place{remote.document_url, {}, {}, {}, {}};
  Input input;
  input.name = remote.document_url;
  input.url = remote.document_url;
  if (page.base)
    input.base = rdf::resolve_iri(options.base.empty() ? remote.document_url : options.base, *page.base);

  if (!fragment.empty()) {
    for (const document::HtmlScript& script : page.scripts)
      if (script.id == fragment && is_jsonld(script)) {
        input.document = parse_script(script, remote, options);
        return input;
      }
    throw FormatError("jsonld.loading-document-failed",
                      "No script element with JSON-LD has the id \"" + fragment + "\".", place);
  }
  if (options.extract_all_scripts)
    input.document = JsonValue::array();
  for (const document::HtmlScript& script : page.scripts) {
    if (!is_jsonld(script))
      continue;
    JsonValue content = parse_script(script, remote, options);
    if (!options.extract_all_scripts) {
      input.document = std::move(content);
      return input;
    }
    if (content.is_array()) {
      for (JsonValue& item : content.items())
        input.document.append(std::move(item));
    } else {
      input.document.append(std::move(content));
    }
  }
  if (!options.extract_all_scripts)
    throw FormatError("jsonld.loading-document-failed", "The page has no script element with JSON-LD.",
                      place);
  return input;
}

} // namespace micrograph::jsonld
