#pragma once

#include "base/as_text.hpp"

#include "support/bytes.hpp"

#include <cstdint>

namespace micrograph::test {

/// Builds TIFF and BigTIFF files of any byte order, right or wrong.
class TiffBuilder {
public:
  TiffBuilder(bool big, std::endian order) : big_(big), order_(order) {}

  /// Fields of the directory at hand, in the order of the calls.
  TiffBuilder& ascii(std::uint16_t tag, std::string_view text) {
    return field(tag, 2, text.size(), std::string(text));
  }
  TiffBuilder& number(std::uint16_t tag, std::uint16_t value) {
    ByteWriter writer(order_);
    writer.add(value);
    return field(tag, 3, 1, text_of(writer));
  }
  TiffBuilder& numbers(std::uint16_t tag, const std::vector<std::uint16_t>& values) {
    ByteWriter writer(order_);
    for (const std::uint16_t value : values)
      writer.add(value);
    return field(tag, 3, values.size(), text_of(writer));
  }
  TiffBuilder& rational(std::uint16_t tag, std::uint32_t numerator, std::uint32_t denominator) {
    ByteWriter writer(order_);
    writer.add(numerator);
    writer.add(denominator);
    return field(tag, 5, 1, text_of(writer));
  }
  /// A field as it comes: `count` need not be what the value has.
  TiffBuilder& field(std::uint16_t tag, std::uint16_t type, std::uint64_t count, std::string value) {
    directories_.back().push_back({tag, type, count, std::move(value)});
    return *this;
  }
  /// Ends the directory at hand and begins the next one.
  TiffBuilder& next_directory() {
    directories_.emplace_back();
    return *this;
  }
  /// The last directory points back to the first.
  TiffBuilder& cycle() {
    cycle_ = true;
    return *this;
  }

  /// The file; `length_fields` takes the offsets of all counts and offsets in it, of `field_size()` bytes
  /// each.
  [[nodiscard]] std::vector<std::byte> build(std::vector<std::uint64_t>* length_fields = nullptr) const {
    return written(0, length_fields).bytes();
  }
  /// The file with a hole of that size between its header and the first directory.
  [[nodiscard]] ByteWriter written(std::uint64_t hole, std::vector<std::uint64_t>* length_fields = nullptr) const {
    ByteWriter out(order_);
    out.add_text(order_ == std::endian::little ? "II" : "MM");
    out.add<std::uint16_t>(big_ ? 43 : 42);
    if (big_) {
      out.add<std::uint16_t>(8);
      out.add<std::uint16_t>(0);
    }
    std::uint64_t link = add_length(out, 0, length_fields);
    if (hole > 0)
      out.add_hole(hole);
    const std::uint64_t first = out.size();
    for (const auto& directory : directories_) {
      out.align(2);
      put_length(out, link, out.size());
      link = add_directory(out, directory, length_fields);
    }
    put_length(out, link, cycle_ ? first : 0);
    return out;
  }
  [[nodiscard]] std::size_t field_size() const { return big_ ? 8 : 4; }

private:
  struct Field {
    std::uint16_t tag;
    std::uint16_t type;
    std::uint64_t count;
    std::string value;
  };

  static std::string text_of(const ByteWriter& writer) {
    return std::string(as_text(writer.bytes()));
  }
  std::uint64_t add_length(ByteWriter& out, std::uint64_t value, std::vector<std::uint64_t>* fields) const {
    const std::uint64_t at = out.size();
    if (fields)
      fields->push_back(at);
    if (big_)
      out.add<std::uint64_t>(value);
    else
      out.add<std::uint32_t>(static_cast<std::uint32_t>(value));
    return at;
  }
  void put_length(ByteWriter& out, std::uint64_t at, std::uint64_t value) const {
    if (big_)
      out.put<std::uint64_t>(at, value);
    else
      out.put<std::uint32_t>(at, static_cast<std::uint32_t>(value));
  }
  /// Returns where the link to the next directory stands.
  std::uint64_t add_directory(ByteWriter& out, const std::vector<Field>& fields,
                              std::vector<std::uint64_t>* length_fields) const {
    if (big_)
      out.add<std::uint64_t>(fields.size());
    else
      out.add<std::uint16_t>(static_cast<std::uint16_t>(fields.size()));
    std::vector<std::uint64_t> value_fields;
    for (const Field& field : fields) {
      out.add(field.tag);
      out.add(field.type);
      add_length(out, field.count, length_fields);
      const bool is_inline = field.value.size() <= field_size();
      value_fields.push_back(add_length(out, 0, is_inline ? nullptr : length_fields));
      if (is_inline)
        for (std::size_t i = 0; i < field.value.size(); ++i)
          out.put(value_fields.back() + i, field.value[i]);
    }
    const std::uint64_t link = add_length(out, 0, length_fields);
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (fields[i].value.size() > field_size()) {
        put_length(out, value_fields[i], out.size());
        out.add_text(fields[i].value);
      }
    return link;
  }

  bool big_;
  std::endian order_;
  std::vector<std::vector<Field>> directories_{1};
  bool cycle_ = false;
};

} // namespace micrograph::test
