#pragma once

#include "query/update.hpp"

#include <filesystem>
#include <vector>

namespace micrograph::cli {

/// What LOAD may read: nothing, unless the user says so. A request may come from anywhere, and what it names would
/// otherwise make the program open any file and call any machine.
struct LoadPermissions {
  std::vector<std::filesystem::path> folders; ///< files below these, links followed, may be read
  bool network = false;                       ///< http and https
};

/// Reads documents in any RDF syntax. What is not permitted ends with QueryError `query.load-not-allowed`, which names the
/// option that would permit it; IoError `net.status` if a server has something else to say than the document.
[[nodiscard]] query::LoadDocument document_loader(LoadPermissions permissions);

} // namespace micrograph::cli
