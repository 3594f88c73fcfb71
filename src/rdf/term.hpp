#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace micrograph::rdf {

enum class TermKind : std::uint8_t {
  none,    ///< no term: the default graph in a quad, an unbound value
  iri,     ///< `value` is the absolute IRI
  blank,   ///< `value` is the label without `_:`
  literal, ///< `value` is the lexical form
};

/// An RDF 1.1 term that borrows its text. Valid as long as whoever made it says so.
///
/// A literal with `language` has datatype rdf:langString, and `datatype` is then empty; a literal
/// with neither is an xsd:string (RDF 1.1 Concepts, section 3.3), and xsd:string is never spelt out,
/// so that equal terms are equal member by member. Language tags are lower case.
struct TermView {
  TermKind kind = TermKind::none;
  std::string_view value;
  std::string_view datatype;
  std::string_view language;

  friend bool operator==(const TermView&, const TermView&) = default;
  friend auto operator<=>(const TermView&, const TermView&) = default;
};

/// An RDF 1.1 term that owns its text; see TermView for what the members mean.
struct Term {
  TermKind kind = TermKind::none;
  std::string value;
  std::string datatype;
  std::string language;

  Term() = default;
  Term(TermKind k, std::string v, std::string d = {}, std::string l = {})
      : kind(k), value(std::move(v)), datatype(std::move(d)), language(std::move(l)) {}
  explicit Term(const TermView& view)
      : kind(view.kind), value(view.value), datatype(view.datatype), language(view.language) {}

  operator TermView() const { return {kind, value, datatype, language}; } // NOLINT: a view is always fine
  friend bool operator==(const Term&, const Term&) = default;
  friend auto operator<=>(const Term&, const Term&) = default;
};

[[nodiscard]] inline TermView iri(std::string_view value) { return {TermKind::iri, value, {}, {}}; }
[[nodiscard]] inline TermView blank(std::string_view label) { return {TermKind::blank, label, {}, {}}; }
[[nodiscard]] inline TermView literal(std::string_view lexical, std::string_view datatype = {}) {
  return {TermKind::literal, lexical, datatype, {}};
}
[[nodiscard]] inline TermView lang_literal(std::string_view lexical, std::string_view language) {
  return {TermKind::literal, lexical, {}, language};
}

/// A statement, with the graph it stands in (`none` = the default graph).
struct QuadView {
  TermView subject;
  TermView predicate;
  TermView object;
  TermView graph;

  friend bool operator==(const QuadView&, const QuadView&) = default;
  friend auto operator<=>(const QuadView&, const QuadView&) = default;
};

struct Quad {
  Term subject;
  Term predicate;
  Term object;
  Term graph;

  Quad() = default;
  Quad(Term s, Term p, Term o, Term g = {})
      : subject(std::move(s)), predicate(std::move(p)), object(std::move(o)), graph(std::move(g)) {}
  explicit Quad(const QuadView& view)
      : subject(view.subject), predicate(view.predicate), object(view.object), graph(view.graph) {}

  operator QuadView() const { return {subject, predicate, object, graph}; } // NOLINT: a view is always fine
  friend bool operator==(const Quad&, const Quad&) = default;
  friend auto operator<=>(const Quad&, const Quad&) = default;
};

/// Canonical N-Triples form of one term: `<iri>`, `_:label`, `"text"@en`, `"1"^^<…#integer>`.
[[nodiscard]] std::string to_ntriples(const TermView& term);
/// Appends the same to `out`.
void append_ntriples(std::string& out, const TermView& term);

} // namespace micrograph::rdf
