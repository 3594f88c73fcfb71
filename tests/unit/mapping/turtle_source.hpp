#pragma once

#include "mapping/source_graph.hpp"
#include "rdf/serd_io.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace micrograph::test {

/// A folder that is gone after the test.
class Folder {
public:
  Folder() {
    static std::atomic<unsigned> count{0};
    path_ = std::filesystem::temp_directory_path() /
            ("micrograph-mapping-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  Folder& with(const std::string& name, std::string_view text) {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return *this;
  }

private:
  std::filesystem::path path_;
};

/// A source's graph from Turtle, with the prefixes that the tests use.
inline mapping::SourceGraph source_graph(const std::string& turtle, const mapping::RuleVocabulary& vocabulary) {
  mapping::SourceGraph graph(vocabulary, mapping::SourceGraph::Keep::all);
  rdf::read_rdf("@prefix : <https://w3id.org/micrograph/source/ome#> .\n"
                "@prefix x: <https://w3id.org/micrograph/xml#> .\n"
                "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
                "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n" +
                    turtle,
                rdf::Syntax::turtle, "ni:///sha-256;abc", graph);
  return graph;
}

} // namespace micrograph::test
