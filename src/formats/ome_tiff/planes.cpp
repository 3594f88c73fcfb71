#include "formats/ome_tiff/planes.hpp"

#include "document/xml_outline.hpp"
#include "formats/record_number.hpp"

#include <charconv>
#include <optional>

namespace micrograph::formats::ome_tiff {

namespace {

constexpr std::size_t max_xml_size = std::size_t{4} << 20; ///< bytes
constexpr std::size_t max_elements = 50'000;

std::optional<std::uint64_t> size_of(const document::OutlineElement& pixels, std::string_view name) {
  const std::string_view text = pixels.attribute(name);
  std::uint32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size() && number > 0 ? std::optional<std::uint64_t>(number) : std::nullopt;
}

/// The only Pixels of a document whose planes are all in this file; nullptr if there is no such.
const document::OutlineElement* only_pixels(const std::vector<document::OutlineElement>& elements) {
  const document::OutlineElement* pixels = nullptr;
  for (const document::OutlineElement& element : elements) {
    const bool is_elsewhere = element.local == "BinaryOnly" || (element.local == "UUID" && !element.attribute("FileName").empty());
    if (is_elsewhere || (element.local == "Pixels" && pixels))
      return nullptr;
    if (element.local == "Pixels")
      pixels = &element;
  }
  return pixels;
}

} // namespace

void check_planes(std::span<const std::byte> xml, const document::Record& tiff, const std::string& source, FindingSink& findings) {
  const auto directories = whole_number_at(tiff, "DirectoryCount");
  if (!directories || xml.size() > max_xml_size)
    return;
  const auto elements = document::outline(xml, max_elements);
  const document::OutlineElement* const pixels = elements.size() < max_elements ? only_pixels(elements) : nullptr;
  if (!pixels)
    return;
  const auto z = size_of(*pixels, "SizeZ"), c = size_of(*pixels, "SizeC"), t = size_of(*pixels, "SizeT");
  if (!z || !c || !t)
    return;
  // A directory holds as many channels as its pixels have samples.
  const std::uint64_t samples = whole_number_at(tiff, "Directory/SamplesPerPixel").value_or(1);
  const std::uint64_t channels = samples > 1 && *c % samples == 0 ? *c / samples : *c;
  const std::uint64_t planes = saturating_product(channels * *z, *t); // 32 bits each
  if (planes != *directories)
    findings.report({"ome-tiff.planes", Severity::warning, Place{source, "/OME/Image/Pixels", {}, {}, {}},
                     "by SizeZ, SizeC and SizeT there should be " + std::to_string(planes) + " directories; the file has " +
                         std::to_string(*directories)});
}

} // namespace micrograph::formats::ome_tiff
