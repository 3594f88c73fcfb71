#include "base/as_text.hpp"
#include "support/golden.hpp"
#include "support/lif_builder.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>

using namespace micrograph;
using test::LifBuilder;

namespace {

constexpr char xml[] = "<LMSDataContainerHeader Version=\"2\"><Element Name=\"Project\"><Children><Element Name=\"Series \xB5\">"
                       "<Data><Image TextDescription=\"\"/></Data><Memory Size=\"6\" MemoryBlockID=\"MemBlock_1\"/></Element>"
                       "</Children></Element></LMSDataContainerHeader>";

LifBuilder fixture() {
  return {xml, {{"MemBlock_0", {}}, {"MemBlock_1", test::bytes_of("pixels")}}, false};
}

} // namespace

TEST_CASE("the XML and the blocks of a LIF are read") {
  const auto reading = test::read_source(fixture().build(), "a.lif");
  REQUIRE(reading.format == "lif");
  CHECK(reading.error.empty());
  CHECK(reading.findings.empty());
  REQUIRE(reading.documents.size() == 2);
  CHECK(as_text(reading.documents[0].bytes).find("Series \xC2\xB5") != std::string::npos);
  const std::string metadata = test::lifted(reading.documents[0]);
  CHECK(metadata == test::golden(MICROGRAPH_FIXTURES, "lif/fixture.xml.nq", metadata));
  const std::string container = test::lifted(reading.documents[1]);
  CHECK(container == test::golden(MICROGRAPH_FIXTURES, "lif/fixture.container.nq", container));
}

TEST_CASE("sizes of four bytes are read") {
  auto lif = fixture();
  lif.short_sizes = true;
  const auto reading = test::read_source(lif.build(), "a.lif");
  CHECK(reading.findings.empty());
  CHECK(reading.documents.at(1).record.children.size() == 2);
  CHECK(reading.documents.at(1).record.children.at(1).children.at(2).value == "6");
}

TEST_CASE("pixels of a LIF are not touched") {
  auto lif = fixture();
  lif.blocks.insert(lif.blocks.begin(), {"MemBlock_9", std::vector<std::byte>(3'000'000)});
  const auto reading = test::read_source(lif.build(), "a.lif");
  CHECK(reading.documents.at(1).record.children.size() == 3);
  CHECK(reading.bytes_read < 8192);
}

TEST_CASE("the XML of a LOF stands behind its pixels") {
  auto lif = fixture();
  lif.blocks = {{"", std::vector<std::byte>(3'000'000)}};
  const auto bytes = lif.build_object();
  const auto reading = test::read_source(bytes, "a.lof");
  CHECK(reading.format == "lif");
  CHECK(reading.findings.empty());
  CHECK(reading.bytes_read < 8192);
  REQUIRE(reading.documents.size() == 2);
  CHECK(as_text(reading.documents[0].bytes).starts_with("<LMSDataContainerHeader"));
  CHECK(reading.documents[1].record.name == "LOF");
  const auto cut = test::read_source({bytes.begin(), bytes.begin() + 1000}, "a.lof");
  CHECK(cut.found("lif.xml-truncated"));
  CHECK(cut.documents.size() == 1);
}

TEST_CASE("half a surrogate pair in a name is replaced and reported") {
  auto bytes = fixture().build();
  const std::string_view text = as_text(bytes);
  const std::size_t micro = text.find('\xB5');
  bytes.at(micro) = std::byte{0x00};
  bytes.at(micro + 1) = std::byte{0xD8};
  const auto reading = test::read_source(bytes, "a.lif");
  CHECK(reading.found("lif.surrogate"));
  CHECK(as_text(reading.documents.at(0).bytes).find("Series \xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("a whole surrogate pair is one character") {
  auto bytes = fixture().build();
  const std::string_view text = as_text(bytes);
  const std::size_t at = text.find('S', text.find('j')); // "Series": two units make U+1F52C
  for (const auto& [offset, value] : {std::pair{0, 0x3D}, {1, 0xD8}, {2, 0x2C}, {3, 0xDD}})
    bytes.at(at + static_cast<std::size_t>(offset)) = static_cast<std::byte>(value);
  const auto reading = test::read_source(bytes, "a.lif");
  CHECK(reading.findings.empty());
  CHECK(as_text(reading.documents.at(0).bytes).find("\xF0\x9F\x94\xACries") != std::string::npos);
}

TEST_CASE("a LIF whose blocks break off is reported") {
  auto bytes = fixture().build();
  auto cut = bytes;
  cut.resize(cut.size() - 3);
  CHECK(test::read_source(cut, "a.lif").found("lif.block-truncated"));
  bytes.at(bytes.size() - 6 - 20 - 22) = std::byte{0x71};
  const auto reading = test::read_source(bytes, "a.lif");
  CHECK(reading.found("lif.block"));
  CHECK(reading.documents.at(1).record.children.size() == 1);
}

TEST_CASE("a LIF that ends within its XML says so") {
  auto bytes = fixture().build();
  bytes.resize(60);
  CHECK(test::read_source(bytes, "a.lif").found("lif.xml-truncated"));
}

TEST_CASE("files of Leica's cut or changed anywhere end in findings or an error") {
  for (const auto& whole : {fixture().build(), fixture().build_object()})
    test::read_cut_and_changed(whole, "a.lif", "lif");
}

TEST_CASE("sizes in files of Leica's that lie end in findings or an error") {
  for (const bool is_object : {false, true}) {
    std::vector<std::uint64_t> fields;
    const auto whole = is_object ? fixture().build_object(&fields) : fixture().build(&fields);
    for (const std::uint64_t field : fields)
      for (const std::uint64_t lie : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x7FFFFFFF}, std::uint64_t{0xFFFFFFFF}}) {
        auto bytes = whole;
        for (std::size_t i = 0; i < 4; ++i)
          bytes.at(field + i) = static_cast<std::byte>(lie >> (8 * i));
        test::read_hostile(bytes, "a.lif");
        for (std::size_t i = 4; i < 8 && field + i < bytes.size(); ++i)
          bytes.at(field + i) = std::byte{0xFF};
        test::read_hostile(bytes, "a.lif");
      }
  }
}
