#include "base/as_text.hpp"
#include "support/bytes.hpp"
#include "support/reading.hpp"
#include "support/tiff_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>

using namespace micrograph;
using test::ByteWriter;

namespace {

constexpr std::string_view summary = R"({"Width":64,"ChNames":["Cy5","DAPI"],"z-step_um":NaN})";
constexpr std::string_view plane = R"({"Exposure-ms":25})";
constexpr std::string_view comments = R"({"Summary":"fine"})";

enum class Layout { stack, nd2, nd3 };

/// A stack with one directory behind the summary, which has only the plane's JSON.
std::vector<std::byte> stack(Layout layout, std::endian order, std::string_view text = summary, std::uint64_t pixels = 64) {
  ByteWriter out(order);
  out.add_text(order == std::endian::little ? "II" : "MM");
  out.add<std::uint16_t>(42);
  out.add<std::uint32_t>(0); // the directory, put below
  std::uint64_t comments_pointer = 0;
  if (layout == Layout::stack) {
    for (const std::uint32_t word : {54773648U, 0U, 483765892U, 0U, 99384722U})
      out.add(word);
    comments_pointer = out.size();
    out.add<std::uint32_t>(0);
  } else {
    out.add<std::uint32_t>(483729);
    out.add<std::uint32_t>(layout == Layout::nd2 ? 2 : 3);
    if (layout == Layout::nd3)
      out.add<std::uint32_t>(3);
  }
  out.add<std::uint32_t>(2355492);
  out.add(static_cast<std::uint32_t>(text.size()));
  out.add_text(text);
  out.add_zeros(pixels);
  out.put(4, static_cast<std::uint32_t>(out.size()));
  out.add<std::uint16_t>(1);
  out.add<std::uint16_t>(51123);
  out.add<std::uint16_t>(2);
  out.add(static_cast<std::uint32_t>(plane.size() + 1));
  out.add(static_cast<std::uint32_t>(out.size() + 8));
  out.add<std::uint32_t>(0);
  out.add_padded(plane, plane.size() + 1);
  if (comments_pointer > 0) {
    out.put(comments_pointer, static_cast<std::uint32_t>(out.size()));
    out.add<std::uint32_t>(84720485);
    out.add(static_cast<std::uint32_t>(comments.size()));
    out.add_text(comments);
  }
  return out.bytes();
}

} // namespace

TEST_CASE("the JSON in stacks of Micro-Manager's is read") {
  for (const std::endian order : {std::endian::little, std::endian::big})
    for (const Layout layout : {Layout::stack, Layout::nd2, Layout::nd3}) {
      const auto reading = test::read_source(stack(layout, order), "a.tif");
      REQUIRE(reading.format == "micro-manager-tiff");
      CHECK(reading.findings.empty());
      const bool has_comments = layout == Layout::stack;
      REQUIRE(reading.documents.size() == (has_comments ? 4 : 3));
      CHECK(as_text(reading.documents[0].bytes) == summary);
      CHECK(reading.documents[0].root_name == "Summary");
      if (has_comments)
        CHECK(as_text(reading.documents[1].bytes) == comments);
      CHECK(as_text(reading.documents[reading.documents.size() - 2].bytes) == plane);
      CHECK(reading.documents[reading.documents.size() - 2].root_name == "Plane");
      CHECK(reading.documents.back().kind == document::Kind::record);
    }
}

TEST_CASE("a plane's JSON alone tells a TIFF of Micro-Manager's, and comes beside OME-XML") {
  test::TiffBuilder alone(false, std::endian::little);
  alone.number(256, 4).ascii(51123, plane);
  CHECK(test::read_source(alone.build(), "a.tif").format == "micro-manager-tiff");
  test::TiffBuilder both(false, std::endian::little);
  both.ascii(270, "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"/>").ascii(51123, plane);
  const auto reading = test::read_source(both.build(), "a.ome.tif");
  CHECK(reading.format == "ome-tiff");
  REQUIRE(reading.documents.size() == 3);
  CHECK(as_text(reading.documents[2].bytes) == plane);
}

TEST_CASE("JSON of Micro-Manager's that is none is reported and left out") {
  const auto reading = test::read_source(stack(Layout::nd3, std::endian::little, "{\"Width\":"), "a.tif");
  CHECK(reading.found("micro-manager.json"));
  CHECK(reading.documents.size() == 2);
}

TEST_CASE("pixels of a stack are not touched") {
  const auto reading = test::read_source(stack(Layout::stack, std::endian::little, summary, 3'000'000), "a.tif");
  CHECK(reading.documents.size() == 4);
  CHECK(reading.bytes_read < 8192);
}

TEST_CASE("a stack cut or changed anywhere ends in findings or an error") {
  for (const Layout layout : {Layout::stack, Layout::nd2, Layout::nd3})
    test::read_cut_and_changed(stack(layout, std::endian::little), "a.tif", "micro-manager-tiff");
}
