#pragma once

#include "document/document.hpp"
#include "document/text_encoding.hpp"
#include "lift/emitter.hpp"
#include "lift/node_path.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::lift {

/// What t:form says of a form, and back. Absent for a word that names none.
[[nodiscard]] std::string_view word_of(document::TextForm form);
[[nodiscard]] std::optional<document::TextForm> form_of(std::string_view word);

/// Between the cells of a table or a list; for forms that have none, NUL.
[[nodiscard]] char delimiter_of(document::TextForm form);

/// The characters of a text. Throws FormatError `text.nul` if there is a NUL among them: then it is no text.
[[nodiscard]] document::DecodedText decode(const document::Document& document, const std::string& document_iri);

/// States what every text says of itself: its root, which `path` is at, what it is, its form, encoding and line end.
/// Returns the line end, that of the first line.
std::string_view emit_text_start(const document::Document& document, const document::DecodedText& decoded, const NodePath& path,
                                 Emitter& emit);

/// Names become parts of the IRI of every cell below them; this bounds what a short file can make of that.
inline constexpr std::size_t longest_column_name = 1000; ///< bytes
/// Throws FormatError `text.limit` for a longer one.
void require_column_name(std::string_view name, const std::string& document_iri);

} // namespace micrograph::lift
