#pragma once

#include "rdf/document_graph.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::conformance {

/// One manifest of the W3C test vocabulary: a file of Turtle that lists cases. What a case says beyond the
/// usual (query, data, regime) is read from the graph by the judge of its suite.
struct Manifest {
  std::filesystem::path file;
  std::string iri;               ///< of the mf:Manifest itself
  std::string assumed_test_base; ///< mf:assumedTestBase, or empty
  rdf::DocumentGraph graph;

  /// The first object of subject and predicate. Absent if there is none.
  [[nodiscard]] std::optional<rdf::TermView> object(const rdf::TermView& subject,
                                                    std::string_view predicate) const;
  /// All objects, in no particular order.
  [[nodiscard]] std::vector<rdf::TermView> objects(const rdf::TermView& subject,
                                                   std::string_view predicate) const;
  /// The members of an RDF list, in order. Throws std::runtime_error if the list runs in a circle.
  [[nodiscard]] std::vector<rdf::TermView> list(const rdf::TermView& head) const;

  /// The file that an IRI stands for, found from where the manifest lies and what it is called.
  /// Throws std::runtime_error if the two have nothing in common.
  [[nodiscard]] std::filesystem::path file_of(std::string_view file_iri) const;
  /// The base to read that file with: the assumed base with the file's name, or the IRI itself.
  [[nodiscard]] std::string base_of(std::string_view file_iri) const;
};

/// One entry of a manifest.
struct TestCase {
  std::shared_ptr<const Manifest> manifest;
  std::string iri;
  std::string type;                ///< local name of its rdf:type: `TestTurtleEval`
  rdf::Term action;                ///< mf:action: a file's IRI, or a node that says more
  std::optional<rdf::Term> result; ///< mf:result
};

/// All cases of the manifest and of those it includes, in the order written. `iri` is what the file is called
/// on the web, unless it says so itself. Throws Error or std::runtime_error if a manifest cannot be read.
[[nodiscard]] std::vector<TestCase> read_cases(const std::filesystem::path& file, const std::string& iri);

/// What manifests are written in: `mf("entries")`.
[[nodiscard]] std::string mf(std::string_view local_name);

} // namespace micrograph::conformance
