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

TEST_CASE("XML of Leica's programs cut anywhere, or with any byte changed, comes back") {
  const std::string text = "\xEF\xBB\xBF<LMSDataContainerHeader Version=\"2\"><Element Name=\"a &#xB5;m\" UniqueID=\"1\">\n <Data/>text<!-- c -->"
                           "<Children><Element Name=\"b\"/></Children></Element></LMSDataContainerHeader>\n";
  test::read_cut_and_changed(test::bytes_of(text), "a.xml", "leica-xml");
}
