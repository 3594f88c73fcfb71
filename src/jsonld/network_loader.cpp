#include "jsonld/document_loader.hpp"

#include "base/error.hpp"
#include "jsonld/builtin_contexts.hpp"
#include "jsonld/media_type.hpp"
#include "net/http.hpp"
#include "rdf/iri.hpp"

#include <utility>

namespace micrograph::jsonld {

namespace {

constexpr char accept[] = "application/ld+json, application/json;q=0.9, application/*+json;q=0.8, "
                          "application/xhtml+xml;q=0.5, text/html;q=0.5";
constexpr char context_relation[] = "http://www.w3.org/ns/json-ld#context";
constexpr int max_alternates = 4; ///< pages that point to one another as the JSON-LD form

/// Fetches as section 9.4.1 of the JSON-LD 1.1 API says (LoadDocumentCallback).
class NetworkLoader final : public DocumentLoader {
public:
  explicit NetworkLoader(std::filesystem::path folder) : contexts_(std::move(folder)) {}

  RemoteDocument load(const std::string& iri) override {
    if (auto known = contexts_.find(iri))
      return std::move(*known);
    std::string url = iri;
    for (int hop = 0; hop < max_alternates; ++hop) {
      net::HttpResponse response = get(url);
      const MediaType type = media_type(response.content_type);
      const auto alternates = type.is_json() ? std::vector<Link>() : links(response, "alternate");
      const Link* alternate = nullptr;
      for (const Link& link : alternates)
        if (link.type == "application/ld+json")
          alternate = &link;
      if (!alternate)
        return finish(std::move(response), type, iri);
      url = rdf::resolve_iri(response.url, alternate->target);
    }
    throw FormatError("jsonld.loading-document-failed",
                      "<" + iri + "> points to one alternate form after another.");
  }

private:
  static net::HttpResponse get(const std::string& url) {
    try {
      net::HttpResponse response = net::http_get(url, accept);
      if (response.status < 200 || response.status > 299)
        throw FormatError("jsonld.loading-document-failed",
                          "<" + url + "> was answered with status " + std::to_string(response.status) + ".");
      return response;
    } catch (const IoError& error) {
      throw FormatError("jsonld.loading-document-failed", error.what());
    }
  }

  static std::vector<Link> links(const net::HttpResponse& response, std::string_view relation) {
    std::vector<Link> all;
    for (const std::string& header : response.links)
      for (Link& link : links_with_rel(header, relation))
        all.push_back(std::move(link));
    return all;
  }

  static RemoteDocument finish(net::HttpResponse response, const MediaType& type, const std::string& iri) {
    RemoteDocument document;
    if (type.is_json() && type.name != "application/ld+json") {
      const auto contexts = links(response, context_relation);
      if (contexts.size() > 1)
        throw FormatError("jsonld.multiple-context-link-headers",
                          "<" + response.url + "> gives more than one context in its Link headers.");
      if (!contexts.empty())
        document.context_url = contexts.front().target;
    }
    document.document_url = std::move(response.url);
    // The fragment chooses a part of what was fetched and is no business of the server's.
    if (const auto hash = iri.find('#');
        hash != std::string::npos && document.document_url.find('#') == std::string::npos)
      document.document_url += iri.substr(hash);
    document.content_type = std::move(response.content_type);
    document.body = std::move(response.body);
    return document;
  }

  BuiltinContexts contexts_;
};

} // namespace

std::unique_ptr<DocumentLoader> make_network_loader(std::filesystem::path contexts_folder) {
  return std::make_unique<NetworkLoader>(std::move(contexts_folder));
}

} // namespace micrograph::jsonld
