#include "cli/load_document.hpp"

#include "base/error.hpp"
#include "cli/graph_input.hpp"
#include "net/http.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace micrograph::cli {

namespace {

constexpr char accepted[] = "text/turtle, application/n-triples, application/trig, application/n-quads, "
                            "application/ld+json, application/rdf+xml;q=0.9, */*;q=0.1";

int hex_value(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  const char low = static_cast<char>(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// The path of a `file:` IRI of this machine.
std::filesystem::path path_of(const std::string& iri) {
  std::string_view rest = std::string_view(iri).substr(5);
  if (rest.starts_with("//localhost/"))
    rest.remove_prefix(11);
  else if (rest.starts_with("///"))
    rest.remove_prefix(2);
  if (!rest.starts_with('/') || rest.starts_with("//"))
    throw QueryError("query.load-not-allowed", "LOAD <" + iri + ">: this is no file of this machine");
  std::string path;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const bool escaped = rest[i] == '%' && i + 2 < rest.size() && hex_value(rest[i + 1]) >= 0 && hex_value(rest[i + 2]) >= 0;
    path += escaped ? static_cast<char>(hex_value(rest[i + 1]) * 16 + hex_value(rest[i + 2])) : rest[i];
    i += escaped ? 2 : 0;
  }
  return path;
}

bool lies_below(const std::filesystem::path& file, const std::filesystem::path& folder) {
  const auto [end, other] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return end == folder.end();
}

class Loader {
public:
  explicit Loader(LoadPermissions permissions) : network_(permissions.network) {
    for (const auto& folder : permissions.folders) {
      std::error_code error;
      auto real = std::filesystem::canonical(folder, error);
      if (error)
        throw IoError("input.missing", "--allow-load names a folder that is not there", Place{folder.string(), {}, {}, {}, {}});
      folders_.push_back(std::move(real));
    }
  }

  void operator()(const std::string& iri, rdf::StatementSink& sink) const {
    if (iri.starts_with("file:"))
      return load_file(iri, sink);
    if (!network_)
      throw QueryError("query.load-not-allowed",
                       "LOAD <" + iri + ">: nothing is fetched unless --allow-network is given");
    const net::HttpResponse response = net::http_get(iri, accepted);
    if (response.status < 200 || response.status > 299)
      throw IoError("net.status", "<" + iri + "> was answered with status " + std::to_string(response.status));
    read_rdf_answer(response, sink);
  }

private:
  void load_file(const std::string& iri, rdf::StatementSink& sink) const {
    // Links are followed before it is decided, and the file that was decided on is the one that is read.
    const auto file = std::filesystem::weakly_canonical(path_of(iri));
    if (std::none_of(folders_.begin(), folders_.end(), [&](const auto& folder) { return lies_below(file, folder); }))
      throw QueryError("query.load-not-allowed", "LOAD <" + iri + ">: no file is read unless --allow-load FOLDER says " +
                                                     "that those below FOLDER may be");
    read_rdf_file(file, {}, iri, sink, network_ ? Network::for_contexts : Network::no);
  }

  std::vector<std::filesystem::path> folders_;
  bool network_;
};

} // namespace

query::LoadDocument document_loader(LoadPermissions permissions) { return Loader(std::move(permissions)); }

} // namespace micrograph::cli
