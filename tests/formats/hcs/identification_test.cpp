// XML of plate scanners: how it is known, and in which vocabulary it is lifted.
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

test::Reading read(std::string_view text) {
  return test::read_source(test::bytes_of(text), "a");
}

constexpr char measurement[] = "<b:MeasurementData xmlns:b='http://www.yokogawa.co.jp/BTS/BTSSchema/1.0'>"
                               "<b:MeasurementRecord b:Row='2'/></b:MeasurementData>";
constexpr char stack[] = "<?xml version='1.0' encoding='ISO-8859-1'?><ImageStack><UUID value='1'/>"
                         "<AutoLeadAcquisitionProtocol name='caf\xE9'/></ImageStack>";

} // namespace

TEST_CASE("measurements of Yokogawa are known by their namespace, of any version") {
  CHECK(read(measurement).format == "yokogawa");
  CHECK(read("<WellPlate xmlns='http://www.yokogawa.co.jp/BTS/BTSSchema/2.0'/>").format == "yokogawa");
  CHECK(read("<MeasurementData/>").format.empty());
  CHECK(read("<MeasurementData xmlns='http://www.yokogawa.co.jp/other/1.0'/>").format.empty());
}

TEST_CASE("all versions of Yokogawa's schema share a vocabulary") {
  const std::string lifted = test::lifted(read(measurement).documents.at(0));
  CHECK(lifted.find("<https://w3id.org/micrograph/source/yokogawa#qualified.Row> \"2\"") != std::string::npos);
}

TEST_CASE("runs of an IN Cell Analyzer are known by root and child") {
  CHECK(read(stack).format == "incell");
  CHECK(read("<ImageStack><Images/></ImageStack>").format.empty());
  CHECK(read("<ImageStack xmlns='urn:x'><AutoLeadAcquisitionProtocol/></ImageStack>").format.empty());
}

TEST_CASE("Latin-1 of an IN Cell Analyzer is read as such, in its own vocabulary") {
  const std::string lifted = test::lifted(read(stack).documents.at(0));
  CHECK(lifted.find("<https://w3id.org/micrograph/source/incell#name> \"café\"") != std::string::npos);
}
