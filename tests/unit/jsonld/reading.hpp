#pragma once

#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "jsonld/rdf_io.hpp"
#include "rdf/canonical.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::test {

inline std::filesystem::path contexts_folder() {
  return std::filesystem::path(MICROGRAPH_SOURCE_DIR) / "ontologies/contexts";
}

inline std::vector<rdf::Quad> read_jsonld(std::string_view text, const std::string& base = {},
                                          const std::string& blank_prefix = {}) {
  const auto* const start = reinterpret_cast<const std::byte*>(text.data());
  const auto bytes = open_memory("doc.jsonld", {start, start + text.size()});
  const auto loader = jsonld::make_builtin_loader(contexts_folder());
  rdf::QuadList list;
  jsonld::read_jsonld(*bytes, base, list, *loader, blank_prefix);
  return std::move(list.quads());
}

/// The statements as sorted N-Quads.
inline std::string nquads(std::string_view text, const std::string& base = {},
                          const std::string& blank_prefix = {}) {
  return rdf::sorted_nquads(read_jsonld(text, base, blank_prefix));
}

/// `code place`, or what was read if nothing was wrong.
inline std::string refusal(std::string_view text, const std::string& base = {}) {
  try {
    return "accepted: " + nquads(text, base);
  } catch (const FormatError& error) {
    return error.code() + " " + error.place().text();
  }
}

} // namespace micrograph::test
