#include "query/grammar.hpp"

#include "rdf/vocabulary.hpp"

#include <utility>

namespace micrograph::query {

namespace {

rdf::Term iri_term(std::string_view iri) {
  return rdf::Term(rdf::TermKind::iri, std::string(iri));
}

PatternTerm constant(rdf::Term term) {
  return {no_variable, std::move(term)};
}

} // namespace

bool Grammar::at_triples() const {
  const TokenKind kind = peek().kind;
  return kind == TokenKind::variable || kind == TokenKind::blank || at_iri() || at_literal() || at("(") ||
         at("[");
}

void Grammar::triples_same_subject(TriplesFor purpose, std::vector<WrittenTriple>& out) {
  if (at("(") && !at(")", 1)) {
    const PatternTerm subject = collection(purpose, out);
    if (at_verb())
      property_list(subject, purpose, out);
    return;
  }
  if (at("[") && !at("]", 1)) {
    const PatternTerm subject = blank_property_list(purpose, out);
    if (at_verb())
      property_list(subject, purpose, out);
    return;
  }
  property_list(graph_term(purpose), purpose, out);
}

bool Grammar::at_verb() const {
  return peek().kind == TokenKind::variable || at_iri() ||
         (peek().kind == TokenKind::word && peek().text == "a") || at("^") || at("!") || at("(");
}

void Grammar::property_list(const PatternTerm& subject, TriplesFor purpose, std::vector<WrittenTriple>& out) {
  if (!at_verb())
    fail_expected("a property");
  while (at_verb()) {
    WrittenTriple triple;
    triple.subject = subject;
    if (peek().kind == TokenKind::variable) {
      triple.predicate.variable = variable();
    } else if (purpose == TriplesFor::construct_template) {
      if (peek().kind == TokenKind::word)
        triple.predicate = constant(iri_term((take(), rdf::vocabulary::rdf::type)));
      else
        triple.predicate = constant(iri_term(iri()));
    } else {
      Path verb = path();
      if (verb.kind == PathKind::link)
        triple.predicate = constant(std::move(verb.iri));
      else
        triple.path = std::move(verb);
    }
    do {
      triple.object = object_node(purpose, out);
      out.push_back(triple);
    } while (accept(","));
    if (!at(";"))
      return;
    while (accept(";")) {
    }
  }
}

PatternTerm Grammar::object_node(TriplesFor purpose, std::vector<WrittenTriple>& out) {
  if (at("(") && !at(")", 1))
    return collection(purpose, out);
  if (at("[") && !at("]", 1))
    return blank_property_list(purpose, out);
  return graph_term(purpose);
}

PatternTerm Grammar::new_node(TriplesFor purpose) {
  if (purpose == TriplesFor::pattern)
    return fresh_blank();
  // A label that was written does not start with '-', so this one is new.
  return constant(rdf::Term(rdf::TermKind::blank, "-" + std::to_string(template_nodes_++)));
}

PatternTerm Grammar::graph_term(TriplesFor purpose) {
  if (peek().kind == TokenKind::variable || at_iri())
    return variable_or_term();
  if (at_literal())
    return constant(literal());
  if (peek().kind == TokenKind::blank) {
    const Token token = take();
    return purpose == TriplesFor::pattern ? labelled_blank(token)
                                          : constant(rdf::Term(rdf::TermKind::blank, token.text));
  }
  if (at("[") && at("]", 1)) {
    take();
    take();
    return new_node(purpose);
  }
  if (at("(") && at(")", 1)) {
    take();
    take();
    return constant(iri_term(rdf::vocabulary::rdf::nil));
  }
  fail_expected("a variable, an IRI, a literal or a blank node");
}

PatternTerm Grammar::collection(TriplesFor purpose, std::vector<WrittenTriple>& out) {
  const Nested nested(*this);
  expect("(");
  const PatternTerm first_cell = new_node(purpose);
  PatternTerm cell = first_cell;
  while (!at(")")) {
    const PatternTerm item = object_node(purpose, out);
    out.push_back({cell, constant(iri_term(rdf::vocabulary::rdf::first)), std::nullopt, item});
    const PatternTerm rest = at(")") ? constant(iri_term(rdf::vocabulary::rdf::nil)) : new_node(purpose);
    out.push_back({cell, constant(iri_term(rdf::vocabulary::rdf::rest)), std::nullopt, rest});
    cell = rest;
  }
  expect(")");
  return first_cell;
}

PatternTerm Grammar::blank_property_list(TriplesFor purpose, std::vector<WrittenTriple>& out) {
  const Nested nested(*this);
  expect("[");
  const PatternTerm node = new_node(purpose);
  property_list(node, purpose, out);
  expect("]");
  return node;
}

void Grammar::add_triples(GroupBuilder& group, std::vector<WrittenTriple> triples) {
  for (WrittenTriple& triple : triples) {
    if (triple.path)
      add_path(group, triple.subject, *triple.path, triple.object, *scopes_.back().frame);
    else
      group.add_triple({std::move(triple.subject), std::move(triple.predicate), std::move(triple.object)});
  }
}

std::vector<TriplePattern> Grammar::template_triples() {
  expect("{");
  std::vector<WrittenTriple> written;
  while (at_triples()) {
    triples_same_subject(TriplesFor::construct_template, written);
    if (!accept("."))
      break;
  }
  expect("}");
  std::vector<TriplePattern> triples;
  for (WrittenTriple& triple : written)
    triples.push_back({std::move(triple.subject), std::move(triple.predicate), std::move(triple.object)});
  return triples;
}

Path Grammar::path() {
  const Nested nested(*this);
  Path first = path_sequence();
  if (!at("|"))
    return first;
  Path either;
  either.kind = PathKind::alternative;
  either.parts.push_back(std::move(first));
  while (accept("|"))
    either.parts.push_back(path_sequence());
  return either;
}

Path Grammar::path_sequence() {
  Path first = path_element();
  if (!at("/"))
    return first;
  Path sequence;
  sequence.kind = PathKind::sequence;
  sequence.parts.push_back(std::move(first));
  while (accept("/"))
    sequence.parts.push_back(path_element());
  return sequence;
}

Path Grammar::path_element() {
  const bool inverted = accept("^");
  Path element = path_primary();
  const auto close = [&element](PathKind kind) {
    Path closure;
    closure.kind = kind;
    closure.parts.push_back(std::move(element));
    element = std::move(closure);
  };
  if (accept("*"))
    close(PathKind::zero_or_more);
  else if (accept("+"))
    close(PathKind::one_or_more);
  else if (accept("?"))
    close(PathKind::zero_or_one);
  if (inverted)
    close(PathKind::inverse);
  return element;
}

Path Grammar::path_primary() {
  if (accept("(")) {
    Path inner = path();
    expect(")");
    return inner;
  }
  if (accept("!"))
    return path_negated();
  Path link;
  if (peek().kind == TokenKind::word && peek().text == "a") {
    take();
    link.iri = iri_term(rdf::vocabulary::rdf::type);
  } else {
    if (!at_iri())
      fail_expected("a property or a property path");
    link.iri = iri_term(iri());
  }
  return link;
}

Path Grammar::path_negated() {
  Path negated;
  negated.kind = PathKind::negated_set;
  const auto one = [&] {
    const bool inverted = accept("^");
    rdf::Term property;
    if (peek().kind == TokenKind::word && peek().text == "a")
      property = iri_term((take(), rdf::vocabulary::rdf::type));
    else
      property = iri_term(iri());
    (inverted ? negated.negated_inverse : negated.negated).push_back(std::move(property));
  };
  if (accept("(")) {
    if (!at(")"))
      do
        one();
      while (accept("|"));
    expect(")");
  } else {
    one();
  }
  negated.forward_part = !negated.negated.empty() || negated.negated_inverse.empty();
  return negated;
}

} // namespace micrograph::query
