#pragma once

#include "base/as_text.hpp"
#include "base/error.hpp"
#include "lift/lifter.hpp"
#include "lift/rebuild.hpp"
#include "support/bytes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::test {

using Lines = std::vector<std::string>;

inline std::string shorten(std::string text) {
  static constexpr std::pair<const char*, const char*> prefixes[] = {
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"}, {"https://w3id.org/micrograph/xml#", "x:"},
      {"https://w3id.org/micrograph/text#", "t:"},             {"https://w3id.org/micrograph/source/s#", "s:"},
      {"http://www.w3.org/2001/XMLSchema#", "xsd:"},           {"<urn:d", "<"}};
  for (const auto& [from, to] : prefixes)
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;)
      text.replace(at, std::string(from).size(), to);
  return text;
}

inline document::Document text_document(const std::string& text, document::TextForm form = document::TextForm::equals,
                                        document::TextReading reading = {}) {
  document::Document document;
  document.kind = document::Kind::text;
  document.vocabulary = "https://w3id.org/micrograph/source/s#";
  document.root_name = "Log";
  document.text_form = form;
  document.text_reading = std::move(reading);
  document.bytes = bytes_of(text);
  return document;
}

struct TreeAndLines final : rdf::StatementSink {
  void statement(const rdf::QuadView& quad) override {
    tree.statement(quad);
    lines.push_back(shorten(rdf::to_ntriples(quad.subject) + " " + rdf::to_ntriples(quad.predicate) + " " +
                            rdf::to_ntriples(quad.object)));
  }
  lift::StatementTree tree;
  Lines lines;
};

/// The statements but the first three, which every text has; the text must come back from them.
inline Lines lift_lines(const document::Document& document, const char* form = "equals") {
  TreeAndLines sink;
  FindingList findings;
  const auto result = lift::lift(document, "urn:d", "test", sink, findings);
  CHECK(result.root == "urn:d#");
  CHECK(result.statements == sink.lines.size());
  CHECK(result.leaves == lift::count_leaves(document));
  CHECK(lift::kind_of(sink.tree, "urn:d") == document::Kind::text);
  CHECK(lift::rebuild(sink.tree, "urn:d") == std::string(as_text(document.bytes)));
  const Lines start{"<> <x:root> <#>", "<#> <rdf:type> <s:Log>", std::string("<#> <t:form> \"") + form + "\""};
  REQUIRE(sink.lines.size() >= start.size());
  CHECK(Lines(sink.lines.begin(), sink.lines.begin() + 3) == start);
  return {sink.lines.begin() + 3, sink.lines.end()};
}

/// Code of the error with which a text that lost its statements of a property is refused; the text if it is not.
inline std::string rebuilt_without(const document::Document& document, const std::string& property) {
  lift::StatementTree all, some;
  FindingList findings;
  (void)lift::lift(document, "urn:d", "test", all, findings);
  for (const auto& row : all.all())
    if (!all.term(row[1]).value.ends_with(property))
      some.statement({all.term(row[0]), all.term(row[1]), all.term(row[2]), {}});
  try {
    return lift::rebuild(some, "urn:d");
  } catch (const FormatError& error) {
    return error.code();
  }
}

/// Texts of characters of a pool, always the same ones.
template <class Use> void for_random_texts(const std::string& pool, int count, int length, Use use) {
  std::uint32_t state = 7;
  for (int round = 0; round < count; ++round) {
    std::string text;
    for (int i = 0; i < length; ++i) {
      state = state * 1664525u + 1013904223u;
      text += pool[(state >> 16) % pool.size()];
    }
    CAPTURE(text);
    use(text);
  }
}

} // namespace micrograph::test
