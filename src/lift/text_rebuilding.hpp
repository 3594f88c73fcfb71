#pragma once

#include "document/document.hpp"
#include "lift/stated_text.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace micrograph::lift {

/// What is written back of a text, for all that write one.
struct TextRebuilding {
  const StatementTree& statements;
  const std::string& document_iri;
  const StatedText& root;
  std::string_view usual_end;
};

/// In all rows of a text together; a document is not larger.
inline constexpr std::uint64_t most_cells_written = std::uint64_t{1} << 26;

/// The characters of a table. `written` has vocabulary and form, and gets what a reader of the table would know.
/// Throws FormatError `rebuild.content`, `rebuild.tree`.
[[nodiscard]] std::string rebuild_table(const TextRebuilding& rebuilding, document::Document& written);

/// Likewise of a text of the form `lists`.
[[nodiscard]] std::string rebuild_lists(const TextRebuilding& rebuilding, document::Document& written);

} // namespace micrograph::lift
