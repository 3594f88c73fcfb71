// Nothing is lost: every text of names and values, list and table comes back from its statements byte for byte.
#include "lift/rebuild.hpp"
#include "support/bytes.hpp"
#include "support/reading.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace micrograph;

TEST_CASE("every text of the real files comes back") {
  std::size_t whole = 0, leaves = 0;
  for (const std::string folder : {"microct-skyscan", "microct-xtekct", "microct-pca", "idr", "czi", "omero", "ome-zarr/challenge-tables", "ro-crate/bia", "olympus-oib"}) {
    const auto path = test::shared_folder("data/" + folder);
    if (!path)
      return;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*path)) {
      if (!entry.is_regular_file())
        continue;
      CAPTURE(entry.path().string());
      const auto file = open_file(entry.path());
      for (const document::Document& document : test::read_source(*file, entry.path().filename().string()).documents) {
        if (document.kind != document::Kind::text)
          continue;
        lift::StatementTree tree;
        FindingList findings;
        const auto result = lift::lift(document, "urn:d", "test", tree, findings);
        CHECK(result.leaves == lift::count_leaves(document));
        CHECK(test::bytes_of(lift::rebuild(tree, "urn:d")) == document.bytes);
        leaves += result.leaves;
        ++whole;
      }
    }
  }
  MESSAGE(whole << " texts with " << leaves << " leaves came back");
  CHECK(whole > 140);
}
