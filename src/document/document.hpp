#pragma once

#include "base/checksum.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::document {

/// Which lifter a document needs. The kind of document decides, not the format of the container.
enum class Kind {
  xml,    ///< an XML document, in Document::bytes
  record, ///< a tree of named values read from a binary header (TIFF tags, CZI directory), in Document::record
  json,   ///< a JSON text, in Document::bytes
  text,   ///< names and values in lines or tables, in Document::bytes; Document::text_form says how they are written
};

/// How a text writes names and values (docs/lift.md, "Text").
enum class TextForm {
  equals,        ///< `name=value` in sections `[Name]`, with remarks that begin with `;` or `#`
  colon,         ///< `name: value` under headings `# Name`, among lines that are neither
  csv,           ///< a table: rows of cells with commas between them, quoted after RFC 4180
  csv_semicolon, ///< likewise with semicolons
  tsv,           ///< likewise with tabs
  lists,         ///< a name and its values in each line, with tabs between them, quoted as tables are
};

/// The name of an entry that begins a section, and what such a section is called.
struct SectionStart {
  std::string entry, section;
};

/// What a text does not say of itself, and who reads it knows.
struct TextReading {
  std::uint64_t header_row = 1;       ///< tables: which row names the columns, from 1; 0 if none does
  std::vector<std::string> columns;   ///< tables in which no row names the columns: their names
  std::vector<SectionStart> sections; ///< lists: what begins a section
};

/// A tree of named values: what a binary header says, before anyone interprets it.
///
/// A node with a value is a leaf of the source's metadata, whether or not it has children.
/// Names are XML names (letters, digits, `-`, `_`, `.`), so that paths and IRIs can be made of them.
struct Record {
  std::string name;
  std::string value;          ///< lexical form as text; empty and not `has_value` for a branch
  bool has_value = false;
  std::vector<Record> children; ///< in the order of the file; names may repeat

  static Record branch(std::string name) { return {std::move(name), {}, false, {}}; }
  static Record leaf(std::string name, std::string value) {
    return {std::move(name), std::move(value), true, {}};
  }
};

/// One document that a reader found in a source: what was embedded, and where.
struct Document {
  Kind kind = Kind::xml;
  std::string vocabulary;       ///< for all but XML, which says its own: the IRI that names start with
  std::string root_name;        ///< kinds json and text: what the document is, a name in the vocabulary (`Sidecar`)
  TextForm text_form = TextForm::equals; ///< kind text
  TextReading text_reading;     ///< kind text, in the forms of tables and lists
  std::string place;            ///< where in the source: `ZISRAWMETADATA at byte 544`, `tag 270 of IFD 0`, or empty
  std::vector<std::byte> bytes; ///< but for records: the document as it stands in the file
  Record record;                ///< kind record: the root node
  std::uint64_t withheld = 0;   ///< leaves whose value was held back, since it tells who somebody is; they are there without it

  /// SHA-256 of the bytes, or of the record's canonical text; names the document's nodes.
  [[nodiscard]] Sha256 checksum() const;
};

} // namespace micrograph::document
