#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::inverse {

/// A line of a document's table (docs/inverse.md): a part that an element has.
struct Part {
  enum class Form : std::uint8_t {
    attribute, ///< text
    id,        ///< an attribute that names the element, made from `pattern`
    reference, ///< an attribute that holds the name of another element
    text,      ///< an element that holds a text and nothing else
    content,   ///< the text in the element itself
    element,
  };
  enum class Value : std::uint8_t {
    text,      ///< any that XML can hold
    number,    ///< finite
    positive,  ///< above 0
    count,     ///< 1, 2, 3 …
    index,     ///< 0, 1, 2 …
    fraction,  ///< from 0 to 1
    boolean,   ///< `true` or `false`
    date_time, ///< of XML Schema
  };
  std::string name; ///< local name; `.` for content
  Form form = Form::attribute;
  bool required = false;
  bool repeated = false;
  Value value = Value::text;
  std::string pattern; ///< `Channel:^:#`: `^` is the number of the nearest element around that is named, `#` its own
};

/// Whether the schema takes the text as such a value.
[[nodiscard]] bool fits(std::string_view text, Part::Value value);

/// What a kind of document is made of.
struct DocumentTable {
  std::string vocabulary; ///< what IRIs of its terms start with
  std::string name_space; ///< of its elements
  std::string schema;     ///< where the schema is published
  std::string root;       ///< local names: of the root,
  std::string item;       ///< and of what is exported
  std::map<std::string, std::vector<Part>, std::less<>> elements; ///< in the order of the schema

  /// Empty if the document has no such element.
  [[nodiscard]] const std::vector<Part>& parts(std::string_view element) const;
};

/// Throws FormatError `inverse.table` with file and line.
[[nodiscard]] DocumentTable read_document_table(std::string_view text, const std::string& file);

} // namespace micrograph::inverse
