// A `.mg` file with one section that is anything, under checksums that fit: reading it must end well or in a FormatError.
//
// The first byte says which section, the next whether it is replaced or overwritten from an offset, the rest with what.
#include "base/error.hpp"
#include "base/text_file.hpp"
#include "graph/document_archive.hpp"
#include "graph/document_summary.hpp"
#include "graph/text_search.hpp"
#include "support/forged_snapshot.hpp"
#include "support/scratch_folder.hpp"
#include "rdf/serd_io.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

using namespace micrograph;

namespace {

constexpr char text[] = R"(
@prefix : <http://example.org/> .
:a :label "a thing"@en, "ein Ding"@de ; :size 3, 4.50, 1.5E0 ; :made "2020-02-29"^^<http://www.w3.org/2001/XMLSchema#date> .
:b :label "another" ; :part :a, [ :of :b ] .
:g1 { :a :size 3 . :c :part :b }
:g2 { :a :size 3 . _:x :label "x"^^:type }
)";

void archive_documents(graph::SnapshotBuilder& builder) {
  for (const char number : {'1', '2', '3'}) {
    graph::DocumentSummarizer summarizer;
    const std::string name = std::string("http://example.org/document") + number;
    rdf::read_rdf("<" + name + "#a> a <http://example.org/Kind" + number + "> .", rdf::Syntax::turtle, {}, summarizer);
    builder.add_document({name, {std::byte{'p'}, std::byte(number)}, 1, summarizer.summary()});
  }
}

/// Asks every entry and whether it may hold a pattern.
void read_archive(const graph::DocumentArchive& archive) {
  graph::DocumentPattern pattern;
  for (std::uint32_t entry = 0; entry < archive.size(); ++entry) {
    if (archive.find(archive.name(entry)))
      (void)archive.payload(entry);
    pattern.subject = rdf::iri("http://example.org/document1#a");
    (void)archive.may_match(entry, pattern);
    (void)archive.estimate(entry, {});
  }
  (void)archive.candidates(pattern);
  (void)archive.estimate(pattern);
}

/// The file that is tampered with, and the names of its sections.
struct Original {
  Original() {
    graph::BuildOptions options;
    options.text_index = true;
    graph::SnapshotBuilder builder(options);
    rdf::read_rdf(text, rdf::Syntax::trig, {}, builder);
    archive_documents(builder);
    builder.build()->save(path);
    const std::string bytes = read_text_file(path);
    for (const auto& [name, content] : graph::read_sections(std::as_bytes(std::span(bytes)), "original"))
      sections.push_back(name);
  }

  test::ScratchFolder folder;
  std::filesystem::path path = folder / "original.mg", forged = folder / "forged.mg";
  std::vector<std::string> sections;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Original original;
  if (size < 2)
    return 0;
  const std::string content(reinterpret_cast<const char*>(data) + 2, size - 2);
  test::write_forged(original.path, original.forged, original.sections[data[0] % original.sections.size()],
                     [&](std::string& bytes) {
                       if (data[1] == 0xFF) {
                         bytes = content;
                       } else {
                         const std::size_t at = std::min<std::size_t>(data[1], bytes.size());
                         bytes.replace(at, std::min(content.size(), bytes.size() - at), content);
                       }
                     });
  graph::TextRequirement thing;
  thing.alternatives = {{"thing"}, {"Ding"}};
  thing.any_case = true;
  try {
    const auto snapshot = graph::Snapshot::open(original.forged);
    snapshot->verify(); // the checksums do fit
    test::read_all(*snapshot);
    (void)snapshot->text_candidates(thing, graph::GraphScope::named_graphs, 1);
    read_archive(snapshot->documents());
    graph::SnapshotBuilder builder;
    builder.add(snapshot);
    (void)builder.build();
  } catch (const FormatError& error) {
    if (!error.code().starts_with("mg."))
      std::abort();
  }
  return 0;
}
