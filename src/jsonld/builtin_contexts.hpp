#pragma once

#include "jsonld/document_loader.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace micrograph::jsonld {

/// The contexts that come with the program, by the IRIs that people write.
class BuiltinContexts {
public:
  /// Reads the table `contexts.tsv` of the folder: an IRI and a file name a line, below a header. Throws
  /// IoError.
  explicit BuiltinContexts(std::filesystem::path folder);

  /// Absent if the IRI is none of them. Throws IoError.
  [[nodiscard]] std::optional<RemoteDocument> find(const std::string& iri) const;

private:
  std::filesystem::path folder_;
  std::map<std::string, std::string, std::less<>> files_;
};

} // namespace micrograph::jsonld
