#pragma once

#include "base/json_value.hpp"
#include "formats/dicom/encoding.hpp"
#include "formats/dicom/input.hpp"
#include "formats/dicom/tag.hpp"
#include "formats/dicom/text_decoder.hpp"
#include "formats/dicom/value_representation.hpp"
#include "formats/oddities.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::formats::dicom {

/// Reads a data set into an object of the DICOM JSON Model (PS3.18, annex F), up to its pixels.
///
/// What is odd is noted, and reading carries on as far as anything can be made of the bytes: what was read before stays.
class DatasetReader {
public:
  DatasetReader(Input& input, Oddities& oddities) : input_(input), oddities_(oddities) {}

  /// The file meta information: elements of group 0002, to which the length of the group is not believed.
  void read_meta(JsonValue& dataset);
  /// All elements up to the pixels or the end of the input.
  void read_dataset(JsonValue& dataset, Encoding encoding);

  /// Data sets within each other. The model has three levels of JSON for each, and JSON is read to 64.
  static constexpr int max_depth = 20;
  static constexpr std::uint64_t max_elements = std::uint64_t{1} << 20; ///< items included

private:
  static constexpr std::uint32_t undefined = 0xFFFFFFFF;

  struct Header {
    Tag tag;
    const ValueRepresentation* vr = nullptr;
    std::uint32_t length = 0;
    std::size_t size = 8;      ///< bytes of the header itself
    bool known = true;         ///< the representation was told, or is in the dictionary
    std::uint64_t start = 0;   ///< offset of the element
  };
  /// Of one data set: the whole, or an item.
  struct Scope {
    Encoding encoding;
    std::uint64_t end = 0;        ///< offset; elements may not reach beyond
    bool ends_by_delimiter = false;
    int depth = 0;
    std::string path;             ///< of the sequence around it, for messages
    TextDecoder texts;
    bool is_signed = false;       ///< Pixel Representation
    std::map<std::uint16_t, std::string> creators; ///< of blocks of private elements: group and first byte of the element
  };
  /// Why a data set or sequence came to its end.
  enum class End { reached, stopped };

  End read_elements(JsonValue& object, Scope& scope);
  /// Absent if there is no whole header before the scope's end.
  std::optional<Header> read_header(const Scope& scope);
  const ValueRepresentation* vr_of(Tag tag, const Scope& scope, bool& known) const;
  End read_element(JsonValue& object, Scope& scope, const Header& header);
  End read_sequence(JsonValue& attribute, const Scope& scope, const Header& header, Encoding encoding);
  End read_item(JsonValue& items, const Scope& scope, std::uint64_t end, Encoding encoding, const std::string& path);
  End skip_fragments(JsonValue& attribute, const Header& header);
  End read_value(JsonValue& attribute, Scope& scope, const Header& header);
  void notice(const JsonValue& attribute, Scope& scope, const Header& header) const;
  [[nodiscard]] bool holds_items(const Header& header, const Scope& scope);
  End truncated(const Header& header, const std::string& path);
  [[nodiscard]] bool count_element();

  Input& input_;
  Oddities& oddities_;
  std::uint64_t elements_ = 0;
};

} // namespace micrograph::formats::dicom
