#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace micrograph::formats::lif {

/// The pixels of an image as the XML has them.
struct DeclaredMemory {
  std::string id;
  std::uint64_t size = 0; ///< bytes
};

/// Each `Memory` of the XML that says how many bytes it has. None, where the XML is too long to be gone through twice.
[[nodiscard]] std::vector<DeclaredMemory> declared_memory(std::span<const std::byte> xml);

/// Holds what the XML declares against the blocks that `container` lists: another size, or no such block, is reported as `lif.memory`.
void check_memory(const std::vector<DeclaredMemory>& declared, const document::Record& container, const std::string& source,
                  FindingSink& findings);

} // namespace micrograph::formats::lif
