#include "jsonld/input.hpp"

#include "base/json.hpp"
#include "jsonld/html.hpp"
#include "jsonld/media_type.hpp"
#include "rdf/iri.hpp"

#include <utility>

namespace micrograph::jsonld {

Input parse_input(std::string_view text, std::string name, std::string url, const Options& options) {
  JsonLimits limits;
  limits.depth = options.limits.depth;
  Input input;
  input.document = read_json(text, name, nullptr, limits);
  drop_duplicate_keys(input.document);
  input.name = std::move(name);
  input.url = std::move(url);
  return input;
}

Input parse_remote(const RemoteDocument& remote, const Options& options) {
  const MediaType type = media_type(remote.content_type);
  if (type.is_html())
    return parse_html(remote, options);
  if (!type.is_json() && !remote.content_type.empty())
    throw FormatError("jsonld.loading-document-failed",
                      "The content is " + type.name + ", which is neither JSON nor HTML.",
                      {remote.document_url, {}, {}, {}, {}});
  Input input = parse_input(remote.body, remote.document_url, remote.document_url, options);
  // What is JSON-LD already says its contexts itself.
  if (remote.context_url && type.name != "application/ld+json")
    input.context_url = rdf::resolve_iri(remote.document_url, *remote.context_url);
  return input;
}

} // namespace micrograph::jsonld
