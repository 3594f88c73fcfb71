#include "lift/text_start.hpp"

#include "base/error.hpp"
#include "lift/text_names.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace micrograph::lift {

namespace {

using document::TextForm;

constexpr std::pair<TextForm, std::string_view> form_words[] = {
    {TextForm::equals, "equals"},       {TextForm::colon, "colon"}, {TextForm::csv, "csv"},
    {TextForm::csv_semicolon, "csv;"}, {TextForm::tsv, "tsv"},     {TextForm::lists, "lists"},
};

/// Where the first character that is a NUL stands, in bytes.
std::uint64_t offset_of_nul(const std::vector<std::byte>& bytes, document::TextEncoding encoding) {
  const std::size_t width = encoding == document::TextEncoding::utf16_with_mark ? 2 : 1;
  std::size_t at = 0;
  while (at + width < bytes.size() && (bytes[at] != std::byte{0} || bytes[at + width - 1] != std::byte{0}))
    at += width;
  return at;
}

} // namespace

std::string_view word_of(TextForm form) {
  return std::find_if(std::begin(form_words), std::end(form_words), [form](const auto& entry) { return entry.first == form; })->second;
}

std::optional<TextForm> form_of(std::string_view word) {
  for (const auto& [form, known] : form_words)
    if (known == word)
      return form;
  return {};
}

char delimiter_of(TextForm form) {
  switch (form) {
  case TextForm::csv:
    return ',';
  case TextForm::csv_semicolon:
    return ';';
  case TextForm::tsv:
  case TextForm::lists:
    return '\t';
  case TextForm::equals:
  case TextForm::colon:
    break;
  }
  return '\0';
}

document::DecodedText decode(const document::Document& document, const std::string& document_iri) {
  document::DecodedText decoded = document::decode_text(document.bytes);
  if (decoded.text.find('\0') != std::string::npos)
    throw FormatError("text.nul", "there is a NUL among the characters, so it is no text",
                      Place{document_iri, {}, offset_of_nul(document.bytes, decoded.encoding), {}, {}});
  return decoded;
}

std::string_view emit_text_start(const document::Document& document, const document::DecodedText& decoded, const NodePath& path,
                                 Emitter& emit) {
  emit.node(path.document(), markup::root, path.iri());
  emit.node(path.iri(), rdf::vocabulary::rdf::type, document.vocabulary + document.root_name);
  emit.text(path.iri(), text_markup::form, word_of(document.text_form));
  if (decoded.encoding == document::TextEncoding::utf8_with_mark)
    emit.text(path.iri(), text_markup::encoding, text_word::utf8_with_mark);
  if (decoded.encoding == document::TextEncoding::utf16_with_mark)
    emit.text(path.iri(), text_markup::encoding, text_word::utf16_with_mark);
  if (decoded.encoding == document::TextEncoding::windows_1252)
    emit.text(path.iri(), text_markup::encoding, text_word::windows_1252);
  const std::size_t feed = decoded.text.find('\n');
  if (feed == std::string::npos || feed == 0 || decoded.text[feed - 1] != '\r')
    return "\n";
  emit.text(path.iri(), text_markup::line_end, text_word::crlf);
  return "\r\n";
}

void require_column_name(std::string_view name, const std::string& document_iri) {
  if (name.size() > longest_column_name)
    throw FormatError("text.limit", "the name of a column has more than " + std::to_string(longest_column_name) + " bytes",
                      Place{document_iri, {}, {}, {}, {}});
}

} // namespace micrograph::lift
