#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

TEST_CASE("XML of Leica's programs is known by its root") {
  const auto format_of = [](std::string_view text) { return test::read_source(test::bytes_of(text), "a").format; };
  CHECK(format_of("<LMSDataContainerHeader Version=\"2\"/>") == "leica-xml");
  CHECK(format_of("<LMSDataContainerEnhancedHeader/>") == "leica-xml");
  CHECK(format_of("<Item xmlns=\"http://schemas.datacontract.org/2004/07/LeicaMicrosystems.DataEntities.V3_2\"/>") == "leica-xml");
  CHECK(format_of("<LMSDataContainerHeader xmlns=\"urn:other\"/>").empty());
  CHECK(format_of("<Item/>").empty());
}
