#include "formats/oif/identification.hpp"

#include "base/as_text.hpp"
#include "formats/compound_file/compound_file.hpp"
#include "formats/oif/text_part.hpp"

namespace micrograph::formats::oif {

namespace {

/// Of all texts of an OIF, only the main one has such a section.
constexpr std::string_view main_section = "\n[Axis 0 Parameters Common]";

} // namespace

const FormatInfo& info() {
  static const FormatInfo info{
      "oif",
      "Olympus OIF and OIB",
      {".oif", ".oib"},
      "OLE2 compound file with a stream OibInfo.txt, or UTF-16 text with sections [Axis 0 Parameters Common]",
      "the main text; the texts of its planes, regions and look-up tables (OIF: from the folder beside it)"};
  return info;
}

std::optional<Identification> identify(const Candidate& candidate) {
  if (compound_file::has_signature(candidate.head)) {
    try {
      FindingList unheard;
      if (compound_file::CompoundFile(candidate.bytes, unheard).find(names_stream))
        return Identification{95, "a compound file with a stream OibInfo.txt"};
    } catch (const FormatError&) {
      // A compound file whose directory cannot be read is no OIB for us.
    }
    return {};
  }
  const std::string_view head = as_text(candidate.head);
  if (head.starts_with(text_mark) && head.find(utf16_of_ascii(main_section)) != std::string_view::npos)
    return Identification{95, "a text with the axes of an Olympus image"};
  return {};
}

} // namespace micrograph::formats::oif
