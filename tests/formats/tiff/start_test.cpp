// All kinds of TIFF are told by one reading of the first directory.
#include "formats/format.hpp"
#include "support/tiff_builder.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using test::TiffBuilder;

namespace {

constexpr std::uint64_t head = 64 * 1024; ///< bytes that identification reads of any file

/// What identification reads of a TIFF beyond the head of the file. Its only field is a description of `size` bytes.
std::uint64_t read_to_identify(const std::string& start, std::uint64_t size) {
  auto bytes = TiffBuilder(false, std::endian::little).ascii(270, start + std::string(size - start.size(), ' ')).build();
  bytes.resize(head + 1000);
  const auto source = open_memory("a.tif", bytes);
  (void)formats::identify(*source, "a.tif");
  return source->bytes_read() - head;
}

} // namespace

TEST_CASE("the first directory is read once, whatever the number of kinds that ask") {
  // The header twice, once for its structure; the number of fields, the fields, the link.
  constexpr std::uint64_t structure = 16 + 64 + 2 + 12 + 4;
  CHECK(read_to_identify("nothing that any kind knows", 3000) == structure + 3000);
  CHECK(read_to_identify("ImageJ=1.53t\n", 3000) == structure + 3000);
  CHECK(read_to_identify("<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'/>", 3000) == structure + 3000);
  // Of a long description no more than tells the kinds apart.
  CHECK(read_to_identify("<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'/>", 60'000) == structure + 4096);
}

TEST_CASE("what is no TIFF is not read further") {
  const auto source = open_memory("a", std::vector<std::byte>(head + 1000));
  (void)formats::identify(*source, "a");
  CHECK(source->bytes_read() == head);
}
