#pragma once

#include "base/as_text.hpp"
#include "base/text_file.hpp"

#include "graph/mg_sections.hpp"
#include "graph/snapshot.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace micrograph::test {

/// Asks for everything, so that whatever is reachable is touched.
inline void read_all(const graph::Snapshot& snapshot) {
  using namespace graph;
  for (const GraphScope scope : {GraphScope::default_graph, GraphScope::named_graphs}) {
    Pattern pattern;
    pattern.scope = scope;
    for (const Position order : {subject, predicate, object}) {
      const auto scan = snapshot.scan(pattern, std::array{order});
      std::array<Row, 64> rows;
      while (const std::size_t count = scan->next(rows))
        for (std::size_t i = 0; i < count; ++i)
          for (const ValueId id : rows[i])
            if (id.defined()) {
              const rdf::Term term = snapshot.term(id);
              (void)snapshot.find(term);
              Pattern one;
              one.scope = scope;
              one.terms[order] = id;
              (void)snapshot.estimate(one);
              (void)snapshot.estimate_distinct(one, subject);
            }
    }
  }
  (void)snapshot.graphs();
  (void)snapshot.stats();
}

/// Writes a file whose checksums are right and whose section has been tampered with.
inline void write_forged(const std::filesystem::path& from, const std::filesystem::path& to,
                         const std::string& section, const std::function<void(std::string&)>& tamper) {
  const std::string bytes = read_text_file(from);
  const auto sections = graph::read_sections(std::as_bytes(std::span(bytes)), "original");
  std::map<std::string, std::string> contents;
  for (const auto& [name, content] : sections)
    contents[name] = std::string(as_text(content.bytes()));
  tamper(contents.at(section));
  std::vector<graph::SectionSource> sources;
  for (const auto& [name, content] : contents)
    sources.push_back({name, {std::as_bytes(std::span(content))}});
  graph::write_sections(to, sources);
}

} // namespace micrograph::test
