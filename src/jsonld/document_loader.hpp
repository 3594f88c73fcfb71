#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace micrograph::jsonld {

/// What came back for an IRI (JSON-LD 1.1 API, section 9.4.2, RemoteDocument), not parsed yet.
struct RemoteDocument {
  std::string document_url;               ///< where it really lies, after redirections
  std::string content_type;               ///< media type with its parameters; empty if nobody said
  std::optional<std::string> context_url; ///< of a context that an HTTP Link header gives to plain JSON
  std::string body;                       ///< JSON, or HTML with JSON-LD in it
};

/// Where contexts and documents that are named by their IRI come from.
class DocumentLoader {
public:
  virtual ~DocumentLoader() = default;
  /// Throws FormatError `jsonld.loading-remote-context-failed`, `jsonld.loading-document-failed` or
  /// `jsonld.multiple-context-link-headers`.
  [[nodiscard]] virtual RemoteDocument load(const std::string& iri) = 0;
};

/// Knows the contexts that come with the program, found in `contexts_folder` by its table `contexts.tsv`, and
/// nothing else: any other IRI is refused with `jsonld.loading-remote-context-failed`, whose text says that
/// nothing is fetched. Throws IoError if the folder or a file of its table cannot be read.
[[nodiscard]] std::unique_ptr<DocumentLoader> make_builtin_loader(std::filesystem::path contexts_folder);

/// Knows the same contexts, and fetches all else with http and https. For users who ask for it only: what a
/// document names would otherwise make the program call any machine.
[[nodiscard]] std::unique_ptr<DocumentLoader> make_network_loader(std::filesystem::path contexts_folder);

} // namespace micrograph::jsonld
