#include "formats/dicom/pixel_size.hpp"

#include "formats/record_number.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::formats::dicom {

namespace {

constexpr char pixel_data[] = "7FE00010";

const JsonValue* first_value(const JsonValue& dataset, std::string_view attribute) {
  const JsonValue* const found = dataset.find(attribute);
  const JsonValue* const values = found ? found->find("Value") : nullptr;
  return values && !values->items().empty() ? &values->items().front() : nullptr;
}

/// Absent if there is no such attribute, or it is no number above zero.
std::optional<std::uint64_t> number(const JsonValue& dataset, std::string_view attribute) {
  const JsonValue* const value = first_value(dataset, attribute);
  const auto integer = value ? value->integer() : std::nullopt;
  return integer && *integer > 0 ? std::optional(static_cast<std::uint64_t>(*integer)) : std::nullopt;
}

} // namespace

void check_pixel_size(const JsonValue& dataset, Oddities& oddities) {
  const JsonValue* const pixels = dataset.find(pixel_data);
  const JsonValue* const size = pixels ? pixels->find("size") : nullptr;
  const JsonValue* const colours = first_value(dataset, "00280004");
  const bool is_subsampled = colours && colours->string().value_or("").find("_42") != std::string_view::npos;
  if (!size || is_subsampled)
    return;
  const auto held = static_cast<std::uint64_t>(size->integer().value_or(0));
  // Without rows, columns or bits nothing can be said: the product is 0.
  std::uint64_t bits = 1;
  for (const char* const attribute : {"00280010", "00280011", "00280100"})
    bits = saturating_product(bits, number(dataset, attribute).value_or(0));
  for (const char* const attribute : {"00280002", "00280008"})
    bits = saturating_product(bits, number(dataset, attribute).value_or(1));
  const std::uint64_t bytes = bits / 8 + (bits % 8 != 0);
  if (bytes != 0 && held != bytes && held != bytes + bytes % 2)
    oddities.note("dicom.pixel-size", 0, pixel_data,
                  "by rows, columns, samples, frames and bits the pixels should have " + std::to_string(bytes) + " bytes; they have " +
                      std::to_string(held));
}

} // namespace micrograph::formats::dicom
