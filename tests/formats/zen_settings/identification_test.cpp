#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

test::Reading read(std::string_view text) {
  return test::read_source(test::bytes_of(text), "a");
}

} // namespace

TEST_CASE("what ZEN saves is known by its root, and by a child where the root has a common name") {
  for (const char* const text : {"\xEF\xBB\xBF<HardwareExperiment Version='1.1'/>", "<ImageAnalysisSetting/>", "<ProcessingParameters/>",
                                 "<Job><Metadata/><OrganizationalStructure/></Job>", "<Metadata><Property key='a'/></Metadata>"}) {
    CAPTURE(text);
    const auto reading = read(text);
    CHECK(reading.format == "zen-settings");
    CHECK(test::lifted(reading.documents.at(0)).find("<https://w3id.org/micrograph/source/zen#") != std::string::npos);
  }
}

TEST_CASE("documents that only share a name with those of ZEN are not taken for them") {
  CHECK(read("<Job><Task/></Job>").format.empty());
  CHECK(read("<Metadata><Title/></Metadata>").format.empty());
  CHECK(read("<HardwareExperiment xmlns='urn:x'/>").format.empty());
}
