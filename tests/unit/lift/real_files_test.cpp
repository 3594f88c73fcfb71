// Over every real XML file: what was lifted is what an independent walk counts, or the file is refused.
#include "base/byte_source.hpp"
#include "lift/lifter.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <set>

using namespace micrograph;

namespace {

class CountingSink final : public rdf::StatementSink {
public:
  void statement(const rdf::QuadView&) override { ++count; }
  std::uint64_t count = 0;
};

/// The files that no XML parser accepts; each for the reason given in the manifest of the real files.
const std::set<std::string> not_well_formed{"ListRecordsBroken.xml", "fake3_00001.xml",
                                            "datacite-example-relateditems.xml"};

} // namespace

TEST_CASE("lifted leaves are the counted leaves") {
  std::size_t files = 0;
  std::set<std::string> refused;
  for (const char* const folder : {"data/ome-xml", "data/czi-xml", "data/dublin-core", "data/datacite-xml"}) {
    const auto path = test::shared_folder(folder);
    if (!path)
      return;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*path)) {
      const std::string name = entry.path().filename().string();
      if (!entry.is_regular_file() || name.ends_with(".html") || name.ends_with(".json"))
        continue;
      CAPTURE(entry.path().string());
      document::Document document;
      const auto file = open_file(entry.path());
      document.bytes = file->read_exactly(0, file->size());
      CountingSink sink;
      FindingList findings;
      ++files;
      try {
        const lift::LiftResult result = lift::lift(document, "urn:d", name, sink, findings);
        CHECK(result.leaves == lift::count_leaves(document));
        CHECK(result.statements == sink.count);
        CHECK(result.leaves > 0);
      } catch (const FormatError& error) {
        CHECK(error.code() == "xml.syntax");
        CHECK(error.place().line.has_value());
        refused.insert(name);
      }
    }
  }
  CHECK(files > 250);
  CHECK(refused == not_well_formed);
}
